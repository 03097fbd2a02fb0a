"""The quotations that amending clauses open, over several lines."""

from __future__ import annotations

from huiyin.law import read_text
from huiyin.law.model import ProblemCode
from tests.law.checks import assert_sound
from tests.law.example_acts import DECISION


def test_articles_quoted_by_an_amending_decision_are_not_its_provisions() -> None:
    law = read_text(DECISION)
    assert_sound(law)
    assert law.articles == ()
    assert [p.num for p in law.provisions] == ["一、", "二、", "三、"]
    assert "前款要求" in law.provisions[1].text


def test_a_quotation_that_is_never_closed_is_a_problem_with_its_line() -> None:
    law = read_text(DECISION.replace("条例。”", "条例。", 1).replace("”", ""))
    assert_sound(law)
    assert ProblemCode.UNCLOSED_QUOTE in {p.code for p in law.problems}
    assert len(law.provisions) == 3
