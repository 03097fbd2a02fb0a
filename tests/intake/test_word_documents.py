"""What members send in Word, from whatever program: forms, drafts with changes, letters."""

from __future__ import annotations

import pytest

from huiyin.intake import read_comments
from huiyin.law import Law, read_text
from tests.intake.sends import Send
from tests.intake.word_drafts import FILES, GARDENS, HEADS, ROW, said
from tests.wordml import (
    box,
    counted,
    docx,
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


def test_numbers_that_word_counts_are_counted_in_a_draft_with_changes() -> None:
    path = FILES / "draft-with-counted-numbers.docx"
    found = read_comments([path], law=read_text(GARDENS))
    assert said(found) == [("Li", "art_2", "", "市民应当在六十日内提出意见。")]
    assert found.taken[0].quote == "市民应当在三十日内提出意见。"


def test_a_table_in_a_cell_is_words_of_it_unless_it_has_headings(send: Send, draft: Law) -> None:
    figures = tbl(tr("2024", "三十"), tr("2025", "六十"))
    data = docx(tbl(HEADS, tr("东园", "第二条", tc("见下", figures, p("")), "")))
    (comment,) = read_comments([send("a.docx", data)], law=draft).taken
    assert comment.text == "见下\n2024\t三十\n2025\t六十"
    framed = docx(tbl(tr(tc(p("北方水网"), tbl(HEADS, tr(*ROW)), p("")))))
    assert said(read_comments([send("b.docx", framed)], law=draft)) == [
        ("东园", "art_2", "太短", "六十日")
    ]


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


def test_an_ellipsis_stands_only_where_words_were_cut(send: Send) -> None:
    from huiyin.presentation.problems import say_refusal

    long = "The fees of all gardens are too high for those who receive support."
    data = docx(tbl(HEADS, tr(*ROW)) + p("Fees are too high.") + p(long))
    whole, cut = map(say_refusal, read_comments([send("a.docx", data)]).refused)
    assert "Fees are too high." in whole
    assert "…" not in whole
    assert "The fees of all gardens are too high for…" in cut
