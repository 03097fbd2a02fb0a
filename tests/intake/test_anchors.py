"""The provision that a comment is about: by its citation, by the words it quotes, or not at all."""

from __future__ import annotations

import pytest

from huiyin.intake import read_comments
from huiyin.law import Law
from tests.intake.placed_comments import where
from tests.intake.sends import Send


@pytest.mark.parametrize(
    ("cited", "eid", "is_exact"),
    [
        ("第二条", "art_2", True),
        ("第 2 条", "art_2", True),
        ("第二条第二款", "art_2__para_2", True),
        ("第三条第（二）项", "art_3__point_2", True),
        ("第三条第（九）项", "art_3", False),
        ("Art. 2(2)", "art_2__para_2", True),
        ("第二章", "chp_2", True),
        ("art_3__point_1", "art_3__point_1", True),
        ("第九十条", "", True),
    ],
)
def test_a_citation_is_placed_as_deep_as_the_law_goes(
    send: Send, draft: Law, cited: str, eid: str, is_exact: bool
) -> None:
    (comment,) = read_comments([send("a.csv", f"条款,意见内容\n{cited},太少\n")], law=draft).taken
    assert (comment.eid, comment.is_exact, comment.reference) == (eid, is_exact, cited)


def test_without_a_citation_the_words_quoted_decide_if_only_one_provision_holds_them(
    send: Send, draft: Law
) -> None:
    text = "原文,意见\n單位和個人有權查閱水質資料,好\n条例,不清楚\n"
    found = read_comments([send("a.csv", text)], law=draft)
    assert where(found) == ["art_2__para_2", ""]


def test_an_english_citation_finds_the_provision_of_a_bilingual_draft(
    send: Send, both: tuple[Law, Law]
) -> None:
    found = read_comments([send("a.csv", "Article,Comment\nArticle 2(2),Good\n")], law=both)
    assert where(found) == ["art_2__para_2"]
    assert found.taken[0].language == "en"


@pytest.mark.parametrize(
    ("clause", "paragraph"),
    [
        ("2", "2"),
        ("2.", "para 2"),
        ("Article 2", "2"),
        ("二", "第二款"),
        ("第二条", "2"),
        ("2", "(2)"),
    ],
)
def test_clause_and_paragraph_in_two_columns_are_one_citation(
    send: Send, draft: Law, clause: str, paragraph: str
) -> None:
    table = f"Clause,Paragraph,Comments\n{clause},{paragraph},Too slow\n"
    (comment,) = read_comments([send("iso.csv", table)], law=draft).taken
    assert (comment.eid, comment.reference) == ("art_2__para_2", f"{clause} {paragraph}")


def test_a_comment_on_several_provisions_names_them_all(send: Send, draft: Law) -> None:
    table = "条款,意见\n第二条至第四条,太短\n第三条第（一）、（二）项,太轻\n"
    found = read_comments([send("a.csv", table)], law=draft).taken
    assert [(c.eid, c.also) for c in found] == [
        ("art_2", ("art_3", "art_4")),
        ("art_3__point_1", ("art_3__point_2",)),
    ]
