"""The words of a text alone: marks, hyphens and capitals that an index lost change nothing."""

from __future__ import annotations

import pytest

from huiyin.law import Law, read_text
from tests.trace.amendment_matching.moved_acts import *  # noqa: F403
from tests.trace.amendment_matching.moved_acts import found, moved


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" 2 the well being of the gardeners shall be the officer s first concern and the officer shall co operate with them ",
         " 2 the well being of the gardeners and of their children shall be the officer s first concern and the officer shall co operate with them "),
        ("the wellbeing of the gardeners shall be the officers first concern", "the wellbeing of the gardeners and of their children shall be the officers first concern"),
        ("THE WELL-BEING OF THE GARDENERS SHALL BE", "THE WELL-BEING OF THE GARDENERS AND OF THEIR CHILDREN SHALL BE"),
        ("The well‑being of the gardeners shall be the officer’s", "The well‑being of the gardeners – and of their children – shall be the officer’s"),
    ],
)  # fmt: skip
def test_hyphens_apostrophes_and_capitals_that_an_index_lost_change_nothing(
    act: Law, old: str, new: str
) -> None:
    wording = (
        "2. The well-being of the gardeners and of their children shall be the officer's first concern, and the officer "
        "shall co-operate with them."
    )
    held = found(act, ("Article 2(2)", "replace", wording), moved("right", old, new))
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]


def test_marks_that_an_index_lost_change_nothing_in_chinese(regulation: Law) -> None:
    wording = (
        "使用人可以向街道办事处投诉，街道办事处应当自收到投诉之日起十五日内书面答复，并说明理由。"
    )
    old = "使用人可以向街道办事处投诉街道办事处应当自收到投诉之日起三十日内答复"
    held = found(regulation, ("第四条", "replace", wording), moved("right", old, old.replace("三十日内答复", "十五日内书面答复并说明理由")))  # fmt: skip
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]


def test_amendments_of_numbers_alone_are_of_every_language(regulation: Law) -> None:
    law = read_text("条例\n第一条　补贴比例为 30% 。\n")
    held = found(
        law, ("第一条", "replace", "补贴比例为 45% 。"), moved("right", "30%", "45%", "第一条")
    )
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]
