"""Large files of organisations: planned, taken in and undone by the worker, part by part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.registry.api import facts, file_drafts, file_imports, file_jobs, file_reading
from huiyin.desk.registry.models import ChangeEvent, Fact, FileImport, Organisation
from huiyin.intake.organisations import LEFT_OUT, OrganisationStated, RecordGathering
from huiyin.intake.organisations.records import FactStated, gather_records
from tests.desk.registry.test_file_imports import MERGERS, NEW, OLD, snapshot

pytestmark = pytest.mark.django_db
CHOICES = {"source": "register", "scheme": "GB-CHC", "kind": "partner", "currency": "GBP"}


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is large here has more bytes than none; a part is of two."""
    monkeypatch.setattr(file_drafts, "_SMALL", 0)
    monkeypatch.setattr(file_jobs, "AT_ONCE", 2)
    monkeypatch.setattr(file_jobs, "_MERGERS_AT_ONCE", 1)
    monkeypatch.setattr(file_imports, "AT_ONCE", 2)


@pytest.fixture
def by() -> User:
    return User.objects.create_user("s@example.org", "x" * 12, name="Secretariat")


def take(tmp_path: Path, words: str, as_of: str = "", **more: str) -> file_jobs.ImportDone:
    table = tmp_path / "register.csv"
    table.write_text(words, "utf-8")
    choices = {**CHOICES, "as_of": as_of, "with_unknown": "", **more}
    return file_jobs.import_file(table, choices)


def test_a_large_file_changes_what_a_small_one_does(tmp_path: Path, by: User) -> None:
    first = take(tmp_path, OLD, "2021-07-15")
    assert first.counts["organisations"] == 4 and first.refused == ()
    table = tmp_path / "new.csv"
    table.write_text(NEW, "utf-8")
    choices = {**CHOICES, "as_of": "2026-01-01", "with_unknown": ""}
    dry = file_jobs.import_file(table, choices, is_dry=True)
    assert Fact.objects.filter(text="Marsh and Fen").count() == 0
    told: list[tuple[int, int]] = []
    done = file_jobs.import_file(table, choices, note=lambda n, total: told.append((n, total)))
    assert dry.counts == done.counts and dry.refused == done.refused
    assert done.counts["organisations"] == 1 and [why for _, _, why in done.refused] == [
        "identifier_form"
    ]
    assert told[-1] == (6, 6)
    assert Organisation.objects.get(name_en="Marsh and Fen").file_import is not None
    assert not FileImport.objects.exclude(file="").exists()  # the file itself is gone
    again = file_jobs.import_file(table, choices)
    assert {name for name, n in again.counts.items() if n} == {"same", "refused"}


