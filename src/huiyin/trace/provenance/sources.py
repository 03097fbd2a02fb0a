"""A folder of sources: laws in any readable format, and ``sources.csv`` with the origin of each."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from huiyin.law import Law, UnreadableLaw, read_law
from huiyin.law.compare import get_compared_text, list_units
from huiyin.law.model import FurnitureName
from huiyin.trace.provenance.data import Origin, ProvenanceSource, SourceProblem, SourceText
from huiyin.trace.provenance.titles import SourceRank

TABLE = "sources.csv"
COLUMNS = ("file", "title", "origin", "country", "date", "work", "since", "rank")
_NEEDED = ("file", "origin")
_WORDS = {
    "domestic": Origin.DOMESTIC, "国内": Origin.DOMESTIC, "本国": Origin.DOMESTIC,
    "foreign": Origin.FOREIGN, "国外": Origin.FOREIGN, "外国": Origin.FOREIGN, "域外": Origin.FOREIGN,
    "unknown": Origin.UNKNOWN, "不详": Origin.UNKNOWN, "": Origin.UNKNOWN,
}  # fmt: skip


_RANKS = {
    "constitution": SourceRank.CONSTITUTION, "宪法": SourceRank.CONSTITUTION,
    "law": SourceRank.LAW, "act": SourceRank.LAW, "法律": SourceRank.LAW,
    "regulation": SourceRank.REGULATION, "行政法规": SourceRank.REGULATION,
    "local": SourceRank.LOCAL, "地方性法规": SourceRank.LOCAL, "部门规章": SourceRank.LOCAL, "地方政府规章": SourceRank.LOCAL, "规章": SourceRank.LOCAL,
    "rule": SourceRank.RULE, "规范性文件": SourceRank.RULE,
}  # fmt: skip
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?!起)")


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The contents of a folder: texts in order of file name, and the problems to correct."""

    texts: tuple[SourceText, ...]
    problems: tuple[SourceProblem, ...]


def list_traced_units(law: Law) -> tuple[tuple[str, str], ...]:
    """List the units for which provenance is reported: articles (sections in common law), recitals and annexes, as
    (eId, words).

    A law without any of them is one unit with an empty eId.
    """
    found = tuple((unit.eid, get_compared_text(unit)) for unit in list_units(law))
    return found or (("", law.source),)


def first_made(law: Law) -> date | None:
    """Return the day a law was first adopted.

    It comes from the note below the title that lists its amendments: 1993年12月29日……通过, 2018年10月26日……修正. ``None``
    without such a note.
    """
    return min(_list_noted_days(law), default=None)


def last_amended(law: Law) -> date | None:
    """Return the day of this version of a law, from the same note: that of its last amendment."""
    return max(_list_noted_days(law), default=None)


def _list_noted_days(law: Law) -> list[date]:
    """List the days of adoption and amendment; 自2020年1月1日起施行 is neither."""
    noted = [f.text for f in law.furniture if f.name is FurnitureName.ADOPTION]
    days = []
    for year, month, day in (match.groups() for text in noted for match in _DAY.finditer(text)):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days


def read_sources(folder: Path) -> SourceFolder:
    """Read every law in ``folder`` and its row in ``sources.csv``; the id is the file name.

    A file without a usable row is a source of unknown origin. Each such case is reported in ``problems``, as is a
    file that cannot be read as a law.
    """
    problems: list[SourceProblem] = []
    said = _read_table(folder / TABLE, problems)
    texts = []
    for path in sorted(folder.iterdir()):
        if path.name == TABLE or path.name.startswith((".", "~$")) or not path.is_file():
            continue
        source = said.pop(path.name, None)
        try:
            law = read_law(path)
        except UnreadableLaw as error:
            problems.append(SourceProblem(str(path), 0, "unreadable", {"code": error.code}))
            continue
        if source is None:
            problems.append(SourceProblem(str(path), 0, "origin_missing", {"table": TABLE}))
            source = ProvenanceSource(path.name)
        source = replace(
            source,
            title=source.title or law.title or path.stem,
            date=source.date or last_amended(law),
            since=source.since or first_made(law),
        )
        texts.append(SourceText(source, list_traced_units(law)))
    problems += [
        SourceProblem(str(folder / TABLE), 0, "no_such_file", {"name": name})
        for name in sorted(said)
    ]
    return SourceFolder(tuple(texts), tuple(problems))


def _read_table(path: Path, problems: list[SourceProblem]) -> dict[str, ProvenanceSource]:
    if not path.is_file():
        return {}
    try:
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error):
        problems.append(SourceProblem(str(path), 0, "table_unreadable", {}))
        return {}
    head = [name.strip().casefold() for name in rows[0]] if rows else []
    if any(name not in head for name in _NEEDED):
        problems.append(SourceProblem(str(path), 1, "columns", {"needed": ", ".join(COLUMNS)}))
        return {}
    sources_by_name: dict[str, ProvenanceSource] = {}
    for number, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(head, (cell.strip() for cell in cells), strict=False))
        name = row.get("file", "")
        if name and name not in sources_by_name:
            sources_by_name[name] = _read_row(row, path, number, problems)
            continue
        code = "file_twice" if name else "file_empty"
        details = {"name": name} if name else {}
        problems.append(SourceProblem(str(path), number, code, details))
    return sources_by_name


def _read_row(
    row: dict[str, str], path: Path, number: int, problems: list[SourceProblem]
) -> ProvenanceSource:
    """Read the row of a file; unusable values are left out and reported."""
    origin = _WORDS.get(row.get("origin", "").casefold())
    if origin is None:
        details = {"value": row["origin"], "known": "domestic, foreign"}
        problems.append(SourceProblem(str(path), number, "origin", details))
    rank = _RANKS.get(row.get("rank", "").casefold())
    if rank is None and row.get("rank"):
        details = {"value": row["rank"], "known": "constitution, law, regulation, local, rule"}
        problems.append(SourceProblem(str(path), number, "rank", details))
    made, since = (
        _parse_day(row.get(column, ""), path, number, problems) for column in ("date", "since")
    )
    return ProvenanceSource(
        row["file"], row.get("title", ""), origin or Origin.UNKNOWN, row.get("country", ""), made,
        row.get("work", ""), since, rank,
    )  # fmt: skip


def _parse_day(given: str, path: Path, number: int, problems: list[SourceProblem]) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        problems.append(SourceProblem(str(path), number, "date", {"value": given}))
        return None
