"""Members that an ask adds to a row, enacted between others: few characters each, and yet evidence."""

from __future__ import annotations

import pytest

from huiyin.law import read_text
from huiyin.trace import TracedSuggestion, Uptake, Verdict, trace_uptake

ACTS = {
    "zh": "公园办法\n\n第一条 为了管理公园，制定本办法。\n\n第二条 {}\n\n第三条 本办法自公布之日起施行。\n",
    "en": "Park Act\n\n1. This Act is about parks.\n\n2. {}\n\n3. This Act comes into force on its passing.\n",
}
TARGETS = {"zh": "第二条", "en": "section 2"}
#: Few labelled pairs have such a row, so nothing near certainty is told.
MODEST = 0.85

FREE, FREE_NOW = "门票费用为十元，儿童免票。", "门票费用为十元，儿童、老年人和残疾人免票。"
ENTRY, ENTRY_NOW = (
    "Entry is free for children.",
    "Entry is free for children, veterans, students and persons over sixty.",
)
COUNCIL = "The director may admit children or students on Monday."
COUNCIL_NOW = (
    "The director may admit children, veterans, students, pensioners or soldiers on Monday."
)


def trace(language: str, draft: str, enacted: str, wording: str) -> Uptake:
    act = ACTS[language]
    ask = TracedSuggestion("s", TARGETS[language], "replace", wording, "")
    return trace_uptake(
        [ask], read_text(act.format(draft)), read_text(act.format(enacted))
    ).uptakes[0]


@pytest.mark.parametrize(
    ("language", "draft", "enacted", "wording"),
    [
        ("zh", FREE, FREE_NOW, "门票费用为十元，儿童和老年人免票。"),
        ("zh", FREE, FREE_NOW, "门票费用为十元，儿童、残疾人免票。"),
        ("zh", FREE, FREE_NOW, "门票费用为十元，儿童、残疾人和老年人免票。"),
        ("zh", FREE, FREE_NOW.replace("老年人", "军人、老年人"), "门票费用为十元，儿童及老年人免票。"),
        ("zh", "对儿童免票。", "对军人、学生和儿童免票。", "对儿童和学生免票。"),
        (
            "zh",
            "学校或者医院应当公开。",
            "学校、幼儿园、福利院或者医院应当公开。",
            "学校、医院或者福利院应当公开。",
        ),
        ("en", ENTRY, ENTRY_NOW, "Entry is free for children and students."),
        ("en", COUNCIL, COUNCIL_NOW, "The director may admit children, students or pensioners on Monday."),
        (
            "en",
            "An officer may inspect goods.",
            "An officer may inspect, seize, copy and destroy goods.",
            "An officer may inspect and copy goods.",
        ),
    ],
)  # fmt: skip
def test_members_enacted_among_others_are_adopted_with_modest_confidence(
    language: str, draft: str, enacted: str, wording: str
) -> None:
    uptake = trace(language, draft, enacted, wording)
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)
    assert 0.5 < uptake.confidence <= MODEST


@pytest.mark.parametrize(
    ("language", "draft", "enacted", "wording"),
    [
        ("zh", FREE, FREE_NOW, "门票费用为十元，儿童、残疾人和军人免票。"),
        ("zh", FREE, FREE_NOW, "门票费用为十元，儿童、军人以及残疾人免票。"),
        ("en", ENTRY, ENTRY_NOW, "Entry is free for children, veterans and dogs."),
        ("en", ENTRY, ENTRY_NOW, "Entry is free for children, dogs and students."),
    ],
)
def test_one_member_of_two_is_a_part(language: str, draft: str, enacted: str, wording: str) -> None:
    uptake = trace(language, draft, enacted, wording)
    assert uptake.verdict is Verdict.PARTLY
    assert 0.3 < uptake.score < 0.72
    assert uptake.confidence <= MODEST


@pytest.mark.parametrize(
    ("language", "draft", "enacted", "wording"),
    [
        ("zh", FREE, FREE_NOW, "门票费用为十元，儿童和军人免票。"),
        ("zh", FREE, FREE_NOW.replace("残疾人", "大学生"), "门票费用为十元，儿童、学生免票。"),
        ("en", ENTRY, ENTRY_NOW, "Entry is free for children and dogs."),
        (
            "en",
            ENTRY,
            ENTRY_NOW.replace("students", "students of law"),
            "Entry is free for children and students.",
        ),
    ],
    ids=["zh", "zh-a-piece-of-a-member", "en", "en-a-piece-of-a-member"],
)
def test_members_that_the_row_lacks_are_not_adopted(
    language: str, draft: str, enacted: str, wording: str
) -> None:
    assert trace(language, draft, enacted, wording).verdict is Verdict.NOT_ADOPTED


@pytest.mark.parametrize(
    ("language", "draft", "enacted", "wording"),
    [
        (
            "zh",
            "儿童免票。老年人凭证入园。",
            "儿童、军人免票。老年人凭证入园。",
            "儿童和老年人免票。老年人凭证入园。",
        ),
        (
            "zh",
            "儿童免票。儿童凭证入园。",
            "儿童免票。儿童、学生和军人凭证入园。",
            "儿童和学生免票。儿童凭证入园。",
        ),
        ("zh", "儿童免票。", "儿童免票。学生、军人和儿童半价。", "儿童和学生免票。"),
        ("zh", "儿童免票，军人半价。", "儿童免票，军人、学生和老师半价。", "儿童和学生免票，军人半价。"),
        (
            "en",
            "Entry is free for children. Students pay half.",
            "Entry is free for children and veterans. Students pay half.",
            "Entry is free for children and students. Students pay half.",
        ),
        (
            "en",
            "Entry is free for children. The pool is closed to children.",
            "Entry is free for children. The pool is closed to children, dogs and horses.",
            "Entry is free for children and dogs. The pool is closed to children.",
        ),
    ],
)  # fmt: skip
def test_members_of_another_row_of_the_article_are_no_evidence(
    language: str, draft: str, enacted: str, wording: str
) -> None:
    assert trace(language, draft, enacted, wording).verdict is Verdict.NOT_ADOPTED
