"""Whatever is killed in the middle leaves all of it or nothing, and all of it where it was acknowledged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.desk.machine import Machine, copy_of, empty_postgresql, on_postgresql, signer
from tests.desk.old.restored import FULL, kept_upgrade

Told = Callable[[str, int, list[Any]], None]
IS_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))


@pytest.fixture(scope="module")
def machine(
    request: pytest.FixtureRequest, prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machine]:
    """A desk of its own, with what the newest old desk held."""
    place = tmp_path_factory.mktemp("killed")
    upgraded = kept_upgrade(request.config)(FULL[0] / "desk.zip", tmp_path_factory.mktemp("old"))

    def filled(machine: Machine) -> Machine:
        done = machine.command("restore", str(upgraded), "--trust", signer(upgraded))
        assert done.returncode == 0, done.stderr
        return machine

    if IS_POSTGRESQL:
        with on_postgresql(place / "machine") as made:
            yield filled(made)
    else:
        yield filled(copy_of(prepared, place / "machine"))


def driven(machine: Machine, works: dict[str, int], **more: str) -> dict[str, dict[str, Any]]:
    """What the driver found, by work; each is done so many times."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.sweeps.kill_driver", "1", *(f"{w}={n}" for w, n in works.items())],
        env=machine.environment | more, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


#: Work → how often it is done and killed in a sweep.
WORKS = {
    "move": 200, "sign": 200, "submit": 200, "reply": 200, "trace": 60, "backup": 40, "restore": 20,
}  # fmt: skip


@pytest.mark.skipif(IS_POSTGRESQL, reason="to prepare a PostgreSQL takes long: in a sweep alone")
def test_what_is_killed_leaves_all_of_it_or_nothing_at_a_glance(
    machine: Machine, told: Told
) -> None:
    for work, found in driven(machine, {"submit": 4, "reply": 4, "trace": 2, "backup": 2}).items():
        told(f"kills during {work}", found["tried"], found["failed"])


@pytest.mark.sweep
@pytest.mark.parametrize("work", WORKS)
def test_what_is_killed_leaves_all_of_it_or_nothing(
    machine: Machine, work: str, told: Told
) -> None:
    found = driven(machine, {work: WORKS[work]})[work]
    assert found["killed"] and found["acknowledged"], f"killed too early or too late: {found}"
    told(
        f"kills during {work} ({found['killed']} before it was acknowledged)",
        found["tried"],
        found["failed"],
    )


@pytest.mark.sweep
@pytest.mark.parametrize(("work", "times"), [("migrate", 20), ("init", 4)])
def test_a_migration_that_is_killed_is_brought_to_its_end(
    work: str, times: int, tmp_path: Path, told: Told
) -> None:
    folder = tmp_path / "machine"
    folder.mkdir()
    with empty_postgresql(folder) if IS_POSTGRESQL else nullcontext(Machine(folder)) as machine:
        found = driven(machine, {work: times}, OLD=str(FULL[0] / "desk.zip"))[work]
    assert found["killed"], found
    told(
        f"kills during {work} ({found['killed']} before it was done)",
        found["tried"],
        found["failed"],
    )
