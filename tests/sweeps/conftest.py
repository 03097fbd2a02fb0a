"""Sweeps try one kind of attack many times and say how often. `make test` runs them small, `make sweep` at length."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.desk.conftest import *  # noqa: F403
from tests.desk.conftest import _fresh  # noqa: F401


@pytest.fixture
def told() -> Callable[[str, int, list[Any]], None]:
    """Says how often something was tried, and fails where it failed."""

    def tell(name: str, tried: int, failed: list[Any]) -> None:
        line = f"sweep: {name}: {tried:,} tried, {len(failed):,} failed"
        print(line)
        assert tried > 0, "nothing was tried"
        assert failed == [], f"{line}: {failed[:5]}"

    return tell
