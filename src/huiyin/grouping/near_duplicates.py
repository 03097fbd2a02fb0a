"""Group comments with the same or nearly the same text."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huiyin.grouping.assignment import RELATIONS, GroupAssignment, assign_groups
from huiyin.grouping.fingerprints import FoldedTexts, fold_all

#: The least share of shared runs in all runs of two texts (Jaccard) for them to be near.
NEAR = 0.5
#: The least share of the shorter text's runs in the longer one for the longer to contain it.
CONTAINED = 0.8
#: The least runs of a text for its containment to be meaningful.
ENOUGH_TO_BE_CONTAINED = 20
#: Rows that a thread takes at a time.
_CHUNK = 16_384


class GroupRelation(StrEnum):
    """The relation of a comment to its group's representative."""

    COPY = "copy"  # the same text up to case, width, punctuation and white space
    NEAR = "near"  # the same text with words dropped, added or changed
    CONTAINS = "contains"  # a longer text that contains the representative's
    SINGLE = "single"  # nobody else says it
    EMPTY = "empty"  # no words


@dataclass(frozen=True, slots=True)
class CommentGroup:
    """Comments that say the same.

    ``representative`` is the id of the comment nearest to all others. ``languages`` and ``provisions`` are sorted
    by frequency. ``organisations``: how many different ones speak; comments without one are not counted.
    """

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
    """``assignments``: one row per comment, in input order: ``id`` (a number if the input had numbers), ``group``,
    ``representative`` (bool), ``relation``. ``groups``: the largest first. ``texts``: id → text; ids are strings
    here and in ``groups``.
    """

    assignments: pa.Table
    groups: tuple[CommentGroup, ...]
    texts: Mapping[str, str]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the comments as strings, in the order of ``assignments``."""
        return tuple(as_strings(self.assignments["id"]).to_pylist())

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Group id → ids of its comments, as strings."""
        found: dict[str, list[str]] = defaultdict(list)
        for comment, group_id in zip(self.ids, self.assignments["group"].to_pylist(), strict=True):
            found[group_id].append(comment)
        return {group_id: tuple(ids) for group_id, ids in found.items()}


def group_comments(
    comments: pa.Table,
    *,
    near: float = NEAR,
    contained: float = CONTAINED,
    traditional: bool = True,
    threads: int | None = None,
    ray: str | None = None,
) -> Grouping:
    """Group a table with ``id`` and ``text``; ``organisation``, ``language``, ``eid`` and ``weight`` are used if
    present.

    Copies up to case, width, punctuation and white space (and simplified or traditional characters, unless
    ``traditional`` is false) are one text. The runs of this form are compared: five characters starting at each
    Chinese one, nine at any other (unrelated texts often share five letters). Two texts are near if the Jaccard
    coefficient of their sets of runs is at least ``near``; a text of 20 runs or more is contained in a longer one
    that holds at least ``contained`` of its runs.

    Groups do not chain. Texts said at least twice are processed in order of support (the weight of their copies):
    each joins the nearest earlier text or leads a group. A text said once joins its nearest leader, or the longest
    one that it contains. The rest are compared with each other: the text with the most support around it leads and
    takes those near it, and this is repeated for the remaining ones. Every member is therefore near its
    representative or contains it.

    Accuracy: shares are exact if both texts have at most 256 runs. For a longer text, one run in 2, 4, 8 … is kept
    (those whose hash begins with that many zero bits), so that 128 to 256 remain, and the share is estimated from
    these. Its standard error is at most 0.045, or 0.09 if one text is twice as long as the other. Candidates are
    texts that share two of 8 to 16 such runs each (of all runs, for a text with at most 96). A pair at the
    threshold is missed about once in a hundred, a pair twice as near practically never. A letter inside a comment
    more than about ten times its length may be missed.

    With ``ray`` (an address, or ``local``) the texts are folded by the workers of a Ray cluster; the groups are the
    same.

    The result is deterministic: it depends only on the texts, not on the order of rows, the number of ``threads``
    (all cores by default) or the machine. Texts are identified by 64-bit hashes: among ten million different ones,
    two collide with probability 3·10⁻⁶.

    Raises ``KeyError`` if the table lacks ``id`` or ``text``, and :class:`~huiyin.grouping.kernel_build.NoCompiler`
    if the kernel has not been built and cannot be.
    """
    given = one_array(comments["id"])
    ids = as_strings(given)
    texts = as_strings(comments["text"])
    weights = _read_weights(comments)
    crew = threads or os.cpu_count() or 1
    folded = fold_table_of(texts, crew=crew, traditional=traditional, ray=ray)
    decision = assign_groups(
        folded, ids, weights, near=near, contained=contained, enough=ENOUGH_TO_BE_CONTAINED, crew=crew
    )  # fmt: skip
    told = dict(zip(ids.to_pylist(), texts.to_pylist(), strict=True))
    return Grouping(
        build_assignments(given, decision),
        tuple(_build_groups(comments, ids, texts, weights, decision)),
        told,
    )


