"""Spreadsheets of LibreOffice, packed and flat: what is hidden is told, and cells hold what they show."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from huiyin.intake import Comment, IntakeResult, RefusalCode
from tests.intake.test_broken import read_held

PARTS = ("office", "table", "text", "style")
SPACES = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in PARTS)
KIND = "application/vnd.oasis.opendocument.spreadsheet"
HIDDEN = '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'


def cell(words: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    inner = "".join(one if one.startswith("<table") else cell(one) for one in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def document(tables: str, root: str) -> str:
    return (
        f'<office:{root} {SPACES} office:mimetype="{KIND}"><office:automatic-styles>{HIDDEN}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:{root}>"
    )


def take(tables: str, form: str = "a.ods") -> IntakeResult[Comment]:
    if form == "a.fods":
        return read_held(form, document(tables, "document").encode())
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("mimetype", KIND)
        archive.writestr("content.xml", document(tables, "document-content"))
    return read_held(form, written.getvalue())


def table(*rows: str, columns: str = "", style: str = "") -> str:
    return f'<table:table table:name="S" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'


REST = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)  # fmt: skip


@pytest.mark.parametrize("form", ["a.ods", "a.fods"])
def test_a_sheet_is_read_as_it_shows(form: str) -> None:
    found = take(
        table(
            row("Clause", "Comment"),
            row(cell("2.10", 'office:value-type="float" office:value="2.1"'), 'Too<text:s text:c="2"/>short<text:span>, really</text:span>'),
            row(cell("1 Feb", 'office:value-type="date" office:date-value="2026-02-01"'), "Day"),
            row(cell("02/01/2026", 'office:value-type="date" office:date-value="2026-02-01"'), "Date"),
            REST,
        ),
        form,
    )  # fmt: skip
    assert [(c.reference, c.text) for c in found.taken] == [
        ("2.10", "Too  short, really"),
        ("1 Feb", "Day"),
        ("2026-02-01", "Date"),
    ]
    assert not found.refused


def test_hidden_rows_columns_and_sheets_are_told() -> None:
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    lists = table(row("Comment"), row("Agree"), style="h")
    seen = table(
        row("Clause", "Comment", "Organisation"),
        row("2", "Short", "Secret"),
        row("3", "Filtered", "x", attributes='table:visibility="filter"'),
        row("4", "Folded", "x", attributes='table:visibility="collapse"'),
        row("5", "Fine", "x"),
        columns=columns,
    )
    found = take(lists + seen)
    assert [(c.organisation, c.text) for c in found.taken] == [("", "Short"), ("", "Fine")]
    assert [(r.row, r.reason) for r in found.refused] == [
        (3, RefusalCode.HIDDEN_ROW),
        (4, RefusalCode.HIDDEN_ROW),
    ]
    assert {str(r.code) for r in found.remarks} == {"hidden_sheet", "hidden_column"}


def test_a_cell_that_spans_rows_stands_in_each_and_notes_are_told() -> None:
    spanning = '<table:table-cell table:number-rows-spanned="2"><office:annotation><text:p>Note</text:p></office:annotation><text:p>第二条</text:p></table:table-cell>'
    found = take(
        table(row("条款", "意见"), row(spanning, "甲"), row("<table:covered-table-cell/>", "乙"), row("第三条", "丙"))
    )  # fmt: skip
    assert [(c.reference, c.text) for c in found.taken] == [
        ("第二条", "甲"),
        ("第二条", "乙"),
        ("第三条", "丙"),
    ]
    assert {str(r.code) for r in found.remarks} == {"cell_notes"}


STRUCK = (
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph"><style:text-properties style:text-line-through-type="double"/></style:style>'
    '<style:style style:name="old" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="of-old" style:family="table-cell" style:parent-style-name="old"/>'
    '<style:style style:name="new" style:family="table-cell" style:parent-style-name="old"><style:text-properties style:text-line-through-style="none"/></style:style>'
)


@pytest.mark.parametrize("form", ["a.ods", "a.fods"])
def test_what_is_struck_through_is_left_out_and_that_is_told(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "HIDDEN", STRUCK)
    found = take(
        table(
            row("Clause", "Comment"),
            row("Article 1", 'Give <text:span text:style-name="T1">thirty</text:span> sixty days'),
            row(cell("Article 2", 'table:style-name="old"'), cell("a whole row", 'table:style-name="of-old"')),
            row("Article 3", '<table:table-cell><text:p text:style-name="P1">old</text:p><text:p>new</text:p></table:table-cell>'),
            row("Article 4", cell("kept", 'table:style-name="new"')),
            row("Article 5", "fine", cell("struck note", 'table:style-name="old"')),
        ),
        form,
    )  # fmt: skip
    assert [(c.reference, c.text) for c in found.taken] == [
        ("Article 1", "Give sixty days"), ("Article 3", "new"), ("Article 4", "kept"), ("Article 5", "fine"),
    ]  # fmt: skip
    assert [(r.reason, r.row) for r in found.refused] == [(RefusalCode.STRUCK_ROW, 3)]
    assert dict(found.refused[0].details)["begins"].startswith("Article 2")
    assert [one.code for one in found.remarks] == ["changes_accepted"]
