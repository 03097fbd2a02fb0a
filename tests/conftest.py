"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from huiyin.words import use_language

# A suite that fails by chance cannot guard anything: by default every property is tried on the same examples.
# New ones are looked for on purpose: HYPOTHESIS_PROFILE=explore (`make fuzz` does so).
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

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
    use_language(None)
