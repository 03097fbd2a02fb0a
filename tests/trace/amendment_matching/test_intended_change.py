"""What a suggestion changes in the draft: the words it means, and those it wants there."""

from __future__ import annotations

import pytest

from huiyin.law import Law
from huiyin.trace import PassageSide
from tests.trace.amendment_matching.moved_acts import *  # noqa: F403
from tests.trace.amendment_matching.moved_acts import COMPOST_ZH, found, moved, names

COMPOST = (
    "The municipality shall provide every garden with a covered place for compost, and shall have it emptied by "
    "qualified persons twice in each calendar year."
)


def test_a_new_provision_without_old_words_or_place_is_carried_in_whole(
    act: Law, regulation: Law
) -> None:
    own = moved("right", "", f"3a. {COMPOST}")
    held = found(act, ("Article 3(2)", "insert", f"3. {COMPOST}"), moved("other", "", "3a. Gardens shall have a gate."), own)  # fmt: skip
    assert [(c.amendment, c.score > 0.9) for c in held] == [("right", True)]
    held = found(regulation, ("第三条", "insert", COMPOST_ZH), moved("right", "", COMPOST_ZH))
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]


def test_a_new_provision_for_an_article_that_the_draft_does_not_have_is_found_by_its_words(
    act: Law,
) -> None:
    held = found(
        act, ("Article 3a", "insert", COMPOST), moved("right", "", COMPOST, "Article 3 a (new)")
    )
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]


def test_a_new_provision_sent_as_a_replacement_is_no_deletion_of_what_stands_there(
    act: Law,
) -> None:
    held = found(act, ("Article 3(2)", "replace", COMPOST), moved("right", "", COMPOST))
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]


def test_words_before_a_list_ask_for_no_deletion_of_its_points(act: Law, regulation: Law) -> None:
    head = "The garden officer shall inform the gardeners in any case where:"
    put = "The garden officer may inform the gardeners, by a notice at the gate, in any case where:"
    held = found(act, ("Article 2(1)", "replace", put), moved("points", "(b) a tool is withdrawn from the common shed;", "deleted"), moved("head", head, put))  # fmt: skip
    assert [(c.amendment, c.score) for c in held] == [("head", 1.0)]
    put = "有下列情形之一的，花园管理人应当提前三日以书面形式告知使用人："
    points = "有下列情形之一的，花园管理人应当告知使用人：\n（一）停水超过一日的；\n（二）从公用工具房收回工具的；\n（三）开放时间变更的。"
    gone = moved("all gone", points, "有停水情形的，应当告知使用人。", "第二条")
    held = found(regulation, ("第二条", "replace", put), gone, moved("head", "有下列情形之一的，花园管理人应当告知使用人：", put))  # fmt: skip
    assert names(held)[0] == (1, "head")
    assert held[0].score == 1.0


def test_one_paragraph_sent_for_an_article_asks_for_no_deletion_of_the_others(act: Law) -> None:
    put = "1. The municipality shall appoint a garden officer, chosen by the gardeners, for a period of two years."
    own = moved(
        "right",
        "1. The municipality shall appoint a garden officer for a period of four years.",
        put,
    )
    gone = moved(
        "gone",
        "2. The municipality shall publish the name of the garden officer within thirty days.",
        "",
    )
    held = found(act, ("Article 3", "replace", put), gone, own)
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]


@pytest.mark.parametrize(
    "put", ["Right to water", "Right to water, tools and shade", "Common goods"]
)
def test_a_heading_alone_asks_for_no_deletion_of_the_article(act: Law, put: str) -> None:
    own = moved("right", "Right to water and to tools", put)
    other = moved("other", "Officers", f"Officers and {put}")
    body = moved(
        "body", "The garden officer shall inform the gardeners in any case where:", "", "Article 2"
    )
    assert names(found(act, ("Article 2", "replace", put), other, body, own))[0] == (1, "right")


@pytest.mark.parametrize("said", ["deleted", "Deleted.", "(deleted)"])
def test_an_amendment_that_says_deleted_puts_in_no_word(act: Law, said: str) -> None:
    held = found(act, ("Article 4", "delete", ""), moved("right", "Gardeners may complain to the municipality, which shall answer within thirty days.", said))  # fmt: skip
    assert held[0].score > 0.8
    assert [p.where for p in held[0].passages] == [PassageSide.DRAFT, PassageSide.AMENDMENT]


def test_the_same_words_by_three_movers_are_all_first_and_equal(act: Law) -> None:
    old, put = (
        "for a period of four years",
        "for a period of four years, which may be renewed once by a vote of the gardeners",
    )
    whole = "The municipality shall appoint a garden officer for a period of four years."
    held = found(
        act,
        ("Article 3(1)", "replace", whole.replace(old, put)),
        moved("a", old, put),
        moved("b", f"1. {whole}", f"1. {whole.replace(old, put)}", "Article 3(1)"),
        moved(
            "c", whole.casefold().replace(".", ""), whole.replace(old, put).casefold(), "Article 3"
        ),
        moved("d", old, "for a period of four years, which may be renewed once"),
    )
    assert {c.amendment: c.rank for c in held} == {"a": 1, "b": 1, "c": 1, "d": 4}
