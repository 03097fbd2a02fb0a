"""What the desk holds of a person is taken away whole and erased everywhere: looked for by a mark in every place."""

from __future__ import annotations

import gzip
import io
import json
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment as Note
from wagtail.models import CommentReply, Locale, ModelLogEntry, Page
from wagtail.users.models import UserProfile

from huiyin.desk.accounts.models import Device, Session, User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.accounts.sessions import SessionStore
from huiyin.desk.api.api import tokens
from huiyin.desk.api.data import Scope
from huiyin.desk.api.models import Webhook
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api.drafts import send_file
from huiyin.desk.consultations.models import Comment, Consultation, Group, Intake, Statement, Vote
from huiyin.desk.core.request_log import DailyFileHandler
from huiyin.desk.core.security_log import SecurityFormatter
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.laws.models import DraftWords, Instrument, WrittenDraft
from huiyin.desk.networks import departures
from huiyin.desk.networks.api import grant_role
from huiyin.desk.networks.models import Invitation
from huiyin.desk.notifications import outbox
from huiyin.desk.notifications.models import Mail
from huiyin.desk.operations.backup import write_backup
from huiyin.desk.pages.models import Article
from huiyin.desk.personal import data_takeout, database_cleanup, erasure, holdings, retention
from huiyin.desk.personal.models import Erasure
from huiyin.desk.proposals.models import ProposalVersion, Suggestion
from huiyin.i18n import say
from tests.desk.forms import carried
from tests.desk.test_privacy import Pick, addresses, pick_some, words_of
from tests.desk.world import enter

#: Begins every word that the person ever gave to the desk; what follows says where.
MARK = "zqxjkvbw"
EMAIL = f"{MARK}email@example.org"
#: Words that stay, because they were said in another's name, and the field that is declared to stay for them.
STAY = {
    "sent": ("consultations.comment", "text"),
    "wording": ("consultations.comment", "wording"),
    "quote": ("consultations.comment", "quote"),
    "private": ("consultations.comment", "text"),
    "row": ("consultations.comment", "text"),
    "group": ("consultations.group", "name_en"),
    "aside": ("consultations.group", "aside"),
    "statement": ("consultations.statement", "text_en"),
    "suggestion": ("proposals.suggestion", "wording"),
    "letter": ("proposals.proposalversion", "letter_en"),
    "differ": ("proposals.minorityopinion", "text"),
    "lawfile": ("laws.expression", "file_name"),
    "law": ("laws.provision", "text"),
}
#: Words that are the person's alone.
GO = {
    "email", "name", "oldname", "draft", "withdrawn", "own", "remark", "file", "heading", "why", "key", "profile",
    "label", "note", "answer", "program", "hook", "typed",
}  # fmt: skip


def mark(code: str) -> str:
    return f"{MARK}{code}"


