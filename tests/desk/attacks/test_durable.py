"""What the desk says that it has, it has on the disk: the file and its folder before the row, the row before the answer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.db.transaction import Atomic
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation, Intake
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs.models import Job
from huiyin.desk.laws.models import Expression
from huiyin.desk.outcomes.models import Submission
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Signature
from tests.desk.core.test_uploads import PLACES
from tests.desk.core.test_uploads import send as send_to_place
from tests.desk.machine import Machine
from tests.desk.operations.test_killed import machine as machine_prepared
from tests.desk.world import DRAFT_ZH

pytestmark = pytest.mark.django_db(transaction=True)
send, machine = send_to_place, machine_prepared


class Disk:
    """What is left of the uploads when the power fails: of files and folders what was synced, as it was then."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.files: dict[Path, bytes] = {}
        self.folders: dict[Path, set[str]] = {}
        self.missing: list[str] = []
        self.commits = 0

    def note(self, opened: int) -> None:
        path = Path(f"/proc/self/fd/{opened}").readlink()
        if path.is_dir():
            self.folders[path] = {each.name for each in path.iterdir()}
        else:
            self.files[path] = path.read_bytes()

    def holds(self, name: str) -> bool:
        path = self.top / name
        above = [path, *path.parents][: len(Path(name).parts) + 1]
        return self.files.get(path) == path.read_bytes() and all(
            each.name in self.folders.get(each.parent, ()) for each in above
        )

    def look(self) -> None:
        """After a commit: which files do rows name that the disk does not hold?"""
        self.commits += 1
        self.missing += [name for name in named_files() if not self.holds(name)]


def named_files() -> list[str]:
    working = Job.objects.exclude(state=Job.State.FAILED)
    return sorted(
        {
            *Intake.objects.values_list("file", flat=True),
            *Expression.objects.values_list("file", flat=True),
            *Submission.objects.values_list("package", flat=True),
            *(one.arguments.get("file") for one in working),
            *(one.outcome.get("file") for one in working),
        }
        - {"", None}
    )


@pytest.fixture(autouse=True)
def disk(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A new folder of uploads, and a record of what is synced in it; after each commit the rows are compared with it."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    disk = Disk(tmp_path / "uploads")
    sync, leave = os.fsync, Atomic.__exit__

    def fsync(opened: int) -> None:
        sync(opened)
        disk.note(opened)

    def exit_and_look(self: Any, kind: Any, *rest: Any) -> None:
        leave(self, kind, *rest)
        if kind is None and not connection.in_atomic_block:
            disk.look()

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Atomic, "__exit__", exit_and_look)
    return disk


FILES = {
    "open": DRAFT_ZH, "draft_text": DRAFT_ZH.replace("五年", "三年"), "enact": DRAFT_ZH,
    "intakes": "条款,意见\n第一条,应当公开\n",
}  # fmt: skip
#: What is read there is kept as rows, and the file is not.
ROWS_ALONE = {
    "calendar",
    "further_take",
    "inquiry_tables",
    "inviting",
    "organisations",
    "replies_take",
    "return_upload",
}
#: Kept by the storage that the places above are tried with.
BY_SAME_STORAGE = {
    "initiative_manage", "logo_edit", "ledger_mail", "ledger_record", "ledger_tables", "pictures", "registry_files", "research_honour", "research_manage",
}  # fmt: skip


def test_every_place_that_takes_files_is_tried_here() -> None:
    assert FILES.keys() | ROWS_ALONE | BY_SAME_STORAGE == PLACES.keys()


@pytest.mark.parametrize(
    ("place", "large"), [*((place, False) for place in FILES), ("intakes", True), ("enact", True)]
)
def test_no_row_names_a_file_that_a_power_cut_would_take(
    place: str, large: bool, disk: Disk, send: Callable[..., Any], work: Callable[[], list[Job]]
) -> None:
    """A large file arrives in a file of its own and is moved to its place; a small one is written there."""
    before = set(named_files())
    name = "file.csv" if place == "intakes" else "file.txt"
    more = "甲。" * 700_000 if large and place != "intakes" else " " * (2_200_000 if large else 0)
    commits = disk.commits
    answer = send(place, name, (FILES[place] + more).encode())
    assert answer.status_code == 200 and disk.commits > commits
    new = set(named_files()) - before
    assert len(new) == 1 and all(disk.holds(each) for each in named_files())
    work()
    assert disk.missing == []


def test_a_package_that_was_handed_in_and_an_export_are_on_the_disk(
    disk: Disk, consultation: Consultation, members: list[Any], people: dict[Role, Any],
    sign_in: Callable[[Role], Client], work: Callable[[], list[Job]],
) -> None:  # fmt: skip
    proposal = Proposal.objects.create(consultation=consultation)
    edition = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    edition.suggestions.create(key="S01", position=1, eid="art_2", action="replace", wording="三年")
    Signature.objects.create(
        version=edition, organisation=members[0], created_by=people[Role.DELEGATE]
    )
    consultation.stage = Stage.SIGNING
    consultation.save()
    client = sign_in(Role.SECRETARIAT)
    client.post(reverse("submit", args=("wetlands",)))
    work()
    assert disk.holds(Submission.objects.get().package.name)
    client.post(reverse("export_make", args=("wetlands",)), {"everything": "yes"})
    work()
    (job,) = Job.objects.filter(kind="export")
    assert exports.is_offered(job) and disk.holds(job.outcome["file"])
    assert disk.missing == []


