"""Compare two versions of a law: units kept, changed, moved, split, merged, inserted, deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from huiyin.law.compare.word_changes import WordChange, WordOp, diff_words
from huiyin.law.model import Law, Provision, ProvisionKind
from huiyin.text import fold_text

__all__ = [
    "ChangeKind",
    "Comparison",
    "UnitChange",
    "WordChange",
    "WordOp",
    "compare_laws",
    "diff_words",
    "list_units",
]


class ChangeKind(StrEnum):
    """What happened to a unit. ``moved``: the same words under another number or at another place in the order. A
    unit whose words changed is ``changed``, wherever it is now.
    """

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """``old`` and ``new`` are eIds of units; ``similarity`` is from 0 to 1.

    ``spans``: the words. Equal and deleted parts form the old units' text, equal and inserted parts the new units'
    text, with units joined by a line break. If they differ only in white space, everything is equal, in the form of
    the new ones.
    """

    kind: ChangeKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    spans: tuple[WordChange, ...]
    similarity: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every unit of both versions is in exactly one change. Changes are in the order of the new version; deleted
    units follow what preceded them in the old one.
    """

    changes: tuple[UnitChange, ...]

    def of_old(self, eid: str) -> UnitChange | None:
        """Return the change that contains the old unit ``eid``."""
        return next((change for change in self.changes if eid in change.old), None)


def list_units(law: Law) -> tuple[Provision, ...]:
    """Return the units that are compared: articles (sections in common law), recitals and annexes, in reading
    order.

    An annex with its own articles is compared article by article.
    """
    basic = {unit.eid for unit in law.articles}
    units = []

    def visit(provision: Provision) -> None:
        whole = provision.eid in basic or provision.kind in (
            ProvisionKind.RECITAL,
            ProvisionKind.ITEM,
        )
        annex = provision.kind in (ProvisionKind.ANNEX, ProvisionKind.SCHEDULE)
        if whole or (annex and not any(p.eid in basic for p in provision.walk())):
            units.append(provision)
            return
        for child in provision.children:
            visit(child)

    for provision in law.provisions:
        visit(provision)
    return tuple(units)


def get_compared_text(unit: Provision) -> str:
    """Return the text of a unit that is compared: its heading and everything after its number."""
    return "\n".join(part for part in (unit.heading, unit.full_text) if part)


def compare_laws(old: Law, new: Law) -> Comparison:
    """Align the units of two versions and determine what happened to each."""
    versions = _AlignedVersions(list_units(old), list_units(new))
    placed = [
        *versions.list_matched(),
        *versions.list_inserted(),
        *versions.list_deleted(),
    ]
    placed.sort(key=lambda item: item[0])
    return Comparison(tuple(change for _, change in placed))


#: A change and its position among the units of the new version.
_PlacedChange = tuple[float, UnitChange]


class _AlignedVersions:
    """The units of two versions of a law and their alignment."""

    def __init__(self, before: Sequence[Provision], after: Sequence[Provision]) -> None:
        # Imported here because SciPy takes longer to load than most laws take to read.
        from huiyin.law.compare.alignment import align_units

        self._before, self._after = before, after
        self._old_texts = [get_compared_text(unit) for unit in before]
        self._new_texts = [get_compared_text(unit) for unit in after]
        apart = (_find_recitals(before), _find_recitals(after))
        self._alignment = align_units(self._old_texts, self._new_texts, apart=apart)

    def list_matched(self) -> Iterator[_PlacedChange]:
        """Yield the units that correspond."""
        in_order = _longest_rising([j for _, j, _ in self._alignment.pairs])
        for pair_index, (i, j, likeness) in enumerate(self._alignment.pairs):
            olds = sorted([i, *self._alignment.merged.get(j, ())])
            news = sorted([j, *self._alignment.split.get(i, ())])
            if len(news) > 1:
                kind = ChangeKind.SPLIT
            elif len(olds) > 1:
                kind = ChangeKind.MERGED
            else:
                kind = self._tell_kind(i, j, is_in_order=pair_index in in_order)
            yield float(min(news)), self._describe(kind, olds, news, likeness)

    def _tell_kind(self, i: int, j: int, *, is_in_order: bool) -> ChangeKind:
        """Return what happened to the old unit ``i`` if only the new unit ``j`` corresponds to it."""
        if fold_text(self._old_texts[i]) != fold_text(self._new_texts[j]):
            return ChangeKind.CHANGED
        is_in_place = self._before[i].eid == self._after[j].eid and is_in_order
        return ChangeKind.KEPT if is_in_place else ChangeKind.MOVED

    def list_inserted(self) -> Iterator[_PlacedChange]:
        """Yield new units without an old counterpart."""
        matched = {j for _, j, _ in self._alignment.pairs}
        parts = set(chain.from_iterable(self._alignment.split.values()))
        for j in range(len(self._after)):
            if j not in matched and j not in parts:
                yield float(j), self._describe(ChangeKind.INSERTED, [], [j], 0.0)

    def list_deleted(self) -> Iterator[_PlacedChange]:
        """Yield old units without a new counterpart, each after the unit that preceded it."""
        place_of = {i: float(j) for i, j, _ in self._alignment.pairs}
        parts = set(chain.from_iterable(self._alignment.merged.values()))
        place = -1.0
        for i in range(len(self._before)):
            place = place_of.get(i, place)
            if i not in place_of and i not in parts:
                yield place + 0.5, self._describe(ChangeKind.DELETED, [i], [], 0.0)

    def _describe(
        self, kind: ChangeKind, olds: Sequence[int], news: Sequence[int], likeness: float
    ) -> UnitChange:
        was = "\n".join(self._old_texts[i] for i in olds)
        now = "\n".join(self._new_texts[j] for j in news)
        if "".join(was.split()) == "".join(now.split()):
            was = now  # white space does not count
        return UnitChange(
            kind,
            tuple(self._before[i].eid for i in olds),
            tuple(self._after[j].eid for j in news),
            diff_words(was, now),
            round(likeness, 4),
        )


def _find_recitals(units: Sequence[Provision]) -> set[int]:
    return {at for at, unit in enumerate(units) if unit.kind is ProvisionKind.RECITAL}


def _longest_rising(values: list[int]) -> set[int]:
    """Return the positions of a longest increasing subsequence: the units that kept their order."""
    from bisect import bisect_left

    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[place], ends[place] = value, index
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index != -1:
        kept.add(index)
        index = before[index]
    return kept
