"""What all tests share."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from huiyin.i18n import use_language

# A suite that fails by chance cannot guard anything: by default every property is tried on the same examples.
# New ones are looked for on purpose: HYPOTHESIS_PROFILE=explore (`make fuzz` does so).
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

#: What takes longest comes first, so that no process of the tests is left alone with it at the end.
_LONG = (
    "tests/sweeps/", "tests/desk/test_queries.py", "tests/desk/operations/test_killed.py", "tests/desk/test_backup",
    "tests/desk/test_old_desks.py", "tests/desk/test_privacy.py", "tests/desk/notifications/test_mails.py",
)  # fmt: skip


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[Any]:
    """Python's collector stays out of what lasts until the end: of the million objects that the program and its tests
    are when they are read, it would find none to free each time that it looks through them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def comes_first(item: pytest.Item) -> bool:
        # What commits, and empties the database afterwards, stays where pytest-django puts it: after the others.
        database = item.get_closest_marker("django_db")
        commits = database is not None and database.kwargs.get("transaction", False)
        return item.nodeid.startswith(_LONG) and not commits

    items.sort(key=lambda item: not comes_first(item))
    # A place in memory differs between the processes of the tests, which then refuse to share them.
    if placed := [item.nodeid for item in items if re.search("0x[0-9a-f]{8}", item.nodeid)]:
        raise pytest.UsageError(
            f"a test is named by a place in memory; give its cases ids: {placed[0]}"
        )


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


@dataclass(frozen=True)
class Reported:
    """What ``huiyin run --json`` left of the shipped example."""

    code: int
    document: dict[str, Any]


@pytest.fixture(scope="session")
def reported(climate_act: Path, tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """The whole loop as a person runs it on the shipped example: one command, as a process of its own.

    It takes a quarter of a minute, so it is run once for all processes of the tests.
    """
    base = tmp_path_factory.getbasetemp()
    place = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    said = place / "reported.json"
    with (place / "reported.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            run = subprocess.run(
                [sys.executable, "-m", "huiyin", "run", climate_act / "consultation.toml",
                 "--out", place / "reported", "--json"],
                capture_output=True, env={**os.environ, "HUIYIN_LANG": "en"}, check=False,
            )  # fmt: skip
            document = json.loads(run.stdout) if run.stdout else {"error": run.stderr.decode()}
            said.write_text(json.dumps({"code": run.returncode, "document": document}))
    return Reported(**json.loads(said.read_text()))


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are compared in English unless a test chooses otherwise."""
    monkeypatch.setenv("HUIYIN_LANG", "en")
    use_language(None)
