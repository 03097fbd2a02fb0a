"""A line is not judged by its first words: sentences that begin as a heading does, headings where none is looked for."""

from __future__ import annotations

import pytest

from huiyin.i18n import say
from huiyin.law.model import ProblemCode
from tests.law.outlines import sound


def test_a_citation_that_a_line_break_has_moved_to_the_front_begins_nothing() -> None:
    law = sound(
        "Act\n1 Title\nCited so.\n2 Duty\nIn accordance with\nSchedule 2 to this Act, fees\nmay be charged.\n3 End\nNow.\n"
    )
    assert [p.eid for p in law.provisions] == ["sec_1", "sec_2", "sec_3"]


def test_a_heading_of_a_markdown_file_above_a_number_is_trusted_alone() -> None:
    law = sound("# Rules\n\n## Duty\n\n1. A council must.\n\n2. It may.\n", "rules.md")
    assert [(a.heading, a.text) for a in law.articles] == [
        ("Duty", "A council must."),
        ("", "It may."),
    ]


def test_the_last_of_numbered_headings_may_have_no_article_below() -> None:
    law = sound(
        "某决定\n一、修改第一条\n第一条 改为甲。\n二、修改第二条\n第二条 改为乙。\n三、删去第三条\n本决定施行。\n"
    )
    assert [p.num for p in law.provisions] == ["一、", "二、", "三、"]
    assert [p.code for p in law.problems] == [ProblemCode.STRAY_LINE]


def test_a_heading_takes_no_sentence_into_itself() -> None:
    law = sound("某法\n第一章 总则\n本章规定一般事项。\n第一条 甲。\n")
    assert law.by_eid["chp_1"].heading == "总则"
    assert [p.code for p in law.problems] == [ProblemCode.STRAY_LINE]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("某法\n第三条 甲。\n第四条 乙。\n", "第三条"),
        ("Act\n5 Title\nText here.\n6 Duty\nMore.\n", "5"),
    ],
)
def test_a_text_that_begins_above_one_says_so_in_words(text: str, number: str) -> None:
    law = sound(text)
    assert [(p.line, p.code) for p in law.problems] == [(2, ProblemCode.BEGINS_LATER)]
    for language in ("en", "zh"):
        said = say("law.problem.begins_later", language, **dict(law.problems[0].details))
        assert number in said
        assert "{" not in said
