"""Workbooks as people see them: what is hidden, how numbers show, merged cells, and cells that make no sense."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from huiyin.intake import Comment, IntakeResult, RefusalCode, read_comments
from huiyin.presentation.problems import say_refusal, say_remark
from tests.intake.test_broken import _with_sheet, read_held

Send = Callable[[str, Any], Path]


def saved(make: Callable[[Any, Any], None]) -> bytes:
    from openpyxl import Workbook

    book, written = Workbook(), io.BytesIO()
    make(book, book.active)
    book.save(written)
    return written.getvalue()


def take(make: Callable[[Any, Any], None]) -> IntakeResult[Comment]:
    return read_held("a.xlsx", saved(make))


def codes(found: IntakeResult[Any]) -> list[tuple[str, str]]:
    return [(remark.sheet, str(remark.code)) for remark in found.remarks]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_gives_no_comments_and_is_told(state: str) -> None:
    def make(book: Any, sheet: Any) -> None:
        sheet.append(["ID", "Clause", "Comment"])
        sheet.append([1, "Article 2", "Too short."])
        lists = book.create_sheet("Lists", 0)
        for words in ("Comment", "Agree", "Disagree"):
            lists.append([words])
        lists.sheet_state = state

    found = take(make)
    assert [c.text for c in found.taken] == ["Too short."]
    assert codes(found) == [("Lists", "hidden_sheet")]
    assert all(say_remark(remark) for remark in found.remarks)


def test_a_hidden_row_is_refused_by_its_number_and_a_hidden_column_told() -> None:
    def make(_book: Any, sheet: Any) -> None:
        for row in (["条款", "意见", "单位"], [1, "太短", "甲"], [2, "藏", "乙"], [3, "好", "丙"]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    found = take(make)
    assert [(c.text, c.organisation) for c in found.taken] == [("太短", ""), ("好", "")]
    assert [(r.row, r.reason) for r in found.refused] == [(3, RefusalCode.HIDDEN_ROW)]
    assert "2 藏" in say_refusal(found.refused[0])
    assert codes(found) == [("Sheet", "hidden_column")]


def test_rows_that_a_filter_hides_are_told_by_their_numbers() -> None:
    def make(_book: Any, sheet: Any) -> None:
        sheet.append(["Clause", "Comment"])
        for number in range(2, 8):
            sheet.append([number, f"Comment {number}"])
            sheet.row_dimensions[number].hidden = number % 2 == 0
        sheet.auto_filter.ref = "A1:B7"

    found = take(make)
    assert [c.text for c in found.taken] == ["Comment 3", "Comment 5", "Comment 7"]
    assert [r.row for r in found.refused] == [2, 4, 6]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (2.1, "0.00", "2.10"),
        (2, "0.0", "2.0"),
        (7, "000", "007"),
        (0.15, "0%", "15%"),
        (12, '"第"0"条"', "第12条"),
        (3, '"Article "0', "Article 3"),
        (2.1, "@", "2.1"),
        ("二", '"第"@"条"', "第二条"),
        (2.1, "General", "2.1"),
        (0.1 + 0.2, "General", "0.3"),
        (date(2026, 2, 1), "d-mmm", "1-Feb"),
        (date(2026, 2, 1), 'm"月"d"日"', "2月1日"),
        (date(2026, 2, 1), "yyyy/m/d", "2026-02-01"),
    ],
)
def test_a_number_is_what_the_sheet_shows(value: object, code: str, shown: str) -> None:
    def make(_book: Any, sheet: Any) -> None:
        sheet.append(["Clause", "Comment"])
        sheet.append([value, "Short"])
        sheet["A2"].number_format = code

    assert [c.reference for c in take(make).taken] == [shown]


def test_a_heading_over_two_languages_gives_both_texts() -> None:
    def make(_book: Any, sheet: Any) -> None:
        for row in (
            ["意见汇总表"],
            ["编号", "条款", "意见", None, "单位"],
            [None, None, "中文", "English", None],
            [1, "第二条", "太短", "Too short", "甲"],
            [2, None, "好", None, "乙"],
        ):
            sheet.append(row)
        for area in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "B4:B5"):
            sheet.merge_cells(area)

    found = take(make)
    assert [(c.organisation, c.reference, c.text) for c in found.taken] == [
        ("甲", "第二条", "太短\nToo short"),
        ("乙", "第二条", "好"),
    ]


def test_a_formula_without_its_result_costs_its_row_and_one_of_words_is_these() -> None:
    def make(_book: Any, sheet: Any) -> None:
        for row in (
            ["Clause", "Comment"],
            [2, '="Too"&" short"'],
            [3, '="plain ""words"""'],
            [4, "Fine"],
        ):
            sheet.append(row)

    found = take(make)
    assert [c.text for c in found.taken] == ['plain "words"', "Fine"]
    assert [(r.row, r.reason) for r in found.refused] == [(2, RefusalCode.NO_VALUE)]