def test_what_broke_off_goes_on_where_it_stopped_and_is_undone_as_a_whole(
    tmp_path: Path, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(tmp_path, OLD, "2021-07-15")
    before = snapshot()
    plan_part, parts = file_jobs.plan_part, []

    def break_at_second(*args: object, **more: object) -> object:
        parts.append(1)
        if len(parts) == 2:
            raise MemoryError
        return plan_part(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(file_jobs, "plan_part", break_at_second)
    with pytest.raises(MemoryError):
        take(tmp_path, NEW, "2026-01-01")
    broken = FileImport.objects.get(confirmed_at=None)
    assert (broken.done, broken.is_begun) == (2, True)
    partly = snapshot()
    assert partly != before
    file_drafts.go_on_with_large(broken, by)
    jobs.perform_waiting(broken)
    broken.refresh_from_db()
    assert broken.done == 6 and broken.confirmed_at is not None
    assert broken.counts["organisations"] == 1 and broken.counts["refused"] == 1
    whole = snapshot()
    monkeypatch.setattr(file_drafts, "_UNDONE_AT_ONCE", 0)
    assert file_drafts.undo_any(broken, by) is None
    with pytest.raises(facts.UnusableFact):
        file_drafts.undo_any(broken, by)  # it is under way
    jobs.perform_waiting(broken)
    broken.refresh_from_db()
    assert broken.undone_at is not None and broken.undoing == {}
    assert snapshot() == before != whole
    assert not Organisation.objects.filter(name_en="Fen Fund").exists()


def test_a_part_that_is_in_can_be_undone_where_the_rest_never_came(
    tmp_path: Path, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*args: object) -> None:
        raise MemoryError

    take_part = file_jobs._take_part
    monkeypatch.setattr(file_jobs, "_take_part", break_off)
    with pytest.raises(MemoryError):
        take(tmp_path, OLD, "2021-07-15")
    monkeypatch.setattr(file_jobs, "_take_part", take_part)
    broken = FileImport.objects.get()
    assert file_drafts.undo_any(broken, by) is not None
    broken.refresh_from_db()
    assert broken.undone_at is not None and broken.file.name == ""
    file_drafts.go_on_with_large(broken, by)
    jobs.perform_waiting(broken)
    assert Organisation.objects.count() == 0


def test_mergers_are_recorded_part_by_part(tmp_path: Path) -> None:
    take(tmp_path, NEW.replace("False", "True"), "2026-01-01")
    done = take(tmp_path, MERGERS, with_unknown="1")
    assert done.counts == {"events": 2, "refused": 1, "organisations": 2}
    assert [(row, why) for row, _, why in done.refused] == [(4, "date")]
    again = take(tmp_path, MERGERS, with_unknown="1")
    assert again.counts["events"] == 0 and again.counts["organisations"] == 0
    assert ChangeEvent.objects.count() == 2


def test_the_secretariat_sees_how_far_a_large_file_is(
    sign_in: Callable[[Role], Client], work: Callable[[], list[Job]]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    words = (
        "name,关注领域,odd\nMarsh Wardens,water; wells,x\nHill Folk,climate,y\nFen Fund,water,z\n"
    )
    file = SimpleUploadedFile("r.csv", words.encode())
    where = team.post(reverse("registry_files"), {"file": file})["Location"]
    assert "Reading the file" in team.get(where).content.decode()
    work()
    page = team.get(where).content.decode()
    assert "added: 9" in page and "odd" in page and "not imported: 1" in page
    chosen = {"kind": "member", "currency": "CNY", "role-0": "name", "role-1": "focus"}
    refused = team.post(where, {**chosen, "role-2": "", "confirm": "1"})
    assert refused.status_code == 422  # a column of which nobody said what it holds
    assert team.post(where, {**chosen, "role-2": LEFT_OUT, "confirm": "1"}).status_code == 302
    assert (
        Organisation.objects.filter(name_en="Fen Fund").count() == 0
    )  # other choices, planned anew
    work()
    assert "added: 9" in team.get(where).content.decode()
    team.post(where, {**chosen, "role-2": LEFT_OUT, "confirm": "1"})
    assert "Importing" in team.get(where).content.decode()
    work()
    page = team.get(where).content.decode()
    assert (
        "organisations: 3" in page
        and "Rows that were not imported" in page
        and "Marsh Wardens" in page
    )
    assert team.post(where, {"undo": "1"}).status_code == 302
    assert Organisation.objects.filter(name_en="Fen Fund").count() == 0


def test_a_file_that_cannot_be_read_says_why_and_can_be_given_up(
    sign_in: Callable[[Role], Client], work: Callable[[], list[Job]]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    file = SimpleUploadedFile("r.xml", b"<no>")
    where = team.post(reverse("registry_files"), {"file": file})["Location"]
    work()
    page = team.get(where).content.decode()
    assert 'class="note bad"' in page and "Continue" in page
    team.post(where, {"discard": "1"})
    assert not FileImport.objects.exists()


def test_rows_of_one_organisation_are_one_record_wherever_they_stand() -> None:
    def row(name: str, focus: str, number: int) -> OrganisationStated:
        return OrganisationStated(
            "", (FactStated("name", "en", name), FactStated("focus", focus)), number
        )

    rows = [
        row("Marsh", "water", 2), row("marsh", "wells", 3), row("Hill", "climate", 4),
        OrganisationStated("", (), 5, "nameless"), row("Marsh", "women", 6), row("Fen", "water", 7),
    ]  # fmt: skip
    gathering = RecordGathering()
    for one in rows:
        gathering.note(one)
    records = list(gathering.gather(rows))
    assert gathering.total == len(records) == 4
    marsh = next(one for one in records if "Marsh" in one.list_names())
    assert [f.code for f in marsh.facts if f.kind == "focus"] == ["water", "wells", "women"]
    assert [marsh.find_row(at) for at in range(len(marsh.facts))] == [2, 2, 3, 3, 6, 6]
    assert sorted(one.row for one in records) == sorted(one.row for one in gather_records(rows))


def test_a_file_of_iati_and_of_many_rows_is_read_in_parts(tmp_path: Path) -> None:
    table = tmp_path / "many.csv"
    head = "name,income\n"
    table.write_text(head + "".join(f"Society {n},{n}\n" for n in range(4_500)), "utf-8")
    large = file_reading.LargeFile("many.csv", lambda: table.open("rb"))
    seen = large.look()
    assert seen.roles == ("name", "income")
    whole = file_reading.LargeFile("many.csv", lambda: table.open("rb"), seen.format, seen.roles)
    gathering = whole.survey()
    stated = list(whole.list_stated(gathering))
    assert gathering.total == len(stated) == 4_500
    assert (stated[-1].row, stated[-1].facts[1].number) == (4_501, 4499.0)
    upload = file_drafts.begin_import("many.csv", ContentFile(table.read_bytes()), None)
    assert upload.file and upload.kind == ""
