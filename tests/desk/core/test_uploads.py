"""Files that must not be taken, at every place where a file is taken: each is refused in words, never by a crash."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import huiyin.desk
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import InitiativeState, Role, Stage
from huiyin.desk.consultations.models import Consultation, Intake
from huiyin.desk.initiatives.api.initiatives import begin_initiative
from huiyin.desk.initiatives.api.inquiries import (
    add_question,
    begin_inquiry,
    choose_bodies,
    send_inquiry,
)
from huiyin.desk.initiatives.data import (
    InitiativeInput,
    InitiativeKind,
    InquiryInput,
    QuestionInput,
    QuestionKind,
)
from huiyin.desk.initiatives.models import Initiative
from huiyin.desk.jobs.models import Job
from huiyin.desk.outcomes.api.handovers import hand_on
from huiyin.desk.outcomes.models import Handover, Submission
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.api import works
from huiyin.desk.research.data import WorkInput, WorkType
from huiyin.desk.research.models import Work
from huiyin.desk.returns.api import rounds
from huiyin.i18n import say, say_number
from tests.desk.addresses import patterns
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import DRAFT_ZH

# The files are refused before anything is asked of the database.
pytestmark = pytest.mark.one_database

MB = 1024 * 1024


def archive(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return held.getvalue()


def _deep(times: int) -> bytes:
    return b"[" * times + b"]" * times


#: What people must not send: name → file name and bytes.
BAD: dict[str, tuple[str, bytes]] = {
    "empty": ("draft.docx", b""),
    "picture": ("draft.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    "program": ("draft.docx", b"MZ\x90\0" + b"\0" * 200),
    "broken archive": ("draft.docx", b"PK\x03\x04 not really"),
    "other archive": ("draft.zip", archive(readme=b"hello")),
    "word bomb": ("draft.docx", archive(word__document_xml=b"\0" * (64 * MB))),
    "table bomb": ("table.xlsx", archive(xl__workbook_xml=b"\0" * (64 * MB))),
    "entities": (
        "draft.xml",
        b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><akomaNtoso>&d;</akomaNtoso>',
    ),
    "nested": ("votes.json", _deep(200_000)),
}
#: The places: address, field, what is sent besides, the stage.
PLACES: dict[str, tuple[str, str, dict[str, str], Stage]] = {
    "open": (
        "/open/", "file_zh",
        {"title_zh": "又一部法", "authority": "AUTHORITY"}, Stage.COMMENTING,
    ),
    "draft_text": ("/c/wetlands/manage/draft/zh/", "file", {}, Stage.COMMENTING),
    "intakes": ("/c/wetlands/intake/", "files", {}, Stage.COMMENTING),
    "calendar": ("/organisations/AUTHORITY/calendar/", "file", {"what": "file"}, Stage.COMMENTING),
    "logo_edit": ("/organisations/AUTHORITY/logo/", "file", {}, Stage.COMMENTING),
    "inviting": ("/c/wetlands/manage/invited/", "file", {"what": "file"}, Stage.COMMENTING),
    "organisations": ("/organisations/", "file", {}, Stage.COMMENTING),
    "registry_files": ("/organisations/files/", "file", {}, Stage.COMMENTING),
    "return_upload": ("/returns/2025/upload/", "file", {}, Stage.COMMENTING),
    "ledger_tables": ("/ledger/tables/", "file", {}, Stage.COMMENTING),
    "ledger_mail": ("/ledger/record/mail/", "file", {}, Stage.COMMENTING),
    "ledger_record": ("/ledger/record/", "files", {}, Stage.COMMENTING),
    "initiative_manage": (
        "/initiatives/INITIATIVE/manage/", "file", {"what": "document", "title_en": "A"}, Stage.COMMENTING,
    ),
    "inquiry_tables": ("/initiatives/INITIATIVE/inquiries/1/tables/", "file", {}, Stage.COMMENTING),
    "research_manage": ("/research/works/WORK/manage/", "files", {"what": "version"}, Stage.COMMENTING),
    "research_honour": ("/research/works/WORK/honour/", "file", {}, Stage.COMMENTING),
    "replies_take": ("/c/wetlands/replies/take/", "file", {}, Stage.REPLYING),
    "further_take": (
        "/c/wetlands/submission/authorities/HANDOVER/replies/take/", "file", {}, Stage.REPLYING,
    ),
    "pictures": (
        "/pictures/", "file", {"what": "add", "alt_zh": "湖", "alt_en": "A lake", "focus": "middle-centre"}, Stage.COMMENTING,
    ),
    "enact": ("/c/wetlands/uptake/enacted/", "file", {"language": "zh"}, Stage.REPLYING),
}  # fmt: skip
#: Counted as uploads are, for the work that they make: no file comes with them.
NO_FILE = {"registry_file", "ledger_cosign", "draft_paste", "arrivals"}
#: Keeps what comes as it is, as evidence: what is in a file is never read there.
UNREAD = {"ledger_record", "initiative_manage", "research_manage", "research_honour"}


def test_every_place_that_takes_files_is_tried_here() -> None:
    places = {
        pattern.name
        for _, pattern in patterns()
        if getattr(pattern.callback, "limited", "") == "upload"
    }
    assert places == set(PLACES) | NO_FILE
    views = Path(huiyin.desk.__file__ or "").parent
    reading = {
        path.name for path in views.rglob("*.py")
        if "request.FILES" in path.read_text("utf-8")
    }  # fmt: skip
    assert reading == {
        "calendars.py",
        "draft_correction.py",
        "files.py",
        "intakes.py",
        "invitations.py",
        "inquiries.py",
        "initiative_parts.py",
        "organisations.py",
        "pictures.py",
        "exchange_entry.py",
        "replies.py",
        "settings.py",
        "tables.py",
        "uptake.py",
        "logos.py",
        "work_desk.py",
    }


@pytest.fixture
def send(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> Callable[[str, str, bytes], Any]:
    client = sign_in(Role.SECRETARIAT)

    def go(place: str, name: str, data: bytes) -> Any:
        if place == "return_upload" and rounds.find_round(2025) is None:
            rounds.open_round(2025, people[Role.SECRETARIAT])
        url, field, more, stage = PLACES[place]
        consultation.stage = stage.value
        consultation.save()
        more = {
            key: str(consultation.authority_id) if value == "AUTHORITY" else value
            for key, value in more.items()
        }
        if "WORK" in url and not Work.objects.exists():
            given = WorkInput(WorkType.REPORT, {"en": {"title": "Marshes"}}, (2026,))
            works.begin_work(given, people[Role.SECRETARIAT])
        if "INITIATIVE" in url and not Initiative.objects.exists():
            begun = InitiativeInput(
                InitiativeKind.PROJECT, InitiativeState.RUNNING, {"en": "Marshes"}
            )
            asks = begin_initiative(begun, people[Role.SECRETARIAT])
            asked = InquiryInput(
                {"en": "Rooms"}, {"en": "Please answer."}, timezone.localdate() + timedelta(30)
            )
            letter = begin_inquiry(asks, asked, people[Role.SECRETARIAT])
            add_question(
                letter,
                QuestionInput({"en": "How many?"}, QuestionKind.NUMBER, ()),
                people[Role.SECRETARIAT],
            )
            choose_bodies(letter, [consultation.authority_id], people[Role.SECRETARIAT])
            send_inquiry(letter, people[Role.SECRETARIAT])
        if "HANDOVER" in url:
            handed_on = Handover.objects.first() or _hand_on(consultation, people[Role.SECRETARIAT])
            url = url.replace("HANDOVER", str(handed_on.pk))
        url = url.replace("WORK", "2026-marshes").replace("INITIATIVE", "marshes")
        url = url.replace("AUTHORITY", str(consultation.authority_id))
        return client.post(url, more | {field: SimpleUploadedFile(name, data)}, follow=True)

    return go


def _hand_on(consultation: Consultation, by: User) -> Handover:
    """A proposal of one suggestion, submitted, and then to a further authority as well."""
    proposal = Proposal.objects.create(consultation=consultation)
    version = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    Suggestion.objects.create(version=version, key="S01", eid="art_2", unit="art_2", language="en")
    submission = Submission.objects.create(
        version=version, authority=consultation.authority, day=timezone.localdate()
    )
    further = Organisation.objects.create(slug="water", kind="authority", name_en="Water")
    return hand_on(consultation, submission, further.pk, None, by)


@pytest.mark.parametrize("place", PLACES)
def test_a_file_that_is_too_large_is_refused_naming_the_limit(
    place: str, send: Callable[[str, str, bytes], Any], settings: Any
) -> None:
    settings.UPLOAD_LIMIT = 2 * MB
    answer = send(place, "a <b>.csv", b"organisation,provision,comment\n" + b"x" * (2 * MB))
    assert answer.status_code in (200, 422)
    page = answer.content.decode()
    sentence = say("desk.upload.too_large", name="a <b>.csv", limit=say_number(2))
    assert html.escape(sentence, quote=False) in page.replace("&#x27;", "'")
    assert "a <b>.csv" not in page
    assert not Intake.objects.exists()


@pytest.mark.parametrize("place", PLACES)
def test_a_file_called_as_a_program_is_refused_whatever_it_holds(
    place: str, send: Callable[[str, str, bytes], Any]
) -> None:
    for name in ("comments.csv.exe", "draft.SVG", "draft.php", "draft.hta"):
        page = send(place, name, b"organisation,provision,comment\nA,art_1,good\n").content.decode()
        assert say("desk.upload.ending", name=name) in html.unescape(page)
    assert not Intake.objects.exists()


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("place", [place for place in PLACES if place not in UNREAD])
def test_a_file_that_cannot_be_taken_is_refused_in_words(
    place: str, kind: str, send: Callable[[str, str, bytes], Any], work: Callable[[], list[Job]]
) -> None:
    name, data = BAD[kind]
    answer = send(place, name, data)
    assert answer.status_code in (200, 422), answer.status_code
    page = answer.content.decode()
    done = work()
    if place in ("open", "draft_text", "enact"):  # kept at once, and read in the background
        assert [job.state for job in done] == ["failed"]
        page = answer.client.get(answer.redirect_chain[-1][0]).content.decode()
    if place == "intakes":
        intake = Intake.objects.get()
        assert intake.is_done and intake.taken == 0
        assert intake.refused
        page = answer.client.get(reverse("intake", args=("wetlands", intake.pk))).content.decode()
    assert name in page or (
        place in ("replies_take", "further_take") and "Rows that could not be imported" in page
    )
    opened = Consultation.objects.exclude(slug="wetlands")
    assert [one.draft.expressions.count() for one in opened] == [0] * (place == "open")
    texts = Consultation.objects.get(slug="wetlands").draft.expressions
    assert "第三条 本法自2027年1月1日起施行。" in texts.get(language="zh").source  # as it was


def test_all_files_of_one_upload_together_have_a_limit_too(
    send: Callable[[str, str, bytes], Any], settings: Any, sign_in: Callable[[Role], Client]
) -> None:
    settings.UPLOAD_LIMIT = 2 * MB
    row = b"organisation,provision,comment\nOrganisation 1,Article 1,"
    files = [SimpleUploadedFile(f"{n}.csv", row + b"%d" % n * (MB * 3 // 2)) for n in range(7)]
    page = sign_in(Role.SECRETARIAT).post(
        "/c/wetlands/intake/", {"files": files}, follow=True
    ).content.decode()  # fmt: skip
    assert say("desk.upload.too_many", name="6.csv", limit=say_number(8)) in page
    assert Intake.objects.count() < 7


def test_a_file_that_was_cut_cannot_be_read_by_mistake(
    consultation: Consultation, settings: Any, monkeypatch: pytest.MonkeyPatch,
    sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    from huiyin.desk.consultations.views import intakes

    settings.UPLOAD_LIMIT = 2 * MB
    monkeypatch.setattr(intakes, "too_large", lambda file: "")  # a view that forgot to ask
    file = SimpleUploadedFile("a.csv", b"x" * (3 * MB))
    answer = sign_in(Role.SECRETARIAT).post("/c/wetlands/intake/", {"files": file})
    assert answer.status_code == 413
    assert say("desk.large.file", limit=say_number(2)) in answer.content.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_that_is_too_long_for_a_form_is_told_the_limit(
    consultation: Consultation, sign_in: Callable[[Role], Client], language: str
) -> None:
    client = sign_in(Role.SECRETARIAT)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-CN" if language == "zh" else "en"
    answer = client.post("/c/wetlands/manage/draft/zh/", {"source": DRAFT_ZH * 60_000})
    assert answer.status_code == 413
    assert say("desk.large.text", language, limit=say_number(5)) in answer.content.decode()
    many = client.post(
        "/c/wetlands/intake/", {"files": [SimpleUploadedFile(f"{n}.csv", b"a") for n in range(60)]}
    )
    assert many.status_code == 400
