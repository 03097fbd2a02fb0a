"""Tables in Word files that are forms of comments."""

from __future__ import annotations

import pytest

from huiyin.intake import RefusalCode, read_comments
from huiyin.intake.tables import extract_tables
from huiyin.law import Law
from tests.intake.sends import Send
from tests.intake.word_drafts import ARTICLES, FILES, HEADS, ROW, said
from tests.wordml import (
    DISGUISES,
    box,
    counted,
    docx,
    end,
    footnotes,
    gone,
    ins,
    numbering,
    p,
    run,
    sdt,
    tbl,
    tc,
    tr,
)


def test_an_edited_word_does_not_make_a_form_the_draft() -> None:
    found = read_comments([FILES / "form-with-one-edit.docx"])
    assert [(c.reference, c.text, c.wording) for c in found.taken] == [
        ("Article 1", "Say whose duty it is.", ""),
        ("Article 2", "Thirty days are far too short.", "Give sixty days."),
        ("Article 3", "Gardens are to be free.", ""),
    ]
    assert not found.refused
    assert [remark.code for remark in found.remarks] == ["changes_accepted"]


def test_a_cell_in_a_content_control_stands_in_its_column() -> None:
    found = read_comments([FILES / "cell-in-a-control.docx"])
    assert [(c.organisation, c.reference, c.text, c.wording) for c in found.taken] == [
        ("River Watch", "Article 2", "Thirty days are too short.", "Give sixty days."),
        ("Hill Club", "Article 1", "Say whose duty it is.", ""),
    ]


def test_the_main_part_of_a_form_may_have_another_name() -> None:
    found = read_comments([FILES / "word-for-the-web.docx"])
    assert [(c.organisation, c.reference, c.text) for c in found.taken] == [
        ("River Watch", "Article 2", "Too short.")
    ]


