"""The text that a Word file gives the grammar: in what order, with which marks, and what is told of it."""

from __future__ import annotations

import pytest

from huiyin.files.problems import UnreadableLaw
from huiyin.law.grammar.marks import MarkRole
from huiyin.law.model import ProblemCode
from huiyin.law.readers.docx import extract_docx
from huiyin.law.readers.extracted_text import ExtractedText
from tests.wordml import NAMESPACES, docx, end, footnotes, gone, ins, p, run, tbl, tr

_NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def draw(*body: str, **parts: str) -> ExtractedText:
    return extract_docx(docx("".join(body), parts), "law.docx")


def marked(drawn: ExtractedText) -> list[tuple[str, MarkRole]]:
    return [(drawn.text[mark.span.start : mark.span.end], mark.role) for mark in drawn.marks]


def page(kind: str, words: str) -> str:
    return f"<w:{kind} {NAMESPACES}>{p(words)}</w:{kind}>"


def test_headers_come_first_and_footers_last_marked_as_of_the_page() -> None:
    drawn = draw(
        p("第一条 保护湿地。"),
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/></w:sectPr>',
        header=page("hdr", "征求意见稿"),
        footer=page("ftr", "第 1 页"),
    )
    assert drawn.text.split("\n") == ["征求意见稿", "第一条 保护湿地。", "第 1 页"]
    assert marked(drawn) == [("征求意见稿", MarkRole.PAGE), ("第 1 页", MarkRole.PAGE)]


def test_notes_stand_numbered_below_the_paragraph_that_refers_to_them() -> None:
    drawn = draw(
        p("湿地", _NOTE.format(1), "由县保护", _NOTE.format(2), "。"),
        p("下一段。"),
        footnotes=footnotes("含滩涂。", "或者不设区的市。"),
    )
    assert drawn.text.split("\n") == [
        "湿地由县保护。",
        "1 含滩涂。",
        "2 或者不设区的市。",
        "下一段。",
    ]
    assert marked(drawn) == [("1 含滩涂。", MarkRole.NOTE), ("2 或者不设区的市。", MarkRole.NOTE)]


def test_hidden_words_stand_below_and_are_marked_as_hidden() -> None:
    drawn = draw(p("看得见", run("看不见", "<w:vanish/>"), "的句子。"))
    assert drawn.text.split("\n") == ["看得见的句子。", "看不见"]
    assert marked(drawn) == [("看不见", MarkRole.HIDDEN)]


@pytest.mark.parametrize(
    ("style", "role"),
    [
        ("Title", MarkRole.TITLE), ("标题", MarkRole.TITLE), ("標題", MarkRole.TITLE),
        ("heading 1", MarkRole("h1")), ("heading 6", MarkRole("h6")), ("heading 9", MarkRole("h6")), ("Body Text", None),
    ],
)  # fmt: skip
def test_titles_and_headings_are_marked_by_their_style(style: str, role: MarkRole | None) -> None:
    level = (
        f'<w:pPr><w:outlineLvl w:val="{int(style[-1]) - 1}"/></w:pPr>'
        if style[-1].isdigit()
        else ""
    )
    styles = f"<w:styles {NAMESPACES}><w:style w:type='paragraph' w:styleId='s'><w:name w:val='{style}'/>{level}</w:style></w:styles>"
    drawn = draw(p("湿地保护法", look='<w:pStyle w:val="s"/>'), p("第一条 总则。"), styles=styles)
    assert marked(drawn) == ([("湿地保护法", role)] if role else [])


def test_a_row_is_a_line_unless_a_cell_holds_several_paragraphs_or_another_unit() -> None:
    drawn = draw(
        tbl(
            tr("名称", "面积", ""),
            tr(f"<w:tc>{p('甲')}{p('乙')}</w:tc>", "丙"),
            tr("第一条 旧。", "第一条 新。"),
        )
    )
    assert drawn.text.split("\n") == ["名称\t面积", "甲", "乙", "丙", "第一条 旧。", "第一条 新。"]


def test_tracked_changes_are_read_as_accepted_and_told_once_where_the_first_is() -> None:
    drawn = draw(
        p("没有改动。"),
        p("应当", gone("每五年"), ins("每三年"), "修订。"),
        p("又", ins("一处"), "。"),
    )
    assert drawn.text.split("\n") == ["没有改动。", "应当每三年修订。", "又一处。"]
    (problem,) = drawn.problems
    assert (problem.line, problem.code) == (2, ProblemCode.HIDDEN_CHANGES)
    assert problem.details == (("number", "3"),)


def test_paragraphs_whose_end_was_taken_out_are_one_line() -> None:
    drawn = draw(p("前半句", look=end("del")), p("后半句。"))
    assert drawn.text == "前半句后半句。"
    assert [problem.code for problem in drawn.problems] == [ProblemCode.HIDDEN_CHANGES]


def test_what_cannot_be_read_is_told_in_its_line() -> None:
    chart = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    drawn = draw(p("第一段。"), p("如图：", chart))
    (problem,) = drawn.problems
    assert (problem.line, problem.code) == (2, ProblemCode.UNREAD_PART)


def test_a_file_without_words_is_refused_by_name() -> None:
    with pytest.raises(UnreadableLaw) as refused:
        draw(p(" "))
    assert (refused.value.code, dict(refused.value.details)["file"]) == ("no_text", "law.docx")
