from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.measures import DatedFact, FocusHeld, measure_focus_history


def held(
    who: str,
    focus: str,
    since: int,
    until: int | None = None,
    network: str = "",
    main: bool = False,
) -> DatedFact[FocusHeld]:
    end = date(until, 12, 31) if until else date.max
    return DatedFact(who, FocusHeld(focus, main, network), date(since, 1, 1), end)


#: 甲 goes from poverty to climate, 乙 takes climate up besides, 丙 stays; 丁 has left before 2011.
FACTS = [
    held("甲", "poverty", 2010, 2010, "east"), held("甲", "climate", 2011, network="east"),
    held("乙", "women", 2010, network="west", main=True), held("乙", "climate", 2011, network="west"),
    held("丙", "poverty", 2010, network="east"), held("丁", "ageing", 2010, 2010),
]  # fmt: skip


def test_a_small_network_worked_by_hand() -> None:
    found = measure_focus_history(FACTS, (2010, 2011), seed=1)
    assert found.focuses == ("ageing", "climate", "poverty", "women")
    first, second = found.years
    assert (first.diversity.counts, second.diversity.counts) == ((1, 0, 2, 1), (0, 2, 1, 1))
    assert (first.diversity.known, second.diversity.known) == (4, 3)
    assert first.turnover is None and second.turnover is not None
    # 甲 changed all, 乙 a half, 丙 nothing; 丁 is gone and not unknown.
    assert second.turnover.per_organisation == (0, 0.5, 1)
    assert second.stayed == ("丙", "乙", "甲")
    assert (second.turnover.entries, second.turnover.exits) == ((0, 2, 0, 0), (0, 0, 1, 0))
    assert (second.turnover.known, second.turnover.unknown) == (3, 0)
    assert second.networks is not None and second.networks.known == 2
    assert second.farthest is not None
    assert {second.farthest.first, second.farthest.second} == {"east", "west"}


def test_the_main_focus_is_the_one_said_or_the_only_one_and_is_not_guessed() -> None:
    found = measure_focus_history(FACTS, (2010, 2011), seed=1).transitions
    # poverty → climate, poverty → poverty, women → women (said to be the main one).
    assert found.counts == ((0, 0, 0, 0), (0, 0, 0, 0), (0, 1, 1, 0), (0, 0, 0, 1))
    assert found.shorrocks == pytest.approx((2 - 1.5) / 1)
    several = [*FACTS, held("丙", "women", 2011)]
    guessed = measure_focus_history(several, (2010, 2011), seed=1).transitions
    assert (guessed.known, guessed.unknown) == (2, 1)


def test_of_whom_nobody_said_anything_is_named_and_enters_no_figure() -> None:
    nobody: DatedFact[FocusHeld] = DatedFact("戊", None, date(2010, 1, 1))
    facts = [*FACTS, nobody]
    first, second = measure_focus_history(facts, (2010, 2011), seed=1).years
    assert first.unknown == second.unknown == ("戊",)
    assert second.diversity.unknown == 1
    assert second.turnover is not None and second.turnover.unknown == 1


def test_a_year_without_facts_and_no_year_at_all_have_no_figures() -> None:
    (year,) = measure_focus_history(FACTS, (2005,), seed=1).years
    assert year.diversity.hill == () and year.networks is None and year.farthest is None
    nothing = measure_focus_history([], (), seed=1)
    assert (nothing.focuses, nothing.years, nothing.transitions.counts) == ((), (), ())


_facts = st.lists(
    st.builds(
        held, st.sampled_from("甲乙丙丁"), st.sampled_from("abc"), st.integers(2010, 2012),
        st.one_of(st.none(), st.integers(2012, 2013)), st.sampled_from(["", "x", "y"]), st.booleans(),
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=20)
@given(_facts, st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_no_figure(facts, random) -> None:  # type: ignore[no-untyped-def]
    years = (2010, 2011, 2012, 2013)
    shuffled = random.sample(facts, len(facts))
    first = measure_focus_history(facts, years, seed=1)
    assert measure_focus_history(shuffled, years, seed=1) == first
    for year in first.years:
        assert year.diversity.known <= 4
        assert year.turnover is None or 0 <= (year.turnover.mean or 0) <= 1
