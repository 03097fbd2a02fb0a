from __future__ import annotations

from datetime import date, timedelta

from huiyin.measures import ReplyCase, count_days, measure_reply_history

CUTOFF = date(2020, 12, 31)


def case(
    year: int, days: int | None, authority: str = "water", extended: bool | None = None
) -> ReplyCase:
    asked = date(year, 3, 1)
    replied = asked + timedelta(days) if days is not None else None
    return ReplyCase(asked, replied, authority, extended)


CASES = [*(case(2019, n, extended=n > 8) for n in range(12)), *(case(2020, None, "land") for _ in range(3))]  # fmt: skip


def test_asks_stand_in_the_year_in_which_they_were_made_and_open_ones_wait_until_the_cutoff() -> (
    None
):
    found = measure_reply_history(CASES, CUTOFF)
    assert [(y.year, y.timeliness.known, y.timeliness.open_asks) for y in found.years] == [
        (2019, 12, 0), (2020, 3, 3),
    ]  # fmt: skip
    assert found.years[0].timeliness.median == 5 and not found.years[1].timeliness.is_enough
    assert (found.whole.known, found.whole.median) == (15, 7)
    assert count_days(CASES[-1], CUTOFF) == (305, True)


def test_extended_asks_stand_apart_and_where_nobody_said_there_is_nothing_apart() -> None:
    found = measure_reply_history(CASES, CUTOFF)
    assert found.extended is not None and found.not_extended is not None
    assert (found.extended.known, found.not_extended.known) == (3, 9)
    assert measure_reply_history([case(2019, 3)], CUTOFF).extended is None


def test_authorities_stand_in_the_order_of_their_names_and_not_of_their_figures() -> None:
    found = measure_reply_history([case(2019, 90, "a"), case(2019, 1, "b"), case(2019, 1, "")], CUTOFF)  # fmt: skip
    assert [one.authority for one in found.authorities] == ["a", "b"]


def test_what_happened_after_the_cutoff_is_not_looked_at() -> None:
    earlier = date(2019, 3, 6)
    found = measure_reply_history(CASES, earlier)
    assert (found.whole.known, found.whole.open_asks) == (12, 6)
    assert [one.year for one in found.years] == [2019]


def test_an_ask_of_an_unknown_day_and_one_answered_before_it_was_made_are_unknown() -> None:
    odd = [ReplyCase(None, date(2019, 1, 1)), ReplyCase(date(2019, 2, 1), date(2019, 1, 1))]
    found = measure_reply_history([*CASES, *odd], CUTOFF)
    assert (found.whole.known, found.whole.unknown) == (15, 2)
    assert measure_reply_history([], CUTOFF).whole.known == 0
