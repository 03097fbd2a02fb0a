"""Background work outlasts a database that goes away and a job that kills its worker, and the site says when it stands still."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Consultation, Intake
from huiyin.desk.core import database_retry, isolated_process
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.notifications import outbox
from huiyin.desk.notifications.models import Mail
from huiyin.i18n import say
from tests.desk.machine import Machine
from tests.desk.operations.test_killed import FILL, LAW, _until
from tests.desk.operations.test_killed import machine as machine_prepared
from tests.desk.world import letters

machine = machine_prepared
ROWS = "条款,意见\n第一条,应当公开\n".encode()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process is the worker, whose patience is short."""
    monkeypatch.setattr(database_retry, "_SHORTEST", 0.001)
    isolated_process.be_patient()
    yield
    isolated_process._patient.clear()
    isolated_process.forget_processes()


@pytest.fixture
def intake(consultation: Consultation, people: dict[Role, Any]) -> Intake:
    return intakes.receive_file(consultation, "a.csv", ROWS, people[Role.SECRETARIAT])


def _job() -> Job:
    return Job.objects.get(kind="take_in")


def _take_in_by(work: Callable[..., Any]) -> dict[str, jobs.JobKind]:
    """What jobs of every kind do, but that files are taken in by ``work``."""
    return {**jobs.KINDS, "take_in": replace(jobs.KINDS["take_in"], work=work)}


@pytest.mark.parametrize("away", [OperationalError, InterfaceError])
def test_a_job_that_loses_its_database_waits_again_and_is_done_when_it_is_back(
    away: type[Exception], patient: None, intake: Intake, monkeypatch: pytest.MonkeyPatch,
    work: Callable[[], list[Job]],
) -> None:  # fmt: skip
    kinds = jobs.KINDS

    def lose(*_: Any) -> Any:
        monkeypatch.setattr(jobs, "KINDS", kinds)
        raise away("server closed the connection unexpectedly")

    monkeypatch.setattr(jobs, "KINDS", _take_in_by(lose))
    jobs.perform_job(_job())
    assert (_job().state, _job().error) == ("waiting", {})
    work()
    assert (_job().state, _job().outcome["taken"]) == ("done", 1)


