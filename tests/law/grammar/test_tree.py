"""The checks that hold for every tradition."""

from __future__ import annotations

from huiyin.law import read_text
from huiyin.law.model import ProblemCode
from tests.law.checks import assert_sound


def test_gaps_and_repeats_are_problems_with_their_line() -> None:
    law = read_text("某条例\n第一条 甲。\n第三条 乙。\n第三条 丙。\n第二条 丁。\n")
    assert [(p.line, p.code) for p in law.problems] == [
        (3, ProblemCode.GAP),
        (4, ProblemCode.REPEAT),
        (5, ProblemCode.ORDER),
    ]
    assert_sound(law)


def test_a_text_without_provisions_says_so_and_is_kept() -> None:
    law = read_text("只是一句话。\n")
    assert [p.code for p in law.problems] == [ProblemCode.NO_PROVISIONS]
    assert_sound(law)
