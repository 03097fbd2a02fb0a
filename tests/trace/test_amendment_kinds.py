"""The kinds of suggestions and amendments that people really send; ``benchmarks/trace_carriers.py`` measures them."""

from __future__ import annotations

import pytest

from huiyin.files.problems import Source
from huiyin.intake.model import Amendment
from huiyin.law import Law, read_text
from huiyin.trace import AmendmentMatch, PassageSide, TracedSuggestion, match_amendments

ACT = """Community Gardens Act

CHAPTER I
General provisions

Article 1
Subject matter
This Act lays down rules on gardens that residents of a neighbourhood keep together.

Article 2
Right to water and to tools
1. The garden officer shall inform the gardeners in any case where:
(a) the water supply is interrupted for more than one day;
(b) a tool is withdrawn from the common shed;
(c) the opening hours of the garden change.
2. The well-being of the gardeners shall be the officer's first concern, and the officer shall co-operate with them.

Article 3
Officers
1. The municipality shall appoint a garden officer for a period of four years.
2. The municipality shall publish the name of the garden officer within thirty days.

CHAPTER II
Supervision

Article 4
Complaints
Gardeners may complain to the municipality, which shall answer within thirty days.
"""
REGULATION = """社区花园条例

第一章　总则

第一条　为了规范社区花园的建设和管理，制定本条例。

第二条　有下列情形之一的，花园管理人应当告知使用人：
（一）停水超过一日的；
（二）从公用工具房收回工具的；
（三）开放时间变更的。

第二章　监督检查

第三条　街道办事处应当自收到申请之日起三十日内答复。

第四条　使用人可以向街道办事处投诉，街道办事处应当自收到投诉之日起三十日内答复。
"""
COMPOST = (
    "The municipality shall provide every garden with a covered place for compost, and shall have it emptied by "
    "qualified persons twice in each calendar year."
)
COMPOST_ZH = "街道办事处应当为每处社区花园设置封闭的堆肥设施，并委托专业机构每年至少清运两次。"


@pytest.fixture(scope="module")
def act() -> Law:
    return read_text(ACT)


@pytest.fixture(scope="module")
def regulation() -> Law:
    return read_text(REGULATION)


def moved(own: str, old: str, new: str, target: str = "") -> Amendment:
    return Amendment(own, target, old, new, f"mover of {own}", Source("a.csv"))


def found(
    draft: Law, ask: tuple[str, str, str], *amendments: Amendment
) -> tuple[AmendmentMatch, ...]:
    target, action, wording = ask
    return match_amendments(
        [TracedSuggestion("s", target, action, wording, "")], amendments, draft
    )["s"]


def names(held: tuple[AmendmentMatch, ...]) -> list[tuple[int, str]]:
    return [(carrier.rank, carrier.amendment) for carrier in held]


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


def test_an_amendment_without_a_place_stands_where_its_old_words_do(act: Law) -> None:
    wording = "Gardeners may complain to the municipality, which shall answer within ten days."
    here = moved("here", "the municipality, which shall answer within thirty days", "the municipality, which shall answer within ten days")  # fmt: skip
    there = moved("there", "publish the name of the garden officer within thirty days", "publish the name of the garden officer within ten days")  # fmt: skip
    assert names(found(act, ("Article 4", "replace", wording), there, here)) == [(1, "here")]


def test_the_same_change_with_place_and_without_is_equal(regulation: Law) -> None:
    wording = "街道办事处应当自收到申请之日起十日内答复。"
    held = found(
        regulation,
        ("第三条", "replace", wording),
        moved("clause", "自收到申请之日起三十日内答复", "自收到申请之日起十日内答复"),
        moved("article", "街道办事处应当自收到申请之日起三十日内答复。", wording, "第三条"),
        moved(
            "with more",
            "街道办事处应当自收到申请之日起三十日内答复。",
            f"{wording}{COMPOST_ZH}",
            "第三条",
        ),
    )
    assert {c.amendment: c.rank for c in held} == {"clause": 1, "article": 1, "with more": 3}


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


def test_a_chapter_s_heading_is_a_place_of_the_draft(act: Law, regulation: Law) -> None:
    own = moved("right", "Supervision", "Supervision and redress")
    other = moved("other", "General provisions", "General provisions and redress")
    held = found(act, ("Chapter II", "replace", "Supervision and redress"), other, own)
    assert names(held)[0] == (1, "right")
    assert held[0].passages[0].eid == "chp_2"
    held = found(
        regulation,
        ("第二章", "replace", "第二章　监督与救济"),
        moved("right", "监督检查", "监督与救济"),
    )
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]


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


def test_of_two_places_in_one_article_the_words_around_tell(regulation: Law) -> None:
    twice = read_text(
        "条例\n第一条　甲方应当自收到申请之日起三十日内答复，乙方应当自收到通知之日起三十日内答复。\n"
    )
    wording = (
        "甲方应当自收到申请之日起三十日内答复，乙方应当自收到通知之日起三十日内书面答复并说明理由。"
    )
    put = "三十日内书面答复并说明理由"
    held = found(
        twice,
        ("第一条", "replace", wording),
        moved("first", "甲方应当自收到申请之日起三十日内答复", f"甲方应当自收到申请之日起{put}"),
        moved("second", "乙方应当自收到通知之日起三十日内答复", f"乙方应当自收到通知之日起{put}"),
    )
    assert names(held) == [(1, "second"), (2, "first")]


def test_a_wording_of_another_provision_than_the_one_named_is_placed_by_its_words(act: Law) -> None:
    wording = "The municipality shall publish the name and the address of the garden officer within thirty days."
    own = moved("right", "publish the name of the garden officer", "publish the name and the address of the garden officer")  # fmt: skip
    held = found(act, ("Article 1", "replace", wording), own)
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]
    assert held[0].passages[0].eid.startswith("art_3")


def test_amendments_of_numbers_alone_are_of_every_language(regulation: Law) -> None:
    law = read_text("条例\n第一条　补贴比例为 30% 。\n")
    held = found(
        law, ("第一条", "replace", "补贴比例为 45% 。"), moved("right", "30%", "45%", "第一条")
    )
    assert [(c.amendment, c.score) for c in held] == [("right", 1.0)]