@pytest.mark.parametrize("how", ["the worker dies", "the database goes", "it breaks"])
def test_a_job_that_never_gets_on_is_given_up_and_who_asked_for_it_is_written_to(
    how: str, patient: None, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = {"the database goes": OperationalError, "it breaks": ZeroDivisionError}

    def fail(*_: Any) -> Any:
        raise errors[how]

    monkeypatch.setattr(jobs, "KINDS", _take_in_by(fail))
    for _ in range(3):
        if how == "the worker dies":
            Job.objects.filter(pk=_job().pk).update(state="running", attempts=_job().attempts + 1)
            jobs.revive_jobs(at_once=True)
        elif how == "it breaks":
            with pytest.raises(ZeroDivisionError):
                jobs.perform_job(_job())
        else:
            jobs.perform_job(_job())
    assert (_job().state, _job().problem) == ("failed", say("desk.job.failed.broken"))
    intake.refresh_from_db()
    assert intake.is_done
    outbox.deliver_mails()
    (letter,) = letters()
    assert letter.to == ["secretariat@example.org"]
    assert Job(error=_job().error).problem  # it is said in the reader's language
    assert say("desk.job.failed.broken", "zh") in letter.body or _job().problem in letter.body


def test_how_a_job_ended_is_kept_as_soon_as_the_database_is_back(
    patient: None, intake: Intake, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    end, tries = jobs._end_job, []
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's transaction is in it

    def lose(*given: Any) -> None:
        tries.append(given)
        if len(tries) < 4:
            raise OperationalError("the database system is starting up\nand more")
        end(*given)

    monkeypatch.setattr(jobs, "_end_job", lose)
    with caplog.at_level(logging.WARNING):
        jobs.perform_job(_job())
    assert _job().state == "done" and len(tries) == 4
    told = [r for r in caplog.records if r.name == database_retry.__name__]
    assert len(told) == 3 and all("\n" not in r.getMessage() and not r.exc_info for r in told)


def test_who_waits_for_the_database_waits_longer_each_time_and_no_longer_than_half_a_minute() -> (
    None
):
    waited: list[float] = []

    class Clock(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waited.append(timeout or 0)
            if len(waited) == 9:
                self.set()
            return self.is_set()

    def away() -> None:
        raise OperationalError("disk full")

    with pytest.raises(OperationalError):
        database_retry.keep_trying(away, Clock())
    assert waited == [1, 2, 4, 8, 16, 30, 30, 30, 30]


def test_who_worked_for_long_waits_shortly_when_the_database_goes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A worker that saw five short absences in a year does not stand still for half a minute at the sixth."""
    now, waited = [0.0], []
    monkeypatch.setattr(database_retry.time, "monotonic", lambda: now[0])

    class Clock(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waited.append(timeout)
            if len(waited) == 5:
                self.set()
            return self.is_set()

    def work() -> None:
        now[0] += 0 if len(waited) < 3 else 3600
        raise OperationalError("terminating connection")

    with pytest.raises(OperationalError):
        database_retry.keep_trying(work, Clock())
    assert waited == [1, 2, 4, 1, 1]


@contextmanager
def _away() -> Iterator[None]:
    def refuse(*_: Any) -> Any:
        raise OperationalError("could not connect to server")

    with connection.execute_wrapper(refuse):
        yield


def _health() -> tuple[int, str]:
    answer = Client().get("/health/")
    return answer.status_code, answer.content.decode()


def test_health_says_which_part_stands_still_and_since_when(intake: Intake) -> None:
    well = "database: ok\njobs: ok\nmails: ok\n"
    assert _health() == (200, well)
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.update(state="waiting", created_at=long_ago)
    told = f"{long_ago:%Y-%m-%dT%H:%M:%SZ}"
    assert _health() == (503, well.replace("jobs: ok", f"jobs: standing still since {told}"))
    # A long piece of work before it is no standstill, as long as who is at it lives.
    at_work = Job.objects.create(
        **name_subject(intake.consultation),
        kind="group",
        state="running",
        heartbeat_at=timezone.now(),
    )
    assert _health() == (200, well)
    Job.objects.filter(pk=at_work.pk).update(heartbeat_at=long_ago)
    assert _health()[0] == 503
    Job.objects.update(state="done")
    Mail.objects.create(email="a@example.org", language="en", kind="invitation", due_at=long_ago)
    assert _health() == (503, well.replace("mails: ok", f"mails: standing still since {told}"))
    with _away():
        assert _health() == (503, "database: away\n")


def test_health_is_asked_on_the_machine_itself_without_https(db: None, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/").status_code == 301 and _health()[0] == 200


def test_the_pages_of_work_that_waits_say_that_it_stands_still_and_stop_saying_so(
    intake: Intake, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    client.post("/c/wetlands/take-away/make/", {"everything": "yes"})
    pages = (f"/c/wetlands/intake/{intake.pk}/", "/c/wetlands/take-away/")
    said = say("desk.job.stands_still", "en", since="").split(".")[1]

    def saying() -> list[bool]:
        return [said in client.get(page).content.decode() for page in pages]

    assert saying() == [False, False]
    Job.objects.filter(state="waiting").update(created_at=timezone.now() - timedelta(minutes=3))
    assert saying() == [True, True]
    Job.objects.create(
        **name_subject(intake.consultation),
        kind="group",
        state="running",
        heartbeat_at=timezone.now(),
    )
    assert saying() == [False, False]


@pytest.mark.sweep
def test_a_worker_goes_on_when_a_database_that_was_away_is_back(machine: Machine) -> None:
    """Ten times: all lines to it are cut and no new ones are taken; the worker waits, and then does what waits."""
    if not machine.database:
        pytest.skip("SQLite is a file, and does not go away")
    import psycopg
    from dj_database_url import parse

    done = "SELECT count(*) FROM jobs_job WHERE kind = 'group' AND state = 'done'"
    machine.script(FILL, "1", LAW)
    at = parse(machine.database)
    own = {"host": at["HOST"], "user": at["USER"], "dbname": "postgres", "autocommit": True}
    process = subprocess.Popen(
        [sys.executable, "-m", "huiyin", "desk", "worker", "--only", "jobs"],
        env=machine.environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        # It must be at work: one that begins while the database is away says so and ends, to be begun again.
        machine.script(_QUEUE)
        _until(lambda: machine.ask(done) == [(1,)], 90, "the first job is done")
        with psycopg.connect(**own) as line:
            for times in range(2, 12):
                line.execute(f'ALTER DATABASE "{at["NAME"]}" ALLOW_CONNECTIONS false')
                line.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (at["NAME"],))  # fmt: skip
                while "is away" not in process.stderr.readline():
                    assert process.poll() is None
                line.execute(f'ALTER DATABASE "{at["NAME"]}" ALLOW_CONNECTIONS true')
                machine.script(_QUEUE)
                _until(lambda n=times: machine.ask(done) == [(n,)], 90, "the job is done")  # type: ignore[misc]
                assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(10)
        process.stderr.close()
    print("the database was away 10 times, 0 failed")


_QUEUE = """
from huiyin.desk.operations import preparation
preparation.setup_django()
from huiyin.desk.jobs import api as jobs
from huiyin.desk.consultations.models import Consultation
jobs.start_job(Consultation.objects.get(), "group", None)
"""
