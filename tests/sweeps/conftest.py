"""Sweeps try one kind of attack many times and say how often. `make test` runs them small, `make sweep` at length."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.desk.conftest import *  # noqa: F403
from tests.desk.conftest import _fresh  # noqa: F401

_LINES = pytest.StashKey[list[str]]()


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Callable[[str, int, list[Any]], None]:
    """Says how often something was tried, and fails where it failed."""

    def tell(name: str, tried: int, failed: list[Any]) -> None:
        line = f"sweep: {name}: {tried:,} tried, {len(failed):,} failed"
        request.config.stash.setdefault(_LINES, []).append(line)
        assert tried > 0, "nothing was tried"
        assert failed == [], f"{line}: {failed[:5]}"

    return tell


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for line in config.stash.get(_LINES, []):
        terminalreporter.write_line(line)
