from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from huiyin.measures import Ask, measure_ask_history


def asks(body: str, authority: str, year: int, forth: int, back: int) -> list[Ask]:
    return [Ask(body, authority, n < forth, date(year, 3, 1)) for n in range(forth + back)]


FACTS = [
    *asks("east", "water", 2010, 6, 0), *asks("east", "water", 2012, 4, 4),
    *asks("west", "water", 2012, 0, 2), *asks("", "water", 2012, 1, 0),
]  # fmt: skip


def test_a_small_ledger_worked_by_hand() -> None:
    found = measure_ask_history(FACTS, seed=1)
    assert [one.year for one in found.years] == [2010, 2011, 2012]
    assert [(y.pair.forth, y.pair.back, y.pair.value) for y in found.years] == [
        (6, 0, 0), (0, 0, None), (5, 6, 10 / 11),
    ]  # fmt: skip
    assert [(p.body, p.pair.forth, p.pair.back) for p in found.pairs] == [
        ("east", 10, 4), ("west", 0, 2),
    ]  # fmt: skip
    # Pair by pair: of 16 known asks 2 · 4 are answered by others; taken together it would be more.
    assert (found.whole.value, found.whole.known, found.whole.unknown) == (0.5, 16, 1)
    assert found.whole.expected is None


def test_from_thirty_asks_on_it_stands_beside_chance() -> None:
    found = measure_ask_history(asks("east", "water", 2010, 20, 20), seed=1).whole
    assert found.value == 1 and found.expected is not None and 0.8 < found.expected < 1
    assert found.beyond_chance is not None and found.beyond_chance > 0


def test_only_the_years_wanted_count_and_an_empty_ledger_has_no_figures() -> None:
    found = measure_ask_history(FACTS, (2010,), seed=1)
    assert found.pair.forth == 6 and len(found.years) == 1 and len(found.pairs) == 1
    nothing = measure_ask_history([], seed=1)
    assert (nothing.years, nothing.pairs, nothing.whole.value) == ((), (), None)


def test_a_body_and_an_authority_of_one_name_are_two() -> None:
    assert measure_ask_history(asks("bureau", "bureau", 2010, 2, 2), seed=1).whole.value == 1


_ask = st.builds(
    Ask, st.sampled_from(["a", "b", ""]), st.sampled_from(["x", "y"]), st.booleans(),
    st.dates(date(2010, 1, 1), date(2012, 12, 31)),
)  # fmt: skip


@given(st.lists(_ask, max_size=25), st.randoms(use_true_random=False))
def test_every_ask_is_counted_once_and_their_order_changes_nothing(own, random) -> None:  # type: ignore[no-untyped-def]
    found = measure_ask_history(own, seed=1)
    assert found.pair.forth + found.pair.back == len(own)
    assert found.whole.known + found.whole.unknown == len(own)
    assert sum(y.pair.forth + y.pair.back for y in found.years) == len(own)
    assert measure_ask_history(random.sample(own, len(own)), seed=1) == found
