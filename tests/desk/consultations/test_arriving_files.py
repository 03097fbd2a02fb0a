"""Large files that come in parts: in any order, twice, after a lost line; and what is no part of them is refused."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import arriving_files
from huiyin.desk.consultations.api.arriving_files import (
    ArrivalRefused,
    JoinedParts,
    begin_arrival,
    drop_arrivals,
    keep_part,
    list_missing,
)
from huiyin.desk.consultations.models import ArrivingFile, ArrivingPart, Consultation, Intake
from huiyin.desk.jobs.models import Job
from huiyin.desk.personal import retention
from huiyin.desk.personal.erasure import erase_person
from huiyin.i18n import say
from tests.desk.world import *  # noqa: F403
from tests.desk.world import enter

pytestmark = pytest.mark.django_db
#: Bytes of a part, in these tests.
SMALL = 1000
ROWS = "organisation,provision,comment\n" + "".join(
    f"Organisation {n % 3},Article {n % 2 + 1},Comment number {n}\n" for n in range(120)
)
FILE = ROWS.encode()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(arriving_files, "PART", SMALL)
    settings.MEDIA_ROOT = tmp_path / "uploads"


def cut(data: bytes) -> list[bytes]:
    return [data[at : at + SMALL] for at in range(0, len(data), SMALL)]


def digest(parts: list[bytes]) -> list[str]:
    return [hashlib.sha256(part).hexdigest() for part in parts]


def begin(
    consultation: Consultation, by: User, data: bytes = FILE, name: str = "a.csv"
) -> ArrivingFile:
    return begin_arrival(consultation, name, len(data), digest(cut(data)), by)


@pytest.fixture
def team(people: dict[Role, User]) -> User:
    return people[Role.SECRETARIAT]


def list_stored() -> list[str]:
    folder = Path(default_storage.path("arriving"))
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("order", [1, -1, 3])
def test_parts_in_any_order_make_the_file_that_was_announced(
    consultation: Consultation, team: User, work: Callable[[], list[Job]], order: int,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    arriving = begin(consultation, team)
    parts = cut(FILE)
    numbers = sorted(range(len(parts)), key=lambda n: (n * order) % len(parts))
    told = [keep_part(arriving, n, parts[n]) for n in numbers]
    assert told == [False] * (len(parts) - 1) + [True]
    with django_capture_on_commit_callbacks(execute=True):
        work()
    intake = Intake.objects.get()
    assert (intake.taken, intake.file_name, intake.created_by) == (120, "a.csv", team)
    assert Path(intake.file.path).read_bytes() == FILE
    assert intake.digest == hashlib.sha256(FILE).hexdigest()
    assert not ArrivingFile.objects.exists() and list_stored() == []


def test_a_part_that_comes_twice_changes_nothing(consultation: Consultation, team: User) -> None:
    arriving, parts = begin(consultation, team), cut(FILE)
    keep_part(arriving, 1, parts[1])
    before = list(ArrivingPart.objects.values_list())
    assert keep_part(arriving, 1, parts[1]) is False
    assert list(ArrivingPart.objects.values_list()) == before and len(list_stored()) == 1


def test_two_windows_and_a_window_that_was_closed_go_on_with_the_same_file(
    consultation: Consultation, team: User
) -> None:
    first = begin(consultation, team)
    keep_part(first, 0, cut(FILE)[0])
    again = begin(consultation, team, name="another name.csv")
    assert again.pk == first.pk
    assert list_missing(again) == list(range(1, len(cut(FILE))))
    changed = begin(consultation, team, FILE.replace(b"Comment", b"Remarks"))
    assert changed.pk != first.pk  # as long, called the same, and another file


@pytest.mark.parametrize(
    ("number", "data"),
    [
        (0, cut(FILE)[1]),
        (0, cut(FILE)[0][:-1]),
        (0, cut(FILE)[0] + b"x"),
        (0, b""),
        (1, cut(FILE)[1].replace(b"C", b"c")),
        (len(cut(FILE)), b"x"),
        (len(cut(FILE)) - 1, cut(FILE)[-1] + b"\n"),
    ],
)
def test_what_is_not_the_part_that_was_announced_is_refused_and_not_kept(
    consultation: Consultation, team: User, number: int, data: bytes
) -> None:
    arriving = begin(consultation, team)
    with pytest.raises(ArrivalRefused, match="other"):
        keep_part(arriving, number, data)
    assert list_stored() == [] and not ArrivingPart.objects.exists()


@pytest.mark.parametrize("at", range(0, SMALL, 97))
def test_a_part_that_was_cut_at_any_byte_is_asked_for_again(
    consultation: Consultation, team: User, at: int
) -> None:
    arriving, parts = begin(consultation, team), cut(FILE)
    with pytest.raises(ArrivalRefused):
        keep_part(arriving, 2, parts[2][:at])
    assert 2 in list_missing(arriving)
    keep_part(arriving, 2, parts[2])
    assert 2 not in list_missing(arriving)


def test_a_full_disk_keeps_nothing_of_a_part_and_the_part_can_be_sent_again(
    consultation: Consultation, team: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    arriving, parts = begin(consultation, team), cut(FILE)
    with monkeypatch.context() as full:
        full.setattr(type(default_storage._wrapped), "_save", fail)  # type: ignore[attr-defined]
        with pytest.raises(ArrivalRefused, match="no_room"):
            keep_part(arriving, 0, parts[0])
    assert not ArrivingPart.objects.exists()
    keep_part(arriving, 0, parts[0])
    assert list(ArrivingPart.objects.values_list("number", flat=True)) == [0]


def test_a_server_that_was_killed_between_file_and_row_leaves_a_part_that_is_missing(
    consultation: Consultation, team: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: Any, **__: Any) -> None:
        raise Killed

    arriving, parts = begin(consultation, team), cut(FILE)
    with monkeypatch.context() as killed:
        killed.setattr(type(default_storage._wrapped), "delete", lambda *_: None)  # type: ignore[attr-defined]
        killed.setattr(ArrivingFile, "save", die)
        with pytest.raises(Killed):
            keep_part(arriving, 0, parts[0])
    assert len(list_stored()) == 1 and list_missing(arriving)[0] == 0
    keep_part(arriving, 0, parts[0])
    assert Path(ArrivingPart.objects.get().file.path).read_bytes() == parts[0]


def test_joining_that_was_killed_is_begun_again_and_makes_one_intake(
    consultation: Consultation, team: User, work: Callable[[], list[Job]], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    arriving = begin(consultation, team)
    for number, part in enumerate(cut(FILE)):
        keep_part(arriving, number, part)
    job = Job.objects.get(kind=arriving_files.JOINING)
    with monkeypatch.context() as killed:
        killed.setattr(arriving_files, "drop_arrivals", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            arriving_files.join_file(job, lambda _done, _all: None)
    assert Intake.objects.count() == 1 and ArrivingFile.objects.exists()
    work()
    assert Intake.objects.get().taken == 120
    assert not ArrivingFile.objects.exists()
    assert arriving_files.join_file(job, lambda _done, _all: None) == {}


def test_a_lost_part_is_told_and_the_file_can_be_joined_when_it_is_begun_again(
    consultation: Consultation, team: User, work: Callable[[], list[Job]]
) -> None:
    arriving = begin(consultation, team)
    for number, part in enumerate(cut(FILE)):
        keep_part(arriving, number, part)
    name = ArrivingPart.objects.get(number=2).file.name
    default_storage.delete(name)
    assert [job.state for job in work()] == ["failed"]
    assert not Intake.objects.exists()
    Path(default_storage.path(name)).write_bytes(cut(FILE)[2])
    assert begin(consultation, team).pk == arriving.pk
    work()
    assert Intake.objects.get().taken == 120


@pytest.mark.parametrize(
    ("name", "size", "digests", "code"),
    [
        ("a.exe", 10, ["0" * 64], "ending"),
        ("a.csv", 3 * 1024**3, ["0" * 64], "too_large"),
        ("a.csv", 0, [], "other"),
        ("a.csv", 10, [], "other"),
        ("a.csv", 10, ["0" * 64] * 2, "other"),
        ("a.csv", 10, ["../../x"], "other"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_before_anything_is_sent(
    consultation: Consultation, team: User, name: str, size: int, digests: list[str], code: str
) -> None:
    with pytest.raises(ArrivalRefused) as refused:
        begin_arrival(consultation, name, size, digests, team)
    assert refused.value.code == code and not ArrivingFile.objects.exists()


def test_a_person_sends_five_files_at_once_and_the_disk_keeps_room(
    consultation: Consultation, team: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        begin(consultation, team, FILE + b"%d" % n)
    with pytest.raises(ArrivalRefused, match="too_many"):
        begin(consultation, team, FILE + b"6")
    begin(consultation, team, FILE + b"1")  # which is one of them
    drop_arrivals(ArrivingFile.objects.all())
    monkeypatch.setattr(arriving_files, "_count_free", lambda: 2 * len(FILE))
    with pytest.raises(ArrivalRefused, match="no_room"):
        begin(consultation, team)


def test_a_file_that_is_not_sent_to_its_end_goes_after_a_week(
    consultation: Consultation, team: User, django_capture_on_commit_callbacks: Any
) -> None:
    arriving = begin(consultation, team)
    keep_part(arriving, 0, cut(FILE)[0])
    ArrivingFile.objects.update(heard_at=timezone.now() - timedelta(days=6))
    assert retention.go_round()["arriving"] == 0
    ArrivingFile.objects.update(heard_at=timezone.now() - timedelta(days=8))
    assert retention.go_round(is_dry=True)["arriving"] == 1 and list_stored()
    with django_capture_on_commit_callbacks(execute=True):
        assert retention.go_round()["arriving"] == 1
    assert list_stored() == [] and not ArrivingPart.objects.exists()
    with pytest.raises(ArrivalRefused, match="gone"):
        keep_part(arriving, 1, cut(FILE)[1])
    assert list_stored() == []


def test_what_a_person_was_sending_goes_with_them(
    consultation: Consultation, team: User, django_capture_on_commit_callbacks: Any
) -> None:
    arriving = begin(consultation, team)
    keep_part(arriving, 0, cut(FILE)[0])
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(team)
    assert list_stored() == [] and not ArrivingFile.objects.exists()


def test_joined_parts_are_read_as_a_file_is() -> None:
    data = bytes(range(256)) * 10
    parts = [data[at : at + SMALL] for at in range(0, len(data), SMALL)]

    class Held:
        def __init__(self, part: bytes) -> None:
            self.part = part

        def __enter__(self) -> Held:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def read(self) -> bytes:
            return self.part

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            type(default_storage._wrapped), "open", lambda _self, name, mode="rb": Held(parts[int(name)])  # type: ignore[attr-defined]
        )  # fmt: skip
        joined = JoinedParts([str(n) for n in range(len(parts))], len(data))
        assert joined.read() == data
        assert joined.seek(-5, os.SEEK_END) == len(data) - 5 and joined.read() == data[-5:]
        joined.seek(SMALL - 3)
        assert joined.read(3) + joined.read(3) == data[SMALL - 3 : SMALL + 3]
        assert joined.tell() == SMALL + 3


# ---- over the wire --------------------------------------------------------------------------------------


@pytest.fixture
def client(sign_in: Callable[[Role], Client]) -> Iterator[Client]:
    yield sign_in(Role.SECRETARIAT)


def announce(client: Client, data: bytes = FILE, name: str = "a.csv") -> Any:
    given = {"name": name, "size": len(data), "digests": " ".join(digest(cut(data)))}
    return client.post(reverse("arrivals", args=("wetlands",)), given)


def post(client: Client, to: str, number: int, data: bytes) -> Any:
    return client.post(f"{to}{number}/", data, content_type="application/octet-stream")


def test_a_program_sends_what_is_missing_and_the_page_shows_how_far_it_is(
    consultation: Consultation, client: Client, work: Callable[[], list[Job]]
) -> None:
    told = announce(client).json()
    parts = cut(FILE)
    assert told["missing"] == list(range(len(parts)))
    assert post(client, told["to"], 0, parts[0]).json() == {"whole": False}
    page = client.get(reverse("intakes", args=("wetlands",))).content.decode()
    assert say("desk.arriving.title") in page and "a.csv" in page
    for number in announce(client).json()["missing"]:
        answer = post(client, told["to"], number, parts[number])
    assert answer.json() == {"whole": True}
    assert announce(client).json()["missing"] == []
    work()
    page = client.get(reverse("intakes", args=("wetlands",))).content.decode()
    assert say("desk.arriving.title") not in page and Intake.objects.get().taken == 120


def test_what_is_refused_is_told_in_words(consultation: Consultation, client: Client) -> None:
    answer = announce(client, name="a.exe")
    assert answer.status_code == 422
    assert answer.json() == {"told": say("desk.upload.ending", name="a.exe")}
    to = announce(client).json()["to"]
    answer = post(client, to, 0, b"other")
    assert (answer.status_code, answer.json()["told"]) == (
        422, say("desk.arriving.other", name="a.csv"),
    )  # fmt: skip
    assert client.post(to).status_code == 302
    assert post(client, to, 0, cut(FILE)[0]).status_code == 404


def test_only_who_began_a_file_goes_on_with_it_or_deletes_it(
    consultation: Consultation, client: Client, people: dict[Role, User]
) -> None:
    to = announce(client).json()["to"]
    other = User.objects.create_user("second@example.org", name="Second", is_secretariat=True)
    stranger = Client()
    enter(stranger, other)
    assert post(stranger, to, 0, cut(FILE)[0]).status_code == 404
    assert stranger.post(to).status_code == 404
    page = stranger.get(reverse("intakes", args=("wetlands",))).content.decode()
    assert say("desk.arriving.title") not in page
    assert announce(stranger).json()["to"] != to
    assert post(Client(), to, 0, cut(FILE)[0]).status_code == 302  # to sign in
    assert ArrivingPart.objects.count() == 0


def test_parts_are_taken_no_longer_than_files_are(
    consultation: Consultation, client: Client
) -> None:
    to = announce(client).json()["to"]
    Consultation.objects.update(stage=Stage.CLOSED.value)
    assert post(client, to, 0, cut(FILE)[0]).status_code >= 400
    assert not ArrivingPart.objects.exists()
