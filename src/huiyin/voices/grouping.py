"""Fold comments that say the same text, exactly or nearly, into groups."""

from __future__ import annotations

import difflib
import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix

from huiyin.text import fold, sentences
from huiyin.voices.shingles import hashed_runs, incidence

#: Shared runs over all runs of two texts (Jaccard), from which they say nearly the same.
NEAR = 0.5
#: Share of the shorter text's runs found in the longer one, from which the longer contains it.
CONTAINED = 0.8
#: Runs a text needs before being found inside another means anything.
ENOUGH_TO_BE_CONTAINED = 20
#: Rows of the similarity table computed at a time.
_BLOCK = 2048


class Relation(StrEnum):
    """How a comment stands to its group's representative."""

    COPY = "copy"  # the same text up to case, width, punctuation and white space
    NEAR = "near"  # the same text with words dropped, added or changed
    CONTAINS = "contains"  # a longer text that holds the representative's
    SINGLE = "single"  # nobody else says it
    EMPTY = "empty"  # no words at all


@dataclass(frozen=True, slots=True)
class Group:
    """Comments that say the same. ``representative`` is the id of the comment nearest to all others;
    ``languages`` and ``provisions`` in order of how often they occur; ``organisations``: how many
    different ones speak, comments without one not counted."""

    id: str
    representative: str
    text: str
    size: int
    organisations: int
    languages: tuple[str, ...]
    provisions: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Grouping:
    """``assignments``: one row per comment, in the order given: ``id``, ``group``, ``representative``
    (bool), ``relation``. ``groups``: the largest first."""

    assignments: pa.Table
    groups: tuple[Group, ...]
    texts: Mapping[str, str]

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Group id → ids of its comments."""
        found: dict[str, list[str]] = defaultdict(list)
        rows = zip(*(self.assignments[c].to_pylist() for c in ("id", "group")), strict=True)
        for comment, group_id in rows:
            found[group_id].append(comment)
        return {group_id: tuple(ids) for group_id, ids in found.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a comment adds to its group's representative, and what it drops, sentence by sentence."""

    adds: tuple[str, ...]
    drops: tuple[str, ...]


def group(
    comments: pa.Table,
    *,
    near: float = NEAR,
    contained: float = CONTAINED,
    traditional: bool = True,
) -> Grouping:
    """Group a table with ``id`` and ``text``, and, where it has them, ``organisation``, ``language``,
    ``eid`` and ``weight``.

    Copies up to case, width, punctuation and white space (and simplified or traditional characters, unless
    ``traditional`` is false) are one text. Two texts are near if the Jaccard coefficient of their sets
    of five-character runs is at least ``near``, or if the longer holds at least ``contained`` of the
    shorter one's runs. Groups do not chain: the text with the most support becomes the representative,
    takes those near it, and the rest is grouped without them; so every member is near its
    representative in one of these two senses. Which texts are compared and who represents depends on
    the texts alone, not on the order of rows. Deterministic.

    The similarity table is computed exactly, in blocks; time grows with the number of distinct texts
    that share runs. Raises ``KeyError`` where the table has no ``id`` or no ``text``.
    """
    ids = [str(value) for value in comments["id"].to_pylist()]
    texts = ["" if value is None else str(value) for value in comments["text"].to_pylist()]
    weights = _weights(comments)
    copies: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        copies[fold(text, traditional=traditional)].append(row)
    keys = sorted(copies)
    support = np.array([sum(weights[r] for r in copies[k]) for k in keys])
    leader, relation = _lead(keys, support, near, contained)

    group_of: list[str] = [""] * len(ids)
    relation_of: list[Relation] = [Relation.SINGLE] * len(ids)
    represents = [False] * len(ids)
    by_leader: dict[int, list[int]] = defaultdict(list)
    for at in range(len(keys)):
        by_leader[leader[at]].append(at)
    groups = []
    for lead, parts in by_leader.items():
        rows = [row for at in parts for row in copies[keys[at]]]
        speaker = _speaker(copies[keys[lead]], ids, texts)
        name = _name(keys[lead])
        for at in parts:
            for row in copies[keys[at]]:
                group_of[row] = name
                relation_of[row] = _relation(keys[at], relation[at], alone=len(rows) == 1)
        represents[speaker] = True
        groups.append(_group(name, comments, rows, speaker, ids, texts, weights))
    groups.sort(key=lambda g: (-g.size, -g.weight, g.id))
    assignments = pa.table(
        {
            "id": ids,
            "group": group_of,
            "representative": represents,
            "relation": [str(r) for r in relation_of],
        }
    )
    return Grouping(assignments, tuple(groups), dict(zip(ids, texts, strict=True)))


def _relation(key: str, relation: Relation, *, alone: bool) -> Relation:
    if not key:
        return Relation.EMPTY
    return Relation.SINGLE if alone else relation


