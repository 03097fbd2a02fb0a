"""Long work says what it does when it begins and as long as it goes on, quick work says nothing."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.cli import desk_progress


def test_each_thing_that_takes_long_is_told_once_and_then_now_and_again(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    now = 0.0
    monkeypatch.setattr(desk_progress.time, "monotonic", lambda: now)
    telling = desk_progress.ProgressReporter()
    for done in range(100):
        telling("migrating", done, 100)
        now += 0.5
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    assert lines[0].endswith("…") and lines[1].endswith("… 20 %") and lines[4].endswith("… 80 %")
    for done in range(10):
        telling("rows", done, 10)
        now += 0.5
    assert capsys.readouterr().err == ""
    for what in ("packing", "checking", "unpacking", "rows", "making_old", "indexing"):
        telling(what, 0, 0)
        now += 20
        telling(what, 1, 2)
        assert capsys.readouterr().err.endswith(" 50 %\n")
