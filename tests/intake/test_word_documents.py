"""What members send in Word, from whatever program: forms, drafts with changes, letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from huiyin.intake import Comment, IntakeResult, RefusalCode, read_comments
from huiyin.intake.tables import extract_tables
from huiyin.law import Law, read_text
from tests.intake.conftest import DRAFT
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
    remarks,
    run,
    sdt,
    tbl,
    tc,
    tr,
)

Send = Callable[[str, bytes | str], Path]
FILES = Path(__file__).parent / "files"
GARDENS = "某园林条例\n第一条　为了保护园林，制定本条例。\n第二条　市民应当在三十日内提出意见。\n第三条　园林应当免费开放。\n第四条　本条例自公布之日起施行。\n"
ARTICLES = numbering(("chineseCounting", "第%1条　"))
HEADS = tr("单位", "条款", "意见", "建议修改为")


def said(found: IntakeResult[Comment]) -> list[tuple[str, str, str, str]]:
    return [(c.organisation, c.eid, c.text, c.wording) for c in found.taken]


def test_an_edited_word_does_not_make_a_form_the_draft() -> None:
    found = read_comments([FILES / "form-with-one-edit.docx"])
    assert [(c.reference, c.text, c.wording) for c in found.taken] == [
        ("Article 1", "Say whose duty it is.", ""),
        ("Article 2", "Thirty days are far too short.", "Give sixty days."),
        ("Article 3", "Gardens are to be free.", ""),
    ]
    assert not found.refused
    assert [remark.code for remark in found.remarks] == ["changes_accepted"]


def test_numbers_that_word_counts_are_counted_in_a_draft_with_changes() -> None:
    path = FILES / "draft-with-counted-numbers.docx"
    found = read_comments([path], law=read_text(GARDENS))
    assert said(found) == [("Li", "art_2", "", "市民应当在六十日内提出意见。")]
    assert found.taken[0].quote == "市民应当在三十日内提出意见。"


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


ROW = ("东园", "第二条", "太短", "六十日")
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


def test_a_table_in_a_cell_is_words_of_it_unless_it_has_headings(send: Send, draft: Law) -> None:
    figures = tbl(tr("2024", "三十"), tr("2025", "六十"))
    data = docx(tbl(HEADS, tr("东园", "第二条", tc("见下", figures, p("")), "")))
    (comment,) = read_comments([send("a.docx", data)], law=draft).taken
    assert comment.text == "见下\n2024\t三十\n2025\t六十"
    framed = docx(tbl(tr(tc(p("北方水网"), tbl(HEADS, tr(*ROW)), p("")))))
    assert said(read_comments([send("b.docx", framed)], law=draft)) == [
        ("东园", "art_2", "太短", "六十日")
    ]


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


LINES = DRAFT.splitlines()


def draft_with(place: int, *inside: str, after: str = "") -> str:
    """The draft with its line at ``place`` written otherwise."""
    return "".join(p(*inside) + after if at == place else p(line) for at, line in enumerate(LINES))


@pytest.mark.parametrize("law_is_known", [True, False])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (draft_with(3, "第二条　县级以上人民政府应当每", gone("年"), ins("月"), "公布水质。"),
         [("Li", "art_2__para_1", "", "县级以上人民政府应当每月公布水质。")]),
        (draft_with(3, "第二条　县级以上人民政府应当每", gone("年", "Wu", tag="moveFrom"), ins("月", "Wu", tag="moveTo"), "公布水质。"),
         [("Wu", "art_2__para_1", "", "县级以上人民政府应当每月公布水质。")]),
        (draft_with(3, "第二条　县级以上人民政府应当每", gone("年", "甲"), ins("月", "甲"), "公布", ins("全部", "乙"), "水质。"),
         [("甲", "art_2__para_1", "", "县级以上人民政府应当每月公布水质。"), ("乙", "art_2__para_1", "", "县级以上人民政府应当每年公布全部水质。")]),
        (draft_with(3, "第二条　县级以上人民政府应当每", run("年", "<w:strike/>"), run("月", '<w:u w:val="single"/>'), "公布水质。"),
         [("", "art_2__para_1", "", "县级以上人民政府应当每月公布水质。")]),
        (draft_with(9, gone("第四条　本条例自2027年1月1日起施行。")), [("Li", "art_4", "删除", "")]),
        (draft_with(4, "单位和个人有权查阅水质资料。", after=p(ins("资料免费。"), look=end("ins"))),
         [("Li", "art_2", "", "资料免费。")]),
    ],
)  # fmt: skip
def test_each_change_of_a_draft_is_a_comment_at_its_provision(
    body: str, expected: list[tuple[str, str, str, str]], law_is_known: bool, send: Send, draft: Law
) -> None:
    found = read_comments([send("a.docx", docx(body))], law=draft if law_is_known else None)
    assert said(found) == expected
    assert not found.refused


@pytest.mark.parametrize("name", DISGUISES)
def test_a_draft_with_changes_is_read_alike_whoever_made_it(
    name: str, send: Send, draft: Law
) -> None:
    data = DISGUISES[name](
        docx(draft_with(9, "第四条　本条例自2027年", gone("1"), ins("7"), "月1日起施行。"))
    )
    found = read_comments([send("a.docx", data)], law=draft)
    assert said(found) == [("Li", "art_4", "", "本条例自2027年7月1日起施行。")]


def test_a_provision_made_of_two_or_split_in_two_is_one_comment(send: Send) -> None:
    lines = GARDENS.splitlines()[1:]
    bare = [line.partition("　")[2] for line in lines]
    body = p("某园林条例") + p(bare[0], look=counted())
    body += p("市民应当在三十日内", look=counted() + end("ins")) + p("提出意见。", look=counted())
    body += "".join(p(one, look=counted()) for one in bare[2:])
    found = read_comments(
        [send("a.docx", docx(body, {"numbering": ARTICLES}))], law=read_text(GARDENS)
    )
    assert said(found) == [("Li", "art_2", "", "市民应当在三十日内\n提出意见。")]


def test_remarks_are_pinned_with_a_range_or_by_their_mark_alone(send: Send, draft: Law) -> None:
    begin, stop = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    mark = '<w:r><w:commentReference w:id="1"/></w:r>'
    body = draft_with(3, "第二条　县级以上人民政府应当", begin, "每年", stop, "公布水质。")
    body = body.replace(p(LINES[9]), p(LINES[9], mark))
    found = read_comments(
        [send("a.docx", docx(body, {"comments": remarks(("甲", "太少"), ("乙", "太急"))}))],
        law=draft,
    )
    assert [(c.author, c.eid, c.quote, c.text) for c in found.taken] == [
        ("甲", "art_2__para_1", "每年", "太少"), ("乙", "art_4", "", "太急"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["第二条：应当每", "月公布。", "第四条：太急。"],
        ["关于第二条，应当每", "月公布。", "关于第四条，太急。"],
        ["第二条 应当每", "月公布，每年公布太少，我们在多次来信中说过。", "第四条 太急，请推迟到年底再说，乡镇来不及准备。"],
    ],
)  # fmt: skip
def test_an_edited_word_does_not_make_a_letter_the_draft(
    lines: list[str], send: Send, draft: Law
) -> None:
    first, rest, second = lines
    data = docx(p(first, gone("两"), ins("个"), rest) + p(second))
    found = read_comments([send("a.docx", data)], law=draft)
    assert [(c.eid, c.text, c.kind) for c in found.taken] == [
        ("art_2", f"{first}个{rest}", ""), ("art_4", second, ""),
    ]  # fmt: skip


def test_a_letter_is_read_as_it_is_seen(send: Send, draft: Law) -> None:
    body = (
        p("敬启者：")
        + p("我们对", run("草案", "<w:strike/>"), "条例有两点意见，请见下文：")
        + p("关于第二条，", gone("每年"), ins("每月"), "公布。", box(p("边框里的话。")))
        + sdt(p("关于第四条，太急。", run("内部", "<w:vanish/>")))
        + tbl(tr("2024", "三十"), tr("2025", "六十"))
    )
    found = read_comments([send("a.docx", docx(body))], law=draft)
    assert [(c.eid, c.text) for c in found.taken if c.eid] == [
        ("art_2", "关于第二条，每月公布。\n边框里的话。"),
        ("art_4", "关于第四条，太急。\n2024\t三十\n2025\t六十"),
    ]


def test_points_that_word_counts_are_the_points_of_a_letter(send: Send, draft: Law) -> None:
    body = p("意见如下：") + p("第二条太松。", look=counted()) + p("应当有人监督。", look=counted())
    parts = {"numbering": numbering(("chineseCounting", "%1、"))}
    found = read_comments([send("a.docx", docx(body, parts))], law=draft)
    assert [(c.eid, c.text) for c in found.taken] == [
        ("art_2", "一、\t第二条太松。"), ("", "二、\t应当有人监督。"),
    ]  # fmt: skip


def test_remarks_in_the_margin_of_a_letter_and_of_a_form_are_taken(send: Send, draft: Law) -> None:
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    said_aside = {"comments": remarks(("乙社", "第三条也要改"))}
    for name, body in (
        ("a.docx", p("第二条：太少。", mark)),
        ("b.docx", tbl(HEADS, tr(*ROW)) + p(mark)),
    ):
        found = read_comments([send(name, docx(body, said_aside))], law=draft)
        assert [(c.eid, c.text) for c in found.taken][-1] == ("art_3", "第三条也要改")
        assert len(found.taken) == 2


@pytest.mark.parametrize(
    "heads",
    [("Artículo", "Opinión", ""), ("Artikel", "Anmerkung", ""), ("第几项", "想法", "")],
)
def test_an_edited_word_does_not_make_a_table_of_unknown_headings_the_draft(
    heads: tuple[str, ...], send: Send
) -> None:
    rows = [
        tr("Article 1", "Say whose duty it is.", ""),
        tr("Article 2", tc(p("Thirty days are ", ins("far "), "too short.")), ""),
    ]
    found = read_comments([send("a.docx", docx(tbl(tr(*heads), *rows)))])
    assert [(one.reference, one.text) for one in found.taken] == [
        ("Article 1", "Say whose duty it is."), ("Article 2", "Thirty days are far too short."),
    ]  # fmt: skip
    assert not found.refused


def test_a_form_filled_in_with_tracking_on_is_a_form(send: Send, draft: Law) -> None:
    cells = [tc(p(ins(words))) for words in ROW]
    data = docx(p("意见表") + tbl(HEADS, tr(*cells, look='<w:ins w:author="Li"/>')))
    assert said(read_comments([send("a.docx", data)], law=draft)) == [
        ("东园", "art_2", "太短", "六十日")
    ]


def test_a_draft_with_changes_and_a_form_below_gives_both(send: Send, draft: Law) -> None:
    body = draft_with(9, "第四条　本条例自2027年", gone("1"), ins("7"), "月1日起施行。")
    found = read_comments([send("a.docx", docx(body + tbl(HEADS, tr(*ROW))))], law=draft)
    assert [(c.eid, c.kind) for c in found.taken] == [("art_4", "tracked"), ("art_2", "")]
    lists = tbl(tr("序号", "内容"), tr("一", "第二条名录"))
    found = read_comments([send("b.docx", docx(body + lists))], law=draft)
    assert [(c.eid, c.kind) for c in found.taken] == [("art_4", "tracked")]


def test_a_chart_in_a_form_is_told(send: Send) -> None:
    chart = '<w:r><w:drawing><c:chart r:id="rId9"/></w:drawing></w:r>'
    found = read_comments([send("a.docx", docx(tbl(HEADS, tr(*ROW)) + p(chart)))])
    assert [(r.reason, len(found.taken)) for r in found.refused] == [(RefusalCode.UNREAD_PART, 1)]


ACT = [
    "Gardens Act",
    "Article 1 Gardens are open to all residents of the city from sunrise until sunset on every day.",
    "Article 2 A council answers within thirty days after it received the application of a garden society.",
    "Article 3 Gardens are free of charge for children and for those who receive support from the city.",
    "Article 4 Fees are fixed by the council after it has heard the societies of the gardens.",
]
ORDER = [
    "花园条例",
    "第一条 花园向全体市民开放。",
    "第二条 市民应当在三十日内提出意见。市人大应当公布意见。",
    "第三条 花园免费。",
]


def edited(lines: list[str], out: str, put_in: str) -> list[str]:
    """The draft as paragraphs, one word of its second article changed with tracking."""
    before, after = lines[2].split(out)
    return [*map(p, lines[:2]), p(before, gone(out), ins(put_in), after), *map(p, lines[3:])]


@pytest.mark.parametrize(
    ("law", "body", "expected"),
    [
        (ACT, p(ACT[2]) + p("We find this ", ins("much "), "too short; give sixty.") + p(ACT[3]) + p("Say also the elderly."),
         [("art_2", ACT[2], "We find this much too short; give sixty."), ("art_3", ACT[3], "Say also the elderly.")]),
        (ORDER, p(ORDER[2]) + p("我们认为期限", ins("明显"), "太短。") + p(ORDER[3]) + p("应写明对老人也免费。"),
         [("art_2", ORDER[2], "我们认为期限明显太短。"), ("art_3", ORDER[3], "应写明对老人也免费。")]),
        (ACT, p("Dear council,") + p(ACT[1]) + p("Say for whom, please: we ", gone("do not "), "mind dogs.") + p("And cats.") + p(ACT[4]) + p("By whom, and when are they heard?"),
         [("art_1", ACT[1], "Say for whom, please: we mind dogs.\nAnd cats."), ("art_4", ACT[4], "By whom, and when are they heard?")]),
    ],
)  # fmt: skip
def test_a_letter_that_quotes_articles_in_full_is_no_draft(
    law: list[str], body: str, expected: list[tuple[str, str, str]], send: Send
) -> None:
    found = read_comments([send("a.docx", docx(body))], law=read_text("\n".join(law)))
    assert [(c.eid, c.quote, c.text) for c in found.taken] == expected
    assert [one.code for one in found.remarks] == ["changes_accepted"]


@pytest.mark.parametrize(
    ("law", "typed", "at", "told"),
    [
        (ACT, "[River Watch: say also in which language.]", 3, "[River Watch: say also in which language"),
        (ORDER, "【河流守望：还应写明用何种语言公布。】", 3, "【河流守望：还应写明用何种语言公布。】"),
        (ACT, "Dear council, we edited your draft and ask for ramps.", 0, "Dear council, we edited your draft and a"),
        (ORDER, "尊敬的立法机关：我们建议增加无障碍条款。", 0, "尊敬的立法机关：我们建议增加无障碍条款。"),
        (ORDER, "建议暂缓立法", 4, "建议暂缓立法"),
        (ACT, "Too late", 5, "Too late"),
    ],
)  # fmt: skip
def test_words_in_a_draft_that_nobody_tracked_are_told(
    law: list[str], typed: str, at: int, told: str, send: Send
) -> None:
    body = edited(law, "thirty", "sixty") if law is ACT else edited(law, "三十", "六十")
    body.insert(at, p(typed))
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(law)))
    assert [(c.eid, c.kind) for c in found.taken] == [("art_2", "tracked")]
    assert [(r.reason, r.row) for r in found.refused] == [(RefusalCode.UNMARKED, at + 1)]
    assert dict(found.refused[0].details)["begins"].startswith(told)


def test_words_in_a_draft_that_nobody_tracked_are_told_wherever_they_stand(send: Send) -> None:
    body = edited(ACT, "thirty", "sixty")
    body[1] = p(ACT[1], run(" (Hill Club: what about dogs?)", '<w:color w:val="FF0000"/>'))
    body[3] = p(ACT[3].replace("children", "pensioners"))
    body.append(tbl(tr("Where", "Our view"), tr("Article 4", "Fees are too high.")))
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(ACT)))
    assert [dict(one.details)["begins"] for one in found.refused] == [
        "Hill Club: what about dogs",
        "pensioners",
        "Where Our view",
        "Fees are too high.",
        "children",
    ]
    assert found.refused[-1].reason is RefusalCode.LEFT_OUT


def test_a_remark_with_a_tracked_word_is_no_wording_of_the_article_above(send: Send) -> None:
    body = edited(ACT, "thirty", "sixty")
    body.insert(3, p("[River Watch: we find this ", ins("much "), "too short.]"))
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(ACT)))
    assert [(c.eid, c.text, bool(c.wording)) for c in found.taken] == [
        ("art_2", "", True),
        ("art_2", "[River Watch: we find this much too short.]", False),
    ]
    assert not found.refused


def test_without_the_law_it_is_told_that_a_draft_was_read_as_one(send: Send) -> None:
    data = docx("".join(edited(ACT, "thirty", "sixty")))
    assert [r.code for r in read_comments([send("a.docx", data)]).remarks] == ["read_as_draft"]
    known = read_comments([send("a.docx", data)], law=read_text("\n".join(ACT)))
    assert not known.remarks and not known.refused


@pytest.mark.parametrize("colon", [": ", " – ", " — ", " - ", "： "])
def test_a_letter_that_sets_its_points_apart_is_no_draft_without_the_law(
    colon: str, send: Send
) -> None:
    first, second = f"Article 2{colon}thirty days are ", f"Article 3{colon}gardens should be free."
    found = read_comments([send("a.docx", docx(p(first, ins("too "), "short.") + p(second)))])
    assert [(c.reference, c.kind) for c in found.taken] == [("Article 2", ""), ("Article 3", "")]


def test_a_draft_that_sets_its_numbers_apart_is_one_without_the_law(send: Send) -> None:
    lines = [line.replace(" ", ": ", 2).replace(": ", " ", 1) for line in ACT]
    found = read_comments([send("a.docx", docx("".join(edited(lines, "thirty", "sixty"))))])
    assert [(c.reference, c.kind) for c in found.taken] == [("Article 2", "tracked")]


def test_a_change_in_a_footnote_of_a_draft_is_a_comment_at_its_article(send: Send) -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = [p(line, note) if line == ACT[2] else p(line) for line in ACT]
    notes = footnotes("A council is a body").replace(run("A council is a body"), run("A council is ") + gone("a body") + ins("an office"))  # fmt: skip
    found = read_comments(
        [send("a.docx", docx("".join(body), {"footnotes": notes}))], law=read_text("\n".join(ACT))
    )
    assert [(c.eid, c.quote, c.text) for c in found.taken] == [
        ("art_2", "A council is a body", "A council is an office")
    ]
    assert not found.refused


@pytest.mark.parametrize("tags", [("del", "ins"), ("moveFrom", "moveTo")])
@pytest.mark.parametrize(
    ("law", "start", "end_at", "expected"),
    [
        (ACT, 1, 5, ("art_1", "Move below Article 4")),
        (ACT, 4, 1, ("art_4", "Move to the beginning")),
        (ORDER, 1, 3, ("art_1", "移至第二条之后")),
    ],
)
def test_an_article_that_was_moved_is_no_article_deleted(
    tags: tuple[str, str],
    law: list[str],
    start: int,
    end_at: int,
    expected: tuple[str, str],
    send: Send,
) -> None:
    body = list(map(p, law))
    body[start] = p(gone(law[start], tag=tags[0]), look=end(tags[0]))
    body.insert(end_at, p(ins(law[start], tag=tags[1]), look=end(tags[1])))
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(law)))
    assert [(c.eid, c.text, c.wording) for c in found.taken] == [(*expected, "")]


def test_what_is_put_in_by_hand_is_no_word_of_the_draft(send: Send) -> None:
    words = ACT[2].split("thirty")
    under = '<w:u w:val="single"/>'
    body = [*map(p, ACT[:2]), p(words[0], run("thirty", "<w:strike/>"), run(" "), run("sixty", under), words[1]), *map(p, ACT[3:])]  # fmt: skip
    for law in (read_text("\n".join(ACT)), None):
        (comment,) = read_comments([send("a.docx", docx("".join(body)))], law=law).taken
        assert comment.quote == ACT[2].removeprefix("Article 2 ")
        assert comment.wording == comment.quote.replace("thirty", "sixty")


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


def test_an_ellipsis_stands_only_where_words_were_cut(send: Send) -> None:
    from huiyin.presentation.problems import say_refusal

    long = "The fees of all gardens are too high for those who receive support."
    data = docx(tbl(HEADS, tr(*ROW)) + p("Fees are too high.") + p(long))
    whole, cut = map(say_refusal, read_comments([send("a.docx", data)]).refused)
    assert "Fees are too high." in whole
    assert "…" not in whole
    assert "The fees of all gardens are too high for…" in cut


def test_a_table_that_goes_on_without_headings_is_told_once(send: Send) -> None:
    more = tbl(tr("第三条", "罚款太轻。"), tr("第四条", "费用太高。"))
    body = tbl(tr("条款", "意见"), tr("第二条", "太短")) + p("") + more
    found = read_comments([send("a.docx", docx(body))])
    assert [c.text for c in found.taken] == ["太短"]
    assert [(r.sheet, r.reason, dict(r.details)) for r in found.refused] == [
        ("2", RefusalCode.BESIDE_TABLE, {"begins": "第三条 罚款太轻。"})
    ]
    assert not found.remarks


CARE = [
    "花园条例",
    "第一条 为了管理社区花园，保障居民休息，制定本条例。",
    "第二条 管理机构应当在收到意见之日起三十日内作出书面答复。",
    "第三条 社区花园免费向居民开放，不得收取费用。",
    "第四条 下列人员可以申请：",
    "（一）本社区居民；",
    "（二）在本社区工作的人员。",
    "第五条 本条例自公布之日起施行，有效期五年。",
]


def _without(at: int, words: str = "") -> list[str]:
    """The law without one of its lines, or without some words of it."""
    lines = [CARE[at].replace(words, "")] if words else []
    return [*CARE[:at], *lines, *CARE[at + 1 :]]


@pytest.mark.parametrize(
    ("lines", "row", "begins"),
    [
        (_without(3, "免费"), 4, "免费"), (_without(3), 3, "社区花园免费"), (_without(6), 6, "在本社区工作"), (_without(7, "，有效期五年"), 8, "有效期五年"),
        (_without(1), 0, "为了管理社区花园"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_tracked", [True, False])
def test_words_that_a_returned_draft_lacks_and_nobody_tracked_are_told(
    lines: list[str], row: int, begins: str, is_tracked: bool, send: Send
) -> None:
    body = [p(line) for line in lines]
    if is_tracked:
        at = lines.index(CARE[2])
        before, after = CARE[2].split("三十")
        body[at] = p(before, gone("三十"), ins("六十"), after)
    found = read_comments([send("a.docx", docx("".join(body)))], law=read_text("\n".join(CARE)))
    assert [c.eid for c in found.taken] == ["art_2"] * is_tracked
    (told,) = found.refused
    assert (told.reason, told.row) == (RefusalCode.LEFT_OUT, row)
    assert dict(told.details)["begins"].startswith(begins)


def test_a_draft_that_comes_back_without_marks_gives_what_is_not_the_laws(send: Send) -> None:
    law = read_text("\n".join(CARE))
    edited_line = CARE[2].replace("三十", "六十")
    body = [p("我们对草案作了修改，请审阅。"), *map(p, [*CARE[:2], edited_line, *CARE[3:]])]
    found = read_comments([send("a.docx", docx("".join(body)))], law=law)
    assert [(c.eid, c.text) for c in found.taken] == [("", "我们对草案作了修改，请审阅。"), ("art_2", edited_line)]  # fmt: skip
    assert not found.refused
    same = read_comments([send("b.docx", docx("".join(map(p, CARE))))], law=law)
    assert not same.taken
    assert [one.reason for one in same.refused] == [RefusalCode.NO_ROWS]
