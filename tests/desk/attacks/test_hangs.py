"""A file that hangs, gorges or breaks what reads it harms nobody but itself, at every place where files are taken."""

from __future__ import annotations

import html
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.core import isolated_process, wire_format
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.laws.models import Expression
from huiyin.desk.registry.models import CalendarDay, Organisation
from huiyin.i18n import say, say_number
from huiyin.law import read_bytes
from tests.desk.core.test_uploads import PLACES, UNREAD
from tests.desk.core.test_uploads import send as send_to_place
from tests.desk.machine import Machine
from tests.desk.operations.test_killed import FILL, LAW, _until
from tests.desk.operations.test_killed import machine as machine_prepared
from tests.desk.world import DRAFT_EN, DRAFT_ZH

# What reads a file has no database, and SQLite is the one that a transaction left open would block.
pytestmark = pytest.mark.one_database

SLOW = str(Path(__file__).parent / "slow")
#: Word → what is said of it.
WORSE = {"HANGS": "too_long", "GORGES": "too_much", "BREAKS": "died"}
LIMIT = {"seconds": say_number(1), "megabytes": say_number(100)}
Send = Callable[[str, str, bytes], Any]
send, machine = send_to_place, machine_prepared


@pytest.fixture(autouse=True, scope="module")
def slow_process() -> Iterator[None]:
    """What is read apart may hang, gorge or break. One that did is replaced, as in life; one that did well goes on."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", os.pathsep.join((SLOW, os.environ.get("PYTHONPATH", ""))))
        isolated_process.forget_processes()
        yield
        isolated_process.forget_processes()


@pytest.fixture(autouse=True)
def limits(settings: Any) -> Iterator[None]:
    """Only what hangs is given a second, for good files take longer on a busy machine."""
    settings.READ_SECONDS = settings.WORK_SECONDS = 60
    settings.READ_MEGABYTES = settings.WORK_MEGABYTES = 100
    yield
    if isolated_process.is_stopping():  # who was asked to end begins nothing more
        isolated_process.forget_processes()


def _told(word: str, name: str) -> str:
    return html.escape(say(f"desk.apart.{WORSE[word]}", "en", name=name, **LIMIT), quote=False)


def _bad(place: str, word: str) -> tuple[str, bytes]:
    if place in ("open", "draft_text", "enact"):
        return f"{word}.txt", f"{DRAFT_ZH}第四条 {word}\n".encode()
    return f"{word}.csv", f"条款,意见\n第一条,{word}\n".encode()


#: Each place and each word. What was killed has to be begun anew, which takes longer than the test: every place tries
#: one word, every word comes to a third of the places, and `make sweep` tries them all.
_TRIED = [
    pytest.param(place, word, marks=[] if (at + nth) % len(WORSE) == 0 else [pytest.mark.sweep])
    for at, place in enumerate(place for place in PLACES if place not in UNREAD)
    for nth, word in enumerate(WORSE)
]


@pytest.mark.parametrize(("place", "word"), _TRIED)
def test_a_file_that_is_over_a_limit_is_refused_in_words_and_nothing_has_changed(
    place: str,
    word: str,
    send: Send,
    work: Callable[[], list[Job]],
    settings: Any,
) -> None:
    name, data = _bad(place, word)
    if word == "HANGS":
        settings.READ_SECONDS = 1
    answer = send(place, name, data)
    assert answer.status_code in (200, 422), answer.status_code
    page = answer
    if done := work():
        assert [(job.state, job.attempts) for job in done] == [("failed", 1)]
        page = answer.client.get(answer.redirect_chain[-1][0])
    assert _told(word, name) in page.content.decode()
    texts = Consultation.objects.get(slug="wetlands").draft.expressions
    assert word not in texts.get(language="zh").source
    assert not Comment.objects.exists() and not CalendarDay.objects.exists()
    # The further authority that a table of replies is of is there before it comes.
    assert Organisation.objects.exclude(slug="water").count() == 4


@pytest.mark.parametrize("is_line", [True, False])
def test_a_text_mended_by_hand_that_hangs_is_refused_and_not_lost(
    is_line: bool, consultation: Consultation, sign_in: Callable[[Role], Client], settings: Any
) -> None:
    client, url = sign_in(Role.SECRETARIAT), "/c/wetlands/manage/draft/zh/"
    line = DRAFT_ZH.split("\n")[2]
    change = {"line": "3", "was": line, "words": line + "HANGS"}
    whole = {"source": DRAFT_ZH.replace(line, line + "HANGS")}
    version = client.get(url).context["version"]
    settings.READ_SECONDS = 1
    answer = client.post(url, change if is_line else whole | {"version": version})
    page = answer.content.decode()
    assert answer.status_code == 422 and _told("HANGS", "draft.txt") in page
    assert f"{line}HANGS" in page  # what was typed is still there
    assert "HANGS" not in Expression.objects.get(version=consultation.draft, language="zh").source


def test_after_a_bad_file_a_good_one_is_taken_at_every_place(
    send: Send,
    work: Callable[[], list[Job]],
    settings: Any,
) -> None:
    for word in WORSE:
        settings.READ_SECONDS = 1 if word == "HANGS" else 60
        send("inviting", *_bad("inviting", word))
    settings.READ_SECONDS = 60
    settings.READ_MEGABYTES = settings.WORK_MEGABYTES = 1000
    assert (
        send("draft_text", "good.txt", DRAFT_ZH.replace("五年", "三年").encode()).status_code == 200
    )
    send("intakes", "good.csv", "条款,意见\n第一条,公开\n".encode())
    assert {job.state for job in work()} == {"done"}
    assert Comment.objects.count() == 1
    assert "三年" in Expression.objects.get(language="zh").source
    assert b"1 day" in send("calendar", "days.csv", "2027-05-01,劳动节\n".encode()).content
    assert CalendarDay.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_other_pages_answer_while_a_file_hangs(
    send: Send, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.READ_SECONDS = 600
    monkeypatch.setattr(
        isolated_process, "_HERE", 600
    )  # until the pages have answered, however long
    begun, answers = threading.Event(), []
    exchange = isolated_process._Process._receive

    def tell(process: Any) -> Any:
        begun.set()
        return exchange(process)

    monkeypatch.setattr(isolated_process._Process, "_receive", tell)

    def post() -> None:
        try:
            answers.append(send("inviting", *_bad("inviting", "HANGS")))
        finally:
            connection.close()

    thread = threading.Thread(target=post)
    thread.start()
    assert begun.wait(60)
    pages = [Client().get("/").status_code for _ in range(10)]
    (hanging,) = isolated_process._busy
    assert not answers and pages == [200] * 10
    hanging._time_is_over()
    thread.join()
    told = say("desk.apart.too_long", "en", name="HANGS.csv", seconds=say_number(600))
    assert told in answers[0].content.decode()


def test_a_job_that_hangs_is_given_up_once_and_what_was_taken_before_stays(
    consultation: Consultation,
    people: dict[Role, Any],
    work: Callable[[], list[Job]],
    settings: Any,
) -> None:
    by = people[Role.SECRETARIAT]
    intake = intakes.receive_file(consultation, "a.csv", "条款,意见\n第一条,公开\n".encode(), by)
    work()
    intake.file.storage.delete(intake.file.name)
    intake.file.storage.save(intake.file.name, SimpleUploadedFile("a", b"HANGS"))
    intakes.map_columns(intake, {"text": "意见"}, by)
    settings.READ_SECONDS = 1
    done = [job for job in work() if job.kind == "take_in"]
    assert [(job.state, job.attempts) for job in done] == [("failed", 1)]
    assert jobs.revive_jobs(at_once=True) == 0
    intake.refresh_from_db()
    assert (intake.is_done, intake.taken, Comment.objects.filter(state="sent").count()) == (
        True,
        1,
        1,
    )
    assert done[0].problem == say("desk.apart.too_long", name="a.csv", seconds=say_number(1))


@pytest.mark.parametrize("kind", ["group", "uptake"])
def test_an_analysis_that_hangs_is_given_up_once_and_says_what_the_operator_can_do(
    kind: str,
    consultation: Consultation,
    members: Any,
    work: Callable[[], list[Job]],
    settings: Any,
) -> None:
    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.laws import api as laws
    from huiyin.desk.laws.models import Version
    from tests.desk.world import hand_in

    Comment.objects.create(consultation=consultation, text="HANGS", organisation=members[0])
    hand_in(
        consultation, Stage.TRACING, [{"eid": "art_1", "action": "replace", "wording": "HANGS"}]
    )
    consultation.enacted = Version.objects.create(instrument=consultation.draft.instrument)
    consultation.save()
    laws.store_expression(consultation.enacted, "zh", "enacted.txt", DRAFT_ZH.encode())
    consultation.refresh_from_db()
    settings.WORK_SECONDS = 1
    jobs.start_job(consultation, kind, None)
    (job,) = work()
    assert (job.state, job.attempts) == ("failed", 1)
    assert job.problem == say("desk.apart.work.too_long", seconds=say_number(1))


def test_a_worker_that_is_asked_to_end_puts_its_job_back_as_if_it_had_not_been_begun(
    consultation: Consultation,
    people: dict[Role, Any],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exchange = isolated_process._Process._receive

    def stop_soon(process: Any) -> Any:
        threading.Timer(
            0.01, isolated_process.stop_processes
        ).start()  # as the signal does, while it is waited for
        return exchange(process)

    monkeypatch.setattr(isolated_process._Process, "_receive", stop_soon)
    intakes.receive_file(consultation, "HANGS.csv", b"HANGS", people[Role.SECRETARIAT])
    job = Job.objects.get(kind="take_in")
    jobs.perform_job(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("waiting", 0, {})
    assert jobs.revive_jobs(at_once=True) == 0  # it stands in the queue again


def test_a_job_that_workers_die_on_at_one_place_is_begun_three_times_and_one_that_gets_on_more_often(
    consultation: Consultation, people: dict[Role, Any]
) -> None:
    intakes.receive_file(consultation, "a.csv", b"a,b\n1,2\n", people[Role.SECRETARIAT])

    def die(reached: int) -> str:
        """A worker is begun, gets so far, and the power fails."""
        job = Job.objects.get(kind="take_in")
        job.attempts += 1
        Job.objects.filter(pk=job.pk).update(attempts=job.attempts, state=Job.State.RUNNING)
        jobs._JobProgress(job)(reached, 100)
        jobs.revive_jobs(at_once=True)
        return str(Job.objects.get(kind="take_in").state)

    assert [die(n) for n in (10, 20, 30, 40)] == ["waiting"] * 4
    assert [die(40) for _ in range(2)] == ["waiting", "failed"]
    assert Job.objects.get(kind="take_in").problem == say("desk.job.failed.broken")


# ---- the process itself ------------------------------------------------------------------------------


def test_the_process_apart_knows_none_of_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ("HUIYIN_SECRET_KEY", "DATABASE_URL", "HUIYIN_MAIL_URL", "PGPASSWORD")
    for name in secrets:
        monkeypatch.setenv(name, "secret")
    isolated_process.forget_processes()  # one that is begun now
    assert [isolated_process.read_apart(os.getenv, name) for name in secrets] == [None] * 4
    assert isolated_process.read_apart(os.getenv, "PATH") == os.environ["PATH"]


def test_the_process_apart_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises(isolated_process.ProcessDied):
        isolated_process.read_apart(shutil.copyfile, __file__, tmp_path / "left-behind")
    left = tmp_path / "left-behind"
    assert not left.exists() or left.read_bytes() == b""


def test_what_comes_back_is_what_the_function_gives_here() -> None:
    for name, draft in (("zh", DRAFT_ZH), ("en", DRAFT_EN)):
        told = isolated_process.read_apart(read_bytes, draft.encode(), "a.txt", language=name)
        assert told == read_bytes(draft.encode(), "a.txt", language=name)


@pytest.mark.parametrize(
    "answer",
    [
        b'{"class":"subprocess:Popen","fields":[["true"]]}',
        b'{"class":"huiyin.desk.core.isolated_process:_Process","fields":[]}',
        b'{"class":"huiyin.law.model:Law.by_eid","fields":[]}',
        b'{"enum":"huiyin.law.model:Law","value":1}',
        b'{"class":"huiyin.law.model:Law","fields":[1]}',
        b'{"other":1}',
        b'{"dict":[1]}',
        b"[" * 100_000,
        b"\x80\x04N.",
        b"",
    ],
)
def test_nothing_else_is_made_of_what_comes_back(answer: bytes) -> None:
    with pytest.raises(wire_format.NotTransferable):
        wire_format.unpack_value(answer)


# ---- the desk as it runs -----------------------------------------------------------------------------

#: A letter and a file that hangs wait for the workers.
WAIT = r"""
import sys
from huiyin.desk.operations import preparation
preparation.setup_django()
from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.api import intakes
from huiyin.desk.jobs import api as jobs
from huiyin.desk.consultations.models import Consultation
by = User.objects.get(email="secretariat@example.org")
one = Consultation.objects.get()
intakes.receive_file(one, "good.csv", "条款,意见\n第一条,公开\n".encode(), by)
jobs.perform_waiting(one, "take_in")
intakes.receive_file(one, "HANGS.csv", b"HANGS", by)
"""


def test_while_a_file_hangs_letters_go_out_pages_answer_and_sigterm_ends_the_whole_tree(
    machine: Machine,
) -> None:
    machine.script(FILL + WAIT, "1", LAW)
    with machine.serving() as server:
        state = (
            "SELECT state, attempts FROM jobs_job WHERE kind = 'take_in' ORDER BY id DESC LIMIT 1"
        )
        _until(lambda: machine.ask(state) == [("running", 1)], 180, "the file is being read")
        sent = "SELECT count(*) FROM notifications_mail WHERE state = 'sent'"
        _until(lambda: machine.ask(sent) == [(1,)], 180, "the letter is sent")
        server.wait(60)  # a page answers
        assert machine.ask(state) == [("running", 1)]
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
        with pytest.raises(ProcessLookupError):
            os.killpg(server.process.pid, 0)
    assert machine.ask(state) == [("waiting", 0)]
