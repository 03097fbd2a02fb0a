"""People's decisions about groups, kept from run to run: which comments belong together and which do not."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain

import pyarrow as pa

from huiyin.grouping.near_duplicates import (
    CONTAINED,
    ENOUGH_TO_BE_CONTAINED,
    NEAR,
    CommentGroup,
    Grouping,
)
from huiyin.text import fold_text

#: The relation of a comment that only a person put into its group (column ``relation``).
JOINED = "joined"
#: Characters per run, and how much of a text is examined to decide which side of a split it is nearer to.
_RUN, _READ = 5, 20_000
#: How many distinct texts may become the representative of a split-off part: those with the most copies.
_CANDIDATES = 200


class ConstraintKind(StrEnum):
    """What a person decided about two comments."""

    TOGETHER = "together"
    APART = "apart"


class ConflictCode(StrEnum):
    """Why a decision could not be applied (``voices.conflict.<code>``)."""

    UNKNOWN_COMMENT = "unknown_comment"  # no comment of this run has this id
    SAME_COMMENT = "same_comment"  # a comment compared with itself
    CONTRADICTS = "contradicts"  # other decisions put the two together


@dataclass(frozen=True, slots=True, order=True)
class Constraint:
    """``together``: the groups of the two comments are merged. ``apart``: ``comment`` leaves the group of
    ``other``.

    Comments are named by id, because groups are computed again in every run.
    """

    kind: ConstraintKind
    comment: str
    other: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A decision that could not be applied. ``comments``: the ids named in its sentence."""

    decision: Constraint
    code: ConflictCode
    comments: tuple[str, ...]


@dataclass(frozen=True)
class ConstrainedGrouping:
    """The grouping after the decisions, and the decisions that could not be applied."""

    grouping: Grouping
    conflicts: tuple[Conflict, ...] = field(default=())


def apply_constraints(
    grouping: Grouping, comments: pa.Table, decisions: Iterable[Constraint]
) -> ConstrainedGrouping:
    """Apply decisions to ``grouping``. ``comments``: the table that was grouped.

    ``organisation``, ``language``, ``eid`` and ``weight`` are counted again if the table has them.

    Groups named by a ``together`` are merged. A group that then contains two comments told ``apart`` is split into
    as few parts as the decisions allow. A comment that is not named goes with the named comment with which it
    shares the most five-character runs (Jaccard), and stays if none is nearer. A later run with new comments
    therefore keeps both decisions: new copies and near copies go where similar texts went. Comments put together by
    hand stay together in every split. A part keeps the id and the representative of its largest old group; a
    split-off part is represented by the comment nearest to its others. In changed groups, a member that is not a
    copy of the representative, not near it and does not contain it has the relation ``joined``.

    The order of rows and decisions does not matter. Groups that are not named stay as they are. A decision that
    cannot be applied changes nothing and is listed in ``conflicts``; if decisions contradict each other,
    ``together`` wins.
    """
    work = _ConstraintRun(grouping, comments)
    together, apart, blocks, conflicts = _check_decisions(work, decisions)
    if not together and not apart:
        return ConstrainedGrouping(grouping, tuple(conflicts))
    groups = _DisjointSets((work.group_of[d.comment], work.group_of[d.other]) for d in together)
    clusters: dict[str, list[str]] = defaultdict(list)
    for name in work.members:
        clusters[groups.root(name)].append(name)
    constraints_by_id: dict[str, list[Constraint]] = defaultdict(list)
    for decision in apart:
        root = groups.root(work.group_of[decision.comment])
        if root == groups.root(work.group_of[decision.other]):
            constraints_by_id[root].append(decision)
    parts = [
        part
        for root, names in sorted(clusters.items())
        if len(names) > 1 or root in constraints_by_id
        for part in work.split(names, constraints_by_id[root], blocks)
    ]
    return ConstrainedGrouping(work.regroup(parts), tuple(conflicts))


def _check_decisions(
    work: _ConstraintRun, decisions: Iterable[Constraint]
) -> tuple[list[Constraint], list[Constraint], _DisjointSets, list[Conflict]]:
    """Return the applicable decisions (``together`` and ``apart``), the comments that stay together, and the
    conflicts.
    """
    conflicts: list[Conflict] = []
    kept = []
    for decision in sorted(set(decisions)):
        unknown = tuple(c for c in (decision.comment, decision.other) if c not in work.group_of)
        if unknown:
            conflicts.append(Conflict(decision, ConflictCode.UNKNOWN_COMMENT, unknown))
        elif decision.comment == decision.other:
            conflicts.append(Conflict(decision, ConflictCode.SAME_COMMENT, (decision.comment,)))
        else:
            kept.append(decision)
    together = [d for d in kept if d.kind is ConstraintKind.TOGETHER]
    blocks = _DisjointSets((d.comment, d.other) for d in together)
    apart = []
    for decision in (d for d in kept if d.kind is ConstraintKind.APART):
        if blocks.root(decision.comment) == blocks.root(decision.other):
            pair = (decision.comment, decision.other)
            conflicts.append(Conflict(decision, ConflictCode.CONTRADICTS, pair))
        else:
            apart.append(decision)
    return together, apart, blocks, conflicts