ROWS = {
    "plain": tr(*ROW),
    "cell in a control": tr("东园", sdt(tc("第二条")), "太短", "六十日"),
    "words in a control": tr("东园", tc(p(sdt(run("第二条")))), "太短", "六十日"),
    "block in a control": tr("东园", tc(sdt(p("第二条"))), "太短", "六十日"),
    "row in a control": sdt(tr(*ROW)),
    "repeated section": sdt(sdt(tr(*ROW))),
    "first cell in a control": tr(sdt(tc("东园")), "第二条", "太短", "六十日"),
    "custom XML": tr("东园", f'<w:customXml w:element="x">{tc("第二条")}</w:customXml>', "太短", "六十日"),
    "tracked words": tr("东园", "第二条", tc(p("太", gone("长"), ins("短"))), "六十日"),
    "struck words": tr("东园", "第二条", tc(p("太", run("长", "<w:strike/>"), run("短", '<w:u w:val="single"/>'))), "六十日"),
    "hidden words": tr("东园", "第二条", tc(p("太短", run("内部", "<w:vanish/>"))), "六十日"),
    "moved words": tr("东园", "第二条", tc(p("太短", gone("六十日", tag="moveFrom"))), tc(p(ins("六十日", tag="moveTo")))),
    "text box": tr("东园", "第二条", tc(p(box(p("太短")))), "六十日"),
    "joined paragraphs": tr("东园", "第二条", tc(p("太", look=end("del")), p("短")), "六十日"),
    "merged sideways": tr("东园", "第二条", "太短", tc("六十日", look='<w:gridSpan w:val="2"/>')),
    "deleted row": tr("错", "第九条", "错", "", look='<w:del w:author="a"/>') + tr(*ROW),
    "table in a cell": tr("东园", "第二条", tc(tbl(tr("太短")), p("")), "六十日"),
    "prompt": tr("东园", "第二条", tc("太短", p(sdt(run("请填写", '<w:rStyle w:val="PlaceholderText"/>'), "<w:showingPlcHdr/>"))), "六十日"),
    "symbols": tr("东园", "第二条", "太短", tc(p("六十", '<w:r><w:sym w:font="x" w:char="65E5"/></w:r>'))),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_a_form_is_taken_as_it_is_seen(name: str, send: Send, draft: Law) -> None:
    data = docx(p("意见表") + tbl(HEADS, ROWS[name], tr("西园", "第四条", "太急", "")))
    found = read_comments([send("form.docx", data)], law=draft)
    assert said(found) == [("东园", "art_2", "太短", "六十日"), ("西园", "art_4", "太急", "")]
    assert not found.refused


@pytest.mark.parametrize("name", DISGUISES)
def test_a_form_is_read_alike_whoever_made_it(name: str, send: Send, draft: Law) -> None:
    data = DISGUISES[name](docx(tbl(HEADS, tr("东园", "第二条", tc(p("太", ins("短"))), "六十日"))))
    found = read_comments([send("form.docx", data)], law=draft)
    assert said(found) == [("东园", "art_2", "太短", "六十日")]


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    (table,) = extract_tables(
        docx(tbl(HEADS, tr("第二条", "太短", "", look='<w:gridBefore w:val="1"/>'))), "a.docx"
    )
    assert table.rows[1] == (2, ("", "第二条", "太短", ""))


def test_clauses_that_word_counts_are_the_clauses_of_a_form(send: Send, draft: Law) -> None:
    rows = [tr("东园", tc(p(look=counted())), text, "") for text in ("甲", "", "丙")]
    data = docx(tbl(HEADS, *rows), {"numbering": ARTICLES})
    found = read_comments([send("form.docx", data)], law=draft)
    assert [(c.eid, c.text) for c in found.taken] == [("art_1", "甲"), ("art_3", "丙")]


def test_rows_that_only_word_has_numbered_are_empty(send: Send) -> None:
    rows = [tr(tc(p(look=counted())), text, "") for text in ("甲", "", "")]
    data = docx(tbl(tr("编号", "意见", "理由"), *rows), {"numbering": numbering(("decimal", "%1"))})
    found = read_comments([send("form.docx", data)])
    assert [(c.id, c.text) for c in found.taken] == [("1", "甲")]
    assert not found.refused


def test_a_footnote_in_a_form_is_part_of_what_is_said(send: Send) -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = docx(
        tbl(HEADS, tr("东园", "第二条", tc(p("太短", note)), "")),
        {"footnotes": footnotes("见附件")},
    )
    assert read_comments([send("a.docx", data)]).taken[0].text == "太短\n见附件"


def test_a_form_that_a_page_has_cut_in_two_goes_on(send: Send, draft: Law) -> None:
    data = docx(tbl(HEADS, tr(*ROW)) + p("") + tbl(tr("西园", "第四条", "太急", "")))
    assert [c.eid for c in read_comments([send("a.docx", data)], law=draft).taken] == ["art_2", "art_4"]  # fmt: skip


def test_a_table_for_signatures_below_a_form_is_none_of_its_rows(send: Send, draft: Law) -> None:
    data = docx(
        tbl(HEADS, tr(*ROW)) + tbl(tr("盖章", "联系人", "电话", "日期"), tr("", "李", "1", "2026"))
    )
    assert said(read_comments([send("a.docx", data)], law=draft)) == [
        ("东园", "art_2", "太短", "六十日")
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("单位", "东园"),
            ("条款", "第二条"),
            ("意见", "太短"),
            ("建议修改为", "六十日"),
            ("电话", "1"),
        ],
        [
            ("意见反馈表", ""),
            ("单位", "东园"),
            ("条款", "第二条"),
            ("意见", "太短"),
            ("建议修改为", "六十日"),
        ],
        [
            ("单位", "东园", "条款", "第二条"),
            ("意见", "太短", "", ""),
            ("建议修改为", "六十日", "", ""),
        ],
    ],
)
def test_a_form_whose_headings_stand_beside_is_one_comment(
    rows: list[tuple[str, ...]], send: Send, draft: Law
) -> None:
    data = docx(tbl(*(tr(*row) for row in rows)))
    found = read_comments([send("a.docx", data)], law=draft)
    assert said(found) == [("东园", "art_2", "太短", "六十日")]
    again = docx(tbl(*(tr(*row) for row in (*rows, *rows[-4:])))) if len(rows[0]) == 2 else data
    taken = read_comments([send("b.docx", again)], law=draft).taken
    assert [c.text for c in taken] in (["太短"], ["太短", "太短"])


def test_what_is_said_beside_a_form_is_told(send: Send, draft: Law) -> None:
    body = p("东园的意见") + tbl(HEADS, tr(*ROW)) + p("第三条：罚款太轻。") + p("联系人：李")
    found = read_comments([send("a.docx", docx(body))], law=draft)
    assert [c.eid for c in found.taken] == ["art_2"]
    assert [(r.reason, dict(r.details)["begins"]) for r in found.refused] == [
        (RefusalCode.BESIDE_TABLE, "第三条：罚款太轻。")
    ]


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        (["东园的意见", "填写说明：每条意见一行，请勿合并单元格，多谢各位配合。"], ["联系人：李", "2026年3月2日"], []),
        (["一、总体意见", "罚款太轻。"], [], ["罚款太轻。"]),
        (["General comments: fines are too low."], ["Note: one row each."], ["General comments: fines are too low."]),
        ([], ["罚款太轻。", "注：一行一条。"], ["罚款太轻。"]),
        (["第三条罚款太轻"], [], ["第三条罚款太轻"]),
    ],
)  # fmt: skip
def test_titles_and_instructions_of_a_form_are_no_comments(
    above: list[str], below: list[str], told: list[str], send: Send
) -> None:
    body = "".join(map(p, above)) + tbl(HEADS, tr(*ROW)) + "".join(map(p, below))
    found = read_comments([send("a.docx", docx(body))])
    assert [dict(one.details)["begins"] for one in found.refused] == told
    assert len(found.taken) == 1


def test_an_empty_form_has_nothing_to_take(send: Send) -> None:
    found = read_comments([send("a.docx", docx(p("填写说明：每条意见一行。") + tbl(HEADS)))])
    assert [(r.reason, len(found.taken)) for r in found.refused] == [(RefusalCode.NO_ROWS, 0)]


