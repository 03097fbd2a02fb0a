"""Decide which text leads which group, given folded and sampled texts."""

from __future__ import annotations

import ctypes
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huiyin.grouping.fingerprints import FoldedTexts, text_buffers
from huiyin.grouping.kernel import EDGE, LATER, U8, U32, Texts, load_library

#: Relations in the order of their codes: the kernel's three, then those that depend on the whole group.
RELATIONS = ("copy", "near", "contains", "single", "empty")
_SINGLE, _EMPTY = 3, 4


@dataclass(frozen=True)
class GroupAssignment:
    """For each row: ``leader`` (the text that leads its group), ``relation`` (index into ``RELATIONS``),
    ``represents``. ``size``: for each text, how many rows are in the group it leads.
    """

    texts: Texts
    leader: U32
    relation: U8
    represents: NDArray[np.bool_]
    size: NDArray[np.int64]

    def names(self, rows: slice = slice(None)) -> pa.Array:
        """Return the group names: ``g-`` and the key of the leading text."""
        return _name_groups(self.texts.key, self.leader[rows])

    @property
    def groups(self) -> int:
        return int(np.count_nonzero(self.size))


def _name_groups(key: NDArray[np.uint64], which: U32) -> pa.Array:
    pairs = np.frombuffer(b"".join(b"%02x" % b for b in range(256)), np.uint16)
    out = np.empty((len(which), 18), np.uint8)
    out[:, :2] = np.frombuffer(b"g-", np.uint8)
    digits = pairs[key[which].astype(">u8").view(np.uint8)]
    out[:, 2:] = digits.view(np.uint8).reshape(-1, 16)
    offsets = np.arange(len(which) + 1, dtype=np.int64) * 18
    large = pa.LargeStringArray.from_buffers(
        len(which), pa.py_buffer(offsets), pa.py_buffer(out.reshape(-1))
    )
    return large if offsets[-1] > 2**31 - 1 else large.cast(pa.string())


def assign_groups(
    folded: FoldedTexts,
    ids: pa.Array,
    weights: NDArray[np.float64] | None,
    *,
    near: float,
    contained: float,
    enough: int,
    crew: int,
) -> GroupAssignment:
    """Assign every row to a group.

    Texts said at least twice choose leaders first, those with the most support first. Then each text said once
    joins its nearest leader. Those without one are grouped among themselves.
    """
    texts, text = folded.texts, folded.text
    n = len(texts)
    copies = np.bincount(text, minlength=n)
    support: NDArray[np.float64] = copies.astype(np.float64)
    if weights is not None:
        # Sums of floats depend on their order. Rounding up to multiples of 2^-20 makes them exact in any order.
        exact = np.round(weights * 2**20) / 2**20
        support = np.bincount(text, exact, minlength=n).astype(np.float64)
    chosen = choose_leaders(
        texts, copies, support, near=near, contained=contained, enough=enough, crew=crew
    )
    return describe_rows(folded, ids, chosen, copies)


def describe_rows(
    folded: FoldedTexts, ids: pa.Array, chosen: ChosenLeaders, copies: NDArray[np.int64]
) -> GroupAssignment:
    """Describe rows by the leaders of their texts. ``folded`` may contain a subset of the rows, but only whole
    groups.
    """
    texts, text, leader = folded.texts, folded.text, chosen.leader
    lead_of_row = leader[text]
    size = np.bincount(lead_of_row, minlength=len(texts))
    relation = chosen.how[text]
    relation[size[lead_of_row] == 1] = _SINGLE
    relation[texts.count[text] == 0] = _EMPTY
    represents = np.zeros(len(text), np.bool_)
    represents[_choose_representatives(folded, ids, leader, copies)] = True
    return GroupAssignment(texts, lead_of_row, relation, represents, size)


@dataclass(frozen=True)
class ChosenLeaders:
    """The leader of each text and its relation to it, and what a later choice among nearly the same texts can
    reuse.

    ``copies`` and ``support``: per text. ``first``: the leader among the texts said at least twice; :data:`LATER`
    if there is none. ``edges``: between the texts without such a leader. ``head``: those of them that lead others,
    with their support (``held``). ``last``: the head that a text left alone joined afterwards.
    """

    leader: U32
    how: U8
    copies: NDArray[np.int64]
    support: NDArray[np.float64]
    first: U32
    first_how: U8
    edges: NDArray[np.void]
    head: NDArray[np.bool_]
    held: NDArray[np.float64]
    last: U32
    last_how: U8


def choose_leaders(
    texts: Texts,
    copies: NDArray[np.int64],
    support: NDArray[np.float64],
    *,
    near: float,
    contained: float,
    enough: int,
    crew: int,
    before: ChosenLeaders | None = None,
    keeps: bool = False,
) -> ChosenLeaders:
    """Choose the leader of each of ``texts``.

    ``before``: an earlier choice among the same texts with different ``copies`` (0 for a text that did not exist
    yet or no longer does). Then only texts affected by a change are compared, with the same result: a text finds
    another through a run that both have, so a text that shares no run with anything changed finds what it found
    before. ``keeps``: whether edges are kept for a later choice.
    """
    choice = _Choice(texts, copies, support, (near, contained, enough), crew, before)
    choice.lead()
    choice.settle(keeps=keeps or before is not None)
    choice.join_heads()
    return choice.conclude()


