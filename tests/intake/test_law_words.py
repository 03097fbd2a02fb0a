"""Words of the law that a letter quotes are no comment."""

from __future__ import annotations

import pytest

from huiyin.intake import read_comments
from huiyin.law import read_text
from tests.intake.sends import Send

ACT = read_text(
    "Gardens Act\nArticle 1\nScope\nThis Act governs gardens.\nArticle 2\nAnswers\nAnswers are given within thirty days.\n"
    "Article 3\nFees\nGardens are open and free to all.\nArticle 4\nEnd\nIt enters into force today.\n"
)
ORDER = read_text(
    "花园条例\n第一条 为了管理花园，制定本条例。\n第二条 答复应当在三十日内作出。\n第三条 花园免费开放。\n"
)
QUOTING = {
    "whole": "Dear all,\n\nArticle 2\nAnswers\nAnswers are given within thirty days.\n\nToo long.\n\nArticle 3\nFees\nGardens are open and free to all.\n\nWe agree.\n",
    "broken": "Dear all,\n\nAnswers are given within\nthirty days.\nToo long.\n\nGardens are open and free to\nall.\n\nWe agree.\n",
    "bare": "Article 2\nAnswers are given within thirty days.\nToo long.\nArticle 3\nGardens are open and free to all.\nWe agree.\n",
}  # fmt: skip


@pytest.mark.parametrize("form", QUOTING)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.eml"])
def test_words_of_the_law_that_a_letter_quotes_are_no_comment(
    name: str, form: str, send: Send
) -> None:
    text = QUOTING[form]
    if name == "a.html":
        text = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    if name == "a.eml":
        text = f"From: a@b.org\nSubject: x\n\n{text}"
    found = read_comments([send(name, text)], law=ACT)
    assert [(c.eid, c.text) for c in found.taken] == [
        ("art_2", "Too long."),
        ("art_3", "We agree."),
    ]
    assert "Answers are given within" in found.taken[0].quote
    assert not found.refused and not found.remarks


def test_words_of_a_chinese_law_that_a_letter_quotes_are_no_comment(send: Send) -> None:
    text = "您好：\n第二条 答复应当在三十日内作出。\n太长，建议改为十五日。\n第三条 花园免费开放。\n同意。\n此致\n敬礼\n"
    found = read_comments([send("a.txt", text)], law=ORDER)
    assert [(c.eid, c.text, c.quote) for c in found.taken] == [
        ("art_2", "太长，建议改为十五日。", "第二条 答复应当在三十日内作出。"),
        ("art_3", "同意。", "第三条 花园免费开放。"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Article 2: too long.\nArticle 3\nGardens should be open at night.\n", ["Article 2: too long.", "Article 3\nGardens should be open at night."]),
        ("Article 2\nAnswers are given within sixty days.\n", ["Article 2\nAnswers are given within sixty days."]),
        ("Article 3\nFees\nToo high.\n", ["Article 3\nFees\nToo high."]),
    ],
)  # fmt: skip
def test_what_is_not_the_laws_stays_with_its_number(text: str, said: list[str], send: Send) -> None:
    assert [c.text for c in read_comments([send("a.txt", text)], law=ACT).taken] == said
