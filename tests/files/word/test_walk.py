"""The walk through a part of a Word file: every word once, in its place."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.files.word import Paragraph, read_word
from huiyin.law import read_bytes
from tests.law.checks import assert_sound
from tests.law.word_files import WAYS, said
from tests.wordml import (
    docx,
    p,
    run,
    sdt,
    tbl,
    tc,
    tr,
)

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


def test_the_gloss_above_words_is_set_aside_of_them() -> None:
    gloss = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('yuán')}</w:rt><w:rubyBase>{run('园')}</w:rubyBase></w:ruby></w:r>"
    law = read_bytes(docx(p("第一条 ", gloss, "林开放。")), "a.docx")
    assert_sound(law)
    assert law.by_eid["art_1"].text == "园林开放。"
    assert [piece.text for piece in law.furniture] == ["yuán"]


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