class Marked:
    """Somebody who used every part of the desk, with a mark in each word that they gave it."""

    def __init__(
        self,
        consultation: Consultation,
        people: dict[Role, User],
        members: list[Any],
        sign_in: Callable[[Role], Client],
        work: Callable[[], list[Job]],
    ) -> None:
        self.consultation, self.people, self.member = consultation, people, members[0]
        self.secretary = sign_in(Role.SECRETARIAT)
        self.client = Client(HTTP_ACCEPT_LANGUAGE="en")
        self.work = work
        self._join()
        self._comment()
        self._group()
        self._propose()
        self._be_handled()
        self._use_newer_parts()
        self._note()
        self._be_named()
        work()

    def post(self, to: str, /, *args: Any, **given: Any) -> Any:
        """As the person, with what the form carries unseen."""
        where = reverse(to, args=args)
        shows = to in ("account", "suggestion_new", "proposal_letter", "intake")
        more = carried(self.client, where) if shows else {}
        answer = self.client.post(where, {**given, **more})
        assert answer.status_code in (200, 302), answer.content.decode()[-2000:]
        return answer

    def stage(self, stage: Stage) -> None:
        Consultation.objects.update(stage=stage.value)
        self.consultation.refresh_from_db()

    def _join(self) -> None:
        self.secretary.post(
            reverse("people"),
            {"email": EMAIL, "role": "delegate", "organisation": self.member.pk, "language": "en"},
        )
        invitation = Invitation.objects.get(email=EMAIL)
        password = "reeds by the lake"
        join = reverse("join", args=(invitation.token,))
        self.client.post(join, {"name": mark("oldname"), "password": password})
        self.person = User.objects.get(email=EMAIL)
        for role in (Role.COORDINATOR, Role.SECRETARIAT):
            grant_role(self.person, role, None, self.consultation.network)
        self.person.refresh_from_db()
        enter(self.client, self.person)
        departures.close_account(self.person, self.people[Role.SECRETARIAT])
        departures.reopen_account(self.person, self.people[Role.SECRETARIAT])
        self.person.refresh_from_db()
        enter(self.client, self.person)
        self.post("account", name=mark("name"), digest="daily", reminders="on")
        self.person.refresh_from_db()
        EmailAddress.objects.get_or_create(user=self.person, email=EMAIL)
        Device.objects.create(user=self.person, proof="0" * 64)
        Authenticator.objects.create(
            user=self.person, type=Authenticator.Type.WEBAUTHN, data={"name": mark("key")}
        )

    def _comment(self) -> None:
        self.withdrawn = uuid4()

        def send(name: str, key: UUID, **words: str) -> None:
            self.post(name, "wetlands", "art_1", key=key, eid="art_1", **words)

        send("comment_draft", uuid4(), text=f"not sent: {mark('draft')}", quote=mark("draft"))
        send(
            "comment_send",
            uuid4(),
            text=f"sent {mark('sent')}",
            wording=mark("wording"),
            quote=mark("quote"),
        )
        send("comment_send", uuid4(), text=f"quietly {mark('private')}", is_private="on")
        send("comment_send", self.withdrawn, text=f"taken back {mark('withdrawn')}")
        self.client.post(reverse("comment_withdraw", args=("wetlands", self.withdrawn)))
        own = said.CommentInput(uuid4(), "art_1", f"in my own name {mark('own')}")
        said.send_comment(self.consultation, self.person, None, own)
        table = f"provision,{mark('heading')},organisation\nArticle 2,{mark('row')},{self.member.slug}\n"
        self.post(
            "intakes",
            "wetlands",
            files=SimpleUploadedFile(f"{mark('file')}.csv", table.encode()),
        )
        self.work()
        intake = Intake.objects.get()
        self.post("intake", "wetlands", intake.pk, text=mark("heading"))
        law = f"Wetlands Act\nArticle 1\nWater is free. {mark('law')}\nArticle 2\nAir is too.\nArticle 3\nEnd.\n"
        send_file(self.consultation, "en", f"{mark('lawfile')}.txt", law.encode(), self.person)
        jobs.start_job(self.consultation, "group", self.person)
        self.work()

    def _group(self) -> None:
        self.stage(Stage.GROUPING)
        first, second = Group.objects.public().order_by("pk")[:2]
        self.post("group_change", "wetlands", first.pk, what="name", name_en=mark("group"))
        self.post(
            "group_change",
            "wetlands",
            second.pk,
            what="aside",
            reason=mark("aside"),
            words=mark("aside"),
        )
        self.post("statement_make", "wetlands", text_en=f"Let water be free {mark('statement')}")
        self.stage(Stage.DELIBERATING)
        statement = Statement.objects.get()
        self.post(
            "vote", "wetlands", statement=statement.pk, vote="agree", organisation=self.member.pk
        )

    def _propose(self) -> None:
        self.stage(Stage.DRAFTING)
        self.post("proposal_begin", "wetlands")
        self.post(
            "suggestion_new",
            "wetlands",
            keep="1",
            eid="art_1",
            wording=mark("suggestion"),
            language="en",
        )
        self.post("proposal_letter", "wetlands", keep="1", letter_en=mark("letter"))
        suggestion = Suggestion.objects.get()
        self.post("edition_remark", "wetlands", 1, text=mark("remark"), suggestion=suggestion.pk)
        self.post("proposal_fix", "wetlands")
        self.stage(Stage.SIGNING)
        number = ProposalVersion.objects.get().number
        self.post("edition_sign", "wetlands", number, organisation=self.member.pk)
        self.post(
            "edition_differ", "wetlands", number, organisation=self.member.pk, text=mark("differ")
        )

    def _be_handled(self) -> None:
        """Others name them: in mails, in the record of acts, in files that lie ready."""
        other = User.objects.create_user("other@example.org", name="Other", language="en")
        departures.reset_second_step(other, self.person)
        self.post("people", email="guest@example.org", role="delegate", organisation=self.member.pk)
        seat = self.person.seats.get()
        organisation = reverse("organisation_edit", args=(self.member.pk,))
        self.secretary.post(organisation, {"unseat": seat.pk, "what": "unseat", "seat": seat.pk})
        grant_role(self.person, Role.DELEGATE, self.member)
        self.member.email = EMAIL
        self.member.save()
        profile = UserProfile.get_for_user(self.person)
        profile.current_time_zone = mark("profile")
        profile.save()
        ModelLogEntry.objects.log_action(
            instance=self.person, action="wagtail.edit", user=self.person, title=mark("label")
        )
        Client().post(reverse("account_reset_password"), {"email": EMAIL})
        self.secretary.post(reverse("export_make", args=("wetlands",)), {"everything": "yes"})
        self.work()
        while outbox.deliver_mails():
            pass
        Mail.objects.create(
            person=self.people[Role.SECRETARIAT], kind="intake", about={"who": mark("name")},
            state=Mail.State.GIVEN_UP, error=f"550 <{EMAIL}> is not known here",
        )  # fmt: skip

    def _use_newer_parts(self) -> None:
        """What came since: programs of one's own, what one follows by mail, words typed in a draft law."""
        tokens.create_token(self.person, mark("program"), [Scope.COMMENT])
        Webhook.objects.create(
            user=self.person, url=f"https://{mark('hook')}.example.org/", secret="sealed"
        )
        follow = reverse("follow", args=("consultation", self.consultation.slug))
        assert Client().post(follow, {"email": EMAIL}).status_code < 400
        law = Instrument.objects.create(title_en="A draft")
        draft = WrittenDraft.objects.create(slug="a-draft", instrument=law)
        draft.editors.add(self.person)
        DraftWords.objects.create(draft=draft, person=self.person, text_en=mark("typed"))

    def _note(self) -> None:
        """In the editor of pages: a note and an answer, kept in versions of a page and in its history; one note that was
        deleted since."""
        locale, _ = Locale.objects.get_or_create(language_code="en")
        # A test that emptied the tables before this one gave the types of content other numbers.
        ContentType.objects.clear_cache()
        root = Page.add_root(instance=Page(title="Root", slug="root-of-notes", locale=locale))
        page = root.add_child(
            instance=Article(title="Cranes", slug="cranes", locale=locale, owner=self.person)
        )
        other = self.people[Role.SECRETARIAT]
        notes = [Note(user=self.person, text=mark("note"), contentpath="title") for _ in range(2)]
        notes.append(Note(user=other, text="what I think of it", contentpath="title"))
        for note in notes:
            page.wagtail_admin_comments.add(note)
        notes[2].replies.add(CommentReply(user=self.person, text=mark("answer")))
        page.save()
        version = page.save_revision(user=self.person)
        answer = notes[2].replies.get()
        notes[0].log_create(page_revision=version, user=self.person)
        notes[1].log_create(page_revision=version, user=self.person)
        answer.log_create(page_revision=version, user=self.person)
        notes[0].log_resolve(page_revision=version, user=other)
        Note.objects.filter(pk=notes[1].pk).delete()

    def _be_named(self) -> None:
        """In what others sent in: rows and files by name and by address, votes by a file, what went wrong with a file."""
        stage = Stage(self.consultation.stage)
        self.stage(Stage.COMMENTING)
        rows = (
            f"Article 2,said without an organisation,,{mark('name')}\n"
            f"Article 3,said by who has the address,,{mark('name')} <{EMAIL}>\n"
            f"Article 1,said beside a body,Reed Society ({mark('name')}),\n"
            f"Article 1,said for the member,{self.member.slug},{EMAIL}\n"
        )
        for name, text in (
            (f"Comments {mark('name')}.csv", "provision,comment,organisation,name\n" + rows),
            ("b.csv", f"provision,comment,{mark('name')}\nArticle 1,a heading names them,x\n"),
        ):
            file = SimpleUploadedFile(name, text.encode())
            self.secretary.post(reverse("intakes", args=("wetlands",)), {"files": file})
        self.work()
        other = self.people[Role.SECRETARIAT]
        Job.objects.create(
            **name_subject(self.consultation), kind="take_in", created_by=other, state=Job.State.FAILED,
            arguments={"name": f"{mark('name')}.csv"},
            error={"code": "unfinished", "details": {"why": "died", "file": f"from {EMAIL}.csv"}},
        )  # fmt: skip
        statement = Statement.objects.get()
        Vote.objects.create(statement=statement, participant=mark("name"), value=1, published=1)
        self.stage(stage)