class _DisjointSets:
    """Disjoint sets of names (union–find; the root is the smallest name)."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._above: dict[str, str] = {}
        for one, other in pairs:
            a, b = sorted((self.root(one), self.root(other)))
            self._above.setdefault(a, a)
            self._above[b] = a

    def root(self, name: str) -> str:
        while (above := self._above.get(name, name)) != name:
            name = above
        return name

    @property
    def names(self) -> Iterable[str]:
        return self._above


class _ConstraintRun:
    """One application of decisions to a grouping."""

    def __init__(self, grouping: Grouping, comments: pa.Table) -> None:
        self.grouping = grouping
        self.comments = comments
        self.texts: Mapping[str, str] = grouping.texts
        table = grouping.assignments
        self.ids = grouping.ids
        self.row_of = {comment: row for row, comment in enumerate(self.ids)}
        self.group_of: dict[str, str] = dict(zip(self.ids, table["group"].to_pylist(), strict=True))
        self.members = grouping.members
        self.groups = {g.id: g for g in grouping.groups}
        self._keys: dict[str, str] = {}
        self._runs: dict[str, frozenset[str]] = {}

    def key(self, comment: str) -> str:
        if comment not in self._keys:
            self._keys[comment] = fold_text(self.texts[comment], traditional=True)
        return self._keys[comment]

    def likeness(self, one: str, other: str) -> float:
        """Return the Jaccard coefficient of two folded texts' runs."""
        if one == other:
            return 1.0
        a, b = self.runs(one), self.runs(other)
        shared = len(a & b)
        return shared / (len(a) + len(b) - shared) if shared else 0.0

    def runs(self, key: str) -> frozenset[str]:
        if key not in self._runs:
            read = key[:_READ]
            self._runs[key] = frozenset(
                read[at : at + _RUN] for at in range(max(1, len(read) - _RUN + 1))
            )
        return self._runs[key]

    def split(
        self, names: Sequence[str], apart: Sequence[Constraint], blocks: _DisjointSets
    ) -> list[list[str]]:
        """Merge the comments of the groups ``names``, then split them by ``apart``."""
        inside = [c for name in names for c in self.members[name]]
        if not apart:
            return [inside]
        here = set(inside)
        held: dict[str, list[str]] = defaultdict(list)
        for comment in sorted({*(c for c in blocks.names if c in here), *_list_named_ids(apart)}):
            held[blocks.root(comment)].append(comment)
        sides = _split_sides(apart, blocks)
        placed = [sorted(chain.from_iterable(held[root] for root in side)) for side in sides]
        # Blocks that nobody told apart go as a whole to the side they resemble most.
        for root in sorted(set(held).difference(*sides)):
            placed[self._find_nearest(held[root], placed)] += held[root]
        return self._place_others(inside, placed)

    def _find_nearest(self, comments: Sequence[str], sides: Sequence[Sequence[str]]) -> int:
        """Return the side with the text most similar to one of some comments."""
        keys = list(map(self.key, comments))
        likest = [
            max(self.likeness(key, self.key(other)) for key in keys for other in side)
            for side in sides
        ]
        return likest.index(max(likest))

    def _place_others(
        self, inside: Sequence[str], placed: Sequence[Sequence[str]]
    ) -> list[list[str]]:
        """Distribute all comments ``inside`` over the sides, in order; those on no side go where they are most
        similar.
        """
        side_of = {c: at for at, side in enumerate(placed) for c in side}
        nearest: dict[str, int] = {}
        parts: list[list[str]] = [[] for _ in placed]
        for comment in inside:
            if comment not in side_of:
                key = self.key(comment)
                if key not in nearest:
                    nearest[key] = self._find_nearest([comment], placed)
                side_of[comment] = nearest[key]
            parts[side_of[comment]].append(comment)
        return parts

    def regroup(self, parts: Sequence[Sequence[str]]) -> Grouping:
        """Return the grouping with ``parts`` in place of the groups whose comments they contain."""
        changed = {self.group_of[c] for c in chain.from_iterable(parts)}
        table = self.grouping.assignments
        columns = {
            name: table[name].to_pylist() for name in ("group", "representative", "relation")
        }
        groups = [g for g in self.grouping.groups if g.id not in changed]
        taken = {g.id for g in groups}
        # Parts that keep an old id come first, so that a new part never takes it.
        spoken = sorted(
            ((*self._speaker(part), part) for part in parts), key=lambda s: (s[1] is None, s[0])
        )
        for speaker, old, part in spoken:
            name = old or self._new_name(speaker, taken)
            taken.add(name)
            for comment in part:
                row = self.row_of[comment]
                columns["group"][row] = name
                columns["representative"][row] = comment == speaker
                columns["relation"][row] = self._relation(comment, speaker, len(part) == 1)
            groups.append(self._group(name, speaker, part))
        groups.sort(key=lambda g: (-g.size, -g.weight, g.id))
        for name, values in columns.items():
            at = table.column_names.index(name)
            table = table.set_column(at, name, pa.array(values, table.schema.field(name).type))
        return replace(self.grouping, assignments=table, groups=tuple(groups))

    def _speaker(self, part: Sequence[str]) -> tuple[str, str | None]:
        """Return the representative of a part, and the id of the old group that it represented."""
        inside = set(part)
        old = [
            self.groups[name]
            for name in sorted({self.group_of[c] for c in part})
            if self.groups[name].representative in inside
        ]
        if old:
            best = min(old, key=lambda g: (-g.weight, -g.size, g.id))
            return best.representative, best.id
        copies = Counter(self.key(c) for c in part)
        likely = sorted(copies, key=lambda k: (-copies[k], k))[:_CANDIDATES]
        chosen = max(
            likely,
            key=lambda k: (sum(copies[o] * self.likeness(k, o) for o in likely), -likely.index(k)),
        )
        return min(c for c in part if self.key(c) == chosen), None

    def _new_name(self, speaker: str, taken: set[str]) -> str:
        for seed in (self.key(speaker), f"{self.key(speaker)}\0{speaker}"):
            name = "g-" + hashlib.blake2b(seed.encode(), digest_size=5).hexdigest()
            if name not in taken:
                return name
        raise AssertionError("two groups with one representative")

    def _relation(self, comment: str, speaker: str, alone: bool) -> str:
        key, lead = self.key(comment), self.key(speaker)
        if not key:
            return "empty"
        if alone:
            return "single"
        if key == lead:
            return "copy"
        if self.likeness(key, lead) >= NEAR:
            return "near"
        runs, wanted = self.runs(key), self.runs(lead)
        if len(wanted) >= ENOUGH_TO_BE_CONTAINED and len(runs & wanted) >= CONTAINED * len(wanted):
            return "contains"
        return JOINED

    def _group(self, name: str, speaker: str, part: Sequence[str]) -> CommentGroup:
        rows = pa.array([self.row_of[c] for c in part], pa.int64())

        def told(column: str) -> tuple[str, ...]:
            if column not in self.comments.column_names:
                return ()
            counts = Counter(str(v) for v in self.comments[column].take(rows).to_pylist() if v)
            return tuple(sorted(counts, key=lambda v: (-counts[v], v)))

        weights = (
            [1.0 if v is None else float(v) for v in self.comments["weight"].take(rows).to_pylist()]
            if "weight" in self.comments.column_names
            else [1.0] * len(part)
        )
        return CommentGroup(
            id=name,
            representative=speaker,
            text=self.texts[speaker],
            size=len(part),
            organisations=len(told("organisation")),
            languages=told("language"),
            provisions=told("eid"),
            weight=sum(weights),
        )


def _split_sides(apart: Sequence[Constraint], blocks: _DisjointSets) -> list[list[str]]:
    """Distribute the blocks told apart over sides so that no side has two of them. A block that leaves a group goes
    last.
    """
    foes: dict[str, set[str]] = defaultdict(set)
    for decision in apart:
        a, b = blocks.root(decision.comment), blocks.root(decision.other)
        foes[a].add(b)
        foes[b].add(a)
    leavers = {blocks.root(decision.comment) for decision in apart}
    stayers = {blocks.root(decision.other) for decision in apart} - leavers
    return _take_sides((*sorted(stayers), *sorted(leavers)), foes)


def _take_sides(roots: Iterable[str], foes: Mapping[str, set[str]]) -> list[list[str]]:
    """Put each of ``roots`` beside the first earlier one without a conflict (greedy colouring)."""
    sides: list[list[str]] = []
    for root in roots:
        side = next((s for s in sides if not foes[root] & set(s)), None)
        if side is None:
            sides.append([root])
        else:
            side.append(root)
    return sides


def _list_named_ids(decisions: Iterable[Constraint]) -> set[str]:
    return {c for d in decisions for c in (d.comment, d.other)}
