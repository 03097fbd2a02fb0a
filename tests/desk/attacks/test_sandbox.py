"""Who breaks a library by a file has the rights of a process that may read programs: no data, no network, no other program."""

from __future__ import annotations

import fcntl
import linecache
import logging
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core import isolated_process, sandbox
from huiyin.desk.core.reader_process import LENGTH, WorkRequest
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.laws import api as laws
from huiyin.desk.outcomes.models import Submission
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Signature
from huiyin.i18n import say, say_number
from huiyin.law import UnreadableLaw, read_bytes, to_docx
from tests.desk.world import DRAFT_ZH

# What reads a file has no database.
pytestmark = pytest.mark.one_database

linux = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    isolated_process.forget_processes()
    yield
    isolated_process.forget_processes()


@linux
def test_who_reads_files_sees_none_of_the_desks_and_lists_none(
    settings: Any, tmp_path: Path
) -> None:
    kept = Path(settings.MEDIA_ROOT) / default_storage.save(
        "laws/private.txt", ContentFile(b"words")
    )
    (tmp_path / "secret-key").write_text("key")
    for file in (kept, tmp_path / "secret-key", Path("/etc/passwd")):
        assert linecache.getlines(str(file)) != []  # here it is read
        assert isolated_process.read_apart(linecache.getlines, str(file)) == []
        with pytest.raises(isolated_process.ProcessDied):
            isolated_process.read_apart(os.listdir, str(file.parent))