@pytest.fixture
def folder(tmp_path: Path, settings: Any, db: None) -> Iterator[Path]:
    """A folder of data like that of a desk; mails and the log are written to it. Its database is that of an earlier version, which
    left what was deleted where it lay."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = OFF")
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    log, handler = logging.getLogger(), DailyFileHandler(str(tmp_path / "logs"))
    handler.setFormatter(SecurityFormatter())
    log.addHandler(handler)
    yield tmp_path
    log.removeHandler(handler)


@pytest.fixture
def marked(
    folder: Path,
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    sign_in: Callable[[Role], Client],
    work: Callable[[], list[Job]],
) -> Marked:
    return Marked(consultation, people, members, sign_in, work)


# ---- where it is looked for ----------------------------------------------------------------------------


def codes_in(text: str) -> set[str]:
    """Which marks stand in a text."""
    found = text.lower().split(MARK)[1:]
    known = sorted({*STAY, *GO}, key=len, reverse=True)
    return {next((code for code in known if rest.startswith(code)), rest[:12]) for rest in found}


def in_tables() -> dict[str, set[str]]:
    """Every cell of every table, the indexes of the search among them."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                cells = (
                    bytes(cell).decode("utf-8", "replace")
                    if isinstance(cell, bytes | memoryview)
                    else json.dumps(cell, default=str)
                    if isinstance(cell, dict | list)
                    else str(cell)
                    for cell in row
                )
                if here := codes_in(" ".join(cells)):
                    found.setdefault(table, set()).update(here)
    for session in Session.objects.all():
        if here := codes_in(str(SessionStore().decode(session.session_data))):
            found.setdefault("session", set()).update(here)
    return found


