"""What the law changed, each change once, with who asked for it."""

from __future__ import annotations

from huiyin.trace import TracedSuggestion, Verdict, trace_uptake
from tests.trace.garden_ordinance import DRAFT, TEN_DAYS, law, one, verdict, with_article


def test_repeating_the_draft_counts_for_nothing() -> None:
    assert verdict(one(DRAFT, "第二条", DRAFT[1])) is Verdict.NOT_ADOPTED
    assert verdict(one(DRAFT, "第二条", TEN_DAYS)) is Verdict.NOT_ADOPTED


def test_renumbering_does_not_hide_a_change() -> None:
    new = ["花园以公益为目的，不得用于商业经营活动。", *with_article(2, TEN_DAYS)]
    assert verdict(one(new, "第二条", TEN_DAYS)) is Verdict.ADOPTED


def test_what_nobody_asked_for_is_listed_and_two_askers_are_both_credited() -> None:
    new = with_article(2, TEN_DAYS)
    new[4] = DRAFT[4].replace("五百元", "一千元")
    asks = [TracedSuggestion(name, "第二条", "replace", TEN_DAYS, "", "zh") for name in ("a", "b")]
    tracing = trace_uptake(asks, law(DRAFT), law(new))
    assert [c.asked_by for c in tracing.changes] == [("a", "b"), ()]
    assert tracing.unasked[0].old == ("art_5",)
