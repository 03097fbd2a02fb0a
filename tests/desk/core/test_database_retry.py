"""A database that is away comes back: who waits for it waits longer each time, and not past the end."""

from __future__ import annotations

import logging
import threading

import pytest
from django.db import OperationalError

from huiyin.desk.core import database_retry
from huiyin.desk.core.database_retry import Backoff, keep_trying


class Waits(threading.Event):
    """An event that notes how long it was waited for, and is set after so many times."""

    def __init__(self, most: int = 1000) -> None:
        super().__init__()
        self.seconds: list[float] = []
        self._most = most

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds.append(timeout or 0.0)
        if len(self.seconds) >= self._most:
            self.set()
        return self.is_set()


@pytest.fixture(autouse=True)
def _no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Line:
        def close(self) -> None:
            pass

    monkeypatch.setattr(database_retry, "connection", Line())


def test_each_wait_is_twice_as_long_up_to_half_a_minute_and_short_again_once_it_is_well() -> None:
    backoff, stop = Backoff(), Waits()
    for _ in range(7):
        backoff.wait(OperationalError("gone"), stop)
    assert stop.seconds == [1, 2, 4, 8, 16, 30, 30]
    backoff.is_well()
    backoff.wait(OperationalError("gone"), stop)
    assert stop.seconds[-1] == 1


def test_what_failed_twice_is_given_at_the_third_try_and_each_wait_is_a_line_of_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries = iter([OperationalError("the server\nis away"), OperationalError(""), None])

    def do() -> str:
        if (error := next(tries)) is not None:
            raise error
        return "done"

    with caplog.at_level(logging.WARNING):
        assert keep_trying(do, Waits()) == "done"
    assert [record.getMessage().rpartition(": ")[2] for record in caplog.records] == [
        "the server",
        "OperationalError",
    ]


def test_who_is_told_to_stop_meanwhile_hears_what_was_wrong() -> None:
    def do() -> None:
        raise OperationalError("still away")

    with pytest.raises(OperationalError, match="still away"):
        keep_trying(do, Waits(most=3))


def test_another_error_is_raised_at_once() -> None:
    stop = Waits()

    def do() -> None:
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        keep_trying(do, stop)
    assert stop.seconds == []
