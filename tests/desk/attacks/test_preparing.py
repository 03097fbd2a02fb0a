"""Whose is it: who did not open a consultation neither reads it while it is being prepared nor prepares it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments, stages
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.laws.models import Expression
from huiyin.desk.networks.api import grant_role
from huiyin.desk.notifications import reminders
from huiyin.desk.notifications.models import Mail
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
from tests.desk.accounts.test_accounts import sign_in_as
from tests.desk.addresses import patterns
from tests.desk.forms import carried, fill
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.test_privacy import pick_some
from tests.desk.world import PASSWORD

# Whose it is the table of permissions says; every address is walked on both by tests/desk/accounts/test_permissions.py.
pytestmark = pytest.mark.one_database

#: Stands in the title of what is being prepared, and on no page of who may not know of it.
SECRET = "Bittern7205"
#: Stands beside it, so that one can search for it without writing the secret into the page oneself.
BESIDE = "heronry"


@pytest.fixture
def of_the_network(consultation: Consultation, people: dict[Role, User]) -> Consultation:
    """In preparation, opened by the network of itself; the authority is only asked. Somebody has said something,
    a file was made of everything, and the last steps were recorded."""
    comments.send_comment(
        consultation, people[Role.SECRETARIAT], None,
        comments.CommentInput(uuid4(), "art_1", f"{BESIDE} {SECRET}", is_private=True),
    )  # fmt: skip
    consultation.initiator = None
    consultation.title_en = consultation.title_zh = f"{BESIDE} {SECRET}"
    consultation.save()
    exports.request_export(consultation, people[Role.SECRETARIAT], everything=True)
    jobs.start_job(consultation, "group", people[Role.SECRETARIAT])
    stages.move_to_stage(consultation, Stage.PREPARING, people[Role.SECRETARIAT])
    consultation.refresh_from_db()
    return consultation


@pytest.fixture
def of_the_authority(of_the_network: Consultation, authority: Organisation) -> Consultation:
    """The same, but the authority opened it, in the network."""
    of_the_network.initiator = authority
    of_the_network.save()
    return of_the_network


def pages(consultation: Consultation) -> Iterator[tuple[str, str]]:
    """Every address of the desk that can be had without a key; of the consultation, with what it holds."""
    parts = {
        "slug": [consultation.slug], "eid": ["art_1", "law"], "language": ["zh", "en"],
        "number": sorted({1, *Job.objects.about(consultation).values_list("pk", flat=True)}),
        "key": list(consultation.comments.values_list("public_id", flat=True)),
        "name": ["proposal.en.docx"], "table": ["counts"], "path": ["more/"], "rest": ["more"],
    }  # fmt: skip
    for where, pattern in patterns():
        # Also those of addresses that are written as a pattern: they have no converters.
        names = list(pattern.pattern.regex.groupindex)
        if (
            pattern.name is None
            or pattern.pattern.regex.groups > len(names)  # a page of editors; the first is "home"
            or where.startswith(("cms/", "pages/", "accounts/"))
            or set(names) - set(parts)
        ):
            continue
        kwargs: list[dict[str, Any]] = [dict(pattern.default_args)]
        for name in names:
            kwargs = [one | {name: value} for one in kwargs for value in parts[name]]
        for one in kwargs:
            yield pattern.name, reverse(pattern.name, kwargs=one)


Look = Callable[[Client, Consultation], int]


@pytest.fixture(
    params=[
        pytest.param(pick_some, id="part"),
        pytest.param(list, id="all", marks=pytest.mark.sweep),
    ]
)
def finds_nothing(request: pytest.FixtureRequest) -> Look:
    """Look at the first and the last address of each name, and in the sweep everywhere."""
    return lambda client, consultation: _find_nothing(client, request.param(pages(consultation)))


def _find_nothing(client: Client, looked_at: list[tuple[str, str]]) -> int:
    """How many pages were looked at."""
    looked = 0
    for n, (_, page) in enumerate(looked_at):
        # What a page answers otherwise comes from the frame around all of them.
        for ask in (client.get, client.head, client.options)[: 1 if n % 4 else 3]:
            looked += 1
            answer = ask(f"{page}?q={BESIDE}")
            assert SECRET.encode() not in answer.getvalue(), page
            if page.startswith("/c/"):
                assert answer.status_code in (404, 405), (page, answer.status_code)
    assert looked > 150
    return looked


def test_an_officer_finds_nothing_of_what_a_network_prepares(
    of_the_network: Consultation, sign_in: Callable[[Role], Client], finds_nothing: Look
) -> None:
    print(finds_nothing(sign_in(Role.OFFICER), of_the_network), "pages looked at by an officer")


def test_an_operator_finds_nothing_of_what_others_prepare(
    of_the_network: Consultation, sign_in: Callable[[Role], Client], finds_nothing: Look
) -> None:
    """They read the record of acts; of what is being prepared it names a number and no title."""
    client = sign_in(Role.OPERATOR)
    finds_nothing(client, of_the_network)
    moved = say("audit.verb.move", "en")
    assert moved in client.get(reverse("desk_acts") + "?kind=leading").content.decode()
    for page in ("desk_acts", "desk_acts_csv"):
        assert SECRET not in client.get(reverse(page)).content.decode("utf-8", "ignore")


def test_a_coordinator_finds_nothing_of_what_an_authority_prepares_in_their_network(
    of_the_authority: Consultation, sign_in: Callable[[Role], Client], finds_nothing: Look
) -> None:
    finds_nothing(sign_in(Role.COORDINATOR), of_the_authority)


def test_an_officer_of_another_authority_finds_nothing_of_what_an_authority_prepares(
    of_the_authority: Consultation, finds_nothing: Look
) -> None:
    another = Organisation.objects.create(
        slug="water", kind=Organisation.Kind.AUTHORITY, name_en="Ministry of Water"
    )
    officer = User.objects.create_user("water@example.org", PASSWORD)
    grant_role(officer, Role.OFFICER, another)
    finds_nothing(sign_in_as(officer), of_the_authority)


def test_who_also_speaks_for_a_member_does_not_thereby_read_what_is_being_prepared(
    of_the_network: Consultation,
    people: dict[Role, User],
    members: list[Organisation],
    finds_nothing: Look,
) -> None:
    """Two hats: an officer of the authority who is a delegate of a member as well."""
    grant_role(people[Role.OFFICER], Role.DELEGATE, members[1])
    finds_nothing(sign_in_as(people[Role.OFFICER]), of_the_network)


def test_no_mail_tells_an_officer_of_what_a_network_prepares(
    of_the_network: Consultation, people: dict[Role, User]
) -> None:
    Mail.objects.all().delete()
    week = (timezone.now() - timedelta(days=7), timezone.now() + timedelta(seconds=1))
    told = {
        role: [
            news.consultation
            for source in reminders.SOURCES
            for news in source(people[role], *week)
        ]
        for role in (Role.OFFICER, Role.OPERATOR, Role.DELEGATE, Role.COORDINATOR)
    }
    assert told.pop(Role.COORDINATOR)
    assert not any(told.values()), told
    due = [one for remind in reminders.REMINDERS for one in remind(timezone.localdate())]
    assert due == []


#: What prepares: the address, and a form that would change something.
PREPARING: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "moves its end into the past": ("manage", lambda: {"title_en": "T", "closes": "2020-01-01"}),
    "renames it": ("manage", lambda: {"title_en": "Another title"}),
    "replaces its text": ("draft_text", lambda: {"source": "Article 1\nNothing is protected.\n", "sure": "yes"}),
    "replaces its text by a file": ("draft_text", lambda: {"file": SimpleUploadedFile("d.txt", b"Article 1\nNothing.\n"), "sure": "yes"}),
    "closes it to most": ("inviting", lambda: {"what": "chosen"}),
    "opens it to all": ("inviting", lambda: {"what": "all"}),
    "takes its vote away": ("manage", lambda: {"title_en": "T", "stages": "1"}),
    "publishes it": ("move", lambda: {"stage": "commenting"}),
    "takes it back": ("move", lambda: {"stage": "preparing"}),
}  # fmt: skip


def looked_like(consultation: Consultation) -> list[Any]:
    return [
        list(Consultation.objects.values()),
        list(consultation.invited.values_list("pk")),
        list(Expression.objects.filter(version=consultation.draft).values()),
    ]


@pytest.mark.parametrize("what", PREPARING)
def test_who_did_not_open_it_does_not_prepare_it(
    what: str, of_the_network: Consultation, authority: Organisation,
    sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    name, form = PREPARING[what]
    args = ("wetlands", "en") if name == "draft_text" else ("wetlands",)
    strangers = {
        None: (Role.OFFICER, Role.OPERATOR, Role.DELEGATE),
        authority: (Role.COORDINATOR, Role.OPERATOR, Role.DELEGATE),
    }
    for initiator, roles in strangers.items():
        for stage in (Stage.PREPARING, Stage.COMMENTING):
            Consultation.objects.update(stage=stage.value, initiator=initiator)
            before = looked_like(of_the_network)
            for role in roles:
                if name == "move" and (role, stage) == (Role.COORDINATOR, Stage.COMMENTING):
                    continue  # leads on what was published, and is tried below
                answer = sign_in(role).post(reverse(name, args=args), form())
                assert answer.status_code == (404 if stage is Stage.PREPARING else 403)
                assert looked_like(of_the_network) == before, (role, initiator, stage)


def test_a_coordinator_does_not_unpublish_what_an_authority_opened_and_leads_it_on(
    of_the_authority: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    Consultation.objects.update(stage=Stage.COMMENTING.value)
    client = sign_in(Role.COORDINATOR)
    page = client.get(reverse("manage", args=("wetlands",))).content.decode()
    assert 'value="grouping"' in page and 'value="preparing"' not in page
    answer = client.post(reverse("move", args=("wetlands",)), {"stage": "preparing"})
    assert answer.status_code == 403
    assert Consultation.objects.get().stage == Stage.COMMENTING
    client.post(reverse("move", args=("wetlands",)), {"stage": "grouping"})
    assert Consultation.objects.get().stage == Stage.GROUPING


@pytest.mark.parametrize("what", [what for what in PREPARING if "vote" not in what])
def test_who_opened_it_prepares_it(
    what: str, of_the_authority: Consultation, sign_in: Callable[[Role], Client], work: Any
) -> None:
    """All but publishing, which the secretariat does: no network is consulted without the desk having agreed."""
    name, form = PREPARING[what]
    args = ("wetlands", "en") if name == "draft_text" else ("wetlands",)
    Consultation.objects.update(is_by_invitation=what == "opens it to all")
    before = looked_like(of_the_authority)
    client = sign_in(Role.OFFICER)
    assert client.get(reverse("manage", args=("wetlands",))).status_code == 200
    address = reverse(name, args=args)
    answer = client.post(address, form() | carried(client, address))
    work()
    if name == "move":
        assert answer.status_code == 403
        assert looked_like(of_the_authority) == before
    else:
        assert answer.status_code == 302
        assert looked_like(of_the_authority) != before


def test_a_network_prepares_and_publishes_what_it_opened_itself(
    of_the_network: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.COORDINATOR)
    form = {"title_en": "Marshes", "stages": "1", "with_stage": ["grouping"]}
    assert fill(client, reverse("manage", args=("wetlands",)), form).status_code == 302
    client.post(reverse("move", args=("wetlands",)), {"stage": "commenting"})
    of_the_network.refresh_from_db()
    assert (of_the_network.title_en, of_the_network.stage) == ("Marshes", "commenting")
    assert of_the_network.skips == ["deliberating"]


def test_an_authority_does_not_skip_the_vote_of_the_network_that_it_asks(
    of_the_authority: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.OFFICER)
    page = client.get(reverse("manage", args=("wetlands",))).content.decode()
    assert 'name="with_stage"' not in page
    fill(client, reverse("manage", args=("wetlands",)), {"title_en": "T", "stages": "1"})
    of_the_authority.refresh_from_db()
    assert of_the_authority.title_en == "T"
    assert of_the_authority.skips == []


@pytest.mark.parametrize("lost", ["seat", "account"])
def test_who_lost_their_seat_between_page_and_form_prepares_nothing(
    lost: str, of_the_authority: Consultation, people: dict[Role, User]
) -> None:
    client = sign_in_as(people[Role.OFFICER])
    assert client.get(reverse("manage", args=("wetlands",))).status_code == 200
    if lost == "seat":
        people[Role.OFFICER].seats.all().delete()
    else:
        User.objects.filter(pk=people[Role.OFFICER].pk).update(is_active=False)
    before = looked_like(of_the_authority)
    manage = reverse("manage", args=("wetlands",))
    answer = client.post(manage, {"title_en": "Mine still"} | carried(client, manage))
    assert answer.status_code == 404
    assert looked_like(of_the_authority) == before


def test_what_moved_on_while_the_page_stood_open_is_not_prepared_any_more(
    of_the_authority: Consultation, people: dict[Role, User]
) -> None:
    client = sign_in_as(people[Role.OFFICER])
    assert client.get(reverse("draft_text", args=("wetlands", "en"))).status_code == 200
    Consultation.objects.update(stage=Stage.GROUPING.value)
    before = looked_like(of_the_authority)
    form = {"source": "Article 1\nNothing.\n", "sure": "yes"}
    assert client.post(reverse("draft_text", args=("wetlands", "en")), form).status_code == 403
    assert looked_like(of_the_authority) == before


@pytest.mark.parametrize("lost", ["stage", "seat", "account"])
def test_a_file_that_waits_is_not_used_where_who_sent_it_may_not_prepare_any_more(
    lost: str, of_the_authority: Consultation, people: dict[Role, User], work: Any
) -> None:
    """It was sent in time, and is read after the stage, the seat or the account has gone."""
    work()
    Consultation.objects.update(stage=Stage.COMMENTING.value)
    form = {"file": SimpleUploadedFile("d.txt", b"Article 1\nNothing is protected.\n")}
    sign_in_as(people[Role.OFFICER]).post(reverse("draft_text", args=("wetlands", "en")), form)
    before = list(Expression.objects.values())
    if lost == "stage":
        Consultation.objects.update(stage=Stage.GROUPING.value)
    elif lost == "seat":
        people[Role.OFFICER].seats.all().delete()
    else:
        User.objects.filter(pk=people[Role.OFFICER].pk).update(is_active=False)
    work()
    assert list(Expression.objects.values()) == before
    job = Job.objects.filter(kind="read_draft").latest("pk")
    assert (job.state, job.error.get("code")) == (Job.State.FAILED, "not_any_more")
    assert "d.txt" in job.problem


def test_nobody_opens_a_consultation_in_the_name_of_others(
    consultation: Consultation, people: dict[Role, User], authority: Organisation, network: Any,
    work: Any,
) -> None:  # fmt: skip
    another = Organisation.objects.create(
        slug="water", kind=Organisation.Kind.AUTHORITY, name_en="Ministry of Water"
    )
    from huiyin.desk.networks.models import Network

    foreign = Network.objects.create(slug="birds", name_en="Birds")

    def tried(role: Role, **form: Any) -> int:
        file = SimpleUploadedFile("d.txt", b"Article 1\nWater is free.\n")
        form = {"title_en": "Another act", "file_en": file} | form
        before = Consultation.objects.count()
        sign_in_as(people[role]).post(reverse("open"), form)
        return Consultation.objects.count() - before

    officer, coordinator = Role.OFFICER, Role.COORDINATOR
    assert tried(officer, authority=another.pk) == 0
    assert tried(officer, authority=another.pk, initiator=another.pk) == 0
    assert tried(coordinator, authority=authority.pk, network=foreign.pk) == 0
    # What is not theirs to name is not heard: it is their network that asks, not the authority.
    assert (
        tried(coordinator, authority=authority.pk, initiator=authority.pk, network=network.pk) == 1
    )
    assert Consultation.objects.latest("pk").initiator is None
    # An officer names a network; until the secretariat publishes it, nobody there is asked or told anything.
    assert tried(officer, authority=authority.pk, network=network.pk) == 1
    made = Consultation.objects.latest("pk")
    assert (made.initiator, made.stage) == (authority, Stage.PREPARING)
    work()  # its draft is read
    move = {"stage": "commenting"}
    for role in (officer, coordinator, Role.DELEGATE):
        page = sign_in_as(people[role]).post(reverse("move", args=(made.slug,)), move)
        assert page.status_code in (403, 404)
    sign_in_as(people[Role.SECRETARIAT]).post(reverse("move", args=(made.slug,)), move)
    made.refresh_from_db()
    assert made.stage == Stage.COMMENTING


def test_who_left_the_team_gets_no_mail_of_what_they_took_in(
    consultation: Consultation, people: dict[Role, User], network: Any
) -> None:
    from huiyin.desk.consultations.api import intakes
    from huiyin.desk.notifications.outbox import KINDS

    person = people[Role.COORDINATOR]
    intake = intakes.receive_file(
        consultation, "secret.csv", b"provision,comment\nArticle 1,W\n", person
    )
    intake.is_done = True
    intake.save()
    mail = Mail.objects.create(person=person, kind="intake", about={"intake": intake.pk})
    assert KINDS["intake"].words(mail) is not None
    network.coordinators.remove(person)
    assert KINDS["intake"].words(mail) is None