def group_rows(comments: pa.Table, decision: GroupAssignment) -> Grouping:
    """Build the result of :func:`group_comments` from the decision about the rows of ``comments``."""
    given = one_array(comments["id"])
    ids, texts = as_strings(given), as_strings(comments["text"])
    told = dict(zip(ids.to_pylist(), texts.to_pylist(), strict=True))
    groups = _build_groups(comments, ids, texts, None, decision)
    return Grouping(build_assignments(given, decision), tuple(groups), told)


def one_array(column: pa.ChunkedArray) -> pa.Array:
    """Return a column as one array; a dictionary is decoded."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    array = column.combine_chunks()
    if isinstance(
        array, pa.ChunkedArray
    ):  # older Arrow versions keep the chunks of an empty column
        array = pa.concat_arrays(array.chunks or [pa.array([], column.type)])
    return array


def as_strings(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return one array of strings; nulls become empty."""
    array = one_array(column) if isinstance(column, pa.ChunkedArray) else column
    return array.cast(pa.large_string()).fill_null("")


def fold_table_of(
    texts: pa.Array, *, crew: int, traditional: bool, ray: str | None = None
) -> FoldedTexts:
    """Fold an array of texts in memory, with ``crew`` threads here or on the Ray cluster at the address ``ray``."""
    if ray:
        from huiyin.grouping.ray_backend import fold_texts_on_cluster

        return fold_texts_on_cluster(texts, traditional=traditional, address=ray)

    def pieces() -> Iterator[tuple[int, Iterator[pa.Array]]]:
        for row in range(0, len(texts), _CHUNK):
            yield row, iter([texts.slice(row, _CHUNK)])

    crew = min(crew, len(texts) // _CHUNK + 1)
    return fold_all(pieces(), len(texts), crew=crew, traditional=traditional)


def build_assignments(
    ids: pa.Array, decision: GroupAssignment, rows: slice = slice(None)
) -> pa.Table:
    """Build the table of assignments for these rows of the input; ``ids`` are theirs.

    Numeric ids stay numbers, so that the table can be joined with the input; all others become strings.
    """
    relations = pa.array(RELATIONS).take(pa.array(decision.relation[rows]))
    is_number = pa.types.is_integer(ids.type) or pa.types.is_floating(ids.type)
    return pa.table(
        {
            "id": ids if is_number else ids.cast(pa.string()).fill_null(""),
            "group": decision.names(rows),
            "representative": pa.array(decision.represents[rows]),
            "relation": relations,
        }
    )


def _read_weights(table: pa.Table) -> NDArray[np.float64] | None:
    if "weight" not in table.column_names:
        return None
    told = table["weight"].to_pylist()
    return np.array([1.0 if value is None else float(value) for value in told])


def _build_groups(
    comments: pa.Table,
    ids: pa.Array,
    texts: pa.Array,
    weights: NDArray[np.float64] | None,
    decision: GroupAssignment,
) -> list[CommentGroup]:
    columns = {
        name: comments[name].to_pylist()
        for name in ("organisation", "language", "eid")
        if name in comments.column_names
    }
    if not len(ids):
        return []
    order = np.argsort(decision.leader, kind="stable")
    leaders = decision.leader[order]
    begins = np.flatnonzero(np.r_[True, leaders[1:] != leaders[:-1]]).tolist()
    names = decision.names().to_pylist()
    speaker_of = {names[row]: int(row) for row in np.flatnonzero(decision.represents)}
    groups = []
    for begin, end in zip(begins, [*begins[1:], len(order)], strict=True):
        rows = order[begin:end].tolist()

        def told(column: str, rows: list[int] = rows) -> tuple[str, ...]:
            counts: dict[str, int] = defaultdict(int)
            for value in (columns[column][row] for row in rows) if column in columns else ():
                if value:
                    counts[str(value)] += 1
            return tuple(sorted(counts, key=lambda v: (-counts[v], v)))

        name = names[rows[0]]
        speaker = speaker_of[name]
        groups.append(
            CommentGroup(
                id=name,
                representative=ids[speaker].as_py(),
                text=texts[speaker].as_py(),
                size=len(rows),
                organisations=len(told("organisation")),
                languages=told("language"),
                provisions=told("eid"),
                weight=float(len(rows) if weights is None else sum(weights[rows].tolist())),
            )
        )
    groups.sort(key=lambda g: (-g.size, -g.weight, g.id))
    return groups