def test_notes_at_cells_and_sheets_without_headings_are_told() -> None:
    from openpyxl.comments import Comment as Note

    def make(book: Any, sheet: Any) -> None:
        sheet.append(["Clause", "Comment"])
        sheet.append([2, "Short"])
        sheet["B2"].comment = Note("And unfair.", "me")
        book.create_sheet("说明").append(["请填写下表"])

    assert sorted(codes(take(make))) == [("", "cell_notes"), ("说明", "passed_over")]


def row(number: object, *cells: tuple[str, str]) -> str:
    inner = "".join(f'<c r="{at}" t="inlineStr"><is><t>{t}</t></is></c>' for at, t in cells)
    return f'<row r="{number}">{inner}</row>'


@pytest.mark.parametrize(
    "odd",
    [
        row(3, ("A3", "2"), ("ZZZZ9", "Odd")),
        row(3, ("A3", "2"), ("XFE3", "Odd")),
        row(3, ("A3", "2"), ("3B", "Odd")),
        row(3, ("B3", "One"), ("B3", "Two")),
        row("x", ("A3", "2"), ("B3", "Odd")),
        row("0", ("A3", "2"), ("B3", "Odd")),
        row("99999999999", ("A3", "2"), ("B3", "Odd")),
        '<row r="3"><c r="B3" t="e"><v>#REF!</v></c></row>',
    ],
)
def test_a_cell_or_a_row_that_stands_nowhere_costs_its_row(odd: str) -> None:
    head = row(1, ("A1", "Clause"), ("B1", "Comment")) + row(2, ("A2", "1"), ("B2", "Good"))
    found = read_held("a.xlsx", _with_sheet(head + odd + row(4, ("A4", "2"), ("B4", "Fine"))))
    assert [c.text for c in found.taken] == ["Good", "Fine"]
    assert [r.row for r in found.refused] == [3]
    assert found.refused[0].reason in (RefusalCode.ODD_PLACE, RefusalCode.ERROR_VALUE)


