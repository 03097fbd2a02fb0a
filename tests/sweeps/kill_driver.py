"""Does one kind of work over and over and is killed in the middle of it; run by test_kills.py beside the desk's data.

    python -m tests.sweeps.kill_driver SEED WORK=TIMES …

A child does the work as the desk does it and says when it was acknowledged; SIGKILL comes at a moment that chance
chooses. Then the database is looked at: all of it or nothing, and all of it where it was acknowledged. Prints what
was found of each as one JSON document.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from huiyin.desk.operations import preparation

preparation.setup_django()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402
from django.utils import timezone  # noqa: E402

from huiyin.desk.accounts.models import User  # noqa: E402
from huiyin.desk.audit.models import AuditEntry  # noqa: E402
from huiyin.desk.consultations.api import stages  # noqa: E402
from huiyin.desk.consultations.models import Consultation  # noqa: E402
from huiyin.desk.jobs import api as jobs  # noqa: E402
from huiyin.desk.jobs.models import Job, name_subject  # noqa: E402
from huiyin.desk.ledger.api import find_broken_exchange  # noqa: E402
from huiyin.desk.ledger.models import Exchange  # noqa: E402
from huiyin.desk.notifications.models import Mail  # noqa: E402
from huiyin.desk.operations import age, private_files, restore_files, upgrade_process  # noqa: E402
from huiyin.desk.operations import backup as backups  # noqa: E402
from huiyin.desk.outcomes.api import replies, submissions  # noqa: E402
from huiyin.desk.outcomes.models import Reply, Submission, Uptake  # noqa: E402
from huiyin.desk.proposals.api import signatures  # noqa: E402
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Signature, Suggestion  # noqa: E402
from tests.desk.test_old_desks import FEWER, RENAMED  # noqa: E402


@dataclass
class Outcome:
    tried: int = 0
    killed: int = 0  # before it was acknowledged
    acknowledged: int = 0
    failed: list[str] = field(default_factory=list)


def interrupted(work: Callable[[], object], moment: float | None) -> tuple[bool, bool]:
    """``work`` in a child that gets SIGKILL after ``moment`` seconds, or once it is done: was it acknowledged, was it
    killed."""
    connections.close_all()
    said, to = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            os.write(to, b"x")
            code = 0
        finally:
            os._exit(code)
    os.close(to)
    if moment is not None:
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    acknowledged = os.read(said, 1) == b"x"
    _, status = os.waitpid(child, 0)
    os.close(said)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise AssertionError("the work itself failed")
    return acknowledged, os.WIFSIGNALED(status)


def again_and_again(
    rounds: Iterator[tuple[Callable[[], object], Callable[[bool], list[str]]]],
    chance: random.Random,
    times: int,
) -> Outcome:
    """Each round is the work and what is wrong after it (given whether it was acknowledged). The first is not killed
    and shows how long it takes."""
    work, wrong = next(rounds)
    begun = time.monotonic()
    acknowledged, _ = interrupted(work, None)
    long = time.monotonic() - begun
    outcome = Outcome(tried=1, acknowledged=1, failed=wrong(acknowledged))
    for _ in range(times - 1):
        work, wrong = next(rounds)
        acknowledged, killed = interrupted(work, chance.uniform(0, long))
        outcome.tried += 1
        outcome.killed += killed and not acknowledged
        outcome.acknowledged += acknowledged
        outcome.failed += wrong(acknowledged)
        # Some are let through: the moments follow how long the work takes here.
        long = max(0.005, long * (0.95 if acknowledged else 1.01))
    return outcome


def together(acknowledged: bool, **parts: bool) -> list[str]:
    """All of it or nothing; all of it where it was acknowledged."""
    if len(set(parts.values())) > 1:
        return [f"half of it: {parts}"]
    return [f"acknowledged and lost: {parts}"] if acknowledged and not all(parts.values()) else []


# ---- what is done ------------------------------------------------------------------------------------


def moving() -> Generator[Any, None, None]:
    one = Consultation.objects.get(slug="grouping")
    by = User.objects.get(email="secretariat@example.org")
    while True:
        at = Consultation.objects.get(pk=one.pk).stage
        to = stages.STAGES[2] if at != "grouping" else stages.STAGES[3]
        acts = AuditEntry.objects.filter(verb="move").count()

        def wrong(acknowledged: bool, at: str = at, acts: int = acts) -> list[str]:
            return together(
                acknowledged,
                moved=Consultation.objects.get(pk=one.pk).stage != at,
                recorded=AuditEntry.objects.filter(verb="move").count() == acts + 1,
            )

        yield lambda to=to: stages.move_to_stage(one, to, by), wrong


def signing_() -> Generator[Any, None, None]:
    edition = ProposalVersion.objects.filter(proposal__consultation__slug="signing").order_by(
        "-number"
    )[0]
    by = User.objects.get(email="delegate@example.org")
    organisation = by.seats.get().organisation
    while True:
        Signature.objects.filter(version=edition, organisation=organisation).delete()
        acts = AuditEntry.objects.filter(verb="edition.sign").count()
        mails = Mail.objects.filter(kind="signed").count()

        def wrong(acknowledged: bool, acts: int = acts, mails: int = mails) -> list[str]:
            return together(
                acknowledged,
                signed=Signature.objects.filter(
                    version=edition, organisation=organisation
                ).exists(),
                recorded=AuditEntry.objects.filter(verb="edition.sign").count() == acts + 1,
                told=Mail.objects.filter(kind="signed").count() == mails + 1,
            )

        yield lambda: signatures.sign_proposal(edition, organisation, by), wrong


def handing_in(chance: random.Random) -> Generator[Any, None, None]:
    one = Consultation.objects.get(slug="signing")
    proposal = Proposal.objects.get(consultation=one)
    by = User.objects.get(email="secretariat@example.org")
    organisation = User.objects.get(email="delegate@example.org").seats.get().organisation
    while True:
        last = proposal.editions.order_by("-number")[0]
        edition = ProposalVersion.objects.create(
            proposal=proposal, number=last.number + 1, locked_at=timezone.now()
        )
        Suggestion.objects.create(version=edition, key="S01", text="asked")
        Signature.objects.create(version=edition, organisation=organisation)
        Consultation.objects.filter(pk=one.pk).update(stage="signing")
        acts = AuditEntry.objects.filter(verb="edition.submit").count()
        entries = Exchange.objects.count()
        mails = Mail.objects.filter(kind="submitted").count()
        files = {f"{n}.pdf": chance.randbytes(200_000) for n in range(3)}

        def wrong(
            acknowledged: bool, edition: ProposalVersion = edition, acts: int = acts, entries: int = entries,
            mails: int = mails, files: dict[str, bytes] = files,
        ) -> list[str]:  # fmt: skip
            made = Submission.objects.filter(version=edition).first()
            found = together(
                acknowledged,
                handed_in=made is not None,
                in_ledger=Exchange.objects.count() == entries + 1,
                recorded=AuditEntry.objects.filter(verb="edition.submit").count() == acts + 1,
                told=Mail.objects.filter(kind="submitted").count() > mails,
                moved=Consultation.objects.get(pk=one.pk).stage == "replying",
            )
            if made is not None:
                try:
                    with zipfile.ZipFile(made.package.open("rb")) as package:
                        held = {
                            n: hashlib.sha256(package.read(n)).hexdigest()
                            for n in package.namelist()
                        }
                    if held != made.digests or set(held) != set(files):
                        found.append("another package")
                except (OSError, zipfile.BadZipFile) as error:
                    found.append(f"a submission without its package: {error!r}")
            if find_broken_exchange() is not None:
                found.append("the ledger is broken")
            return found

        yield (
            lambda edition=edition, files=files: submissions.submit_proposal(edition, files, by)
        ), wrong  # fmt: skip


def replying() -> Generator[Any, None, None]:
    one = Consultation.objects.get(slug="replying")
    edition = replies.find_submitted_version(one)
    assert edition is not None
    by = User.objects.get(email="officer@example.org")
    asked, number = list(edition.suggestions.all()), 0
    while True:
        number += 1
        suggestion, reason = asked[number % len(asked)], f"理由 {number}"
        entries = Exchange.objects.count()
        acts = AuditEntry.objects.filter(verb__startswith="reply.").count()

        def wrong(
            acknowledged: bool, suggestion: Suggestion = suggestion, reason: str = reason,
            entries: int = entries, acts: int = acts,
        ) -> list[str]:  # fmt: skip
            found = together(
                acknowledged,
                replied=Reply.objects.filter(suggestion=suggestion, reason=reason).exists(),
                in_ledger=Exchange.objects.count() == entries + 1,
                recorded=AuditEntry.objects.filter(verb__startswith="reply.").count() == acts + 1,
            )
            return found + (["the ledger is broken"] if find_broken_exchange() is not None else [])

        yield (
            (
                lambda suggestion=suggestion, reason=reason: replies.save_reply(
                    one, suggestion, "rejected", reason, by
                )
            ),
            wrong,
        )


def tracing() -> Generator[Any, None, None]:
    """A job: what was killed is found by the next worker and done then."""
    one = Consultation.objects.get(slug="tracing")
    edition = replies.find_submitted_version(one)
    assert edition is not None
    asked = edition.suggestions.count()
    before: dict[Any, Any] | None = None
    while True:
        Uptake.objects.filter(suggestion__version=edition).delete()
        job = Job.objects.create(**name_subject(one), kind="uptake")

        def wrong(acknowledged: bool, job: Job = job) -> list[str]:
            nonlocal before
            found = []
            there = Uptake.objects.filter(suggestion__version=edition)
            state = Job.objects.get(pk=job.pk).state
            if there.count() not in (0, asked):
                found.append(f"{there.count()} of {asked} traced")
            if state == "done" and there.count() != asked:
                found.append("done, and nothing is there")
            if acknowledged and state != "done":
                found.append(f"acknowledged and {state}")
            if state != "done":
                jobs.revive_jobs(at_once=True)
                waiting = Job.objects.get(pk=job.pk)
                if waiting.state != "waiting":
                    found.append(f"not found again: {waiting.state}")
                jobs.perform_job(waiting)
            whole = {u.suggestion_id: (u.verdict, u.score, u.reason) for u in there.all()}
            before = before or whole
            if len(whole) != asked or whole != before:
                found.append("taken up again it is something else")
            return found

        yield lambda job=job: jobs.perform_job(Job.objects.get(pk=job.pk)), wrong


def backing_up() -> Generator[Any, None, None]:
    """Of a backup that is killed nothing is left: no part of it, and outside the desk nothing that can be read."""
    place, number = Path(settings.DATA).with_name("backups"), 0
    place.mkdir(exist_ok=True)
    tempfile.tempdir = str(settings.FILE_UPLOAD_TEMP_DIR)
    # Two steps of work instead of 2¹⁸: what stretches the passphrase is not what is killed here.
    locks = [age.Passphrase("correct horse battery", work=1)]
    while True:
        number += 1
        path = place / f"{number}.zip.age"

        def wrong(acknowledged: bool, path: Path = path) -> list[str]:
            found = []
            if path.exists():
                with backups.open_backup(path, locks) as opened:
                    manifest, _ = backups.read_manifest(opened)
                    backups.check_backup(opened, manifest)  # raises where it is not whole
            elif acknowledged:
                found.append("acknowledged and not there")
            for part in place.iterdir():
                if part != path:
                    found.append(f"{part.name} is left")
                if part.stat().st_mode & 0o077:
                    found.append(f"{part.name} can be read by others")
                if is_readable(part):
                    found.append(f"{part.name} is not encrypted")
                part.unlink()
            return found + left_readable()

        yield lambda path=path: backups.write_backup(path, locks), wrong


def is_readable(path: Path) -> bool:
    """Whether the names of a backup's parts, which are not compressed, stand in it."""
    return b"tables/accounts_user" in path.read_bytes()


