"""Which text leads which: the decisions of grouping, on texts that were folded and sampled."""

from __future__ import annotations

import ctypes
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huiyin.grouping.fingerprints import FoldedTexts, text_buffers
from huiyin.grouping.kernel import LATER, U8, U32, Texts, load_library

#: Relations in the order of their codes: the kernel's three, then those that only a whole group tells.
RELATIONS = ("copy", "near", "contains", "single", "empty")
_SINGLE, _EMPTY = 3, 4


@dataclass(frozen=True)
class GroupAssignment:
    """For each row: ``leader`` (the text that leads its group), ``relation`` (index in ``RELATIONS``),
    ``represents``. ``size``: for each text how many rows are in the group it leads."""

    texts: Texts
    leader: U32
    relation: U8
    represents: NDArray[np.bool_]
    size: NDArray[np.int64]

    def names(self, rows: slice = slice(None)) -> pa.Array:
        """The groups' names: ``g-`` and the leading text's key."""
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
    """Leaders first (texts said twice or more, those with most support first), then the texts said
    once, each beside the leader it is nearest to, then those that found none, among themselves."""
    texts, text = folded.texts, folded.text
    n = len(texts)
    copies = np.bincount(text, minlength=n)
    support: NDArray[np.float64] = copies.astype(np.float64)
    if weights is not None:
        # Sums of floats depend on their order; rounding up to 2^-20 makes them exact, in any order.
        exact = np.round(weights * 2**20) / 2**20
        support = np.bincount(text, exact, minlength=n).astype(np.float64)
    leader, how = _choose_leaders(texts, copies, support, near, contained, enough, crew)
    lead_of_row = leader[text]
    size = np.bincount(lead_of_row, minlength=n)
    relation = how[text]
    relation[size[lead_of_row] == 1] = _SINGLE
    relation[texts.count[text] == 0] = _EMPTY
    represents = np.zeros(len(text), np.bool_)
    represents[_choose_representatives(folded, ids, leader, copies)] = True
    return GroupAssignment(texts, lead_of_row, relation, represents, size)


def _choose_leaders(
    texts: Texts,
    copies: NDArray[np.int64],
    support: NDArray[np.float64],
    near: float,
    contained: float,
    enough: int,
    crew: int,
) -> tuple[U32, U8]:
    lib = load_library()
    known = texts.structure(near, contained, enough)
    here = ctypes.byref(known)
    leader, rank = np.full(len(texts), LATER, np.uint32), np.zeros(len(texts), np.uint32)
    how = np.zeros(len(texts), np.uint8)
    often = np.flatnonzero(copies > 1).astype(np.uint32)
    often = often[np.argsort(-support[often], kind="stable")]
    index = lib.huiyin_index_new(len(often))
    try:
        lib.huiyin_lead(here, index, often, len(often), rank, leader, how)
        lib.huiyin_index_thin(index)
        once = np.flatnonzero(copies == 1).astype(np.uint32)
        pieces = np.array_split(once, 4 * crew) if len(once) > 10_000 else [once]

        def join(some: U32) -> None:
            lib.huiyin_join(here, index, rank, some, len(some), leader, how)

        with ThreadPoolExecutor(crew) as pool:
            list(pool.map(join, pieces))
    finally:
        lib.huiyin_index_free(index)
    rest = np.ascontiguousarray(once[leader[once] == LATER])
    lib.huiyin_settle(here, rest, len(rest), support, leader, how)
    _join_settled(texts, rest, support, leader, how, here, rank, crew)
    return leader, how


def _join_settled(
    texts: Texts,
    rest: U32,
    support: NDArray[np.float64],
    leader: U32,
    how: U8,
    here: object,
    rank: U32,
    crew: int,
) -> None:
    """Texts said once that were left alone are held once more beside the leaders that came of settling: there
    each met only the first few with which it shares a run, and not always the one that was to lead."""
    lib = load_library()
    followers = np.bincount(leader[rest], minlength=len(texts))
    own = rest[leader[rest] == rest]
    heads, alone = own[followers[own] > 1], own[followers[own] == 1]
    if not len(heads) or not len(alone):
        return
    held = np.bincount(leader[rest], support[rest], minlength=len(texts))
    heads = np.ascontiguousarray(heads[np.lexsort((texts.key[heads], -held[heads]))])
    alone = np.ascontiguousarray(alone)
    index = lib.huiyin_index_new(len(heads))
    group_of_text = np.full(len(texts), LATER, np.uint32)
    relation = np.zeros(len(texts), np.uint8)
    try:
        lib.huiyin_enlist(here, index, heads, len(heads), 0, rank)
        lib.huiyin_index_thin(index)
        pieces = np.array_split(alone, 4 * crew) if len(alone) > 10_000 else [alone]

        def join(some: U32) -> None:
            lib.huiyin_join(here, index, rank, some, len(some), group_of_text, relation)

        with ThreadPoolExecutor(crew) as pool:
            list(pool.map(join, pieces))
    finally:
        lib.huiyin_index_free(index)
    joined = alone[group_of_text[alone] != LATER]
    leader[joined], how[joined] = group_of_text[joined], relation[joined]


def _choose_representatives(
    folded: FoldedTexts, ids: pa.Array, leader: U32, copies: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each leading text the row that represents it: of its copies the one printed as most of them
    are; of those the one with the smallest id, whatever row it came in."""
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
