"""The files of a Polis export, by whatever name they were downloaded: votes.csv, 2024-06-10-1753-3abcd-votes.csv …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from huiyin.files.problems import Remark, RemarkCode, UnreadableLaw

_KIND = re.compile(
    r"(participants?[-_ ]votes|votes|comments|statements)(?:\s*\(\d{1,3}\))?\.csv", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}[-_.]?\d\d[-_.]?\d\d(?:[-_. T]?\d\d[-:.]?\d\d(?:[-:.]?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class PolisExport:
    """``votes``: the list of votes, or else the matrix; ``statements``: their words, or None."""

    votes: Path
    statements: Path | None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _ExportFile:
    path: Path
    kind: str
    date: str
    conversation: str


def find_export(folder: Path) -> PolisExport:
    """The export in a folder; of several of one conversation the newest. Raises :class:`huiyin.law.UnreadableLaw`
    ``no_votes`` or, where there are several conversations, ``several_exports``."""
    files = [
        one for path in sorted(folder.iterdir()) if (one := _parse_file_name(path)) is not None
    ]
    votes = [one for one in files if one.kind == "votes"] or [
        one for one in files if one.kind == "matrix"
    ]
    if not votes:
        raise UnreadableLaw("no_votes", file=str(folder))
    if len({one.conversation for one in votes}) > 1:
        names = ", ".join(one.path.name for one in votes[:5])
        raise UnreadableLaw("several_exports", file=str(folder), found=names)
    newest = max(votes, key=lambda one: (one.date, one.path.name))
    remarks: tuple[Remark, ...] = ()
    if len(votes) > 1:
        older = ", ".join(one.path.name for one in votes if one is not newest)
        details = (("read", newest.path.name), ("others", older[:200]))
        remarks = (Remark(folder.name, "", RemarkCode.NEWEST_EXPORT, details),)
    beside = [one for one in files if one.kind == "statements"]
    same = [one for one in beside if one.conversation == newest.conversation] or (
        beside if len(beside) == 1 else []
    )
    # Those of the same day first, then the newest.
    statements = max(
        same, key=lambda one: (one.date == newest.date, one.date, one.path.name), default=None
    )
    return PolisExport(newest.path, statements.path if statements else None, remarks)


def _parse_file_name(path: Path) -> _ExportFile | None:
    """What the name of a file says of it; None where it says that it is something else."""
    kinds = list(_KIND.finditer(path.name))
    kind = next((one for one in kinds if one.end() == len(path.name)), None)
    before = path.name[: kind.start()] if kind else ""
    if kind is None or (before and before[-1] not in "-_. "):
        return None
    date = _DATE.search(before)
    rest = before[: date.start()] + before[date.end() :] if date else before
    written = kind[1].lower()
    return _ExportFile(
        path,
        "matrix" if written.startswith("part") else "votes" if written == "votes" else "statements",
        "".join(filter(str.isdigit, date[0])) if date else "",
        rest.strip("-_. ").lower(),
    )
