"""Tables in web pages, and in files that are called .xls and are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from huiyin.intake import RefusalCode, read_comments, read_suggestions
from huiyin.intake.tables import extract_tables
from huiyin.law import Law, UnreadableLaw

Send = Callable[[str, bytes | str], Path]
FILES = Path(__file__).parent / "files"
HEADS = "<tr><th>单位</th><th>条款</th><th>意见</th></tr>"
ROWS = "<tr><td>东园</td><td>第二条</td><td>太短</td></tr><tr><td>西园</td><td>第四条</td><td>太急</td></tr>"


def test_a_page_called_xls_is_a_table() -> None:
    found = read_comments([FILES / "page-called-xls.xls"])
    assert [(c.organisation, c.reference, c.text) for c in found.taken] == [
        ("River Watch", "Article 2", "Too short."),
        ("Hill Club", "Article 3", "Fine"),
    ]
    assert not found.refused


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a.xls", f"<table>{HEADS}{ROWS}</table>"),
        ("a.xls", f'\ufeff<meta http-equiv="Content-Type" content="text/html"><table>{HEADS}{ROWS}</table>'),
        ("a.xlsx", f"<!-- by a program --><style>td {{ }}</style><table>{HEADS}{ROWS}</table>"),
        ("a.et", f"<HTML><BODY><TABLE>{HEADS.upper().lower()}{ROWS}</TABLE></BODY></HTML>"),
        ("a.html", f"<!doctype html><h1>意见</h1><table><thead>{HEADS}</thead><tbody>{ROWS}</tbody></table>"),
        ("a.xhtml", f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><table>{HEADS}{ROWS}</table></body></html>'),
        ("a.xls", f"<html><table><tr><td>框</td><td><table>{HEADS}{ROWS}</table></td></tr></table></html>"),
        ("a.xls", f"<html><table><tr><td colspan=3>意见表</td></tr>{HEADS}{ROWS}<tr style='display:none'><td>x</td></tr></table></html>"),
        ("a.xls", "<html><table>" + HEADS + ROWS.replace("太短", "<del>太长</del><span>太短</span>") + "</table></html>"),
        ("a.xls", "<html><table>" + (HEADS + ROWS).replace("</td>", "").replace("</tr>", "") + "</table></html>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_table_of_comments_in_a_page_is_taken_whatever_it_is_called(
    name: str, page: str, encoding: str, send: Send, draft: Law
) -> None:
    if "charset" not in page:
        page = page.replace("<html>", f'<html><meta charset="{encoding}">')
    if encoding != "utf-8" and "<?xml" in page:
        page = page.replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
    found = read_comments([send(name, page.encode(encoding))], law=draft)
    assert [(c.organisation, c.eid, c.text) for c in found.taken] == [
        ("东园", "art_2", "太短"), ("西园", "art_4", "太急"),
    ]  # fmt: skip
    assert [r.reason for r in found.refused] == ["hidden_row"] * ("display:none" in page)


def test_cells_that_cover_others_move_them_on() -> None:
    page = (
        "<table><tr><td>a<td colspan=2>b<td>c</tr><tr><td rowspan=2>d<td>e<td>f<td>g</tr>"
        "<tr><td>h<td rowspan=9>i</tr><tr><td>j<br>k</table>"
    )
    (table,) = extract_tables(page.encode(), "a.xls")
    assert table.rows == (
        (1, ("a", "b", "", "c")), (2, ("d", "e", "f", "g")), (3, ("d", "h", "i")), (4, ("j\nk", "", "i")),
    )  # fmt: skip


def test_a_page_without_headings_of_comments_is_a_letter(send: Send, draft: Law) -> None:
    page = (
        "<html><table><tr><td><p>第二条：太短。</p><p>第四条：太急。</p></td></tr></table></html>"
    )
    found = read_comments([send("a.html", page)], law=draft)
    assert [(c.eid, c.text) for c in found.taken] == [
        ("art_2", "第二条：太短。"),
        ("art_4", "第四条：太急。"),
    ]
    refused = read_comments([send("a.xls", page)], law=draft).refused
    assert [one.reason for one in refused] == [RefusalCode.NO_HEADINGS]


def test_an_empty_form_in_a_page_has_nothing_to_take(send: Send) -> None:
    found = read_comments([send("a.xls", f"<table>{HEADS}<tr><td></td></tr></table>")])
    assert [(one.reason, len(found.taken)) for one in found.refused] == [(RefusalCode.NO_ROWS, 0)]


def test_what_a_page_says_beside_its_table_is_told(send: Send) -> None:
    page = f"<html><p>填写说明</p><table>{HEADS}{ROWS}</table><p>第三条：罚款太轻。</p></html>"
    found = read_comments([send("a.html", page)])
    assert len(found.taken) == 2
    assert [dict(one.details)["begins"] for one in found.refused] == ["第三条：罚款太轻。"]


def test_the_xml_of_excel_2003_is_a_table(send: Send, draft: Law) -> None:
    def row(*cells: str, look: str = "") -> str:
        return f"<Row{look}>{''.join(cells)}</Row>"

    def cell(words: str, look: str = "") -> str:
        return f'<Cell{look}><Data ss:Type="String">{words}</Data></Cell>'

    rows = (
        row(cell("意见表", ' ss:MergeAcross="2"'))
        + row(*map(cell, ("单位", "条款", "意见")), look=' ss:Index="3"')
        + row(cell("东园", ' ss:MergeDown="1"'), cell("第二条"), cell("太短"))
        + row(cell("第四条"), cell("太急"))
        + row(cell("太松", ' ss:Index="3"'))
    )
    space = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    data = (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook {space}>'
        f'<Worksheet ss:Name="意见"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    found = read_comments([send("a.xls", data)], law=draft)
    assert [(c.organisation, c.eid, c.text, c.source.row) for c in found.taken] == [
        ("东园", "art_2", "太短", 4), ("东园", "art_4", "太急", 5), ("", "", "太松", 6),
    ]  # fmt: skip


def test_suggestions_are_read_from_a_page_too(send: Send) -> None:
    page = "<table><tr><td>编号<td>修改对象<td>建议修改为</tr><tr><td>S1<td>第二条<td>六十日</tr></table>"
    (one,) = read_suggestions(send("a.xls", page)).taken
    assert (one.id, one.target, one.wording) == ("S1", "第二条", "六十日")


def test_a_table_wider_than_any_is_refused() -> None:
    with pytest.raises(UnreadableLaw) as caught:
        extract_tables(b"<table><tr><td colspan=1000>a<td>b<td>c</table>", "a.xls")
    assert caught.value.code == "too_many_columns"


@pytest.mark.parametrize("tag", ["s", "del", "strike"])
def test_struck_words_of_a_letter_or_a_mail_are_none_of_its_words(tag: str, send: Send) -> None:
    page = f"<p>Article 2: give <{tag}>thirty</{tag}> <u>sixty</u> days.</p><p>Article 3: fine.</p>"
    mail = f"From: Li <l@x.org>\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n{page}"
    for name, data in (("a.html", f"<html><body>{page}"), ("a.eml", mail)):
        found = read_comments([send(name, data)])
        assert [c.text for c in found.taken] == ["Article 2: give sixty days.", "Article 3: fine."]


def test_struck_words_and_hidden_rows_of_a_form_are_told(send: Send) -> None:
    rows = (
        "<tr><td>Article 2<td>Give <del>thirty</del> sixty days."
        "<tr style='display:none'><td>Article 3<td>Hidden words"
        "<tr hidden><td>Article 4<td>More of them"
        "<tr><td>Article 5<td>Fine."
    )
    page = f"<table><tr><td>Clause<td>Comment{rows}</table>"
    found = read_comments([send("a.html", page)])
    assert [c.text for c in found.taken] == ["Give sixty days.", "Fine."]
    assert [remark.code for remark in found.remarks] == ["changes_accepted"]
    assert [(r.reason, dict(r.details)["begins"]) for r in found.refused] == [
        ("hidden_row", "Article 3 Hidden words"),
        ("hidden_row", "Article 4 More of them"),
    ]


STRUCK = {
    "tag": "give <s>thirty</s> <u>sixty</u> days",
    "style": "give <span style='text-decoration: line-through; color: red'>thirty</span> sixty days",
    "longhand": "give <font style='TEXT-DECORATION-LINE:underline line-through'>thirty</font> sixty days",
    "class": "give <span class='a c3'>thirty</span> sixty days",
}
SHEET = "<style>@media all{.c3, b.c4 {color:red;text-decoration : Line-Through}} .c5{text-decoration:underline} .c6 i{text-decoration:line-through}</style>"


@pytest.mark.parametrize("form", STRUCK)
@pytest.mark.parametrize("name", ["a.html", "a.xls", "a.eml"])
def test_words_that_are_struck_through_in_whatever_way_are_left_out_and_that_is_told(
    name: str, form: str, send: Send, draft: Law
) -> None:
    said = (
        f"<p>Article 2: {STRUCK[form]}.</p><p>Article 3: fine, <i class='c6 c5'>even</i> good.</p>"
    )
    page = f"<html><head><meta charset=utf-8>{SHEET}</head><body>{said}</body></html>"
    if name == "a.xls":
        page = page.replace(said, f"<table><tr><th>Clause<th>Comment<tr><td>Article 2<td>{STRUCK[form]}<tr class=c3><td>Article 4<td>old</table>")  # fmt: skip
    if name == "a.eml":
        page = f"From: a@b.org\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}"
    found = read_comments([send(name, page)], law=draft)
    assert "give sixty days" in found.taken[0].text
    assert "thirty" not in found.taken[0].text
    assert name == "a.xls" or found.taken[1].text == "Article 3: fine, even good."
    assert [one.code for one in found.remarks] == ["changes_accepted"]
    told = [RefusalCode.HIDDEN_ROW] if name == "a.xls" and form == "class" else []
    assert [one.reason for one in found.refused] == (
        told or [RefusalCode.HIDDEN_ROW] * (name == "a.xls")
    )
