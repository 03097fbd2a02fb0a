"""`make durations` says how the time that the tests take stands to what they may take."""

from __future__ import annotations

import subprocess
import sys

from tools.durations import BUDGETS, measure_processor, write_budget


def test_what_the_tests_take_is_held_against_what_they_may_take() -> None:
    budget = BUDGETS["SQLite"]
    assert write_budget(budget + 12.34, "SQLite").endswith("SQLite may take: 12.3 s over")
    assert write_budget(budget - 5, "SQLite").endswith(": 5.0 s left")


def test_both_databases_together_have_eight_minutes_of_two_cores_and_leave_the_server_its_part() -> (
    None
):
    assert 0 < sum(BUDGETS.values()) <= 8 * 60 * 2 - 60


def test_what_a_process_of_a_test_takes_is_counted_while_it_is_there_and_when_it_has_ended() -> (
    None
):
    """And what it started itself."""
    busy = "import time\nwhile time.process_time() < 0.15: pass\n"
    of_its_own = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])\n"
    before = measure_processor()
    with subprocess.Popen(
        [sys.executable, "-c", of_its_own + "print('+', flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None and started.stdin is not None
        started.stdout.read(1)
        while_there = measure_processor() - before
        started.communicate(b"\n")
    assert while_there > 0.1  # the kernel counts in hundredths, and cuts each of its four counts
    assert measure_processor() - before > 0.1
