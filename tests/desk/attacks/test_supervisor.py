"""One desk has its folder and its port to itself, and nothing of it outlives the process that keeps it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from huiyin.desk.operations.folder_lock import DeskUnavailable, claim_folder, claim_port
from huiyin.i18n import say
from tests.desk.attacks.test_hangs import SLOW, WAIT
from tests.desk.machine import Machine
from tests.desk.operations.test_killed import FILL, LAW, _until
from tests.desk.operations.test_killed import machine as machine_prepared

machine = machine_prepared


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken stays taken in these tests: nobody waits for it."""
    monkeypatch.setattr("huiyin.desk.operations.folder_lock._PATIENCE", 0)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _another_program(host: str, *, shares: bool = False) -> Iterator[int]:
    """It listens at ``host``; the number of its port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as other:
        if shares:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind((host, 0))
        other.listen()
        yield int(other.getsockname()[1])


def _refusal(host: str, port: int) -> DeskUnavailable:
    with pytest.raises(DeskUnavailable) as refused:
        claim_port(host, port, waiting=1).close()
    return refused.value


@pytest.mark.parametrize("shares", [False, True])
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", "localhost"),
        ("127.0.0.1", "0.0.0.0"),
        ("0.0.0.0", "127.0.0.1"),
        ("127.0.0.1", "::"),
        ("::", "0.0.0.0"),
        ("::1", "::1"),
        ("::1", "::"),
    ],
)
def test_a_port_that_somebody_has_is_refused_even_where_they_would_share_it(
    theirs: str, ours: str, shares: bool
) -> None:
    with _another_program(theirs, shares=shares) as port:
        refused = _refusal(ours, port)
    assert refused.code == "port"
    told = say("operate.unavailable.port", "en", **refused.details)
    assert f"Port {port} at {ours}" in told and f"--port {port + 1}" in told


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::1", "::"])
def test_nobody_can_join_the_port_of_a_desk(host: str) -> None:
    port = _free_port()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with claim_port(host, port, waiting=1), socket.socket(family) as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        with pytest.raises(OSError):
            other.bind((host, port))


@pytest.mark.parametrize(
    ("host", "port", "code"),
    [
        ("no.such.machine.invalid", 8000, "host"),
        ("bad host", 8000, "host"),
        ("a" * 300, 8000, "host"),
        ("192.0.2.1", 8000, "address"),
        ("127.0.0.1", 0, "no_port"),
        ("127.0.0.1", -1, "no_port"),
        ("127.0.0.1", 65536, "no_port"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_a_line_that_names_the_mend(
    host: str, port: int, code: str
) -> None:
    refused = _refusal(host, port)
    assert refused.code == code
    for language in ("zh", "en"):
        told = say(f"operate.unavailable.{code}", language, **refused.details)
        assert "--" in told and "\n" not in told and "{" not in told


def test_a_port_of_the_system_is_refused_to_who_may_not_open_it() -> None:
    before = os.geteuid()
    try:
        if before == 0:
            os.seteuid(65534)
        refused = _refusal("127.0.0.1", 81)
    finally:
        os.seteuid(before)
    assert refused.code == "forbidden"


def test_a_folder_belongs_to_one_desk(tmp_path: Path) -> None:
    with (
        claim_folder(tmp_path),
        pytest.raises(DeskUnavailable) as refused,
        claim_folder(tmp_path),
    ):
        pass
    assert refused.value.code == "running"
    assert refused.value.details["process"] == str(os.getpid())
    with claim_folder(tmp_path):  # and is free again
        pass


def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DeskUnavailable) as refused, claim_folder(tmp_path / "file"):
        pass
    assert refused.value.code == "folder"


def test_a_killed_keeper_leaves_nobody_not_even_who_hangs_and_a_second_desk_says_who_is_there(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((SLOW, os.environ.get("PYTHONPATH", ""))))
    machine.script(FILL + WAIT, "1", LAW)
    with machine.serving() as server:
        state = "SELECT state FROM jobs_job WHERE kind = 'take_in' ORDER BY id DESC LIMIT 1"
        _until(lambda: machine.ask(state) == [("running",)], 180, "the file is being read")

        second = machine.command("run", "--port", str(_free_port()))
        told = say(
            "operate.unavailable.running",
            "en",
            folder=str(machine.folder),
            process=str(server.process.pid),
        )
        assert (second.returncode, second.stderr) == (2, f"error: {told}\n")
        assert _refusal("127.0.0.1", server.port).code == "port"
        filled = machine.command("load-example")
        assert (filled.returncode, filled.stderr) == (2, f"error: {told}\n")

        (forks,) = _children(server.process.pid, "huiyin-forks")
        web = _children(_children(forks, "huiyin-web")[0])
        os.kill(web[0], signal.SIGKILL)
        _until(lambda: web[0] not in _group(server.process.pid), 60, "a web process is replaced")
        server.wait(60)
        (mails,) = _children(forks, "huiyin-mails")
        os.kill(mails, signal.SIGKILL)
        _until(lambda: _children(forks, "huiyin-mails") not in ([], [mails]), 60, "so is a worker")

        monkeypatch.setattr("huiyin.desk.operations.folder_lock._PATIENCE", 10)  # as a desk has it
        assert len(_group(server.process.pid)) >= 6
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait(10)
        _until(lambda: not _group(server.process.pid), 5, "nobody is left")
        claim_port("127.0.0.1", server.port, waiting=1).close()
        with claim_folder(machine.folder):
            pass


@pytest.mark.sweep
def test_a_keeper_killed_at_any_moment_leaves_nobody(machine: Machine) -> None:
    """Also while it begins the others, and one of them is not yet itself."""
    left = []
    for at in range(20):
        port = _free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "huiyin", "desk", "run", "--port", str(port)],
            env=machine.environment, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        assert process.stderr is not None
        process.stderr.readline()  # it says where it is, and begins the others
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(at / 5)
        process.kill()
        process.wait(10)
        try:
            _until(lambda pid=process.pid: not _group(pid), 10, "nobody is left")  # type: ignore[misc]
            claim_port("127.0.0.1", port, waiting=1).close()
        except (AssertionError, DeskUnavailable) as error:
            left.append((at, str(error)))
        process.stderr.close()
    print(f"20 keepers killed, {len(left)} failed")
    assert left == []


def _group(leader: int) -> list[int]:
    """Who is in the process group of ``leader`` and has not ended."""
    return [pid for pid, (_, group, state) in _processes().items() if group == leader and state not in "ZX"]  # fmt: skip


def _children(parent: int, called: str = "") -> list[int]:
    return sorted(
        pid
        for pid, (above, _, state) in _processes().items()
        if above == parent and state not in "ZX" and called in _read_name(pid)
    )


def _read_name(process: int) -> str:
    """What Linux calls it; nothing where it has ended meanwhile."""
    try:
        return Path(f"/proc/{process}/comm").read_text()
    except OSError:
        return ""


def _processes() -> dict[int, tuple[int, int, str]]:
    """Process → its parent, its group, its state: that of a thread that lives, where there is one. A killed process
    holds its files and its port until the last thread has ended, though its first one is a zombie already."""
    found = {}
    for folder in Path("/proc").iterdir():
        told = _read_stat(folder) if folder.name.isdigit() else None
        if told is None:
            continue
        threads = [_read_stat(thread) for thread in folder.glob("task/*")]
        living = [thread[2] for thread in threads if thread and thread[2] not in "ZX"]
        found[int(folder.name)] = (told[0], told[1], living[0] if living else told[2])
    return found


def _read_stat(folder: Path) -> tuple[int, int, str] | None:
    """Parent, group and state of a process or of a thread; nothing where it has ended meanwhile."""
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[1]), int(fields[2]), fields[0]
