"""`make durations` says how the time that the tests take stands to what they may take."""

from __future__ import annotations

from tools.durations import BUDGETS, write_budget


def test_what_the_tests_take_is_held_against_what_they_may_take() -> None:
    budget = BUDGETS["SQLite"]
    assert write_budget(budget + 12.34, "SQLite").endswith("SQLite may take: 12.3 s over")
    assert write_budget(budget - 5, "SQLite").endswith(": 5.0 s left")


def test_both_databases_together_have_eight_minutes_of_two_cores_and_leave_the_server_its_part() -> (
    None
):
    assert 0 < sum(BUDGETS.values()) <= 8 * 60 * 2 - 60
