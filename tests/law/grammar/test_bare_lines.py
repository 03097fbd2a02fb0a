"""Annexes, points and headings that other makers leave bare: alone on a line, or broken in two."""

from __future__ import annotations

import pytest

from huiyin.law.model import ProblemCode
from tests.law.outlines import outline, sound

ARTICLES = "Gardens Regulation\n\nArticle 1\nGardens are open.\nArticle 2\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{ARTICLES}1. One.\n2. Two.\n\nSchedule 1\n1. Boats.\n2. Ducks.\n",
            ["sched_1 | Schedule 1", "sched_1__item_1 | 1. | Boats.", "sched_1__item_2 | 2. | Ducks."],
        ),
        (
            f"{ARTICLES}Text.\nAnnex A\nBoats are listed there.\n\nAnnex B\nDucks\n1. One.\nAnnex C\n\nGeese.\n",
            ["att_a | Annex A", "att_a__item_1 | Boats are listed there.", "att_b | Annex B | Ducks", "att_b__item_1 | 1. | One.", "att_c | Annex C",
             "att_c__item_1 | Geese."],
        ),
        (
            "An Act\n1 Title\nText.\n2 Open\nGardens open.\nAnnex A\nFees\n",
            ["att_a | Annex A | Fees"],
        ),
        (
            "花园条例\n第一条 开放。\n第二条 收费。\n附件\n1. 船。\n2. 鸭。\n附表一\n鸭名录\n",
            ["att_1 | 附件", "att_1__item_1 | 1. | 船。", "att_1__item_2 | 2. | 鸭。", "att_1~2 | 附表一 | 鸭名录"],
        ),
    ],
)  # fmt: skip
def test_a_bare_number_of_an_annex_begins_it(text: str, expected: list[str]) -> None:
    law = sound(text)
    lines = outline(law)
    assert lines[len(lines) - len(expected) :] == expected
    assert law.problems == ()


def test_an_annex_that_is_cited_in_a_broken_line_begins_nothing() -> None:
    law = sound(f"{ARTICLES}The lists are in\nAnnex A\nto this Act.\nAnnex B lists ducks.\n")
    assert [unit.eid for unit in law.provisions] == ["art_1", "art_2"]


def test_a_letter_that_was_left_out_is_told() -> None:
    law = sound(f"{ARTICLES}(a) boats:\n(i) small;\n(ii) large;\n(b) ducks;\n(d) geese.\n")
    assert [unit.eid for unit in law.walk() if unit.kind == "point"] == [
        f"art_2__para_1__point_{letter}" for letter in "abd"
    ] or [unit.eid for unit in law.walk() if unit.kind == "point"] == [
        f"art_2__point_{letter}" for letter in "abd"
    ]
    assert [(p.code, dict(p.details)) for p in law.problems] == [
        (ProblemCode.GAP, {"num": "(d)", "after": "(b)"})
    ]
    law = sound(f"{ARTICLES}(a) boats;\n(c) ducks.\n")
    assert [p.code for p in law.problems] == [ProblemCode.GAP]


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("Annex I to Regulation (EU) 2016/1 is replaced by the text set out in the Annex\nto this Regulation.", ""),
        ("Member States and the Commission\nshall keep gardens.", ""),
        ("Under this Act\nArticle 2 of the Charter, and\nSection 5 of the Parks Act 1990, apply.", ""),
        ("Subject matter\nThis Act is about gardens.", "Subject matter"),
        ("Procedure for the approval of plans\nand programmes\nPlans are approved.", "Procedure for the approval of plans"),
    ],
)  # fmt: skip
def test_a_sentence_that_was_broken_below_a_number_is_no_heading(words: str, heading: str) -> None:
    law = sound(f"Gardens Regulation\nArticle 1\n{words}\nArticle 2\nGardens are open.\n")
    assert law.by_eid["art_1"].heading == heading
