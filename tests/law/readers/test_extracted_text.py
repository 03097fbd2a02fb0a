"""A text being drawn: lines, what stands aside of them, what is odd, and how long it may be."""

from __future__ import annotations

import pytest

from huiyin.files.problems import UnreadableLaw
from huiyin.law.grammar.marks import MarkRole
from huiyin.law.model import ProblemCode
from huiyin.law.readers import extracted_text
from huiyin.law.readers.extracted_text import TextBuilder, encoding_problems, is_one_line


def test_what_stands_aside_comes_below_the_paragraph_and_is_marked() -> None:
    builder = TextBuilder("law.docx")
    builder.aside("1 A note.", MarkRole.NOTE)
    builder.add("Article 1  \n\n  Words.")
    builder.add(" \n ")
    assert builder.line_number == 4
    builder.problem(ProblemCode.UNSURE_ENCODING, encoding="gbk")
    builder.add("Article 2", MarkRole.H1)
    drawn = builder.finish()
    assert drawn.text == "Article 1\n  Words.\n1 A note.\nArticle 2"
    marked = [(drawn.text[mark.span.start : mark.span.end], mark.role) for mark in drawn.marks]
    assert marked == [("1 A note.", MarkRole.NOTE), ("Article 2", MarkRole.H1)]
    assert [(problem.line, problem.details) for problem in drawn.problems] == [
        (4, (("encoding", "gbk"),))
    ]


def test_what_is_left_aside_at_the_end_is_not_lost() -> None:
    builder = TextBuilder("law.docx")
    builder.add("Words.")
    builder.aside("12", MarkRole.PAGE)
    assert builder.finish().text == "Words.\n12"


def test_a_file_without_words_is_refused_by_name() -> None:
    builder = TextBuilder("law.docx")
    builder.add("  \n ")
    with pytest.raises(UnreadableLaw) as refused:
        builder.finish()
    assert (refused.value.code, refused.value.details["file"]) == ("no_text", "law.docx")


def test_a_text_that_is_longer_than_any_law_is_refused_while_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extracted_text, "MAX_TEXT", 20)
    builder = TextBuilder("law.docx")
    builder.add("x" * 19)
    with pytest.raises(UnreadableLaw) as refused:
        builder.add("y")
    assert refused.value.code == "too_long"


@pytest.mark.parametrize(
    ("cells", "is_one"),
    [
        ([["Annual"], ["1"]], True),
        ([["第一条 甲"], ["乙"]], True),
        ([["第一条 甲"], ["第一条 乙"]], False),
        ([["甲"], ["Article 2 of the new text"]], False),
        ([["甲", "乙"], ["丙"]], False),
        ([["甲\n乙"], ["丙"]], False),
    ],
)
def test_a_row_reads_as_one_line_unless_a_cell_has_several_or_begins_a_unit(
    cells: list[list[str]], is_one: bool
) -> None:
    assert is_one_line(cells) is is_one


@pytest.mark.parametrize(("sure", "bad", "codes"), [(True, 0, []), (False, 0, ["unsure_encoding"]), (False, 3, ["unsure_encoding", "bad_characters"])])  # fmt: skip
def test_what_decoding_has_to_say_is_said_at_the_first_line(
    sure: bool, bad: int, codes: list[str]
) -> None:
    found = list(encoding_problems("gbk", sure=sure, bad=bad))
    assert [(problem.line, str(problem.code)) for problem in found] == [(1, code) for code in codes]
