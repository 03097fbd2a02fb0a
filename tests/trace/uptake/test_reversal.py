"""Laws that moved the other way than was asked."""

from __future__ import annotations

import pytest

from huiyin.trace import ReasonCode, TracedSuggestion, Verdict, trace_uptake
from tests.trace.garden_ordinance import (
    BESIDE,
    BESIDE_LAW,
    DRAFT,
    ELSE,
    TEN_DAYS,
    asked_of,
    law,
    one,
    verdict,
    with_article,
)


def test_a_number_moved_the_other_way_is_reversed() -> None:
    longer = DRAFT[1].replace("三十日", "六十日")
    assert verdict(one(with_article(2, longer), "第二条", TEN_DAYS)) is Verdict.REVERSED


def test_a_duty_where_a_ban_was_asked_is_reversed() -> None:
    banned = DRAFT[2].replace("可以公布", "不得公布")
    law_says = DRAFT[2].replace("可以公布", "应当公布")
    uptake = one(with_article(3, law_says), "第三条", banned).uptakes[0]
    assert (uptake.verdict, uptake.reason) == (Verdict.REVERSED, ReasonCode.WORD_OPPOSED)


def test_words_added_to_what_the_law_took_out_are_reversed() -> None:
    wanted = DRAFT[3].replace("倾倒垃圾", "倾倒垃圾，不得在夜间使用高音喇叭")
    taken_out = "使用人应当爱护公共设施。"
    uptake = one(with_article(4, taken_out), "第四条", wanted).uptakes[0]
    assert (uptake.verdict, uptake.reason) == (Verdict.REVERSED, ReasonCode.TAKEN_OUT_INSTEAD)


@pytest.mark.parametrize("sentence", [ELSE, "夜间不得使用高音喇叭。", "机场应当及时告知旅客。"])
def test_an_invented_sentence_beside_deleted_words_is_not_reversed(sentence: str) -> None:
    longer = DRAFT[3] + "使用人应当在每日闭园前清理场地，并将工具归还原处妥善保管。"
    old = [*DRAFT[:3], longer, DRAFT[4]]
    for asked in (longer + sentence, DRAFT[3] + sentence + longer[len(DRAFT[3]) :]):
        ask = TracedSuggestion("s", "第四条", "replace", asked, "", "zh")
        uptake = trace_uptake([ask], law(old), law(DRAFT)).uptakes[0]
        assert uptake.verdict is Verdict.NOT_ADOPTED


def test_a_number_that_moved_past_the_one_asked_is_not_said_to_fall_short() -> None:
    nearer, farther = asked_of(BESIDE, BESIDE_LAW, [("三十日", "二十日"), ("三十日", "十日")])
    assert (nearer.verdict, nearer.reason) == (Verdict.PARTLY, ReasonCode.NUMBER_MOVED_PAST)
    assert (farther.verdict, farther.reason) == (Verdict.PARTLY, ReasonCode.NUMBER_MOVED_TOWARDS)


def test_what_is_added_beside_words_that_were_to_go_is_not_the_reverse() -> None:
    draft = "国家鼓励社会力量参与乡村教育，推动城乡教育协调发展。"
    enacted = draft.replace("乡村教育", "乡村教育和职业培训工作")
    found = asked_of(draft, enacted, [("乡村", ""), ("社会力量", ""), ("推动城乡", "")])
    assert {(u.verdict, u.reason) for u in found} == {(Verdict.NOT_ADOPTED, ReasonCode.STILL_THERE)}


@pytest.mark.parametrize(
    ("draft", "enacted", "old", "new"),
    [
        ("The authority may order erasure within thirty days.",
         "The authority shall, where appropriate, order erasure within thirty days.", "may", "must"),
        ("The authority may order erasure within thirty days.",
         "The authority must order erasure within thirty days.", "may", "shall"),
        ("主管部门可以责令改正。", "主管部门应当依法责令改正。", "可以", "必须"),
        ("主管部门可以责令改正。", "主管部门必须责令改正，并予以公告。", "可以", "应当"),
    ],
)  # fmt: skip
def test_one_duty_in_two_words_is_adopted(draft: str, enacted: str, old: str, new: str) -> None:
    assert [str(u.verdict) for u in asked_of(draft, enacted, [(old, new)])] == ["adopted"]


@pytest.mark.parametrize(("old", "new"), [("应当", "必须"), ("必须", "应当")])
def test_one_duty_in_place_of_the_other_is_asked_for_by_itself(old: str, new: str) -> None:
    words = f"主管部门{old}责令改正。"
    asks = [(old, new)]
    assert str(asked_of(words, words, asks)[0].verdict) == "not_adopted"
    assert str(asked_of(words, words.replace(old, new), asks)[0].verdict) == "adopted"


@pytest.mark.parametrize("ban", ["must not", "may not", "shall not"])
def test_a_ban_asked_where_the_law_made_a_duty_is_reversed(ban: str) -> None:
    draft, enacted = (f"The authority {verb} order erasure." for verb in ("may", "shall"))
    assert str(asked_of(draft, enacted, [("may", ban)])[0].verdict) == "reversed"
