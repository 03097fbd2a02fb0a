"""The numbers that Word prints before paragraphs."""

from __future__ import annotations

import pytest

from huiyin.files.word import read_word
from tests.law.word_files import ARTICLES
from tests.wordml import (
    counted,
    docx,
    end,
    gone,
    ins,
    p,
)


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
