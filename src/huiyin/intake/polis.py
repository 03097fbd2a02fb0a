"""Find the files of a Polis export under any of their download names: votes.csv, 2024-06-10-1753-3abcd-votes.csv …"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from huiyin.files.problems import Remark, RemarkCode, UnreadableLaw

_KIND = re.compile(
    r"(participants?[-_ ]votes|votes|comments|statements)(?:\s*\(\d{1,3}\))?\.csv", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}[-_.]?\d\d[-_.]?\d\d(?:[-_. T]?\d\d[-:.]?\d\d(?:[-:.]?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class PolisExport:
    """``votes``: the list of votes, or else the matrix. ``statements``: their texts, or None."""

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
    """Find the newest export in a folder.

    Raises :class:`huiyin.law.UnreadableLaw` ``no_votes`` or, if there are several conversations,
    ``several_exports``.
    """
    named = (_parse_file_name(path) for path in sorted(folder.iterdir()))
    files = [file for file in named if file is not None]
    votes = _list_kind(files, "votes") or _list_kind(files, "matrix")
    if not votes:
        raise UnreadableLaw("no_votes", file=str(folder))
    if len({file.conversation for file in votes}) > 1:
        names = ", ".join(file.path.name for file in votes[:5])
        raise UnreadableLaw("several_exports", file=str(folder), found=names)
    newest = max(votes, key=lambda file: (file.date, file.path.name))
    older = [file for file in votes if file is not newest]
    remarks = (_tell_newest(folder, newest, older),) if older else ()
    return PolisExport(newest.path, _find_statements(files, newest), remarks)


def _list_kind(files: Iterable[_ExportFile], kind: str) -> list[_ExportFile]:
    return [file for file in files if file.kind == kind]


def _tell_newest(folder: Path, newest: _ExportFile, older: Iterable[_ExportFile]) -> Remark:
    """Report that other files of votes were not read."""
    others = ", ".join(file.path.name for file in older)
    details = (("read", newest.path.name), ("others", others[:200]))
    return Remark(folder.name, "", RemarkCode.NEWEST_EXPORT, details)


def _find_statements(files: Iterable[_ExportFile], votes: _ExportFile) -> Path | None:
    """Return the file of statements that belongs to the votes: of the same day, or the newest."""
    beside = _list_kind(files, "statements")
    same = [file for file in beside if file.conversation == votes.conversation]
    if not same and len(beside) == 1:
        same = beside
    by_day = sorted(same, key=lambda file: (file.date == votes.date, file.date, file.path.name))
    return by_day[-1].path if by_day else None


def _parse_file_name(path: Path) -> _ExportFile | None:
    """Parse a file name; None if it is another kind of file."""
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
