"""The comparison table that drafters know (修改前后对照表): old and new side by side, as DOCX, XLSX and HTML.

Deletions are struck through and insertions underlined, so that the table can be read in black and white. The caller
supplies all texts.
"""

from __future__ import annotations

import html
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from huiyin.law.compare import ChangeKind, Comparison, UnitChange, WordOp
from huiyin.law.model import Law, Provision, ProvisionKind
from huiyin.text import as_cell, as_xml, escape_formula

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText

_DIVISIONS = {
    ProvisionKind.PART,
    ProvisionKind.SUBPART,
    ProvisionKind.CHAPTER,
    ProvisionKind.SECTION,
}


@dataclass(frozen=True, slots=True)
class TableLabels:
    """The table's texts: its title and headings, a name for each kind of change, the separator of consecutive units
    (、), and how a kind and its count are combined (``counted``).
    """

    title: str
    old: str
    new: str
    note: str
    kinds: dict[str, str]
    join: str
    language: str
    counted: Callable[[str, int], str]

    def summary(self, comparison: Comparison) -> str:
        """Say how many units each kind of change affects, in the order of :class:`ChangeKind`."""
        counts = Counter(change.kind for change in comparison.changes)
        return self.join.join(
            self.counted(kind, counts[kind]) for kind in ChangeKind if counts[kind]
        )


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A division heading across the table (``heading``), or a pair of units with their text."""

    heading: str
    old_name: str
    new_name: str
    change: UnitChange | None


def list_rows(
    old: Law, new: Law, comparison: Comparison, *, only_changed: bool = False
) -> Iterator[ComparisonRow]:
    """Yield the table's rows, with the new law's chapters as full-width rows."""
    above = _map_division_headings(new)
    shown: str | None = None
    for change in comparison.changes:
        if only_changed and change.kind is ChangeKind.KEPT:
            continue
        band = next((above.get(eid, "") for eid in change.new), None)
        if band and band != shown:
            yield ComparisonRow(band, "", "", None)
            shown = band
        yield ComparisonRow("", _name_units(old, change.old), _name_units(new, change.new), change)


def _name_units(law: Law, eids: tuple[str, ...]) -> str:
    return as_xml("\n".join(law.by_eid[eid].num or law.by_eid[eid].heading for eid in eids))


def _map_division_headings(law: Law) -> dict[str, str]:
    """Return eId of a unit → the headings of the divisions that contain it."""
    heading_by_eid: dict[str, str] = {}

    def visit(provision: Provision, band: str) -> None:
        if provision.kind in _DIVISIONS and any(
            c.kind not in _DIVISIONS or c.children for c in provision.children
        ):
            own = " ".join(part for part in (provision.num, provision.heading) if part)
            band = f"{band} · {own}" if band else own
        heading_by_eid[provision.eid] = as_xml(band)
        for child in provision.children:
            visit(child, band)

    for provision in law.provisions:
        visit(provision, "")
    return heading_by_eid


def _list_side_words(change: UnitChange, side: str) -> Iterator[tuple[str, bool]]:
    """Yield the text of one side as documents can hold it, and whether it changed."""
    leave_out = WordOp.INSERT if side == "old" else WordOp.DELETE
    for span in change.spans:
        if span.op is not leave_out:
            yield as_xml(span.text), span.op is not WordOp.EQUAL


class WriteTable(Protocol):
    """A function that writes a comparison as a table: one of those below."""

    def __call__(
        self,
        old: Law,
        new: Law,
        comparison: Comparison,
        labels: TableLabels,
        *,
        only_changed: bool = False,
    ) -> bytes | str: ...


def to_docx(
    old: Law, new: Law, comparison: Comparison, labels: TableLabels, *, only_changed: bool = False
) -> bytes:
    """Write a landscape A4 table whose header row is repeated on every page."""
    from docx import Document

    document = Document()
    _set_page(document)
    _write_title(document, as_xml(f"{new.title} {labels.title}".strip()))
    document.add_paragraph(labels.note)
    summary = document.add_paragraph(labels.summary(comparison))
    _space_after(summary, 6)
    table = _begin_table(document, (labels.old, labels.new, labels.kinds["head"]))
    for row in list_rows(old, new, comparison, only_changed=only_changed):
        _write_row(table.add_row().cells, row, labels)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _space_after(paragraph: Any, points: int) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(points)


def _get_column_widths() -> tuple[Any, Any, Any]:
    from docx.shared import Cm

    return Cm(11.6), Cm(11.6), Cm(2.8)


def _with_values(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _set_page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    for edge in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, edge, Cm(1.8))
    style = document.styles["Normal"]
    style.font.size = Pt(10)
    style.font.name = "Times New Roman"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    style.paragraph_format.space_after = Pt(0)
    page = section.footer.paragraphs[0]
    page.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page._p.append(_with_values("w:fldSimple", instr="PAGE"))


def _write_title(document: Any, words: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    title = document.add_heading(words, level=1)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = Pt(0)
    _space_after(title, 6)
    for run in title.runs:
        run.font.name = "Times New Roman"
        run.font.color.rgb = RGBColor(0, 0, 0)
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")


def _begin_table(document: Any, heads: tuple[str, str, str]) -> Any:
    """Create the table with its header row, which is repeated on every page."""
    from docx.oxml.ns import qn

    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    table.autofit = False
    margins = _with_values("w:tblCellMar")
    for edge, width in (("top", "50"), ("left", "100"), ("bottom", "50"), ("right", "100")):
        margins.append(_with_values(f"w:{edge}", w=width, type="dxa"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)  # the schema prescribes the order
    # Word uses the widths of cells, LibreOffice those of columns.
    for column, column_width in zip(table.columns, _get_column_widths(), strict=True):
        column.width = column_width
    head = table.rows[0]
    for cell, words in zip(head.cells, heads, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
        cell._tc.get_or_add_tcPr().append(_with_values("w:shd", val="clear", fill="D5DEE7"))
    head._tr.get_or_add_trPr().append(_with_values("w:tblHeader", val="true"))
    return table


def _write_row(cells: Any, row: ComparisonRow, labels: TableLabels) -> None:
    if row.change is None:
        band = cells[0].merge(cells[2])
        band.paragraphs[0].add_run(row.heading).bold = True
        band.paragraphs[0].paragraph_format.keep_with_next = True
        band._tc.get_or_add_tcPr().append(_with_values("w:shd", val="clear", fill="E7EDF2"))
        return
    for cell, column_width in zip(cells, _get_column_widths(), strict=True):
        cell.width = column_width
    for cell, side, name in ((cells[0], "old", row.old_name), (cells[1], "new", row.new_name)):
        if name:
            cell.paragraphs[0].add_run(labels.join.join(name.split("\n")) + "  ").bold = True
        _write_words(cell, row.change, side)
    cells[2].paragraphs[0].add_run(labels.kinds[row.change.kind])


def _write_words(cell: Any, change: UnitChange, side: str) -> None:
    paragraph = cell.paragraphs[0]
    for words, is_changed in _list_side_words(change, side):
        for at, line in enumerate(words.split("\n")):
            if at:
                paragraph = cell.add_paragraph()
            if line:
                run = paragraph.add_run(line)
                # Set only if it differs from the default: each setting is an element in the file.
                if is_changed and side == "old":
                    run.font.strike = True
                elif is_changed:
                    run.font.underline = run.font.bold = True


def to_xlsx(
    old: Law, new: Law, comparison: Comparison, labels: TableLabels, *, only_changed: bool = False
) -> bytes:
    """Write one sheet with a frozen header; changed words are struck through or underlined inside the cell."""
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = labels.title[:31]
    sheet.append(
        [
            labels.kinds["number_old"],
            labels.old,
            labels.kinds["number_new"],
            labels.new,
            labels.kinds["head"],
        ]
    )
    for row in list_rows(old, new, comparison, only_changed=only_changed):
        if row.change is None:
            sheet.append([as_cell(row.heading)])
            for cell in sheet[sheet.max_row]:
                cell.fill = PatternFill("solid", fgColor="E7EDF2")
                cell.font = Font(bold=True)
            continue
        sheet.append(
            [
                as_cell(row.old_name),
                _rich_text(row.change, "old"),
                as_cell(row.new_name),
                _rich_text(row.change, "new"),
                labels.kinds[row.change.kind],
            ]
        )
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDE", (14, 64, 14, 64, 14), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _rich_text(change: UnitChange, side: str) -> CellRichText | str:
    """Return the text of one side with changes marked, made safe against being taken for a formula."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    marked = (
        InlineFont(strike=True, color=Color(rgb="FF9C2B1F"))
        if side == "old"
        else InlineFont(u="single", b=True, color=Color(rgb="FF17633A"))
    )
    text = CellRichText()
    pieces = list(_list_side_words(change, side))
    whole = "".join(words for words, _ in pieces)
    # Check the whole text, because the first piece may be only white space.
    if escape_formula(whole) != whole:
        text.append("'")
    for words, is_changed in pieces:
        text.append(TextBlock(marked, words) if is_changed else words)
    return text if len(text) else ""