def test_a_form_filled_in_with_tracking_on_is_a_form(send: Send, draft: Law) -> None:
    cells = [tc(p(ins(words))) for words in ROW]
    data = docx(p("意见表") + tbl(HEADS, tr(*cells, look='<w:ins w:author="Li"/>')))
    assert said(read_comments([send("a.docx", data)], law=draft)) == [
        ("东园", "art_2", "太短", "六十日")
    ]


def test_a_chart_in_a_form_is_told(send: Send) -> None:
    chart = '<w:r><w:drawing><c:chart r:id="rId9"/></w:drawing></w:r>'
    found = read_comments([send("a.docx", docx(tbl(HEADS, tr(*ROW)) + p(chart)))])
    assert [(r.reason, len(found.taken)) for r in found.refused] == [(RefusalCode.UNREAD_PART, 1)]


@pytest.mark.parametrize(
    ("above", "organisation", "author"),
    [
        ("填报单位：河流守望（盖章）        联系人：李伟", "河流守望", "李伟"),
        ("填报单位：河流守望（盖章）　联系人：李伟", "河流守望", "李伟"),
        ("填报单位：河流守望 联系人：李伟", "河流守望", "李伟"),
        ("填报单位（盖章）：　河流守望", "河流守望", ""),
        ("单位名称：河流守望（公章）", "河流守望", ""),
        ("Organisation: River Watch", "River Watch", ""),
        ("Organization: River Watch (seal)", "River Watch", ""),
        ("意见反馈表", "", ""),
        ("填报单位：（盖章）", "", ""),
    ],
)
def test_who_sends_a_form_stands_above_it(
    above: str, organisation: str, author: str, send: Send
) -> None:
    form = p("《花园条例（草案）》") + p(above) + tbl(tr("条款", "意见"), tr("第二条", "太短"))
    (comment,) = read_comments([send("a.docx", docx(form))]).taken
    page = f"<p>《花园条例（草案）》<p>{above}<table><tr><td>条款<td>意见<tr><td>第二条<td>太短</table>"
    for name in ("a.html", "a.xls"):
        (same,) = read_comments([send(name, page)]).taken
        assert (same.organisation, same.author) == (comment.organisation, comment.author)
    in_row = tbl(tr(tc(above, look='<w:gridSpan w:val="2"/>')), tr("条款", "意见"), tr("第二条", "太短"))  # fmt: skip
    (same,) = read_comments([send("b.docx", docx(in_row))]).taken
    assert (same.organisation, same.author) == (comment.organisation, comment.author)
    assert (comment.organisation, comment.author) == (organisation, author)


def test_each_form_in_a_file_is_sent_by_who_stands_above_it(send: Send) -> None:
    heads = tr("Clause", "Comment")
    one, two, three = (tbl(heads, tr("Article 2", text)) for text in ("One.", "Two.", "Three."))
    body = p("Organisation: River") + one + p("Organisation: Hill") + two + three
    found = read_comments([send("a.docx", docx(body))])
    assert [(c.organisation, c.text) for c in found.taken] == [
        ("River", "One."), ("Hill", "Two."), ("Hill", "Three."),
    ]  # fmt: skip
    signed = read_comments([send("b.docx", docx(one + p("Organisation: River")))])
    assert [c.organisation for c in signed.taken] == ["River"]
    assert not signed.refused


@pytest.mark.parametrize(
    ("below", "told"),
    [
        (["Withdraw it all", "建议暂缓立法", "No fees"], ["Withdraw it all", "建议暂缓立法", "No fees"]),
        (["暂缓立法", "河流守望", "2026年3月2日"], ["暂缓立法"]),
        (["谢谢！", "联系人：李伟", "日期：2026年3月2日", "（盖章）", "填报单位：河流守望"], []),
        (["Kind regards,", "River Watch", "2 March 2026", "Tel: 555 1234 567"], []),
        (["Scrap Article 3", "——", "注：一行一条"], ["Scrap Article 3"]),
    ],
)  # fmt: skip
def test_every_line_below_a_form_is_told_that_is_no_signature(
    below: list[str], told: list[str], send: Send
) -> None:
    data = docx(tbl(HEADS, tr(*ROW)) + "".join(map(p, below)))
    found = read_comments([send("a.docx", data)])
    assert [dict(one.details)["begins"] for one in found.refused] == told


def test_a_table_that_goes_on_without_headings_is_told_once(send: Send) -> None:
    more = tbl(tr("第三条", "罚款太轻。"), tr("第四条", "费用太高。"))
    body = tbl(tr("条款", "意见"), tr("第二条", "太短")) + p("") + more
    found = read_comments([send("a.docx", docx(body))])
    assert [c.text for c in found.taken] == ["太短"]
    assert [(r.sheet, r.reason, dict(r.details)) for r in found.refused] == [
        ("2", RefusalCode.BESIDE_TABLE, {"begins": "第三条 罚款太轻。"})
    ]
    assert not found.remarks