def _speaker(rows: list[int], ids: list[str], texts: list[str]) -> int:
    """Of several copies the one printed as most of them are; of those the one with the smallest id,
    whatever row it came in."""
    printed: dict[str, int] = defaultdict(int)
    for row in rows:
        printed[texts[row]] += 1
    return min(rows, key=lambda row: (-printed[texts[row]], ids[row], texts[row]))


def _weights(table: pa.Table) -> list[float]:
    if "weight" not in table.column_names:
        return [1.0] * table.num_rows
    return [1.0 if value is None else float(value) for value in table["weight"].to_pylist()]


def _name(key: str) -> str:
    return "g-" + hashlib.blake2b(key.encode(), digest_size=5).hexdigest()


def _group(
    name: str,
    comments: pa.Table,
    rows: list[int],
    speaker: int,
    ids: list[str],
    texts: list[str],
    weights: list[float],
) -> Group:
    def told(column: str) -> tuple[str, ...]:
        if column not in comments.column_names:
            return ()
        values = comments[column].take(pa.array(rows, pa.int64())).to_pylist()
        counts: dict[str, int] = defaultdict(int)
        for value in values:
            if value:
                counts[str(value)] += 1
        return tuple(sorted(counts, key=lambda v: (-counts[v], v)))

    return Group(
        id=name,
        representative=ids[speaker],
        text=texts[speaker],
        size=len(rows),
        organisations=len(told("organisation")),
        languages=told("language"),
        provisions=told("eid"),
        weight=sum(weights[row] for row in rows),
    )


def _lead(
    keys: list[str], support: np.ndarray, near: float, contained: float
) -> tuple[list[int], list[Relation]]:
    """For each distinct text the one that represents it, and how it stands to it."""
    sets = [hashed_runs(key) for key in keys]
    sizes = np.array([len(s) for s in sets])
    matrix = incidence(sets)
    jaccard: list[tuple[int, int, float]] = []
    holds: list[tuple[int, int]] = []  # (longer, shorter)
    for i, j, shared in _pairs(matrix):
        if shared / (sizes[i] + sizes[j] - shared) >= near:
            jaccard.append((i, j, shared / (sizes[i] + sizes[j] - shared)))
        small, large = (i, j) if sizes[i] <= sizes[j] else (j, i)
        if sizes[small] >= ENOUGH_TO_BE_CONTAINED and shared / sizes[small] >= contained:
            holds.append((large, small))
    neighbours: dict[int, dict[int, Relation]] = defaultdict(dict)
    for large, small in holds:
        neighbours[small][large] = Relation.CONTAINS
    closeness = support.astype(float)  # a text is nearest to its own copies
    for i, j, value in jaccard:
        neighbours[i][j] = neighbours[j][i] = Relation.NEAR
        closeness[i] += value * support[j]
        closeness[j] += value * support[i]

    leader = list(range(len(keys)))
    relation = [Relation.COPY] * len(keys)
    free = set(range(len(keys)))

    def worth(at: int) -> tuple[float, float, str]:
        held = support[at] + sum(support[n] for n in neighbours[at] if n in free)
        return (-float(held), -float(closeness[at]), keys[at])

    queue = [(*worth(at), at) for at in neighbours]
    heapq.heapify(queue)
    while queue:
        *claimed, at = heapq.heappop(queue)
        if at not in free:
            continue
        now = worth(at)
        if now > tuple(claimed):
            heapq.heappush(queue, (*now, at))  # some of its neighbours were taken meanwhile
            continue
        free.discard(at)
        for other, how in neighbours[at].items():
            if other in free:
                leader[other], relation[other] = at, how
        free -= set(neighbours[at])
    return leader, relation


def _pairs(matrix: csr_matrix) -> Iterator[tuple[int, int, int]]:
    """Every pair of rows that share a run, and how many."""
    across = matrix.T.tocsr()
    for begin in range(0, matrix.shape[0], _BLOCK):
        block = (matrix[begin : begin + _BLOCK] @ across).tocoo()
        keep = block.row + begin < block.col
        for i, j, shared in zip(block.row[keep], block.col[keep], block.data[keep], strict=True):
            yield int(i) + begin, int(j), int(shared)


def differences(grouping: Grouping, comment: str) -> Difference:
    """What ``comment`` adds to its group's representative, and drops from it. Raises ``KeyError``."""
    rows = {
        row["id"]: row["group"] for row in grouping.assignments.select(["id", "group"]).to_pylist()
    }
    speaker = next(g for g in grouping.groups if g.id == rows[comment])
    mine = {fold(s): s for s in sentences(grouping.texts[comment])}
    theirs = {fold(s): s for s in sentences(speaker.text)}
    matcher = difflib.SequenceMatcher(a=list(theirs), b=list(mine), autojunk=False)
    adds: list[str] = []
    drops: list[str] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            drops += list(theirs.values())[i:j]
            adds += list(mine.values())[k:m]
    return Difference(tuple(adds), tuple(drops))