def test_a_strict_workbook_is_read_as_any_other() -> None:
    data = saved(lambda _book, sheet: [sheet.append(r) for r in (["Clause", "Comment"], [2, "Short"])])  # fmt: skip
    written = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for usual, strict in (
                (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
                (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
            ):  # fmt: skip
                content = content.replace(usual, strict)
            new.writestr(name, content)
    assert [c.text for c in read_held("a.xlsx", written.getvalue()).taken] == ["Short"]


def test_a_sheet_of_its_own_form_names_who_beside_the_label(send: Send) -> None:
    path = send("a.xlsx", [["填报单位：", "河流守望"], ["条款", "意见"], [2, "太短"]])
    assert [c.organisation for c in read_comments([path]).taken] == ["河流守望"]


def test_words_of_a_cell_that_are_struck_through_are_gone() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    def make(book: Any, sheet: Any) -> None:
        sheet.append(["Clause", "Comment", "Proposed change"])
        sheet["A2"] = "Article 2"
        struck, put_in = InlineFont(strike=True), InlineFont(u="single")
        sheet["B2"] = CellRichText(
            "Give ", TextBlock(struck, "thirty"), TextBlock(put_in, "sixty"), " days"
        )
        sheet.append(["Article 3", "Withdrawn", "x"])
        for cell in sheet[3]:
            cell.font = Font(strike=True)
        sheet.append(["Article 4", "Stands", "Gone"])
        sheet["C4"].font = Font(strike=True)

    found = take(make)
    assert [(c.reference, c.text, c.wording) for c in found.taken] == [
        ("Article 2", "Give sixty days", ""),
        ("Article 4", "Stands", ""),
    ]
    assert [(r.row, r.reason) for r in found.refused] == [(3, RefusalCode.STRUCK_ROW)]
    assert "Article 3 Withdrawn x" in str(dict(found.refused[0].details))
    assert sorted(codes(found)) == [("", "changes_accepted"), ("Sheet", "changes_accepted")]


def test_struck_words_that_many_cells_share_are_gone_in_each() -> None:
    from zipfile import ZIP_DEFLATED

    rich = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Clause</t></si>'
        "<si><t>Comment</t></si><si><r><t>Give </t></r><r><rPr><strike/></rPr><t>thirty</t></r>"
        '<r><rPr><strike val="0"/></rPr><t>sixty</t></r></si></sst>'
    )

    def make(book: Any, sheet: Any) -> None:
        sheet.append(["Clause", "Comment"])

    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>{a}</v></c><c r="B{at}" t="s"><v>{b}</v></c></row>'
        for at, a, b in ((1, 0, 1), (2, 2, 2))
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    held = ZipFile(io.BytesIO(saved(make)))
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as new:
        for member in held.namelist():
            said = held.read(member).decode()
            if member == "[Content_Types].xml":
                said = said.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')  # fmt: skip
            if member.endswith("sheet1.xml"):
                before, _, after = said.partition("<sheetData>")
                said = f"{before}<sheetData>{rows}{after[after.index('</sheetData>') :]}"
            if member != "xl/sharedStrings.xml":
                new.writestr(member, said)
        new.writestr("xl/sharedStrings.xml", rich)
    found = read_held("a.xlsx", written.getvalue())
    assert [(c.reference, c.text) for c in found.taken] == [("Give sixty", "Give sixty")]
    assert codes(found) == [("", "changes_accepted")]


def test_a_cell_whose_format_shows_nothing_is_told_and_not_read() -> None:
    def make(_book: Any, sheet: Any) -> None:
        for row in (["Clause", "Comment"], [2, "Seen"], [3, "Unseen words"], [4, 5]):
            sheet.append(row)
        for place in ("B3", "B4"):
            sheet[place].number_format = ";;;"

    found = take(make)
    assert [c.text for c in found.taken] == ["Seen"]
    assert [(r.row, r.reason) for r in found.refused] == [
        (3, RefusalCode.EMPTY_TEXT),
        (4, RefusalCode.EMPTY_TEXT),
    ]
    assert [dict(r.details) for r in found.remarks] == [{"number": "2", "rows": "3, 4"}]


@pytest.mark.parametrize("code", ["0;-0;;@", "General;-General;", "0.00_ ;[Red]-0.00 "])
def test_a_format_that_hides_zeros_hides_no_words(code: str) -> None:
    def make(_book: Any, sheet: Any) -> None:
        for row in (["Clause", "Comment"], [2, "Seen"], [3, 7]):
            sheet.append(row)
        for place in ("B2", "B3"):
            sheet[place].number_format = code

    found = take(make)
    assert [c.text[:4] for c in found.taken] == ["Seen", "7.00" if "." in code else "7"]
    assert not found.remarks


def test_dots_stand_behind_words_only_where_they_go_on() -> None:
    def make(_book: Any, sheet: Any) -> None:
        for row in (
            ["Clause", "Comment"],
            [2, "Seen"],
            [3, "Short."],
            [4, "Too short a time. " * 9],
        ):
            sheet.append(row)
        for row in (3, 4):
            sheet.row_dimensions[row].hidden = True

    short, long = map(say_refusal, take(make).refused)
    assert "“3 Short.”" in short and "…" not in short
    assert "a time. To…”" in long
