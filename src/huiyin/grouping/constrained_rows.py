"""Group a large table with people's decisions: only groups that a decision names are handled one by one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from huiyin.grouping.assignment import (
    RELATIONS,
    GroupAssignment,
    choose_leaders,
    describe_rows,
)
from huiyin.grouping.constraints import JOINED, Constraint, apply_constraints
from huiyin.grouping.kept_groups import KeptRows, as_names, keep_groups, support_of
from huiyin.grouping.near_duplicates import (
    CONTAINED,
    ENOUGH_TO_BE_CONTAINED,
    NEAR,
    as_strings,
    fold_table_of,
    group_rows,
)

#: Relations, by their number in :class:`RowGroups`.
ROW_RELATIONS = (*RELATIONS, JOINED)


@dataclass(frozen=True, slots=True)
class RowGroups:
    """``home``: the number of each row's group; groups are numbered from 0 in order of name. ``relation``: each
    row's relation to it (index into :data:`ROW_RELATIONS`). ``speaker``: the row that represents each group.
    """

    home: NDArray[np.int32]
    relation: NDArray[np.uint8]
    speaker: NDArray[np.int32]


def group_table(
    comments: pa.Table,
    decisions: Sequence[Constraint] = (),
    *,
    threads: int | None = None,
    ray: str | None = None,
    keep: tuple[Path, str] | None = None,
) -> RowGroups:
    """Group a table with ``id`` and ``text`` as :func:`huiyin.grouping.group_comments` does, and apply decisions.

    Decisions have the same effect as in :func:`huiyin.grouping.constraints.apply_constraints`, but no Python object
    is created for rows and groups that no decision names. ``keep``: the folder and token under which the groups
    before decisions are kept, by the ``number`` of each row (:func:`huiyin.grouping.kept_groups.keep_groups`).
    """
    ids, texts = as_strings(comments["id"]), as_strings(comments["text"])
    crew = threads or os.cpu_count() or 1
    folded = fold_table_of(texts, crew=crew, traditional=True, ray=ray)
    copies = np.bincount(folded.text, minlength=len(folded.texts))
    chosen = choose_leaders(
        folded.texts, copies, support_of(copies), near=NEAR, contained=CONTAINED, enough=ENOUGH_TO_BE_CONTAINED,
        crew=crew, keeps=keep is not None,
    )  # fmt: skip
    if keep is not None:
        rows = KeptRows(comments["number"].to_numpy(), as_names(ids), folded.printed, folded.text)
        keep_groups(*keep, rows, folded, chosen)
    return number_groups(ids, texts, describe_rows(folded, ids, chosen, copies), decisions)


def number_groups(
    ids: pa.Array, texts: pa.Array, decided: GroupAssignment, decisions: Sequence[Constraint] = ()
) -> RowGroups:
    """Return the groups of these rows, which must form whole groups, with decisions applied.

    The text of rows in groups that no decision names is not read.
    """
    keys = decided.texts.key[decided.leader]
    if not decisions:
        return _number_groups(keys, decided.relation, decided.represents)
    return _apply_decisions(ids, texts, decided, keys, decisions)


def _number_groups(
    names: NDArray[np.uint64], relation: NDArray[np.uint8], represents: NDArray[np.bool_]
) -> RowGroups:
    distinct, home = np.unique(names, return_inverse=True)
    speaker = np.full(len(distinct), -1, np.int32)
    rows = np.flatnonzero(represents).astype(np.int32)
    speaker[home[rows]] = rows
    return RowGroups(home.astype(np.int32), relation.copy(), speaker)


def _apply_decisions(
    ids: pa.Array,
    texts: pa.Array,
    decided: GroupAssignment,
    keys: NDArray[np.uint64],
    decisions: Sequence[Constraint],
) -> RowGroups:
    """Regroup the groups that a decision names by themselves; the others stay as they are."""
    named = {name for decision in decisions for name in (decision.comment, decision.other)}
    rows = np.flatnonzero(pc.is_in(ids, pa.array(sorted(named), ids.type)).to_numpy(False))
    inside = np.flatnonzero(np.isin(keys, np.unique(keys[rows])))
    own = pa.array(inside)
    table = pa.table({"id": ids.take(own), "text": texts.take(own)})
    part = GroupAssignment(
        decided.texts, decided.leader[inside], decided.relation[inside], decided.represents[inside],
        decided.size,
    )  # fmt: skip
    changed = apply_constraints(group_rows(table, part), table, decisions).grouping.assignments
    names = [f"g-{key:016x}" for key in np.unique(keys).tolist()]
    name_of = np.array(names, object)[np.unique(keys, return_inverse=True)[1]]
    name_of[inside] = changed["group"].to_pylist()
    relation, represents = decided.relation.copy(), decided.represents.copy()
    numbers = {relation: number for number, relation in enumerate(ROW_RELATIONS)}
    relation[inside] = [numbers[one] for one in changed["relation"].to_pylist()]
    represents[inside] = changed["representative"].to_numpy()
    return _number_groups(name_of.astype(str), relation, represents)