def test_a_power_cut_takes_what_was_not_synced(disk: Disk) -> None:
    """The simulation can fail: a file of the storage that Django brings is not there afterwards."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import FileSystemStorage

    lost = FileSystemStorage().save("laws/lost.txt", ContentFile(b"words"))
    kept = default_storage.save("laws/kept.txt", ContentFile(b"words"))
    assert not disk.holds(lost) and disk.holds(kept)


def test_a_file_that_cannot_be_read_goes_after_its_job_has_failed(
    disk: Disk, send: Callable[..., Any], work: Callable[[], list[Job]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    states = []
    delete = default_storage.delete

    def note(name: str) -> None:
        states.append(Job.objects.latest("pk").state)
        delete(name)

    monkeypatch.setattr(default_storage, "delete", note)
    send("draft_text", "draft.docx", b"PK\x03\x04 not really")
    work()
    assert states == ["failed"] and disk.missing == []


def test_a_database_that_is_told_not_to_wait_for_its_disk_waits_for_this_desk() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is told by each connection alone")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (role,) = cursor.fetchone()
        cursor.execute(f'ALTER ROLE "{role}" SET synchronous_commit = off')
        try:
            connection.close()
            connection.ensure_connection()
            with connection.cursor() as again:
                again.execute("SHOW synchronous_commit")
                assert again.fetchone() == ("on",)
        finally:
            with connection.cursor() as again:
                again.execute(f'ALTER ROLE "{role}" RESET synchronous_commit')


def test_a_mail_that_counts_as_sent_is_on_the_disk(tmp_path: Path, disk: Disk) -> None:
    from django.core.mail import EmailMessage, get_connection

    folder = tmp_path / "mail"
    line = get_connection("huiyin.desk.core.stored_files.DurableMails", file_path=str(folder))
    line.send_messages([EmailMessage("subject", "words", "a@example.org", ["b@example.org"])])
    (mail,) = folder.iterdir()
    assert disk.files[mail] == mail.read_bytes() and mail.name in disk.folders[folder]


def test_a_desk_waits_for_its_disk_and_its_key_is_whole_before_it_has_its_name(
    tmp_path: Path,
) -> None:
    """As the desk is set, not as the tests are. A power cut while a desk is first begun left an empty key, and it would
    never start again; a commit has to be on the disk when it is answered."""
    program = (
        "import os, sqlite3; real = os.fsync\n"
        "folder = os.environ['HUIYIN_DATA']\n"
        "def fsync(n): real(n); print(os.readlink(f'/proc/self/fd/{n}'), *sorted(os.listdir(folder)), sep='|')\n"
        "os.fsync = fsync\n"
        "from huiyin.desk import settings; print(len(settings.SECRET_KEY), len(settings.SEALING_KEY))\n"
        "line = sqlite3.connect(settings.DATABASES['default']['NAME'])\n"
        "line.executescript(settings.DATABASES['default']['OPTIONS']['init_command'])\n"
        "print(*(line.execute('PRAGMA ' + name).fetchone()[0] for name in ('journal_mode', 'synchronous')))\n"
        "print(settings.STORAGES['default']['BACKEND'], settings.EMAIL_BACKEND)"
    )
    own = {k: v for k, v in os.environ.items() if k not in ("HUIYIN_SECRET_KEY", "DATABASE_URL")}
    folder = tmp_path / "desk"
    ran = subprocess.run(
        [sys.executable, "-c", program], env=own | {"HUIYIN_DATA": str(folder)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *synced, lengths, database, kept = ran.stdout.splitlines()
    for name, (first, second) in zip(("secret-key", "sealing-key"), (synced[:2], synced[2:]), strict=True):  # fmt: skip
        written, *there = first.split("|")
        assert f"/{name}." in written and name not in there
        where, *there = second.split("|")
        assert where == str(folder) and name in there
        assert [each.name for each in folder.glob(f"{name}*")] == [name]
    assert all(int(length) > 40 for length in lengths.split())
    assert database == "wal 2"  # 2 is FULL
    assert (
        kept
        == "huiyin.desk.core.stored_files.DurableStorage huiyin.desk.core.stored_files.DurableMails"
    )


@pytest.mark.sweep
def test_an_upload_is_synced_before_it_is_acknowledged_as_the_system_sees_it(
    machine: Machine,
) -> None:
    """By the system's own record of a server at work: the file, its folder, the log of the database, then the answer."""
    import shutil

    if machine.database or shutil.which("strace") is None:
        pytest.skip("SQLite and strace")
    machine.script(_PREPARE_TRACED)
    log = machine.folder.parent / "calls"
    ran = subprocess.run(
        ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync,write", "-o", str(log), sys.executable, "-c", _UPLOAD],
        env=machine.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    calls = log.read_text(errors="replace").splitlines()
    marks = [at for at, line in enumerate(calls) if "ACKNOWLEDGED" in line]

    def last(part: str) -> int:
        return max(
            at for at, line in enumerate(calls[: marks[0]]) if "sync(" in line and part in line
        )

    order = [last("/uploads/comments/kept"), last("/uploads/comments>"), last("desk.sqlite3-wal>")]
    assert order == sorted(order)
    print("fsync of the file, of its folder, of the database's log, then the answer: 0 failed")


_PREPARE_TRACED = "from huiyin.desk.operations import preparation; preparation.setup_django()"
_UPLOAD = r"""
import os
from huiyin.desk.operations import preparation
preparation.setup_django()
from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.api import intakes, creation
from huiyin.desk.registry.models import Organisation
authority = Organisation.objects.create(slug="ministry", kind="authority", name_zh="自然资源部")
by = User.objects.create_user("secretariat@example.org", is_secretariat=True)
one = creation.open_consultation(creation.ConsultationInput(title_zh="法", title_en="", authority=authority, files={"zh": ("law.txt", "法\n第一条 甲。\n".encode())}), by, slug="a")
intakes.receive_file(one, "kept.csv", "条款,意见".encode(), by)
os.write(1, b"ACKNOWLEDGED")
"""
