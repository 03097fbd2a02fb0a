"""Those that serve and work are copies of one process that has loaded the desk; what becomes of them is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from huiyin.desk.operations.fork_server import ForkedProcess, ForkServer
from huiyin.desk.operations.supervisor import (
    SeparateStarter,
    StartedProcess,
    SupervisedWorker,
    make_starter,
)
from tests.desk.machine import Machine, copy_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has a fork server")

#: Of a process: its threads, its database connections, what it was told.
FACTS = """
import json, os, signal
from django.db import connections
from huiyin.desk.operations import fork_server
def tell(options, files):
    facts = {
        "pid": os.getpid(), "parent": os.getppid(), "group": os.getpgrp(), "comm": open("/proc/self/comm").read().strip(),
        "connected": [c.alias for c in connections.all(initialized_only=True) if c.connection is not None],
        "ignored": [n.name for n in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(n) is signal.SIG_IGN],
        "umask": oct(os.umask(0o077)), "options": options,
    }
    os.write(files[0], json.dumps(facts).encode())
    if options.get("stays"):
        signal.pause()
    raise SystemExit(options.get("code", 0))
fork_server._ROLES["mails"] = tell
"""


@pytest.fixture(scope="module")
def machine(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return copy_of(prepared, tmp_path_factory.mktemp("forks") / "desk")


@pytest.fixture(scope="module")
def server(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkServer]:
    """One whose copies tell about themselves in place of sending mails."""
    place = tmp_path_factory.mktemp("told")
    (place / "sitecustomize.py").write_text(
        "import sys\nclass Late:\n def find_spec(self, name, path=None, target=None):\n"
        "  if name == 'huiyin.desk.operations.request_receiver':\n   sys.meta_path.remove(self)\n"
        "   sys.modules['huiyin.desk.operations.fork_server'] = sys.modules['__main__']\n"
        f"   exec({FACTS!r}, {{}})\n"
        "sys.meta_path.insert(0, Late())\n"
    )
    path = os.pathsep.join(filter(None, (str(place), os.environ.get("PYTHONPATH"))))
    made = ForkServer({**machine.environment, "PYTHONPATH": path})
    made.wait_ready()
    yield made
    made.close()


def begin(server: ForkServer, **options: Any) -> tuple[ForkedProcess, dict[str, Any]]:
    """A copy, and what it tells about itself."""
    told, end = os.pipe()
    process = server.begin("mails", options, (end,))
    os.close(end)
    with os.fdopen(told, "rb") as file:
        facts = json.loads(file.read(65536) if not options.get("stays") else os.read(told, 65536))
    return process, facts


def test_a_copy_is_a_process_of_its_own_that_can_be_told_to_end(server: ForkServer) -> None:
    process, facts = begin(server, stays=True, words="湿地")
    assert facts["pid"] == process.pid and facts["parent"] != os.getpid()
    assert facts["comm"] == "huiyin-mails" and facts["options"]["words"] == "湿地"
    assert facts["connected"] == [] and facts["ignored"] == []
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.05)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == -signal.SIGTERM == process.poll()
    process.send_signal(signal.SIGTERM)  # to nobody: its number may be another's


def test_how_each_ended_is_told_of_each(server: ForkServer) -> None:
    ended = [begin(server, code=code)[0] for code in (0, 3, 0, 7)]
    assert [process.wait(20) for process in reversed(ended)] == [7, 0, 3, 0]


def test_where_the_server_is_killed_all_it_began_is_gone_and_another_is_begun(
    server: ForkServer,
) -> None:
    process, facts = begin(server, stays=True)
    os.kill(facts["parent"], signal.SIGKILL)
    assert process.wait(20) == -signal.SIGKILL
    _until(lambda: not _lives(facts["pid"]))
    again, told = begin(server, stays=True)
    assert told["parent"] != facts["parent"] and again.poll() is None
    again.kill()
    assert again.wait(20) == -signal.SIGKILL


def test_what_it_needs_is_loaded_before_and_no_thread_of_ours_runs_where_it_forks(
    machine: Machine,
) -> None:
    told = machine.script(
        "import json, sys, threading\n"
        "from huiyin.desk.operations import fork_server\n"
        "fork_server._load_desk()\n"
        "from django.db import connections\n"
        "print(json.dumps([threading.active_count(), 'huiyin.desk.pages.views' in sys.modules,\n"
        "  'huiyin.desk.asgi' in sys.modules, [c.alias for c in connections.all() if c.connection]]))"
    )
    assert told == [1, True, False, []]


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_a_worker_is_begun_and_begun_again_however_the_system_does_it(
    machine: Machine, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huiyin.desk.operations.supervisor.sys.platform", system)
    starter = make_starter(machine.environment)
    assert isinstance(starter, ForkServer if system == "linux" else SeparateStarter)
    monkeypatch.undo()
    try:
        worker = SupervisedWorker("mails", starter)
        first = worker._process
        assert first is not None
        first.kill()
        _until(lambda: _looked_after(worker) is not first)
        worker.ask_to_end()
        worker.see_ended(20)
        assert worker._process is not None and worker._process.returncode is not None
    finally:
        starter.close()


def test_where_it_cannot_begin_each_process_loads_the_desk_itself(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = {**machine.environment, "DJANGO_SETTINGS_MODULE": "no.such.settings"}
    assert isinstance(make_starter(broken), SeparateStarter)
    assert "no" in capfd.readouterr().err  # and why stands in the log

    def refuse(*_given: object) -> None:
        raise PermissionError

    monkeypatch.setattr("huiyin.desk.operations.fork_server.socket.socketpair", refuse)
    assert isinstance(make_starter(machine.environment), SeparateStarter)


def _looked_after(worker: SupervisedWorker) -> StartedProcess | None:
    worker.look_after()
    return worker._process


def _lives(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def _until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
