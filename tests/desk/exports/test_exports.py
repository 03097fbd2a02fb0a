"""A consultation is taken away whole; what is not public is in nobody's file but the secretariat's."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import comments, statements, votes
from huiyin.desk.consultations.models import Consultation, Group, Vote
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs.models import Job
from huiyin.desk.outcomes.models import Reply, Uptake
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Signature, Suggestion
from huiyin.law import read_law

#: Each stands where the public does not look.
SECRETS = ("heron in private", "编写中的蓝图", "withheld statement", "delegate@example.org")


@pytest.fixture
def full(consultation: Consultation, people: dict[Role, Any], members: list[Any]) -> Consultation:
    """Something of everything, and of much something that is not public."""
    spoken = [
        comments.send_comment(
            consultation, people[Role.DELEGATE], members[0],
            comments.CommentInput(uuid4(), "art_2", text, is_private=private),
        )
        for text, private in (("=1+1 every three years", False), ("heron in private", True))
    ]  # fmt: skip
    Group.objects.create(
        consultation=consultation, key="g", representative=spoken[0], name_zh="三年", size=1
    )
    Group.objects.create(consultation=consultation, key="p", representative=spoken[1], private=1)
    by = people[Role.SECRETARIAT]
    stated = statements.create_statement(consultation, by, "每三年修订。", "Every three years.")
    few = statements.create_statement(consultation, by, "少数人表态。", "Few voted.")
    withheld = statements.create_statement(consultation, by, "", "withheld statement")
    statements.withhold_statement(withheld, by, withheld=True)
    Vote.objects.bulk_create(
        Vote(statement=stated, participant=f"voter-{n}", value=1 if n else -1) for n in range(12)
    )
    Vote.objects.create(statement=few, participant="voter-1", value=1)
    votes.publish_votes(consultation, smallest=1)
    proposal = Proposal.objects.create(consultation=consultation)
    fixed = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=datetime.now(UTC))
    new = ProposalVersion.objects.create(proposal=proposal, number=2)
    asked = Suggestion.objects.create(version=fixed, key="S1", eid="art_2", wording="每三年修订。")
    Suggestion.objects.create(version=new, key="S1", wording="编写中的蓝图")
    Signature.objects.create(version=fixed, organisation=members[0])
    Reply.objects.create(suggestion=asked, status="rejected", reason="经费不足")
    Uptake.objects.create(suggestion=asked, verdict="partly", score=0.5, confidence=0.7, reason="x")
    Job.objects.all().delete()  # a map that was to be drawn
    consultation.stage = Stage.TRACING.value
    consultation.save()
    return consultation


def everything_in(folder: Path) -> str:
    """All that the files say, those inside Word and Excel files too."""
    said = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as inside:
                said += [inside.read(name).decode("utf-8", "replace") for name in inside.namelist()]
        elif path.is_file():
            said.append(path.read_text("utf-8-sig"))
    return "\n".join(said)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_public_part_has_every_table_and_nothing_private(
    full: Consultation, tmp_path: Path
) -> None:
    files = exports.export_consultation(full, tmp_path)
    said = everything_in(tmp_path)
    assert [secret for secret in SECRETS if secret in said] == []
    assert "voter-" not in said
    data = json.loads((tmp_path / "consultation.json").read_text("utf-8"))
    assert data["consultation"]["holds"] == "public"
    assert [row["text"] for row in data["comments"]] == ["=1+1 every three years"]
    assert [(g["name"], g["comments"]) for g in data["groups"]] == [("三年", 1)]
    assert [(s["agrees"], s["disagrees"]) for s in data["statements"]] == [(11, 1), (None, None)]
    assert [(s["edition"], s["wording"]) for s in data["suggestions"]] == [(1, "每三年修订。")]
    assert [r["reason"] for r in data["replies"]] == ["经费不足"]
    assert data["uptake"][0]["verdict"] == "partly" and len(data["signatures"]) == 1
    for table in exports.build_tables(full):
        assert len(rows(tmp_path, table.name)) == len(data[table.name]), table.name
        assert table.name in data
    assert rows(tmp_path, "comments")[0]["text"] == "'=1+1 every three years"  # no formula
    book = openpyxl.load_workbook(tmp_path / "consultation.xlsx", read_only=True)
    assert len(book.sheetnames) == len(exports.build_tables(full))
    assert (tmp_path / "SHA256SUMS") in files


def test_everything_holds_what_is_private_and_still_not_who_voted(
    full: Consultation, tmp_path: Path
) -> None:
    exports.export_consultation(full, tmp_path, everything=True)
    said = everything_in(tmp_path)
    assert [secret for secret in SECRETS if secret not in said] == []
    assert "voter-" not in said
    private = [row for row in rows(tmp_path, "comments") if row["private"] == "True"]
    assert [row["email"] for row in private] == ["delegate@example.org"]


def test_before_the_stage_of_replying_nobody_gets_replies(
    full: Consultation, tmp_path: Path
) -> None:
    full.stage = Stage.DELIBERATING.value
    exports.export_consultation(full, tmp_path)
    assert rows(tmp_path, "replies") == rows(tmp_path, "uptake") == []
    assert {row["agrees"] for row in rows(tmp_path, "statements")} == {
        ""
    }  # the map is not public yet


def test_the_laws_are_read_again_as_they_were_and_digests_hold(
    full: Consultation, tmp_path: Path
) -> None:
    exports.export_consultation(full, tmp_path)
    for name in ("draft.zh.xml", "draft.zh.docx", "draft.en.xml"):
        law = read_law(tmp_path / "laws" / name)
        assert [p.eid for p in law.walk() if p.eid.startswith("art_") and "__" not in p.eid] == [
            "art_1", "art_2", "art_3",
        ]  # fmt: skip
    sums = (tmp_path / "SHA256SUMS").read_text().splitlines()
    for line in sums:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    assert len(sums) == len([p for p in tmp_path.rglob("*") if p.is_file()]) - 1


def test_anybody_takes_the_public_file_in_the_browser(
    full: Consultation, work: Callable[[], list[Job]]
) -> None:
    reader = Client()
    page = reverse("exports", args=("wetlands",))
    reader.post(reverse("export_make", args=("wetlands",)), {"everything": "no"})
    assert b"hx-get" in reader.get(page).content
    (job,) = work()
    assert job.state == "done"
    answer = reader.get(reverse("export_file", args=("wetlands", job.pk)))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as inside:
        names = inside.namelist()
    assert "wetlands/consultation.xlsx" in names and "wetlands/laws/draft.zh.docx" in names
    assert b"hx-get" not in reader.get(page).content


def test_all_of_it_is_made_for_the_secretariat_alone_and_recorded(
    full: Consultation, sign_in: Callable[[Role], Client], work: Callable[[], list[Job]]
) -> None:
    make = reverse("export_make", args=("wetlands",))
    for role in Role:
        answer = sign_in(role).post(make, {"everything": "yes"})
        assert answer.status_code == (302 if role is Role.SECRETARIAT else 403), role
    (job,) = work()
    url = reverse("export_file", args=("wetlands", job.pk))
    for role in Role:
        answer = sign_in(role).get(url)
        assert answer.status_code == (200 if role is Role.SECRETARIAT else 403), role
        assert role is not Role.SECRETARIAT or b"".join(answer.streaming_content)
    assert AuditEntry.objects.filter(verb="export").count() == 1


def test_a_file_is_offered_for_an_hour_and_then_gone(
    full: Consultation, work: Callable[[], list[Job]]
) -> None:
    make = reverse("export_make", args=("wetlands",))
    reader = Client()
    reader.post(make, {"everything": "no"})
    (old,) = work()
    old.refresh_from_db()
    file = old.outcome["file"]
    Job.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(hours=2))
    assert reader.get(reverse("export_file", args=("wetlands", old.pk))).status_code == 404
    reader.post(make, {"everything": "no"})
    work()
    assert not default_storage.exists(file)


def test_the_command_writes_the_folder(
    full: Consultation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from typer.testing import CliRunner

    from huiyin.cli.app import build_program

    done = CliRunner().invoke(
        build_program(), ["desk", "export", "wetlands", str(tmp_path / "out")]
    )
    assert done.exit_code == 0, done.output
    assert [s for s in SECRETS if s in everything_in(tmp_path / "out")] == []
    missing = CliRunner().invoke(
        build_program(), ["desk", "export", "nothing", str(tmp_path / "out")]
    )
    assert missing.exit_code == 2