@linux
@pytest.mark.parametrize(
    ("act", "given"),
    [
        (subprocess.check_output, (["echo", "x"],)),
        (os.kill, (os.getpid(), 0)),
        (os.mkdir, ("/tmp/huiyin-left-behind",)),
        (os.unlink, (__file__ + ".none",)),
        (os.system, ("true",)),
        (os.chmod, (tempfile.gettempdir(), 0o1777)),
        (os.chown, (tempfile.gettempdir(), -1, -1)),
        (os.utime, (tempfile.gettempdir(), (0, 0))),
        (os.setxattr, (tempfile.gettempdir(), "user.x", b"y")),
        (os.setpriority, (os.PRIO_PROCESS, os.getpid(), 19)),
        (resource.prlimit, (os.getpid(), resource.RLIMIT_NOFILE)),
        (signal.pthread_kill, (threading.main_thread().ident, 0)),
        (fcntl.fcntl, (0, fcntl.F_SETOWN, os.getpid())),
        (fcntl.fcntl, (0, fcntl.F_NOTIFY, 0)),
        (fcntl.ioctl, (0, 0x40086602, b"\0" * 8)),
        (fcntl.ioctl, (0, 0x401C5820, b"\0" * 28)),
        (os.sched_setaffinity, (os.getpid(), os.sched_getaffinity(0))),
        (os.setpgid, (0, 0)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_who_reads_files_begins_no_program_and_touches_no_other_process_or_folder(
    act: Callable[..., Any], given: tuple[Any, ...]
) -> None:
    try:
        got = isolated_process.read_apart(act, *given)
    except isolated_process.ProcessDied:
        got = None
        assert act is not os.system
    assert got is None or got != 0
    assert not Path("/tmp/huiyin-left-behind").exists()


@linux
def test_who_reads_files_may_still_limit_itself() -> None:
    soft, _ = isolated_process.read_apart(resource.getrlimit, resource.RLIMIT_CPU)
    assert soft != resource.RLIM_INFINITY


@linux
def test_what_comes_on_standard_input_never_ends_a_reader() -> None:
    """A pipe sends its signal after the bytes: on a busy machine, when the work has long begun."""
    assert not isolated_process.read_apart(fcntl.fcntl, 0, fcntl.F_GETFL) & os.O_ASYNC
    assert not isolated_process.make_apart(fcntl.fcntl, 0, fcntl.F_GETFL) & os.O_ASYNC


@linux
@pytest.mark.parametrize("is_ours", [False, True])
@pytest.mark.parametrize("blocked", [set(), {signal.SIGIO}])
def test_a_reader_ends_with_who_began_it_even_where_python_has_no_say(
    is_ours: bool, blocked: set[signal.Signals]
) -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, blocked)
    try:
        process = isolated_process._Process(is_ours)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    process._see_ready()
    # One step of C, that keeps the lock of Python: neither a thread nor a handler would be asked.
    work = WorkRequest("builtins:sum", (range(10**12),), {}, 600.0, 100, is_ours)
    request = pickle.dumps(work)
    assert process._own.stdin is not None and process._lifeline is not None
    process._own.stdin.write(LENGTH.pack(len(request)) + request)
    process._own.stdin.flush()
    try:
        process._lifeline.close()  # as the system does when the desk dies
        assert process._own.wait(timeout=30) == -signal.SIGIO
    finally:
        process.end()


@linux
def test_who_reads_files_has_no_network() -> None:
    assert socket.has_dualstack_ipv6()
    assert isolated_process.read_apart(socket.has_dualstack_ipv6) is False


def test_every_kind_of_file_is_read_there_as_it_is_here() -> None:
    law = read_bytes(DRAFT_ZH.encode(), "a.txt", language="zh")
    files = {
        "a.txt": DRAFT_ZH.encode(),
        "a.docx": to_docx(law),
        "a.html": f"<p>{DRAFT_ZH}".encode(),
    }
    for name, data in files.items():
        assert isolated_process.read_apart(read_bytes, data, name) == read_bytes(data, name)


def test_a_system_without_a_sandbox_reads_all_the_same_and_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    if sys.platform == "linux":
        assert not sandbox._close_calls(None)  # type: ignore[arg-type]
    isolated_process._say_exposed.cache_clear()
    with caplog.at_level(logging.WARNING):
        isolated_process._say_exposed()
        isolated_process._say_exposed()
    assert len([r for r in caplog.records if "without a sandbox" in r.getMessage()]) == 1


# ---- what is made: papers, files, rows -------------------------------------------------------------------


@pytest.fixture
def signed(consultation: Consultation, members: list[Any], people: dict[Role, Any]) -> Consultation:
    proposal = Proposal.objects.create(consultation=consultation)
    edition = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    edition.suggestions.create(key="S01", position=1, eid="art_2", action="replace", wording="三年")
    Signature.objects.create(
        version=edition, organisation=members[0], created_by=people[Role.DELEGATE]
    )
    consultation.stage = Stage.SIGNING
    consultation.save()
    return consultation


def test_a_paper_that_takes_too_long_is_told_and_nothing_is_handed_in(
    signed: Consultation, sign_in: Callable[[Role], Client], settings: Any
) -> None:
    settings.READ_SECONDS = 0.001
    client = sign_in(Role.SECRETARIAT)
    told = say("submit.unset.too_long", "en", seconds=say_number(1))
    paper = reverse("paper_pdf", args=("wetlands", 1, "zh"))
    for answer in (client.get(paper, follow=True), client.post(reverse("submit", args=("wetlands",)), follow=True)):  # fmt: skip
        assert answer.status_code == 200 and told in answer.content.decode()
    assert not Submission.objects.exists()
    settings.READ_SECONDS = 60
    assert client.get(paper).content.startswith(b"%PDF")


def test_an_export_whose_law_takes_too_long_to_write_has_failed_and_says_so(
    consultation: Consultation,
    people: dict[Role, Any],
    settings: Any,
    work: Callable[[], list[Job]],
) -> None:
    from huiyin.desk.exports import api as exports

    settings.READ_SECONDS = 0.001
    exports.request_export(consultation, people[Role.SECRETARIAT], everything=True)
    assert [(job.kind, job.state, job.error["code"]) for job in work()] == [("export", "failed", "unfinished")]  # fmt: skip


def test_work_that_saves_for_longer_than_it_may_is_ended_where_it_stands(
    consultation: Consultation, settings: Any
) -> None:
    settings.WORK_SECONDS = 0
    job = Job.objects.create(**name_subject(consultation), kind="group")
    tell = jobs._JobProgress(job)
    with pytest.raises(isolated_process.TimeLimitExceeded):
        tell(1, 2)


def test_a_text_of_more_units_than_can_be_stored_in_one_go_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(laws, "_MOST_UNITS", 3)
    with pytest.raises(UnreadableLaw) as refused:
        laws.read_file(
            "a.txt", "某法\n第一条 甲。\n第二条 乙。\n第三条 丙。\n第四条 丁。\n".encode(), "zh"
        )
    assert refused.value.code == "too_many_units"
    assert "4" in isolated_process.say_unread(refused.value, "a.txt")