def left_readable() -> list[str]:
    """Parts of a backup that lie about in the folder of the desk, its database and its code apart."""
    return [
        f"{path.name} is a part that can be read"
        for path in Path(settings.DATA).rglob("*")
        if path.is_file() and not path.name.startswith("desk.sqlite3") and is_readable(path)
    ]


def restoring() -> Generator[Any, None, None]:
    """Back and forth between two states of the desk: it is the one or the other, with its files, and can be done again."""
    place = Path(settings.DATA).with_name("backups")
    place.mkdir(exist_ok=True)
    kept = [place / "one.zip.age", place / "two.zip.age"]
    locks = [age.Passphrase("correct horse battery", work=1)]
    backups.write_backup(kept[0], locks)
    by = User.objects.get(email="secretariat@example.org")
    submission = Submission.objects.order_by("pk")[0]
    old = submission.package.name
    with submission.package.open("rb") as file:
        submission.package.save("another.zip", file, save=True)
    submission.package.storage.delete(old)
    stages.move_to_stage(Consultation.objects.get(slug="grouping"), stages.STAGES[3], by)
    backups.write_backup(kept[1], locks)
    data, uploads = Path(settings.DATA), Path(settings.MEDIA_ROOT)
    number = 0
    while True:
        number += 1
        path = kept[number % 2]

        def wrong(acknowledged: bool, path: Path = path) -> list[str]:
            found = left_readable()
            with private_files.hold_restore_lock(data):  # as the next start does
                restore_files.settle_files()
            restore_files.finish_rows()
            moved = Consultation.objects.get(slug="grouping").stage == "deliberating"
            other = Submission.objects.get(pk=submission.pk).package.name != old
            if moved != other:
                found.append("half of it was restored")
            if acknowledged and moved != (path == kept[1]):
                found.append("acknowledged and not restored")
            found += [
                f"{one.package.name} is not there"
                for one in Submission.objects.all()
                if not one.package.storage.exists(one.package.name)
            ]
            private_files.clear_leftovers(data, uploads, Path(settings.FILE_UPLOAD_TEMP_DIR))
            found += [f"{left.name} is left" for left in data.glob(f"*{private_files.RESTORING}")]
            backups.restore_backup(path, locks, overwrite=True)
            if (Consultation.objects.get(slug="grouping").stage == "deliberating") != (
                path == kept[1]
            ):
                found.append("could not be restored afterwards")
            return found

        yield lambda path=path: backups.restore_backup(path, locks, overwrite=True), wrong


