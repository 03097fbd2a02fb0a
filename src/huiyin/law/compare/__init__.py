"""Compare two versions of a law: units kept, changed, moved, split, merged, inserted, deleted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
    """What became of a unit. ``moved``: the same words under another number or in another place of the
    order; a unit whose words changed is ``changed``, wherever it stands now."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """``old`` and ``new`` are eIds of units; ``similarity`` from 0 to 1; ``spans`` the words, whose
    equal and deleted parts are the old units' text and whose equal and inserted parts the new
    ones', units joined by a line break."""

    kind: ChangeKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    spans: tuple[WordChange, ...]
    similarity: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every unit of both versions lies in exactly one change; in the order of the new version,
    deleted units after what stood before them in the old one."""

    changes: tuple[UnitChange, ...]

    def of_old(self, eid: str) -> UnitChange | None:
        """The change that the old unit ``eid`` lies in."""
        return next((change for change in self.changes if eid in change.old), None)


def list_units(law: Law) -> tuple[Provision, ...]:
    """What is compared: articles (sections in common law), recitals, annexes, in reading order.

    An annex that has articles of its own is compared article by article."""
    basic = {unit.eid for unit in law.articles}
    found = []

    def visit(provision: Provision) -> None:
        whole = provision.eid in basic or provision.kind in (
            ProvisionKind.RECITAL,
            ProvisionKind.ITEM,
        )
        annex = provision.kind in (ProvisionKind.ANNEX, ProvisionKind.SCHEDULE)
        if whole or (annex and not any(p.eid in basic for p in provision.walk())):
            found.append(provision)
            return
        for child in provision.children:
            visit(child)

    for provision in law.provisions:
        visit(provision)
    return tuple(found)


def get_compared_text(unit: Provision) -> str:
    """What of a unit is compared: its heading and all words below its number."""
    return "\n".join(part for part in (unit.heading, unit.full_text) if part)


def compare_laws(old: Law, new: Law) -> Comparison:
    """Align the units of two versions and tell what became of each."""
    before, after = list_units(old), list_units(new)
    old_texts, new_texts = (
        [get_compared_text(u) for u in before],
        [get_compared_text(u) for u in after],
    )
    # Imported here: it stands on SciPy, which takes longer to load than most laws take to read.
    from huiyin.law.compare.alignment import align_units

    recitals = [
        {n for n, u in enumerate(us) if u.kind is ProvisionKind.RECITAL} for us in (before, after)
    ]
    found = align_units(old_texts, new_texts, apart=(recitals[0], recitals[1]))

    def change(kind: ChangeKind, olds: list[int], news: list[int], likeness: float) -> UnitChange:
        was = "\n".join(old_texts[i] for i in olds)
        now = "\n".join(new_texts[j] for j in news)
        return UnitChange(
            kind,
            tuple(before[i].eid for i in olds),
            tuple(after[j].eid for j in news),
            diff_words(was, now),
            round(likeness, 4),
        )

    placed: list[tuple[float, UnitChange]] = []
    in_order = _longest_rising([j for _, j, _ in found.pairs])
    for at, (i, j, likeness) in enumerate(found.pairs):
        olds = sorted([i, *found.merged.get(j, ())])
        news = sorted([j, *found.split.get(i, ())])
        if len(news) > 1:
            kind = ChangeKind.SPLIT
        elif len(olds) > 1:
            kind = ChangeKind.MERGED
        elif fold_text(old_texts[i]) != fold_text(new_texts[j]):
            kind = ChangeKind.CHANGED
        elif before[i].eid != after[j].eid or at not in in_order:
            kind = ChangeKind.MOVED
        else:
            kind = ChangeKind.KEPT
        placed.append((float(min(news)), change(kind, olds, news, likeness)))
    gone = set(range(len(before))) - {i for i, _, _ in found.pairs}
    gone -= {i for parts in found.merged.values() for i in parts}
    come = set(range(len(after))) - {j for _, j, _ in found.pairs}
    come -= {j for parts in found.split.values() for j in parts}
    placed += [(float(j), change(ChangeKind.INSERTED, [], [j], 0.0)) for j in come]
    stands_at = {i: float(j) for i, j, _ in found.pairs}
    for i in sorted(gone):
        above = max((k for k in stands_at if k < i), default=None)
        after_which = stands_at[above] if above is not None else -1.0
        placed.append((after_which + 0.5, change(ChangeKind.DELETED, [i], [], 0.0)))
    placed.sort(key=lambda item: item[0])
    return Comparison(tuple(change for _, change in placed))


def _longest_rising(values: list[int]) -> set[int]:
    """Places of a longest increasing subsequence: the units that kept their order."""
    from bisect import bisect_left

    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[place], ends[place] = value, at
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at != -1:
        kept.add(at)
        at = before[at]
    return kept
