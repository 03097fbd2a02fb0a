"""What each test costs in processor time, its processes included: ``make durations`` prints the dearest.

A pytest plugin (``-p tools.durations``). The clock on the wall says how busy the machine was; the time of the
processor says what a test costs. Counted are the process of the test and everything that it started, a browser as
well; what a server of PostgreSQL does for it is not.
"""

from __future__ import annotations

import json
import os
import resource
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

_TICK = os.sysconf("SC_CLK_TCK")
#: Whether the kernel lists the children of a process; some are built without.
_LISTS_CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children").exists()
#: Seconds of processor that the tests may take: eight minutes on two cores, for those on SQLite and, beside them, what
#: tests/desk/both_databases.txt lists on PostgreSQL, whose server takes a part that is not counted here.
BUDGETS = {"SQLite": 680.0, "PostgreSQL": 200.0}


def measure_processor() -> float:
    """Seconds of processor that this process and its descendants used, those that ended and were waited for too.

    It is asked fifty thousand times: the machine's other processes are not looked at, which would take longer than most
    tests do and be counted to them.
    """
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = time.process_time() + ended.ru_utime + ended.ru_stime
    left = _list_children(os.getpid())
    while left:
        process = left.pop()
        with suppress(OSError):  # it ended meanwhile
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            found += sum(map(int, fields[11:15])) / _TICK
            left += _list_children(process)
    return found


def _list_children(process: int) -> list[int]:
    """The processes that it started, by any of its threads, and that are there."""
    found: list[int] = []
    with suppress(OSError):
        if not _LISTS_CHILDREN:
            return [other for other in _list_processes() if _find_parent(other) == process]
        for thread in Path(f"/proc/{process}/task").iterdir():
            with suppress(OSError):
                found += map(int, (thread / "children").read_text().split())
    return found


def _list_processes() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def _find_parent(process: int) -> int:
    """0 where it ended meanwhile."""
    with suppress(OSError):
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


class Durations:
    """Writes a line for every phase of every test, and adds them up at the end."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def _write(self, item: pytest.Item, phase: str, before: float) -> None:
        # A browser's page that was closed meanwhile takes its time with it.
        seconds = max(0.0, measure_processor() - before)
        line = {"test": item.nodeid, "phase": phase, "seconds": seconds}
        with self.file.open("a") as out:
            out.write(json.dumps(line) + "\n")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        before = measure_processor()
        try:
            return (yield)
        finally:
            self._write(item, "setup", before)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        before = measure_processor()
        try:
            return (yield)
        finally:
            self._write(item, "call", before)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Iterator[None]:
        before = measure_processor()
        try:
            return (yield)
        finally:
            self._write(item, "teardown", before)


def _file(config: pytest.Config) -> Path:
    return Path(os.environ.get("HUIYIN_DURATIONS", config.rootpath / "durations.jsonl"))


def pytest_configure(config: pytest.Config) -> None:
    file = _file(config)
    if not hasattr(config, "workerinput"):
        file.unlink(missing_ok=True)
    config.pluginmanager.register(Durations(file))


def write_budget(seconds: float, database: str) -> str:
    """How what the tests took stands to what they may take, where all were run."""
    budget = BUDGETS[database]
    over = seconds - budget
    stands = f"{over:.1f} s over" if over > 0 else f"{-over:.1f} s left"
    return f"{seconds:8.1f} s of {budget:.0f} s that all tests on {database} may take: {stands}"


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    tests: Counter[str] = Counter()
    files: Counter[str] = Counter()
    file = _file(config)
    for line in file.read_text().splitlines() if file.exists() else []:
        entry = json.loads(line)
        tests[entry["test"]] += entry["seconds"]
        files[entry["test"].partition("::")[0]] += entry["seconds"]
    terminalreporter.section("processor time")
    database = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    terminalreporter.write_line(write_budget(sum(files.values()), database))
    for name, counted, most in (("files", files, 40), ("tests", tests, 60)):
        terminalreporter.write_line(f"{sum(counted.values()):8.1f} s in {len(counted)} {name}")
        for key, seconds in counted.most_common(most):
            terminalreporter.write_line(f"{seconds:8.1f} s  {key}")