class Emptied:
    """The database of the machine, put back to how it was when this was made."""

    def __init__(self) -> None:
        self.settings = connection.settings_dict
        connections.close_all()
        if connection.vendor == "sqlite":
            self.path = Path(self.settings["NAME"])
            self.template = self.path.with_name("template.sqlite3")
            with sqlite3.connect(self.path) as one:
                one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy(self.path, self.template)
        else:
            self.name = self.settings["NAME"]
            self._admin(f'CREATE DATABASE "{self.name}_t" TEMPLATE "{self.name}"')

    def _admin(self, *statements: str) -> None:
        import psycopg

        given = {"host": self.settings["HOST"], "user": self.settings["USER"], "dbname": "postgres"}
        with psycopg.connect(**given, autocommit=True) as admin:
            for statement in statements:
                admin.execute(statement)

    def put_back(self) -> None:
        connections.close_all()
        if connection.vendor == "sqlite":
            for ending in ("", "-wal", "-shm"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
            shutil.copy(self.template, self.path)
        else:
            self._admin(
                f'DROP DATABASE "{self.name}" WITH (FORCE)',
                f'CREATE DATABASE "{self.name}" TEMPLATE "{self.name}_t"',
            )

    def done(self) -> None:
        if connection.vendor != "sqlite":
            self._admin(f'DROP DATABASE "{self.name}_t" WITH (FORCE)')


def migrating() -> Generator[Any, None, None]:
    """The tables as they were when the backup that ``OLD`` names was taken are brought to the newest form."""
    old = Path(os.environ["OLD"])
    with backups.open_backup(old) as opened:
        manifest, _ = backups.read_manifest(opened)
        upgrade_process.make_old(opened, manifest)
    tables = {
        name.removeprefix("tables/").removesuffix(".jsonl"): part["rows"]
        for name, part in manifest["parts"].items()
        if part.get("rows")
    }
    rows = {
        RENAMED.get(table, table): count - FEWER.get((old.parent.name, table), (0, ""))[0]
        for table, count in tables.items()
    }
    return _brought_up(_migrate, rows)


def beginning() -> Generator[Any, None, None]:
    """A desk is made where nothing was, as ``huiyin desk init`` does."""
    # Two sections of pages, one in each language: begun twice, there are no others.
    return _brought_up(
        preparation.prepare_desk, {"pages_section": 2, "wagtailcore_site": 1, "desk_cache": 0}
    )


def _brought_up(
    work: Callable[[], object], rows: Mapping[str, int], *, exactly: bool = False
) -> Generator[Any, None, None]:
    """``work`` on the database as it is now, again and again: begun once more it comes to its end, with so many rows
    in each table, and with ``exactly`` no more."""
    emptied = Emptied()
    try:
        while True:
            emptied.put_back()

            def wrong(acknowledged: bool) -> list[str]:
                whole, _ = interrupted(work, None)
                if not whole:
                    return ["could not be brought to its end"]
                connection.check_constraints()
                found = []
                executor = MigrationExecutor(connection)
                if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                    found.append("not all was done")
                with connection.cursor() as cursor:
                    for table, count in rows.items():
                        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
                        held = cursor.fetchone()[0]
                        if held < count or (exactly and held > count):
                            found.append(f"{table}: {held} of {count}")
                return found

            yield work, wrong
    finally:
        emptied.done()


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def main(seed: str, *words: str) -> None:
    found = {}
    for word in words:
        work, times = word.split("=")
        chance = random.Random(f"{work}:{seed}")
        rounds = {
            "move": moving, "sign": signing_, "submit": partial(handing_in, chance), "reply": replying, "trace": tracing,
            "backup": backing_up, "restore": restoring, "migrate": migrating, "init": beginning,
        }[work]()  # fmt: skip
        found[work] = vars(again_and_again(rounds, chance, int(times)))
        rounds.close()
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
