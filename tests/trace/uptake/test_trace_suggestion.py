"""One suggestion, from its words to its verdict."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.law import Law, read_text
from huiyin.trace import TracedSuggestion, Verdict, trace_uptake
from tests.trace.garden_ordinance import (
    ANSWER,
    ANSWER_LAW,
    BESIDE,
    BESIDE_LAW,
    DRAFT,
    TEN_DAYS,
    asked_of,
    law,
    one,
    verdict,
    with_article,
)


def test_the_very_change_asked_is_adopted_and_its_words_are_marked() -> None:
    tracing = one(with_article(2, TEN_DAYS), "第二条", TEN_DAYS)
    uptake = tracing.uptakes[0]
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)
    enacted = uptake.passages[-1]
    assert [enacted.text[a:b] for a, b in enacted.marks] == ["十"]
    assert tracing.unasked == ()
    assert tracing.share_asked == 1.0


def test_half_of_what_was_asked_is_adopted_in_part() -> None:
    asked = DRAFT[2] + "计划应当以无障碍格式提供。管理人每年向居民会议报告工作。"
    given_ = DRAFT[2] + "管理人每年向居民会议报告工作。"
    assert verdict(one(with_article(3, given_), "第三条", asked)) is Verdict.PARTLY


def test_a_deleted_provision_is_gone_unless_its_deletion_was_asked() -> None:
    without = [*DRAFT[:3], DRAFT[4]]
    assert (
        verdict(one(without, "第四条", DRAFT[3] + "违者记入信用档案并向社会公布。")) is Verdict.GONE
    )
    assert verdict(one(without, "第四条", action="delete")) is Verdict.ADOPTED


def test_an_ask_to_keep_is_adopted_where_nothing_changed() -> None:
    assert verdict(one(DRAFT, "第四条", action="keep")) is Verdict.ADOPTED
    changed = with_article(4, DRAFT[3].replace("不得", "可以"))
    assert verdict(one(changed, "第四条", action="keep")) is Verdict.NOT_ADOPTED


def test_free_text_and_unknown_targets_need_a_person_never_a_guess() -> None:
    assert verdict(one(DRAFT, "第二条", text="建议进一步明确职责。")) is Verdict.NEEDS_PERSON
    assert verdict(one(DRAFT, "第九十条", TEN_DAYS)) is Verdict.NEEDS_PERSON


def test_all_the_words_but_not_the_number_is_in_part() -> None:
    wanted = DRAFT[1] + "逾期不答复的，视为同意，并应当在五日内书面告知申请人及其所在社区。"
    law_says = wanted.replace("五日", "四十日")
    uptake = one(with_article(2, law_says), "第二条", wanted).uptakes[0]
    assert uptake.score > 0.75
    assert uptake.verdict is Verdict.PARTLY


def test_a_heading_that_was_not_in_question_is_not_asked_to_go() -> None:
    def titled(words: str) -> Law:
        return read_text(f"Garden Act\nArticle 1\nReplies\n{words}\nArticle 2\nNames\nNo.\n")

    old, new = (
        "The office shall reply within thirty days.",
        "The office shall reply within ten days.",
    )
    ask = TracedSuggestion("s", "Article 1", "replace", new, "", "en")
    uptake = trace_uptake([ask], titled(old), titled(new)).uptakes[0]
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)


def test_a_suggestion_that_names_no_provision_is_shown_the_nearest() -> None:
    uptake = one(DRAFT, "", text="焚烧秸秆、倾倒垃圾的规定应当更严。").uptakes[0]
    assert uptake.verdict is Verdict.NEEDS_PERSON
    assert uptake.passages[0].eid == "art_4"


WORDS = st.text(alphabet="应当可以公布答复三十六日内罚款花园，。管理人", min_size=1, max_size=40)


@settings(deadline=None, max_examples=50)
@given(WORDS, WORDS, st.integers(1, 5))
def test_scores_lie_between_nothing_and_all_and_the_very_text_is_never_reversed(
    wording: str, other: str, number: int
) -> None:
    target = f"第{'一二三四五'[number - 1]}条"
    exact = one(with_article(number, wording), target, wording).uptakes[0]
    assert exact.verdict is not Verdict.REVERSED
    mixed = one(with_article(number, other), target, wording).uptakes[0]
    for uptake in (exact, mixed):
        assert 0 <= uptake.score <= 1
        for passage in uptake.passages:
            assert all(0 <= a < b <= len(passage.text) for a, b in passage.marks)


@pytest.mark.parametrize("action", ["replace", "insert", "delete", "keep"])
def test_an_empty_target_never_raises(action: str) -> None:
    assert verdict(one(DRAFT, "", "新的文字。", action=action)) is Verdict.NEEDS_PERSON


def test_a_verdict_carries_what_its_confidence_was_told_from() -> None:
    uptake = one(with_article(2, TEN_DAYS), "第二条", TEN_DAYS).uptakes[0]
    evidence = dict(uptake.evidence)
    assert evidence["score"] == 1.0
    assert evidence["size"] > 0
    assert uptake.confidence >= 0.9


def test_a_short_ask_is_adopted_though_the_law_put_more_words_in_beside_it() -> None:
    chinese = [("三十日", "十五日"), ("鼓励", "支持"), ("可以", "应当"), ("五万元", "十万元")]
    english = [("may", "shall"), ("thirty", "fourteen"), ("thirty days", "14 days")]
    found = asked_of(BESIDE, BESIDE_LAW, chinese) + asked_of(ANSWER, ANSWER_LAW, english)
    assert {(u.verdict, u.score) for u in found} == {(Verdict.ADOPTED, 1.0)}


def test_another_word_than_the_laws_is_not_adopted_for_being_short() -> None:
    found = asked_of(BESIDE, BESIDE_LAW, [("鼓励", "扶持"), ("三十日", "六十日"), ("可以", "不得")])
    said = [u.verdict for u in found]
    assert said == [Verdict.NOT_ADOPTED, Verdict.REVERSED, Verdict.REVERSED]


def test_a_quantity_of_one_figure_that_the_law_lacks_makes_it_a_part() -> None:
    draft, enacted = "申请人应当提交材料。", "申请人应当提交身份证明、住所证明等材料。"
    for number in ("五", "5"):
        wording = f"申请人应当提交身份证明、住所证明等{number}项材料。"
        ask = TracedSuggestion("s", "第二条", "replace", wording, "", "zh")
        versions = (law([DRAFT[0], words, DRAFT[2]]) for words in (draft, enacted))
        assert verdict(trace_uptake([ask], *versions)) is Verdict.PARTLY
