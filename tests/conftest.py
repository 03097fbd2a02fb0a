"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data lent beside the checkout; tests that want it are skipped where it is not."""
    folder = Path(os.environ.get("HUIYIN_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("real data is not lent here: set HUIYIN_SHARED_DATA to a folder that holds it")
    return folder


@pytest.fixture(scope="session")
def climate_act() -> Path:
    """The shipped example."""
    return REPOSITORY / "examples" / "climate-act"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are compared in English unless a test chooses otherwise."""
    monkeypatch.setenv("HUIYIN_LANG", "en")