_CSS = """
:root{--ink:#1b2430;--paper:#fff;--line:#cfd6dd;--band:#e7edf2;--ins:#17633a;--del:#9c2b1f}
@media (prefers-color-scheme:dark){:root{--ink:#e7ebef;--paper:#12181f;--line:#3a4652;--band:#1f2a34;--ins:#85d7a5;--del:#f2a096}}
body{margin:0 auto;max-width:80rem;padding:1rem;color:var(--ink);background:var(--paper);
font:1rem/1.65 "Segoe UI",Roboto,"Helvetica Neue","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:1px solid var(--line);padding:.5rem;text-align:left;vertical-align:top;white-space:pre-line}
th:last-child,td:last-child{width:7rem}
.band th{background:var(--band)}
ins{color:var(--ins);text-decoration:underline;font-weight:600}del{color:var(--del);text-decoration:line-through}
@media (max-width:44rem){thead{position:absolute;left:-100vw}table,tbody,tr,td,th{display:block}
tr{border:1px solid var(--line);margin-bottom:1rem}td,th{border:0}th:last-child,td:last-child{width:auto}
td[data-label]::before{content:attr(data-label);display:block;font-size:.875rem;opacity:.8}td:empty{display:none}}
@media print{@page{size:A4 landscape;margin:15mm}thead{display:table-header-group}tr{break-inside:avoid}body{font-size:10pt}}
"""


