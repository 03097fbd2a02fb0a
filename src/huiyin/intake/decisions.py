"""Decisions of people on which comments say the same: a table that names comments, never groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from huiyin.intake.grid import Record
from huiyin.intake.model import Intake, Refusal, RefusalCode, Source
from huiyin.intake.rows import key_of, lookup, read_rows, refuse, source_of

#: What is decided → how people write it.
_KINDS = {
    "together": ("together", "合并", "同组", "归为一组", "merge", "same"),
    "apart": ("apart", "分开", "拆分", "拆开", "不同组", "split", "separate", "different"),
}
_KIND_OF = lookup(_KINDS)


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """``kind``: ``together`` (the two say the same) or ``apart`` (``comment`` does not say what
    ``other`` says). Both are ids of comments."""

    kind: str
    comment: str
    other: str
    note: str
    source: Source


def read_decisions(path: Path, *, columns: Mapping[str, str] | None = None) -> Intake[DecidedPair]:
    """Decisions from a table with ``decision``, ``comment`` and ``other``, and perhaps ``note``: CSV,
    Excel, JSON or whatever else tables come in. Raises :class:`huiyin.law.UnreadableLaw`.
    """

    def make(record: Record) -> DecidedPair | Refusal:
        written = record.get("decision")
        kind = _KIND_OF.get(key_of(written))
        if kind is None:
            known = "、".join(_KINDS)
            return refuse(record, RefusalCode.UNKNOWN_DECISION, written=written, known=known)
        for role in ("comment", "other"):
            if not record.get(role):
                return refuse(record, RefusalCode.MISSING, column=role)
        return DecidedPair(
            kind, record.get("comment"), record.get("other"), record.get("note"), source_of(record)
        )

    roles = ("decision", "comment", "other", "note")
    return read_rows(path, roles, ("decision", "other"), make, columns)
