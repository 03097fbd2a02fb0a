"""One bad row of a file costs itself, wherever a file comes in: it is named, the good ones are taken, nothing is broken."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Comment, Consultation, Intake
from huiyin.desk.jobs.models import Job
from huiyin.desk.laws.models import Expression
from huiyin.desk.outcomes.models import Reply
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
from tests.desk.world import hand_in

Work = Callable[[], list[Job]]
DEEP = "[" * 3000 + "]" * 3000
#: One entry of JSON that cannot be taken.
ENTRIES = {
    "half a character": '{"comment": "\\ud800"}',
    "half a character in the organisation": '{"comment": "a", "organisation": "\\udc00"}',
    "a NUL": '{"comment": "a\\u0000b"}',
    "a key twice": '{"comment": "a", "comment": "b"}',
    "no object": "[1]",
    "a list in a list": '{"comment": [["a"]]}',
    "no end of lists": f'{{"comment": {DEEP}}}',
    "no JSON": '{"comment": "a" "b"}',
    "a name too long to be kept": json.dumps({"comment": "a", "organisation": "长" * 201}),
    "4,301 digits": '{"comment": "a", "provision": ' + "9" * 4301 + "}",
    "a text too long to be kept": json.dumps({"comment": "长" * 200_001}),
}
#: One that costs nothing.
HARMLESS = {
    "4,301 digits that nobody asks for": '{"comment": "Number", "other": ' + "9" * 4301 + "}",
    "4,301 digits that somebody says": '{"comment": ' + "9" * 4301 + "}",
    "a number without end": '{"comment": "Number", "provision": 1e999}',
    "no number": '{"comment": "Number", "provision": NaN}',
    "an odd column that nobody asks for": '{"comment": "Number", "other": {"a": [["b\\ud800"]]}}',
}


def send(client: Client, consultation: Consultation, name: str, data: bytes, work: Work) -> Intake:
    url = reverse("intakes", args=(consultation.slug,))
    assert client.post(url, {"files": SimpleUploadedFile(name, data)}).status_code == 302
    jobs = [job for job in work() if job.kind == "take_in"]
    assert [job.state for job in jobs] == [Job.State.DONE]
    return Intake.objects.latest("pk")


def of_json(entry: str) -> bytes:
    good = [json.dumps({"comment": words, "provision": "1"}) for words in ("First", "Third")]
    return f"[{good[0]}, {entry}, {good[1]}]".encode()


def test_an_entry_that_cannot_be_taken_is_named_and_the_others_are_taken(
    consultation: Consultation, sign_in: Callable[[Role], Client], work: Work
) -> None:
    team = sign_in(Role.SECRETARIAT)
    for what, entry in ENTRIES.items():
        found = send(team, consultation, f"{what}.json", of_json(entry), work)
        texts = found.comments.order_by("pk").values_list("text", flat=True)
        assert list(texts) == ["First", "Third"], what
        assert [one["row"] for one in found.refused] == [2], what
        page = team.get(reverse("intake", args=(consultation.slug, found.pk)))
        assert page.status_code == 200
        assert say("desk.intake.row", "en", row=2) in page.content.decode(), what
    for what, entry in HARMLESS.items():
        found = send(team, consultation, f"{what}.json", of_json(entry), work)
        assert (found.taken, found.refused) == (3, []), what


def test_a_row_of_csv_or_of_a_workbook_costs_itself(
    consultation: Consultation, sign_in: Callable[[Role], Client], work: Work
) -> None:
    team = sign_in(Role.SECRETARIAT)
    good = b"provision,comment\n1,First\n%s\n2,Third\n"
    for n, row in enumerate((b'2,"never closed', b"2,a\x00b", "2,\ufffd".encode())):
        found = send(team, consultation, f"{n}.csv", good % row, work)
        assert list(found.comments.order_by("pk").values_list("text", flat=True)) == [
            "First",
            "Third",
        ], row
        assert [one["row"] for one in found.refused] == [3], row
    assert Comment.objects.filter(consultation=consultation).count() == 6


def test_a_file_with_a_very_long_name_is_taken(
    consultation: Consultation, sign_in: Callable[[Role], Client], work: Work
) -> None:
    found = send(
        sign_in(Role.SECRETARIAT),
        consultation,
        "长" * 240 + ".json",
        of_json('{"comment": "Second"}'),
        work,
    )
    assert found.taken == 3
    assert len(found.file_name) <= 200 and found.file_name.endswith(".json")


def test_a_bad_organisation_of_a_table_is_named_and_the_others_are_added(
    sign_in: Callable[[Role], Client], people: Any
) -> None:
    rows = ", ".join(
        f'{{"name": "{name}", "email": "{email}"}}'
        for name, email in (
            ("Cranes", ""), ("\\ud800", ""), ("Nul\\u0000", ""), ("长" * 201, ""),
            ("Long", "a" * 64 + "@" + "b." * 120 + "org"), ("Herons", ""),
        )
    )  # fmt: skip
    twice = '{"name": "Twice", "name": "Or not"}'
    answer = sign_in(Role.SECRETARIAT).post(
        "/organisations/", {"file": SimpleUploadedFile("o.json", f"[{rows}, {twice}, 5]".encode())}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert (
        say("registry.wrong.characters", "en") in page
        and say("registry.wrong.unread", "en") in page
    )
    assert set(Organisation.objects.filter(name_en__in=["Cranes", "Herons"]).values_list("name_en", flat=True)) == {
        "Cranes", "Herons",
    }  # fmt: skip
    assert not Organisation.objects.filter(name_en__in=["Twice", "Or not"]).exists()


def test_a_bad_reply_of_a_table_is_named_and_the_others_are_given(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    hand_in(
        consultation,
        Stage.REPLYING,
        [{"text": "More water."}, {"text": "More birds."}, {"text": "More."}],
    )
    rows = [
        {"suggestion": "S01", "status": "accepted", "reason": "yes"},
        {"suggestion": "S02", "status": "accepted", "reason": "\ud800"},
        {"suggestion": "S03", "status": "accepted", "reason": "well"},
        {"suggestion": "\udc00", "status": "x\x00", "reason": "9" * 4301},
    ]
    url = reverse("replies_take", args=(consultation.slug,))
    answer = sign_in(Role.OFFICER).post(
        url, {"file": SimpleUploadedFile("r.json", json.dumps(rows).encode())}
    )
    assert answer.status_code == 200
    assert say("intake.refusal.broken_characters", "en")[:30] in answer.content.decode()
    assert set(Reply.objects.values_list("suggestion__key", flat=True)) == {"S01", "S03"}
    book = openpyxl.Workbook()
    for row in (
        ("suggestion", "status", "reason"),
        ("S02", "accepted", "a\ufffdb"),
        ("S03", "rejected", "no"),
    ):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    answer = sign_in(Role.OFFICER).post(
        url, {"file": SimpleUploadedFile("r.xlsx", written.getvalue())}
    )
    assert answer.status_code == 200
    assert Reply.objects.get(suggestion__key="S03").status == "rejected"
    assert not Reply.objects.filter(suggestion__key="S02").exists()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (f'{{"provisions": [{{"num": "1", "text": {DEEP}}}]}}', "json_too_deep"),
        (json.dumps({"provisions": [{"eid": f"art_{n}", "parent": f"art_{n - 1}", "num": str(n), "text": "x"} for n in range(400)]}), "provisions_too_deep"),
    ],
)  # fmt: skip
def test_a_draft_without_bottom_is_refused_by_name(
    document: str,
    code: str,
    consultation: Consultation,
    sign_in: Callable[[Role], Client],
    work: Work,
) -> None:
    consultation.stage = Stage.PREPARING.value
    consultation.save()
    team = sign_in(Role.SECRETARIAT)
    url = reverse("draft_text", args=(consultation.slug, "en"))
    before = Expression.objects.get(version=consultation.draft, language="en").source
    team.post(url, {"file": SimpleUploadedFile("deep.json", document.encode())})
    (job,) = work()
    assert (job.state, job.error["code"]) == (Job.State.FAILED, "unreadable")
    page = team.get(url).content.decode()
    assert "deep.json" in page and say("desk.job.failed.broken", "en") not in page
    assert Expression.objects.get(version=consultation.draft, language="en").source == before


def test_a_draft_with_odd_entries_is_kept(
    consultation: Consultation, sign_in: Callable[[Role], Client], work: Work
) -> None:
    consultation.stage = Stage.PREPARING.value
    consultation.save()
    odd = ["9" * 5000, "第" + "一" * 5000 + "条", "\ud800", "a\x00b", [1, [2]], {"a": 1}]
    rows = [{"num": "Article 1", "text": "Water."}] + [
        {"num": one, "heading": one, "text": one, "eid": one} for one in odd
    ]
    team = sign_in(Role.SECRETARIAT)
    url = reverse("draft_text", args=(consultation.slug, "en"))
    document = json.dumps({"title": "Law \udc00" * 200, "language": "en" * 50, "provisions": rows})
    team.post(url, {"file": SimpleUploadedFile("odd.json", document.encode())})
    (job,) = work()
    assert job.state == Job.State.DONE
    assert team.get(url).status_code == 200
    assert (
        team.get(reverse("consultation", args=(consultation.slug,)) + "?text=en").status_code == 200
    )
