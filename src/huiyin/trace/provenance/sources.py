"""A folder of sources: laws in any format that is read, and ``sources.csv`` that says where each is from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from huiyin.law import Law, UnreadableLaw, read
from huiyin.law.compare import text_of, units
from huiyin.trace.provenance.data import Origin, Source, SourceProblem, SourceText

TABLE = "sources.csv"
COLUMNS = ("file", "title", "origin", "country", "date", "work")
_NEEDED = ("file", "origin")
_WORDS = {
    "domestic": Origin.DOMESTIC, "国内": Origin.DOMESTIC, "本国": Origin.DOMESTIC,
    "foreign": Origin.FOREIGN, "国外": Origin.FOREIGN, "外国": Origin.FOREIGN, "域外": Origin.FOREIGN,
    "unknown": Origin.UNKNOWN, "不详": Origin.UNKNOWN, "": Origin.UNKNOWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sources:
    """What a folder holds: texts in the order of their files' names, and what is to be mended."""

    texts: tuple[SourceText, ...]
    problems: tuple[SourceProblem, ...]


def units_of(law: Law) -> tuple[tuple[str, str], ...]:
    """What provenance is told of: articles (sections in common law), recitals and annexes, as
    (eId, words); the whole text where a law has none of them, under an empty eId."""
    found = tuple((unit.eid, text_of(unit)) for unit in units(law))
    return found or (("", law.source),)


def read_sources(folder: Path) -> Sources:
    """Every law in ``folder`` and what its ``sources.csv`` says of it; the id is the file's name.

    A file that the table does not name, or of which it says nothing that can be used, is a source of
    unknown origin; each such case is among ``problems``, as is a file that cannot be read as a law.
    """
    problems: list[SourceProblem] = []
    said = _table(folder / TABLE, problems)
    texts = []
    for path in sorted(folder.iterdir()):
        if path.name == TABLE or path.name.startswith((".", "~$")) or not path.is_file():
            continue
        source = said.pop(path.name, None)
        try:
            law = read(path)
        except UnreadableLaw as error:
            problems.append(SourceProblem(str(path), 0, "unreadable", {"code": error.code}))
            continue
        if source is None:
            problems.append(SourceProblem(str(path), 0, "origin_missing", {"table": TABLE}))
            source = Source(path.name)
        if not source.title:
            source = Source(
                source.id, law.title or path.stem, source.origin, source.country, source.date,
                source.work,
            )  # fmt: skip
        texts.append(SourceText(source, units_of(law)))
    problems += [
        SourceProblem(str(folder / TABLE), 0, "no_such_file", {"name": name})
        for name in sorted(said)
    ]
    return Sources(tuple(texts), tuple(problems))


def _table(path: Path, problems: list[SourceProblem]) -> dict[str, Source]:
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
    found: dict[str, Source] = {}
    for number, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(head, (cell.strip() for cell in cells), strict=False))
        name = row.get("file", "")
        if not name or name in found:
            code = "file_twice" if name else "file_empty"
            details = {"name": name} if name else {}
            problems.append(SourceProblem(str(path), number, code, details))
            continue
        origin = _WORDS.get(row.get("origin", "").casefold())
        if origin is None:
            details = {"value": row["origin"], "known": "domestic, foreign"}
            problems.append(SourceProblem(str(path), number, "origin", details))
        day = None
        try:
            day = date.fromisoformat(row["date"]) if row.get("date") else None
        except ValueError:
            problems.append(SourceProblem(str(path), number, "date", {"value": row["date"]}))
        found[name] = Source(
            name, row.get("title", ""), origin or Origin.UNKNOWN, row.get("country", ""), day,
            row.get("work", ""),
        )  # fmt: skip
    return found
