"""Sweeps try one kind of attack many times and say how often. `make test` runs them small, `make sweep` at length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import *  # noqa: F403
from tests.desk.conftest import _fresh  # noqa: F401
from tests.desk.old.restored import FULL, restored


@pytest.fixture(scope="module")
def old(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The newest of the old desks, restored into the database of the tests: something of everything is in it."""
    with restored(
        FULL[0], request.config, django_db_blocker, tmp_path_factory.mktemp("old")
    ) as path:
        yield path


@pytest.fixture
def told() -> Callable[[str, int, list[Any]], None]:
    """Says how often something was tried, and fails where it failed."""

    def tell(name: str, tried: int, failed: list[Any]) -> None:
        line = f"sweep: {name}: {tried:,} tried, {len(failed):,} failed"
        print(line)
        assert tried > 0, "nothing was tried"
        assert failed == [], f"{line}: {failed[:5]}"

    return tell
