from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from huiyin.measures import DatedFact, limit_to_stays, list_standing, list_years

DAY = date(2015, 12, 31)


def test_a_fact_holds_on_both_its_days_and_is_absent_outside_them_where_its_ends_are_stated() -> (
    None
):
    fact = DatedFact("甲", "water", date(2012, 3, 1), date(2014, 6, 30))
    for day, held in [(fact.since, True), (fact.until, True), (date(2012, 2, 29), False)]:
        standing = list_standing([fact], day)
        assert ("甲" in standing.held) is held and standing.unknown == ()


def test_before_and_behind_an_end_that_nobody_stated_it_is_unknown() -> None:
    answered = DatedFact("甲", "water", date(2014, 1, 1), date(2014, 12, 31), False, False)
    assert list_standing([answered], DAY).unknown == ("甲",)
    assert list_standing([answered], date(2013, 12, 31)).unknown == ("甲",)


def test_a_gap_between_stated_ends_is_a_gap_and_one_beside_an_unstated_end_is_unknown() -> None:
    def tell(is_end_stated: bool) -> tuple[str, ...]:
        left = DatedFact("甲", "a", date(2010, 1, 1), date(2013, 1, 1), True, is_end_stated)
        back = DatedFact("甲", "a", date(2017, 1, 1))
        return list_standing([left, back], DAY).unknown

    assert tell(True) == ()
    assert tell(False) == ("甲",)


def test_who_is_there_and_of_whom_nobody_said_what_was_so_is_unknown() -> None:
    facts: list[DatedFact[str]] = [
        DatedFact("甲", None, date(2010, 1, 1)),
        DatedFact("乙", "a", date(2010, 1, 1)),
    ]
    standing = list_standing(facts, DAY)
    assert standing.unknown == ("甲",) and dict(standing.held) == {"乙": ("a",)}


def test_years_go_from_the_first_day_that_is_named_to_the_last() -> None:
    facts = [
        DatedFact("甲", "a", date(2011, 5, 1)),
        DatedFact("乙", "a", date(2009, 1, 1), date(2013, 1, 1)),
    ]
    assert list_years(facts) == (2009, 2010, 2011, 2012, 2013)
    assert list_years([]) == ()


def test_who_left_is_absent_and_who_is_there_and_says_nothing_is_unknown() -> None:
    said = DatedFact("甲", "a", date(2013, 1, 1), date(2013, 12, 31), False, False)
    facts = [said, DatedFact("乙", "b", date(2009, 1, 1)), DatedFact("丙", "c", date(2009, 1, 1))]
    stays = [
        DatedFact("甲", None, date(2012, 1, 1), date(2014, 6, 30)),
        DatedFact("乙", None, date(2010, 1, 1), date(2011, 3, 1)),
        DatedFact("乙", None, date(2014, 1, 1)),
    ]
    limited = limit_to_stays(facts, stays)

    def tell(year: int) -> tuple[dict[str, tuple[str | None, ...]], tuple[str, ...]]:
        standing = list_standing(limited, date(year, 12, 31))
        return dict(standing.held), standing.unknown

    assert tell(2009) == ({}, ())  # nobody had come yet
    assert tell(2012) == ({}, ("甲",))
    assert tell(2013) == ({"甲": ("a",)}, ())
    assert tell(2014) == ({"乙": ("b",)}, ())  # 甲 has left; 丙 never was there


_days = st.dates(date(2000, 1, 1), date(2020, 12, 31))
_facts = st.lists(
    st.builds(
        lambda who, value, days, started, ended: DatedFact(who, value, min(days), max(days), started, ended),
        st.sampled_from("甲乙丙"), st.sampled_from(["a", "b", None]), st.tuples(_days, _days), st.booleans(), st.booleans(),
    ),
    max_size=12,
)  # fmt: skip


@given(_facts, _days, st.randoms(use_true_random=False))
def test_nobody_is_both_held_and_unknown_and_the_order_of_facts_changes_nothing(
    facts, day, random
) -> None:  # type: ignore[no-untyped-def]
    standing = list_standing(facts, day)
    assert not set(standing.held) & set(standing.unknown)
    shuffled = random.sample(facts, len(facts))
    other = list_standing(shuffled, day)
    assert other.unknown == standing.unknown
    assert {k: sorted(v) for k, v in other.held.items()} == {
        k: sorted(v) for k, v in standing.held.items()
    }
