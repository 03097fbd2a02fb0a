"""Tables as they are sent: separators, encodings, sheets, merged cells, Word tables, JSON, Parquet."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.files.problems import RefusalCode
from huiyin.intake.headings import read_records
from huiyin.intake.tables import extract_tables, read_tables
from huiyin.law import UnreadableLaw
from tests.intake.conftest import workbook

ROWS = [
    ["编号", "条款", "意见内容"],
    ["1", "第二条", "应当每月公布，不是每年"],
    ["2", "第三条", "罚款太轻"],
]


def separated(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(delimiter: str) -> None:
    (table,) = extract_tables(separated(ROWS, delimiter).encode(), "a.csv")
    assert [list(cells) for _, cells in table.rows] == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_is_found(encoding: str) -> None:
    (table,) = extract_tables(separated(ROWS).encode(encoding), "a.csv")
    assert [list(cells) for _, cells in table.rows] == ROWS


def test_big5_is_found() -> None:
    rows = [["編號", "條款", "意見內容"], ["1", "第二條", "應當每月公布水質資料，讓居民查閱"]]
    (table,) = extract_tables(separated(rows).encode("big5"), "a.csv")
    assert [list(cells) for _, cells in table.rows] == rows


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=12,
).filter(str.strip)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_any_csv_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    # Headings of our own: one that holds another separator more often than the true one is ambiguous.
    rows = [["id", "text", "wording"], *rows, *[["1", "two", "3"]] * (len(rows) + 2)]
    (table,) = extract_tables(separated(rows).encode(), "a.csv")
    assert [list(cells) for _, cells in table.rows] == rows


def test_a_line_break_within_a_cell_stays_and_rows_are_counted_by_lines() -> None:
    (table,) = extract_tables(b'id,text\n1,"first\nsecond"\n2,third\n', "a.csv")
    assert table.rows == ((1, ("id", "text")), (2, ("1", "first\nsecond")), (4, ("2", "third")))


def test_every_sheet_is_read_and_dates_and_numbers_are_as_people_write_them() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook([["a"], [date(2026, 3, 2)], [3.0], [2.5], [True]])))
    book.create_sheet("第二页").append(["意见"])
    written = io.BytesIO()
    book.save(written)
    first, second = extract_tables(written.getvalue(), "a.xlsx")
    assert [cells[0] for _, cells in first.rows] == ["a", "2026-03-02", "3", "2.5", "1"]
    assert (second.sheet, second.rows) == ("第二页", ((1, ("意见",)),))


def test_a_cell_merged_downwards_stands_in_every_row_and_one_merged_sideways_once() -> None:
    from openpyxl import load_workbook

    rows = [
        ["意见汇总", None, None],
        ["条款", "意见", "理由"],
        ["第二条", "甲", "x"],
        [None, "乙", "y"],
        [None, "丙", None],
    ]
    book = load_workbook(io.BytesIO(workbook(rows)))
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A3:A5")
    written = io.BytesIO()
    book.save(written)
    (table,) = extract_tables(written.getvalue(), "a.xlsx")
    assert table.rows[0] == (1, ("意见汇总",))
    assert [cells[:2] for _, cells in table.rows[2:]] == [
        ("第二条", "甲"),
        ("第二条", "乙"),
        ("第二条", "丙"),
    ]


def test_a_workbook_that_lies_about_its_size_is_read_to_the_end() -> None:
    data = tampered(workbook(ROWS), rb'<dimension ref="A1:C3"', b'<dimension ref="A1"')
    (table,) = extract_tables(data, "a.xlsx")
    assert [list(cells) for _, cells in table.rows] == ROWS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            b"</sheetData>",
            b'<row r="5000"><c r="XFD5000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
        ),
        (
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>',
        ),
    ],
)
def test_a_sheet_with_one_cell_in_its_last_corner_does_not_fill_memory(
    old: bytes, new: bytes
) -> None:
    import tracemalloc

    data = tampered(workbook(ROWS), old, new)
    tracemalloc.start()
    (table,) = extract_tables(data, "a.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [list(cells) for _, cells in table.rows[:3]] == ROWS
    assert peak < 64 * 1024 * 1024


def test_a_row_beyond_the_last_that_a_sheet_can_have_costs_itself() -> None:
    far = b'<row r="999999999999"><c r="A999999999999"><v>1</v></c></row></sheetData>'
    (table,) = extract_tables(tampered(workbook(ROWS), b"</sheetData>", far), "a.xlsx")
    assert [list(cells) for _, cells in table.rows[:3]] == ROWS
    assert [(row, code) for (row, _), (code, _) in table.wrong.items()] == [
        (4, RefusalCode.ODD_PLACE)
    ]


def tampered(data: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with the markup of its first sheet changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content)
    return written.getvalue()


def test_word_tables_are_read_with_merged_cells_and_without_deleted_words(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, cells in zip(
        table.rows, [["条款", "意见", "理由"], ["第二条", "甲", "x"], ["", "乙", "y"]], strict=True
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).paragraphs[0]._p.append(
        parse_xml(
            f"<w:del {nsdecls('w')}><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>"
        )
    )
    document.save(tmp_path / "a.docx")
    (found,) = read_tables(tmp_path / "a.docx")
    assert [cells for _, cells in found.rows] == [
        ("条款", "意见", "理由"),
        ("第二条", "甲", "x"),
        ("第二条", "乙", "y"),
    ]


def test_json_may_be_a_list_a_document_with_a_list_or_lines() -> None:
    line = '{"id": 1, "text": "甲", "tags": ["a", "b"]}'
    for text, name in (
        (f"[{line}]", "a.json"),
        (f'{{"rows": [{line}]}}', "a.json"),
        (f"{line}\n{line}", "a.jsonl"),
    ):
        (table,) = extract_tables(text.encode(), name)
        assert table.rows[:2] == ((0, ("id", "text", "tags")), (1, ("1", "甲", "a；b")))


def test_parquet_is_a_table(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"id": [1, 2], "text": ["甲", None]}), tmp_path / "a.parquet")
    (table,) = read_tables(tmp_path / "a.parquet")
    assert table.rows == ((0, ("id", "text")), (1, ("1", "甲")), (2, ("2", "")))


def test_headings_are_found_below_a_title_whatever_their_case_width_and_notes() -> None:
    rows = [
        ["条例意见汇总表"],
        ["填写说明：请逐条填写"],
        ["序号", "ＭＢ／ＮＣ¹", "Clause/ Subclause", "COMMENTS", "Proposed Change（可另附页）"],
        ["1", "甲社", "第2条", "太少", "每月"],
    ]
    (table,) = extract_tables(workbook([list(r) for r in rows]), "a.xlsx")
    roles = ("organisation", "reference", "text", "wording")
    found = read_records(table, roles, ("text",))
    assert found is not None
    assert dict(found.records[0].values) == {
        "organisation": "甲社",
        "reference": "第2条",
        "text": "太少",
        "wording": "每月",
    }
    assert found.records[0].row == 4


def test_a_heading_of_ones_own_is_named_by_hand_and_a_sentence_is_no_heading() -> None:
    (table,) = extract_tables("our view,id\n每月公布,1\n".encode(), "a.csv")
    assert read_records(table, ("id", "text"), ("text",)) is None
    found = read_records(table, ("id", "text"), ("text",), {"text": "Our view"})
    assert found is not None and found.records[0].get("text") == "每月公布"
    long = "意见：" + "我们认为本条例应当每月公布水质，并公布监测的方法。" * 3
    (table,) = extract_tables(f"{long},x\n".encode(), "a.csv")
    assert read_records(table, ("text",), ("text",)) is None


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "old_excel"),
        ("a.csv", b"", "empty"),
        ("a.xlsx", workbook([["a"]])[:400], "damaged"),
        ("a.json", b'{"a": ', "json_damaged"),
        ("a.parquet", b"PAR1 nothing", "damaged"),
        ("a.csv", bytes(range(256)) * 4, "unknown_format"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_opened_says_what_it_is(name: str, data: bytes, code: str) -> None:
    with pytest.raises(UnreadableLaw) as caught:
        extract_tables(data, name)
    assert caught.value.code == code
    assert caught.value.details["file"] == name
