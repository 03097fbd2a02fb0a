"""Read people's decisions on which comments say the same: a table that names comments, never groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from huiyin.files.problems import Refusal, RefusalCode, Source
from huiyin.files.tables.table import TableRecord
from huiyin.intake.model import IntakeResult
from huiyin.intake.rows import build_lookup, get_location, make_key, make_refusal, read_rows

#: The decision → ways to write it.
_KINDS = {
    "together": ("together", "合并", "同组", "归为一组", "merge", "same"),
    "apart": ("apart", "分开", "拆分", "拆开", "不同组", "split", "separate", "different"),
}
_KIND_OF = build_lookup(_KINDS)


@dataclass(frozen=True, slots=True)
class ConstraintPair:
    """``kind``: ``together`` (the two say the same) or ``apart`` (``comment`` does not say what ``other`` says).
    Both are comment ids.
    """

    kind: str
    comment: str
    other: str
    note: str
    source: Source


def read_decisions(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> IntakeResult[ConstraintPair]:
    """Read decisions from a table with ``decision``, ``comment`` and ``other``, optionally ``note``, in any table
    format. Raises :class:`huiyin.law.UnreadableLaw`.
    """

    def make(record: TableRecord) -> ConstraintPair | Refusal:
        written = record.get("decision")
        kind = _KIND_OF.get(make_key(written))
        if kind is None:
            known = "、".join(_KINDS)
            return make_refusal(record, RefusalCode.UNKNOWN_DECISION, written=written, known=known)
        for role in ("comment", "other"):
            if not record.get(role):
                return make_refusal(record, RefusalCode.MISSING, column=role)
        return ConstraintPair(
            kind,
            record.get("comment"),
            record.get("other"),
            record.get("note"),
            get_location(record),
        )

    roles = ("decision", "comment", "other", "note")
    return read_rows(path, roles, ("decision", "other"), make, columns)