def in_files(*folders: Path) -> dict[str, set[str]]:
    """Every byte of every file, of their names, and of what is packed in them; decoded too where it is a mail."""
    found: dict[str, set[str]] = {}
    for path in (
        path
        for folder in folders
        for path in sorted({folder, *folder.rglob("*")})
        if path.is_file()
    ):
        here = codes_in(path.name) | _in_bytes(path.read_bytes())
        if here:
            found[path.name] = here
    return found


def _in_bytes(data: bytes) -> set[str]:
    here = codes_in(data.decode("utf-8", "ignore"))
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                here |= codes_in(name) | _in_bytes(archive.read(name))
    if data.startswith(b"\x1f\x8b"):
        here |= _in_bytes(gzip.decompress(data))
    return here


def database_files() -> list[Path]:
    if connection.vendor != "sqlite":
        return []
    name = Path(str(connection.settings_dict["NAME"]))
    return [path for path in name.parent.glob(f"{name.name}*") if path.is_file()]


def in_pages(
    sign_in: Callable[[Role], Client], roles: list[Role], pick: Pick
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    everywhere = pick(addresses(list(Comment.objects.all())[:2]))
    for role in roles:
        client = sign_in(role)
        for _, url in everywhere:
            if "logout" in url:
                continue
            if here := codes_in(words_of(client.get(url))):
                found[f"{role} {url}"] = here
    return found


def ask_and_grant(marked: Marked) -> Erasure:
    """Through the pages, as the person and the secretariat do it."""
    marked.post("erase_me", words=f"because {mark('why')}", sure="yes")
    asked = Erasure.objects.get()
    page = marked.secretary.get(reverse("erasure", args=(asked.pk,))).content.decode()
    assert mark("why") in page and EMAIL in page
    offered = re.findall(r'name="meant" value="([^"]+)"', page)
    assert {one.partition(":")[0] for one in offered} >= {
        "comment",
        "speaker",
        "file",
        "file_name",
        "vote",
    }
    answer = marked.secretary.post(
        reverse("erasure", args=(asked.pk,)), {"what": "grant", "sure": "yes", "meant": offered}
    )
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    asked.refresh_from_db()
    return asked


# ---- the tests -----------------------------------------------------------------------------------------


def test_every_field_that_can_hold_something_of_a_person_is_declared() -> None:
    missing = [
        f"{model._meta.label_lower}.{field.name}"
        for model, field in holdings.list_fields()
        if holdings.find_holding(model, field.name) is None
    ]
    assert missing == []


def test_what_is_declared_is_there_and_says_what_becomes_of_it() -> None:
    ours = (
        "accounts",
        "registry",
        "networks",
        "consultations",
        "proposals",
        "outcomes",
        "ledger",
        "personal",
        "pages",
    )
    known = {
        model._meta.label_lower: {field.name for field in model._meta.get_fields()}
        for model in apps.get_models(include_auto_created=True)
    }
    for table, fields in holdings.HOLDINGS.items():
        is_ours = table.split(".")[0] in ours
        assert table in known or not is_ours, table
        for name, holding in fields.items():
            assert not (is_ours and name == "*"), f"{table}: fields of ours are named one by one"
            assert name in known.get(table, {name}) or name == "*", f"{table}.{name}"
            assert holding.section in {"", *data_takeout.SECTIONS}, f"{table}.{name}"
            if holding.fate is holdings.ErasureEffect.STAYS:
                assert holding.why in holdings.STAYS, f"{table}.{name}"
            elif not holding.section:
                assert holding.why, f"{table}.{name}: why it is not taken away is not said"
    for language in ("en", "zh"):  # a section that nobody of these tests fills is read too
        for section, (columns, _) in data_takeout.SECTIONS.items():
            assert say(f"personal.section.{section}", language)
            assert all(say(f"personal.column.{column}", language) for column in columns)
    assert set(STAY.values()) <= {
        (table, name)
        for table, fields in holdings.HOLDINGS.items()
        for name, holding in fields.items()
        if holding.fate is holdings.ErasureEffect.STAYS
    }


def test_a_table_that_leads_to_an_account_and_is_not_declared_stops_every_erasure(
    people: dict[Role, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {
        table: fields for table, fields in holdings.HOLDINGS.items() if table != "proposals.remark"
    }
    monkeypatch.setattr(holdings, "HOLDINGS", without)
    with pytest.raises(LookupError, match=r"proposals\.Remark"):
        erasure.erase_person(people[Role.DELEGATE])


@pytest.mark.django_db
def test_all_that_is_held_of_somebody_is_in_the_file_that_they_take_away(marked: Marked) -> None:
    marked.post("erase_me", words=mark("why"), sure="yes")
    answer = marked.post("own_data")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        pages = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    told = json.loads(pages["data.json"])
    #: What is not theirs to take (the law, the file's own rows and headings) or would open the account.
    held_back = {"law", "heading", "row", "key", "profile", "group", "aside", "quote"}
    for code in {*STAY, *GO} - held_back:
        assert code in codes_in(pages["data.json"]), code
        assert code in codes_in(pages["index.html"]), code
    tables = "".join(text for name, text in pages.items() if name.startswith("tables/"))
    assert codes_in(tables) == codes_in(pages["data.json"])
    # Works that one is an author of are tried in tests/desk/research.
    assert {name for name, rows in told.items() if not rows} == {"works"}
    assert {"quote", "group", "aside"} <= codes_in(pages["data.json"])
    assert AuditEntry.objects.filter(verb="personal.take", actor=marked.person).count() == 1
    # What was withheld is not in it by another way.
    assert marked.person.password not in pages["data.json"]
    assert Invitation.objects.get(email=EMAIL).token not in pages["data.json"]


@pytest.mark.django_db
def test_the_file_is_given_only_to_who_has_just_shown_that_it_is_them(
    people: dict[Role, User],
) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    enter(client, people[Role.DELEGATE], has_shown=False)
    answer = client.post(reverse("own_data"))
    assert answer.status_code == 302 and "reauthenticate" in answer["Location"]
    assert not AuditEntry.objects.filter(verb="personal.take").exists()


@pytest.mark.django_db
def test_of_an_organisation_that_one_speaks_for_no_more_the_vote_is_not_told(
    consultation: Consultation, people: dict[Role, User], members: list[Any]
) -> None:
    delegate = people[Role.DELEGATE]
    statement = Statement.objects.create(consultation=consultation, key="s1", text_en="Water.")
    Vote.objects.create(
        statement=statement, user=delegate, organisation=members[0], participant="1", value=-1
    )

    def told() -> str:
        votes = next(one for one in data_takeout.gather_all(delegate) if one.name == "votes")
        return str(votes.rows)

    assert say("statement.disagree") in told() and "Water." in told()
    delegate.seats.all().delete()
    assert say("statement.disagree") not in told() and "Water." not in told()
    assert members[0].name in told()


@pytest.mark.one_database  # erasing is asked on both in tests/desk/personal
@pytest.mark.parametrize(
    ("everybody", "pick"),
    [
        pytest.param([Role.READER, Role.SECRETARIAT], pick_some, id="part"),
        pytest.param(list(Role), list, id="all", marks=pytest.mark.sweep),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_after_an_erasure_the_mark_is_nowhere_but_where_it_is_declared_to_stay(
    everybody: list[Role],
    pick: Pick,
    marked: Marked,
    folder: Path,
    sign_in: Callable[[Role], Client],
) -> None:
    before = in_tables() | in_files(folder)
    ready = {name for name, codes in before.items() if name.endswith(".zip") and "email" in codes}
    assert len(ready) == 1, "the export of everything lies ready"
    assert set().union(*before.values()) >= {*STAY, *GO} - {"why"}
    kept = marked.secretary.get(reverse("people")).content.decode()
    assert EMAIL in kept and mark("name") in kept
    number = marked.person.pk

    asked = ask_and_grant(marked)
    marked.work()
    while outbox.deliver_mails():
        pass
    letters = in_files(folder / "mail")
    assert database_cleanup.clean_when_due(timezone.localtime().replace(hour=2))
    asked.refresh_from_db()
    assert (asked.state, asked.person, asked.words) == ("granted", None, "") and asked.cleaned_at

    assert list((folder / "logs").iterdir())  # searched below, as a backup of today is
    write_backup(folder / "after.zip", ())
    left = in_tables()
    assert set().union(*left.values()) & GO == set(), left
    assert set().union(*left.values()) == {*STAY}
    # The last mail lies in the folder for days: it had to go to the address.
    assert list(letters.values()) == [{"email"}]
    assert {"after.zip", "erased.jsonl"} <= {path.name for path in folder.iterdir()}
    in_folder = in_files(*(path for path in folder.iterdir() if path.name != "mail"))
    for path in database_files():
        in_folder[path.name] = _in_bytes(path.read_bytes())
    assert set().union(*in_folder.values()) & GO == set(), in_folder
    retention.go_round(timezone.now() + timedelta(days=6))
    assert in_files(folder / "mail") == letters
    retention.go_round(timezone.now() + timedelta(days=8))
    assert in_files(folder / "mail") == {}
    shown = in_pages(sign_in, everybody, pick)
    assert set().union(*shown.values()) & GO == set(), shown
    # Their sessions are over, and nothing names their number any more.
    assert marked.client.get(reverse("account")).status_code == 302
    for model, name, _ in holdings.list_relations():
        assert not model._base_manager.filter(**{f"{name}_id": number}).exists(), (model, name)
    # The record keeps what was done, and says of whom it tells nothing.
    team = sign_in(Role.SECRETARIAT)
    assert say("audit.erased", "en") in team.get(reverse("desk_acts")).content.decode()
    assert say("audit.erased", "en") in team.get(reverse("desk_acts_csv")).content.decode(
        "utf-8-sig"
    )
    # What others said stays, and theirs that came in tables of others goes.
    said_there = set(
        Comment.objects.filter(intake__created_by=marked.people[Role.SECRETARIAT]).values_list(
            "text", "speaker"
        )
    )
    assert {text for text, _ in said_there} >= {"said beside a body", "a heading names them"}
    assert "said without an organisation" not in {text for text, _ in said_there}
    assert ("said beside a body", "Reed Society (…)") in said_there
    # What was said in the organisation's name stays with it, and votes are counted as before.
    assert Comment.objects.public().filter(organisation=marked.member, author=None).exists()
    assert Vote.objects.filter(organisation=marked.member, user=None, value=1).count() == 1


def test_deleted_words_lie_on_in_the_file_where_it_is_not_written_anew(tmp_path: Path) -> None:
    """Why cleaning writes the database anew: without it the search above would find them."""
    import sqlite3

    path = tmp_path / "a.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as base:
        base.execute("CREATE TABLE a (words TEXT)")
        base.execute("PRAGMA secure_delete = OFF")
        base.executemany("INSERT INTO a VALUES (?)", [(MARK * 20,)] * 200)
        base.execute("DELETE FROM a")
        assert MARK.encode() in path.read_bytes()
        base.execute("VACUUM")
    assert MARK.encode() not in path.read_bytes()