def to_html(
    old: Law, new: Law, comparison: Comparison, labels: TableLabels, *, only_changed: bool = False
) -> str:
    """Write one self-contained page without scripts."""
    title = html.escape(as_xml(f"{new.title} {labels.title}".strip()))
    body = []
    for row in list_rows(old, new, comparison, only_changed=only_changed):
        if row.change is None:
            body.append(
                f'<tr class="band"><th colspan="3" scope="rowgroup">{html.escape(row.heading)}</th></tr>'
            )
            continue
        cells = []
        for side, label, name, tag in (
            ("old", labels.old, row.old_name, "del"),
            ("new", labels.new, row.new_name, "ins"),
        ):
            words = "".join(
                f"<{tag}>{html.escape(text)}</{tag}>" if is_changed else html.escape(text)
                for text, is_changed in _list_side_words(row.change, side)
            )
            number = (
                f"<strong>{html.escape(labels.join.join(name.split(chr(10))))}</strong> "
                if name
                else ""
            )
            cells.append(f'<td data-label="{html.escape(label)}">{number}{words}</td>')
        kind = html.escape(labels.kinds[row.change.kind])
        head = html.escape(labels.kinds["head"])
        body.append(f'<tr>{"".join(cells)}<td data-label="{head}">{kind}</td></tr>')
    heads = "".join(
        f'<th scope="col">{html.escape(w)}</th>'
        for w in (labels.old, labels.new, labels.kinds["head"])
    )
    return (
        f'<!doctype html><html lang="{html.escape(labels.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_CSS}</style></head><body><main><h1>{title}</h1>"
        f"<p>{html.escape(labels.note)}</p><p>{html.escape(labels.summary(comparison))}</p><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></main></body></html>\n"
    )
