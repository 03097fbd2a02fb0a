"""The one reader of Word files: whoever made the file, every word is read once, or is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.files.word import Paragraph, read_word
from huiyin.law import UnreadableLaw, read_bytes, read_law
from tests.law.checks import assert_sound
from tests.wordml import (
    DISGUISES,
    NAMESPACES,
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

FILES = Path(__file__).parent / "files"
ARTICLES = numbering(("chineseCountingThousand", "第%1条　"))


def said(data: bytes) -> list[str]:
    return [
        paragraph.number + paragraph.accepted for paragraph in read_word(data, "a.docx").paragraphs
    ]


def test_words_struck_through_by_hand_are_gone_and_it_is_said() -> None:
    law = read_law(FILES / "struck-through.docx")
    assert_sound(law)
    assert law.by_eid["art_2"].text == "A council answers within sixty days."
    assert [(problem.line, problem.code) for problem in law.problems] == [(3, "hidden_changes")]


@pytest.mark.parametrize(
    ("look", "styles"),
    [
        ("<w:strike/>", ""),
        ("<w:dstrike w:val='true'/>", ""),
        ('<w:rStyle w:val="Gone"/>', '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'),
        (
            '<w:rStyle w:val="Out"/>',
            '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:dstrike/></w:rPr></w:style>'
            '<w:style w:type="character" w:styleId="Out"><w:basedOn w:val="Gone"/></w:style>',
        ),
        ("<w:vanish/>", ""),
    ],
)  # fmt: skip
def test_words_are_struck_or_hidden_by_themselves_or_by_their_style(look: str, styles: str) -> None:
    parts = {"styles": f"<w:styles {NAMESPACES}>{styles}</w:styles>"}
    data = docx(p("第一条 期限为", run("三十", look), "六十日。") + p("第二条 施行。"), parts)
    law = read_bytes(data, "a.docx")
    assert law.articles[0].text == "期限为六十日。"
    assert "三十" in law.source


def test_a_run_may_undo_the_strike_of_its_style() -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:strike/></w:rPr></w:style>'
    parts = {"styles": f"<w:styles {NAMESPACES}>{styles}</w:styles>"}
    body = p(run("旧"), run("新", "<w:strike w:val='0'/>"))
    assert said(docx(body, parts)) == ["新"]


@pytest.mark.parametrize("name", DISGUISES)
def test_a_file_is_read_alike_whoever_made_it(name: str) -> None:
    body = (
        p("某某条例") + p("甲。", look=counted()) + tbl(tr("乙", "丙")) + p("丁。", look=counted())
    )
    data = docx(body, {"numbering": ARTICLES, "footnotes": footnotes("注")})
    assert said(DISGUISES[name](data)) == [
        "某某条例",
        "第一条　\t甲。",
        "乙",
        "丙",
        "第二条　\t丁。",
    ]


@pytest.mark.parametrize("main", ["word/document2.xml", "word/main.xml", "docs/text.xml", "x.xml"])
def test_the_main_part_may_have_any_name(main: str) -> None:
    law = read_bytes(docx(p("第一条 甲。") + p("第二条 乙。"), main=main), "a.docx")
    assert [article.text for article in law.articles] == ["甲。", "乙。"]


WAYS = {
    "plain": ("{}", True),
    "block control": (sdt(p("x{}")), True),
    "hyperlink": (p('<w:hyperlink w:anchor="x">' + run("{}") + "</w:hyperlink>"), True),
    "simple field": (p('<w:fldSimple w:instr="REF x">' + run("{}") + "</w:fldSimple>"), True),
    "smart tag": (p('<w:smartTag w:element="x">' + run("{}") + "</w:smartTag>"), True),
    "custom XML": (f'<w:customXml w:element="x">{p("x{}")}</w:customXml>', True),
    "unknown": (f'<w:unknown><w:other>{p("x{}")}</w:other></w:unknown>', True),
    "inline control": (p(sdt(run("{}"))), True),
    "moved here": (p(ins("{}", tag="moveTo")), True),
    "moved away": (p(gone("{}", tag="moveFrom")), False),
    "deleted": (p(gone("{}")), False),
    "hidden": (p(run("{}", "<w:vanish/>")), False),
    "text box": (p(box(p("x{}"))), True),
    "box in a box": (p(box(p(box(p("x{}"))))), True),
    "table in a box": (p(box(tbl(tr("x{}")))), True),
    "cell": (tbl(tr("x{}")), True),
    "cell in a control": (tbl(tr(sdt(tc("x{}")))), True),
    "row in a control": (tbl(sdt(tr("x{}"))), True),
    "repeated rows": (tbl(sdt(sdt(tr("x{}")))), True),
    "table in a cell": (tbl(tr(tc(tbl(tr("x{}")), p("")))), True),
    "deleted row": (tbl(tr("x{}", look='<w:del w:author="a"/>')), False),
    "deleted cell": (tbl(tr(tc("x{}", look='<w:cellDel w:author="a"/>'))), False),
    "moved row": (tbl(f'<w:moveTo w:author="a">{tr("x{}")}</w:moveTo>'), True),
    "beside paragraphs": (run("{}"), True),
    "paragraph in a table": (f"<w:tbl>{p('x{}')}{tr('y')}</w:tbl>", True),
    "paragraph in a paragraph": (f"<w:p>{p('x{}')}</w:p>", True),
    "text of a shape": (p(
        "<w:r><w:drawing><wps:wsp><a:txBody><a:bodyPr/><a:p><a:r><a:rPr/><a:t>{}</a:t></a:r></a:p></a:txBody></wps:wsp></w:drawing></w:r>"
    ), True),
    "box without a drawing": (p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>' + p("x{}") + "</w:txbxContent></wps:txbx></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent>" + p("x{}") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ), True),
    "contents of a box in a run": (p(f"<w:r><w:txbxContent>{p('x{}')}</w:txbxContent></w:r>"), True),
    "words under a gloss": (p(f"<w:r><w:ruby><w:rt>{run('zhù')}</w:rt><w:rubyBase>{run('{}')}</w:rubyBase></w:ruby></w:r>"), True),
    "gloss": (p(f"<w:r><w:ruby><w:rt>{run('{}')}</w:rt><w:rubyBase>{run('园')}</w:rubyBase></w:ruby></w:r>"), False),
    "lettering": (p('<w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r>'), True),
    "an empty choice": (p(
        '<mc:AlternateContent><mc:Choice Requires="wpsCustomData"><w:proofErr/></mc:Choice>'
        f"<mc:Fallback>{run('{}')}</mc:Fallback></mc:AlternateContent>"
    ), True),
    "blocks to choose from": (
        f'<mc:AlternateContent><mc:Choice Requires="x">{p("x{}")}</mc:Choice><mc:Fallback>{p("x{}")}</mc:Fallback></mc:AlternateContent>',
        True,
    ),
    "formula": (p("<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>"), True),
    "formula beside paragraphs": ("<m:oMathPara><m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath></m:oMathPara>", True),
    "field": (p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("{}") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ), True),
    "list of a form": (p(
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/>'
        '<w:listEntry w:val="{}"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ), True),
}  # fmt: skip
PLACES = {
    "body": "{}",
    "control": sdt("{}"),
    "cell": f"<w:tbl><w:tr><w:tc>{{}}{p('')}</w:tc></w:tr></w:tbl>",
    "insertion": '<w:ins w:author="a">{}</w:ins>',
}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(sorted(WAYS)), st.sampled_from(sorted(PLACES))), min_size=1, max_size=4))  # fmt: skip
def test_every_word_lies_in_one_paragraph_however_it_is_wrapped(
    ways: list[tuple[str, str]],
) -> None:
    body, seen, kept = "", [], []
    for at, (way, place) in enumerate(ways):
        word = f"词{at}次"
        shape, is_seen = WAYS[way]
        block = shape.replace("x{}", word).replace("{}", word if way != "plain" else p(word))
        body += PLACES[place].replace("{}", block)
        (seen if is_seen else kept).append(word)
    paragraphs = read_word(docx(body), "a.docx").paragraphs
    shown = "\n".join(paragraph.accepted for paragraph in paragraphs)
    every = "\n".join(run.text for paragraph in paragraphs for run in paragraph.runs)
    for word in seen:
        assert (shown.count(word), every.count(word)) == (1, 1), (word, ways)
    for word in kept:
        assert (shown.count(word), every.count(word)) == (0, 1), (word, ways)


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_law_holds_every_word_of_its_file_once(way: str) -> None:
    shape, _ = WAYS[way]
    block = shape.replace("x{}", "词零次").replace(
        "{}", "词零次" if way != "plain" else p("词零次")
    )
    law = read_bytes(docx(p("第一条 甲。") + block + p("第二条 乙。")), "a.docx")
    assert_sound(law)
    is_deleted = "delet" in way or way == "moved away"
    assert law.source.count("词零次") == (not is_deleted)
    assert ("hidden_changes" in [one.code for one in law.problems]) == (
        is_deleted or "moved" in way
    )


def test_what_a_formula_prints_between_its_parts_is_read() -> None:
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    power = (
        "<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    )
    group = f"<m:d><m:e>{half}</m:e></m:d>"
    assert said(docx(p(f"<m:oMath>{half}{power}{group}</m:oMath>"))) == ["1/2m^2(1/2)"]


def test_the_gloss_above_words_is_set_aside_of_them() -> None:
    gloss = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('yuán')}</w:rt><w:rubyBase>{run('园')}</w:rubyBase></w:ruby></w:r>"
    law = read_bytes(docx(p("第一条 ", gloss, "林开放。")), "a.docx")
    assert_sound(law)
    assert law.by_eid["art_1"].text == "园林开放。"
    assert [piece.text for piece in law.furniture] == ["yuán"]


def test_words_of_a_diagram_are_read_and_a_chart_is_told() -> None:
    diagram = f"<dgm:dataModel {NAMESPACES}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>报告</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    body = p("第一条 如图：", '<w:r><w:drawing><dgm:relIds r:dm="rId1"/></w:drawing></w:r>')
    body += p("第二条 见表。", '<w:r><w:drawing><c:chart r:id="rId9"/></w:drawing></w:r>')
    law = read_bytes(docx(body, {"diagramData": diagram}), "a.docx")
    assert "报告" in law.source
    assert [(one.line, one.code) for one in law.problems] == [(3, "unread_part")]


def test_another_file_inside_the_file_is_told() -> None:
    law = read_bytes(
        docx(p("第一条 甲。") + '<w:altChunk r:id="rId1"/>' + p("第二条 乙。")), "a.docx"
    )
    assert [(one.line, one.code) for one in law.problems] == [(2, "unread_part")]
    with pytest.raises(UnreadableLaw) as caught:
        read_bytes(docx('<w:altChunk r:id="rId1"/>'), "a.docx")
    assert caught.value.code == "unread_part"


def test_the_prompt_of_an_empty_field_is_not_what_somebody_wrote() -> None:
    prompt = sdt(
        run("Click here to enter text.", '<w:rStyle w:val="PlaceholderText"/>'),
        "<w:showingPlcHdr/>",
    )
    filled = sdt(run("Sixty days."), "<w:showingPlcHdr/>")  # by a program that forgot to say so
    assert said(docx(p(prompt) + p(filled))) == ["", "Sixty days."]


def test_every_body_of_a_document_is_read() -> None:
    assert said(docx(p("甲") + "</w:body><w:body>" + p("乙"))) == ["甲", "乙"]


def cells(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, int, int, int, bool]]:
    return [
        (one.accepted, one.cell.row, one.cell.column, one.cell.span, one.cell.is_continued)
        for one in paragraphs
        if one.cell
    ]


def test_a_cell_stands_in_the_column_in_which_it_is_seen() -> None:
    table = tbl(
        tr("甲", tc("乙", look='<w:gridSpan w:val="2"/>'), "丙"),
        tr(tc("丁", look='<w:vMerge w:val="restart"/>'), look='<w:gridBefore w:val="1"/>'),
        tr(sdt(tc("戊")), "<w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc>", "己"),
    )
    assert cells(read_word(docx(table), "a.docx").paragraphs) == [
        ("甲", 0, 0, 1, False), ("乙", 0, 1, 2, False), ("丙", 0, 3, 1, False),
        ("丁", 1, 1, 1, False),
        ("戊", 2, 0, 1, False), ("", 2, 1, 1, True), ("己", 2, 2, 1, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "accepted", "original"),
    [
        # 第二条 is split in two, 第二条 and 第三条 are made one, one is put between, one goes as a whole.
        (p("甲", look=counted()) + p("乙", look=counted() + end("ins")) + p("丙", look=counted()), "甲|乙|丙", "甲|乙丙"),
        (p("甲", look=counted() + end("del")) + p("乙", look=counted()) + p("丙", look=counted()), "甲乙|丙", "甲|乙|丙"),
        (p("甲", look=counted()) + p(ins("乙"), look=counted() + end("ins")) + p("丙", look=counted()), "甲|乙|丙", "甲|丙"),
        (p("甲", look=counted()) + p(gone("乙"), look=counted() + end("del")) + p("丙", look=counted()), "甲|丙", "甲|乙|丙"),
        (p("甲", look=counted() + end("ins")) + p(ins("乙"), look=counted()) + p("丙", look=counted()), "甲|乙|丙", "甲|丙"),
    ],
)  # fmt: skip
def test_numbers_count_the_lines_that_are_there(body: str, accepted: str, original: str) -> None:
    data = docx(body, {"numbering": ARTICLES})
    for accept, expected in ((True, accepted), (False, original)):
        found = read_word(data, "a.docx", accept=accept).paragraphs
        labels = [one.label.text for one in found if one.label]
        assert labels == [f"第{n}条　" for n in "一二三"[: expected.count("|") + 1]], accept