#: Bits of the Bloom-like filter that marks the runs of changed texts. A false positive costs one comparison.
_FILTER = 24


class _Choice:
    """One choice of leaders. A text is *often* if it is said at least twice, otherwise *once*."""

    def __init__(
        self,
        texts: Texts,
        copies: NDArray[np.int64],
        support: NDArray[np.float64],
        limits: tuple[float, float, int],
        crew: int,
        before: ChosenLeaders | None,
    ) -> None:
        self._texts, self._copies, self._support = texts, copies, support
        self._crew, self._before = crew, before
        self._lib = load_library()
        self._known = texts.structure(*limits)
        self._here = ctypes.byref(self._known)
        n = len(texts)
        self._leader, self._how = np.full(n, LATER, np.uint32), np.zeros(n, np.uint8)
        self._rank = np.zeros(n, np.uint32)
        self._last, self._last_how = np.full(n, LATER, np.uint32), np.zeros(n, np.uint8)
        self._head, self._held = np.zeros(n, np.bool_), np.zeros(n, np.float64)
        self._edges = np.zeros(0, EDGE)
        self._rest = np.zeros(0, np.uint32)

    def lead(self) -> None:
        """Let frequent texts lead, or join a leader before them; then let texts said once join the nearest leader."""
        often = np.flatnonzero(self._copies > 1).astype(np.uint32)
        often = often[np.argsort(-self._support[often], kind="stable")]
        once = np.flatnonzero(self._copies == 1).astype(np.uint32)
        index = self._lib.huiyin_index_new(len(often))
        try:
            self._lib.huiyin_lead(
                self._here, index, often, len(often), self._rank, self._leader, self._how
            )
            self._lib.huiyin_index_thin(index)
            self._join(index, self._list_touched_once(once), self._leader, self._how)
        finally:
            self._lib.huiyin_index_free(index)
        self._rest = np.ascontiguousarray(once[self._leader[once] == LATER])
        self._first, self._first_how = self._leader, self._how
        if self._before is not None or len(self._rest):
            self._first, self._first_how = self._leader.copy(), self._how.copy()

    def _list_touched_once(self, once: U32) -> U32:
        """Return the texts whose leader must be searched for; that of the others is known."""
        before = self._before
        if before is None:
            return once
        own = np.arange(len(self._texts), dtype=np.uint32)
        leads = (self._copies > 1) & (self._leader == own)
        led = (before.copies > 1) & (before.first == own)
        dirty = (leads != led) | (leads & (self._support != before.support))
        touched = before.copies[once] != 1
        touched |= self._meets(once, dirty, is_found=False)
        stays = once[~touched]
        self._leader[stays], self._how[stays] = before.first[stays], before.first_how[stays]
        left: U32 = once[touched]
        return left

    def settle(self, *, keeps: bool) -> None:
        """Group the texts without a leader among themselves; the one with the most support around it leads first."""
        if self._before is None:
            self._edges = self._find_edges(self._rest, None, keeps=keeps)
            return
        self._edges = self._mend_edges(self._before)
        self._settle_by(self._edges)

    def _mend_edges(self, before: ChosenLeaders) -> NDArray[np.void]:
        n = len(self._texts)
        now, then = np.zeros(n, np.bool_), (before.copies == 1) & (before.first == LATER)
        now[self._rest] = True
        changed = now != then
        if not changed.any():
            return before.edges
        # An edge depends on the runs of both its ends and on the texts around them. Only an edge between two texts
        # that each share a run with an added or removed text can be different now.
        touched = np.zeros(n, np.bool_)
        touched[self._rest] = self._meets(self._rest, changed, is_found=True)
        beside = self._rest[self._meets(self._rest, touched, is_found=True)]
        fresh = self._find_edges(beside, touched.view(np.uint8), keeps=True)
        old = before.edges
        begin, end = old["from"], old["to"]
        stays = now[begin] & now[end] & ~(touched[begin] & touched[end])
        edges = np.concatenate([old[stays], fresh])
        order = np.argsort(
            edges["from"].astype(np.uint64) << np.uint64(32) | edges["to"], kind="stable"
        )
        return np.ascontiguousarray(edges[order])

    def _find_edges(self, some: U32, both: U8 | None, *, keeps: bool) -> NDArray[np.void]:
        """Return the edges between ``some``; without ``keeps`` they are used to settle and then released."""
        found = ctypes.c_void_p()
        count = self._lib.huiyin_edges(self._here, some, len(some), both, ctypes.byref(found))
        try:
            there = np.ctypeslib.as_array(
                ctypes.cast(found, ctypes.POINTER(ctypes.c_uint8)), (count * EDGE.itemsize,)
            ).view(EDGE) if count else np.zeros(0, EDGE)  # fmt: skip
            if both is None:
                self._settle_by(there)
            return there.copy() if keeps else np.zeros(0, EDGE)
        finally:
            self._lib.huiyin_edges_free(found)

    def _settle_by(self, edges: NDArray[np.void]) -> None:
        self._lib.huiyin_settle(
            self._here, self._rest, len(self._rest), edges.ctypes.data, len(edges), self._support, self._leader, self._how
        )  # fmt: skip

    def join_heads(self) -> None:
        """Compare texts said once and left alone with the leaders that settling produced.

        Settling compared each only with the first few texts with which it shares a run, which need not include its
        eventual leader.
        """
        rest, leader, n = self._rest, self._leader, len(self._texts)
        followers = np.bincount(leader[rest], minlength=n)
        own = rest[leader[rest] == rest]
        heads, alone = own[followers[own] > 1], own[followers[own] == 1]
        if not len(heads) or not len(alone):
            return
        held = np.bincount(leader[rest], self._support[rest], minlength=n)
        self._head[heads], self._held[heads] = True, held[heads]
        heads = np.ascontiguousarray(heads[np.lexsort((self._texts.key[heads], -held[heads]))])
        alone = np.ascontiguousarray(alone)
        index = self._lib.huiyin_index_new(len(heads))
        try:
            self._lib.huiyin_enlist(self._here, index, heads, len(heads), 0, self._rank)
            self._lib.huiyin_index_thin(index)
            self._join(index, self._list_touched_alone(alone), self._last, self._last_how)
        finally:
            self._lib.huiyin_index_free(index)
        joined = alone[self._last[alone] != LATER]
        leader[joined], self._how[joined] = self._last[joined], self._last_how[joined]

    def _list_touched_alone(self, alone: U32) -> U32:
        before = self._before
        if before is None:
            return alone
        dirty = (self._head != before.head) | (self._head & (self._held != before.held))
        # Texts left alone were only compared with heads if there were any; otherwise nothing is known about them.
        stood = np.zeros(len(self._texts), np.bool_)
        if before.head.any():
            settled = (before.copies == 1) & (before.first == LATER) & ~before.head
            own = np.arange(len(self._texts), dtype=np.uint32)
            stood = settled & ((before.leader == own) | (before.last != LATER))
        touched = ~stood[alone] | self._meets(alone, dirty, is_found=False)
        stays = alone[~touched]
        self._last[stays], self._last_how[stays] = before.last[stays], before.last_how[stays]
        return alone[touched]

    def _meets(self, some: U32, dirty: NDArray[np.bool_], *, is_found: bool) -> NDArray[np.bool_]:
        """Tell for each of ``some`` whether it may share a run with anything ``dirty``."""
        marked = np.flatnonzero(dirty).astype(np.uint32)
        meets = np.zeros(len(some), np.uint8)
        if len(marked):
            bits = np.zeros((1 << _FILTER) // 32, np.uint32)
            self._lib.huiyin_mark(self._here, marked, len(marked), bits, 32 - _FILTER)
            self._lib.huiyin_meets(
                self._here, np.ascontiguousarray(some), len(some), bits, 32 - _FILTER, is_found, meets
            )  # fmt: skip
        return meets.view(np.bool_)

    def _join(self, index: object, some: U32, leader: U32, how: U8) -> None:
        if not len(some):
            return
        some = np.ascontiguousarray(some)
        pieces = np.array_split(some, 4 * self._crew) if len(some) > 10_000 else [some]

        def join(piece: U32) -> None:
            self._lib.huiyin_join(self._here, index, self._rank, piece, len(piece), leader, how)

        with ThreadPoolExecutor(self._crew) as pool:
            list(pool.map(join, pieces))

    def conclude(self) -> ChosenLeaders:
        return ChosenLeaders(
            self._leader, self._how, self._copies, self._support, self._first, self._first_how, self._edges,
            self._head, self._held, self._last, self._last_how,
        )  # fmt: skip


def _choose_representatives(
    folded: FoldedTexts, ids: pa.Array, leader: U32, copies: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return for each leading text the row that represents it.

    It is a row with the most frequent printed form; of these, the one with the smallest id, independent of row
    order.
    """
    text = folded.text
    leads = leader == np.arange(len(leader), dtype=np.uint32)
    alone = np.flatnonzero(leads[text] & (copies[text] == 1))
    rows = np.flatnonzero(leads[text] & (copies[text] > 1))
    if not len(rows):
        return alone
    order = np.lexsort((folded.printed[rows], text[rows]))
    rows = rows[order]
    mine, printed = text[rows], folded.printed[rows]
    begins = np.flatnonzero(np.r_[True, (mine[1:] != mine[:-1]) | (printed[1:] != printed[:-1])])
    times = np.diff(np.r_[begins, len(rows)])
    most = np.zeros(len(leader), np.int64)
    np.maximum.at(most, mine[begins], times)
    candidates = np.ascontiguousarray(rows[np.repeat(times, times) == most[mine]])
    offsets, data = text_buffers(ids)
    best = np.full(len(leader), -1, np.int64)
    which = np.ascontiguousarray(text[candidates])
    load_library().huiyin_smallest_ids(offsets, data, candidates, which, len(which), best)
    return np.concatenate([alone, best[best >= 0]])
