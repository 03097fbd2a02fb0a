"""Write the results: the report in each language, the data as Parquet and XLSX, the comparison table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from huiyin.files.atomic_files import replace_file, write_whole
from huiyin.i18n import current_language, say, use_language
from huiyin.law.compare.comparison_table import to_docx
from huiyin.presentation.comparison_labels import table_labels
from huiyin.presentation.problems import list_headings, say_columns, say_refusal, say_remark
from huiyin.presentation.row_ids import number_ids
from huiyin.presentation.uptake_rows import uptake_row
from huiyin.report.html_document import build_report, render_report
from huiyin.report.pipeline import Findings
from huiyin.report.sections.groups import say_theme
from huiyin.report.uptake_totals import count_totals
from huiyin.text import as_cell


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """Where everything was written. ``reports`` and ``comparisons``: language → file. ``tables``: name → Parquet
    file.
    """

    folder: Path
    reports: dict[str, Path]
    comparisons: dict[str, Path]
    workbook: Path
    tables: dict[str, Path]

    def as_dict(self) -> dict[str, object]:
        """Return what ``huiyin run --json`` prints."""
        return {
            "folder": str(self.folder),
            "reports": {k: str(v) for k, v in self.reports.items()},
            "comparisons": {k: str(v) for k, v in self.comparisons.items()},
            "workbook": str(self.workbook),
            "tables": {k: str(v) for k, v in self.tables.items()},
        }


def write_report(findings: Findings, folder: Path) -> WrittenReport:
    """Write everything into ``folder``, creating it if necessary.

    Files of the same names are replaced, others are left alone. Raises ``OSError`` if the folder is not writable.
    """
    before = current_language()
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    tables = _build_tables(findings)
    paths = {name: data / f"{name}.parquet" for name in tables}
    for name, table in tables.items():
        with replace_file(paths[name]) as fresh:
            pq.write_table(table, fresh)
    traced = folder / "uptake.json"
    if findings.tracing is not None:
        write_whole(traced, uptake_json(findings).encode())
    workbook = folder / "data.xlsx"
    languages = findings.consultation.languages
    try:
        use_language(languages[0])
        _write_workbook(tables, workbook)
        comparisons = {}
        for language, comparison in findings.comparisons.items():
            use_language(language)
            path = folder / f"comparison.{language}.docx"
            draft, enacted = findings.drafts[language], findings.enacted[language]
            write_whole(path, to_docx(draft, enacted, comparison, table_labels()))
            comparisons[language] = path
        reports = {}
        for language in languages:
            use_language(language)
            beside = [
                (
                    f"comparison.{k}.docx",
                    say("run.file.comparison", language=say(f"run.language.{k}")),
                )
                for k in comparisons
            ]
            beside.append((workbook.name, say("run.file.workbook")))
            if findings.tracing is not None:
                beside.append((traced.name, say("run.file.uptake_json")))
            beside += [
                (f"data/{path.name}", say(f"run.file.{name}")) for name, path in paths.items()
            ]
            reports[language] = folder / f"report.{language}.html"
            write_whole(
                reports[language], render_report(build_report(findings, tuple(beside))).encode()
            )
    finally:
        use_language(before)
    return WrittenReport(folder, reports, comparisons, workbook, paths)


def _build_tables(findings: Findings) -> dict[str, pa.Table]:
    """Build the data tables, one per kind; empty kinds are left out."""
    found = {name: list_rows(findings) for name, list_rows in _ROWS.items()}
    return {name: number_ids(pa.Table.from_pylist(rows)) for name, rows in found.items() if rows}


#: A row of a table: column name → value.
_TableRow = dict[str, Any]


def _make_comment_rows(findings: Findings) -> list[_TableRow]:
    group_of: dict[str, tuple[str, str]] = {}
    if findings.grouping is not None:
        rows = findings.grouping.assignments.select(["group", "relation"]).to_pylist()
        for own, row in zip(findings.grouping.ids, rows, strict=True):
            group_of[own] = (row["group"], row["relation"])
    return [
        {
            "id": c.id, "organisation": c.organisation, "eid": c.eid, "reference": c.reference, "quote": c.quote,
            "text": c.text, "wording": c.wording, "language": c.language, "group": group_of.get(c.id, ("", ""))[0],
            "relation": group_of.get(c.id, ("", ""))[1], "source": str(c.source),
        }
        for c in findings.comments
    ]  # fmt: skip


def _make_group_rows(findings: Findings) -> list[_TableRow]:
    return [
        {
            "id": g.id, "size": g.size, "organisations": g.organisations, "representative": g.representative,
            "text": g.text, "languages": " ".join(g.languages), "provisions": " ".join(g.provisions),
        }
        for g in (findings.grouping.groups if findings.grouping else ())
    ]  # fmt: skip


def _make_theme_rows(findings: Findings) -> list[_TableRow]:
    text_of_group = {g.id: g.text for g in (findings.grouping.groups if findings.grouping else ())}
    return [
        {
            "id": t.id, "theme": say_theme(t), "size": t.size, "organisations": t.organisations,
            "representative": t.representative, "text": text_of_group[t.representative], "groups": " ".join(t.groups),
        }
        for t in (findings.themes.themes if findings.themes else ())
    ]  # fmt: skip


def _make_participant_rows(findings: Findings) -> list[_TableRow]:
    return [
        {"id": p.id, "group": p.group, "x": p.shown_place[0], "y": p.shown_place[1], "votes": p.votes, "stability": p.stability, "why": p.why}
        for p in (findings.opinion.participants if findings.opinion else ())
    ]  # fmt: skip


def _make_statement_rows(findings: Findings) -> list[_TableRow]:
    is_mapped = findings.opinion is not None and bool(findings.opinion.groups)
    return [
        {
            "id": s.id, "agrees": s.agrees, "disagrees": s.disagrees, "passes": s.passes,
            # None without a map: it cannot be said of any group that it agrees.
            "consensus": s.consensus if is_mapped else None,
            "divergence": s.divergence if is_mapped else None,
        }
        for s in (findings.opinion.statements if findings.opinion else ())
    ]  # fmt: skip


def _make_suggestion_rows(findings: Findings) -> list[_TableRow]:
    reply_to: dict[str, str] = {}
    for reply in findings.replies:
        reply_to.setdefault(reply.suggestion, str(reply.status))
    return [
        {
            "id": u.ask.id, "target": u.ask.target, "action": str(u.ask.action), "wording": u.ask.wording,
            "text": u.ask.text, "verdict": str(u.verdict), "score": u.score, "confidence": u.confidence,
            "reason": str(u.reason), "reply": reply_to.get(u.ask.id, ""),
            "passages": "\n".join(f"[{p.where} {p.eid}] {p.text}" for p in u.passages),
            "amendments": " ".join(c.amendment for c in findings.carriers.get(u.ask.id, ())),
        }
        for u in (findings.tracing.uptakes if findings.tracing else ())
    ]  # fmt: skip


def _make_amendment_rows(findings: Findings) -> list[_TableRow]:
    carried: dict[str, list[str]] = {}
    for ask, held in findings.carriers.items():
        for match in held:
            carried.setdefault(match.amendment, []).append(f"{ask} ({match.score:.2f})")
    return [
        {
            "id": a.id, "mover": a.mover, "target": a.target, "old": a.old, "new": a.new,
            "suggestions": " ".join(carried.get(a.id, ())),
        }
        for a in findings.amendments
    ]  # fmt: skip


def _make_total_rows(findings: Findings) -> list[_TableRow]:
    return [
        {"by": by, "id": own, "verdict": str(verdict), "suggestions": count}
        for by, counts in count_totals(findings).items()
        for own, verdicts in counts.items()
        for verdict, count in verdicts.items()
    ]


def _make_change_rows(findings: Findings) -> list[_TableRow]:
    return [
        {
            "language": language, "kind": str(change.kind), "old": " ".join(change.old), "new": " ".join(change.new),
            "deleted": " … ".join(s.text for s in change.spans if s.op == "delete"),
            "inserted": " … ".join(s.text for s in change.spans if s.op == "insert"),
        }
        for language, comparison in findings.comparisons.items()
        for change in comparison.changes
        if change.kind != "kept"
    ]  # fmt: skip


def _make_provenance_rows(findings: Findings) -> list[_TableRow]:
    return [
        {
            "language": language, "eid": p.eid, "source": b.source.strip(), "source_eid": b.eid, "share": b.share,
            "adaptation": b.adaptation, "text": b.text,
        }
        for held in (findings.provenances.stages, findings.provenances.origins)
        for language, told in held.items()
        for p in told.provisions
        for b in p.passages
    ]  # fmt: skip


def _make_refused_rows(findings: Findings) -> list[_TableRow]:
    return [
        {"file": r.file, "sheet": r.sheet, "row": r.row, "reason": str(r.reason), "why": say_refusal(r)}
        for r in findings.refused
    ]  # fmt: skip


def _make_remark_rows(findings: Findings) -> list[_TableRow]:
    return [
        {"file": r.file, "sheet": r.sheet, "reason": str(r.code), "what": say_remark(r)}
        for r in findings.remarks
    ]


def _make_understood_rows(findings: Findings) -> list[_TableRow]:
    return [
        {
            "file": t.file, "sheet": t.sheet, "rows": t.rows, "columns": say_columns(t),
            "unread": list_headings(t.unread),
        }
        for t in findings.tables
    ]  # fmt: skip


#: The functions that build the rows of each table, in the order of the workbook's sheets.
_ROWS: dict[str, Callable[[Findings], list[_TableRow]]] = {
    "comments": _make_comment_rows, "groups": _make_group_rows, "themes": _make_theme_rows, "participants": _make_participant_rows,
    "statements": _make_statement_rows, "suggestions": _make_suggestion_rows, "amendments": _make_amendment_rows, "totals": _make_total_rows,
    "changes": _make_change_rows, "provenance": _make_provenance_rows, "refused": _make_refused_rows, "remarks": _make_remark_rows,
    "understood": _make_understood_rows,
}  # fmt: skip


def uptake_json(findings: Findings) -> str:
    """Return everything about uptake: suggestions with marked passages and amendments, the law's changes, the
    totals.
    """
    import json

    tracing = findings.tracing
    if tracing is None:
        return "{}"
    mover = {a.id: a.mover for a in findings.amendments}
    document = {
        "suggestions": [uptake_row(u, findings.carriers.get(u.ask.id, ()), mover) for u in tracing.uptakes],
        "changes": [
            {
                "old": c.old, "new": c.new, "deleted": c.deleted, "inserted": c.inserted, "weight": c.weight,
                "asked_by": c.asked_by,
            }
            for c in tracing.changes
        ],
        "share_asked": round(tracing.share_asked, 4),
        "totals": count_totals(findings),
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=1)


def _write_workbook(tables: dict[str, pa.Table], path: Path) -> None:
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, table in tables.items():
        sheet = book.create_sheet(say(f"run.sheet.{name}"))
        sheet.append([say(f"run.column.{column}") for column in table.column_names])
        for row in _list_rows(table):
            sheet.append(row)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for number, column in enumerate(table.column_names, 1):
            wide = column in (
                "text",
                "wording",
                "quote",
                "passages",
                "why",
                "deleted",
                "inserted",
                "old",
                "new",
                "what",
                "columns",
                "unread",
            )
            sheet.column_dimensions[get_column_letter(number)].width = 60 if wide else 18
            if wide:
                for cell in sheet[get_column_letter(number)][1:]:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = sheet.dimensions
    with replace_file(path) as fresh:
        book.save(fresh)


def _list_rows(table: pa.Table) -> Iterable[Sequence[object]]:
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        yield [as_cell(cell) if isinstance(cell, str) else cell for cell in row]
