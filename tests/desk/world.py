"""A small network with a consultation, and a person for every role: fixtures of tests/desk and tests/journeys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import creation
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core import rate_limits
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.networks.api import grant_role
from huiyin.desk.networks.models import Network
from huiyin.desk.notifications import outbox
from huiyin.desk.outcomes.models import Submission
from huiyin.desk.pages import frame
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from huiyin.desk.registry.models import Organisation
from tests.desk.flush import use_quick_flush

use_quick_flush()

DRAFT_ZH = """湿地保护法（草案）
第一章 总则
第一条 为了保护湿地，制定本法。
第二条 县级以上人民政府应当编制湿地保护规划。
湿地保护规划应当每五年修订一次。
第二章 附则
第三条 本法自2027年1月1日起施行。
"""
DRAFT_EN = """Wetlands Protection Act (draft)
CHAPTER I General provisions
Article 1
This Act is made to protect wetlands.
Article 2
1. Governments at county level and above shall draw up plans for the protection of wetlands.
2. The plans shall be revised every five years.
CHAPTER II Final provisions
Article 3
This Act enters into force on 1 January 2027.
"""
#: What a test says to sign in.
PASSWORD = "wetlands for all"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    rate_limits.forget_counts()
    frame.keep_frames({}, 3600)  # no page asks for it: what every page costs is counted in tests
    before = _read_numbers()
    yield
    # A test that restored a backup and was rolled back leaves kinds of rows with the numbers that they had there, and
    # what asks for one of them after it is given another kind.
    after = _read_numbers()
    if not before or any(after.get(kind) != number for kind, number in before.items()):
        ContentType.objects.clear_cache()


def _read_numbers() -> dict[object, int]:
    """The kinds of rows that Django has looked up: each with its number."""
    kept = ContentType.objects._cache  # type: ignore[attr-defined]
    return {(name, kind): row.pk for name, rows in kept.items() for kind, row in rows.items()}


def letters() -> list[EmailMessage]:
    """What was sent, after the worker has looked into the outbox."""
    outbox.deliver_mails()
    return list(mail.outbox)


def make_authority() -> Organisation:
    return Organisation.objects.create(
        slug="ministry",
        kind=Organisation.Kind.AUTHORITY,
        name_zh="自然资源部",
        name_en="Ministry of Nature",
    )


def make_members() -> list[Organisation]:
    return [
        Organisation.objects.create(slug=f"org{n}", name_zh=f"组织{n}", name_en=f"Organisation {n}")
        for n in range(1, 4)
    ]


def make_network(members: list[Organisation]) -> Network:
    made = Network.objects.create(slug="wetlands", name_zh="湿地网络", name_en="Wetlands network")
    made.members.set(members)
    return made


def make_people(
    authority: Organisation, members: list[Organisation], network: Network
) -> dict[Role, User]:
    made = {}
    for role in (Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT, Role.OFFICER, Role.OPERATOR):
        user = User.objects.create_user(
            f"{role.value}@example.org", PASSWORD, name=role.value, language="en"
        )
        made[role] = user
        if role is Role.OPERATOR:
            user.is_superuser = user.is_staff = True
            user.save()
        else:
            grant_role(user, role, authority if role is Role.OFFICER else members[0], network)
    # In the consultation below, which the authority opened; of one that the network opened the coordinator convenes.
    made[Role.INITIATOR], made[Role.CONVENER] = made[Role.OFFICER], made[Role.COORDINATOR]
    made[Role.ADDRESSEE] = made[
        Role.OFFICER
    ]  # of a consultation that was handed to their authority besides
    return made


def make_consultation(
    people: dict[Role, User], authority: Organisation, network: Network
) -> Consultation:
    made = creation.open_consultation(
        creation.ConsultationInput(
            title_zh="湿地保护法（草案）",
            title_en="Wetlands Protection Act",
            authority=authority,
            initiator=authority,
            network=network,
            files={
                "zh": ("draft.txt", DRAFT_ZH.encode()),
                "en": ("draft.en.txt", DRAFT_EN.encode()),
            },
            opens=timezone.localdate() - timedelta(days=10),
            closes=timezone.localdate() + timedelta(days=20),
        ),
        people[Role.SECRETARIAT],
        slug="wetlands",
    )
    jobs.perform_waiting(made)  # the worker reads the drafts
    made.stage = Stage.COMMENTING.value
    made.save()
    return made


# Of each test its own. A module whose tests all need them has them made once: tests/desk/standing.py.


@pytest.fixture
def authority(db: None) -> Organisation:
    return make_authority()


@pytest.fixture
def members(db: None) -> list[Organisation]:
    return make_members()


@pytest.fixture
def network(members: list[Organisation]) -> Network:
    return make_network(members)


@pytest.fixture
def people(
    authority: Organisation, members: list[Organisation], network: Network
) -> dict[Role, User]:
    """Role → somebody who has it."""
    return make_people(authority, members, network)


@pytest.fixture
def consultation(
    people: dict[Role, User], authority: Organisation, network: Network
) -> Consultation:
    """A bilingual draft, at the stage of commenting."""
    return make_consultation(people, authority, network)


def enter(client: Client, person: User, *, has_shown: bool = True) -> None:
    """Sign in as somebody who has just shown, by password, that it is them; else long ago."""
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    if not has_shown:
        return
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()


@pytest.fixture
def sign_in(people: dict[Role, User]) -> Callable[[Role], Client]:
    """A client of somebody with this role; a reader has not signed in."""

    def come(role: Role) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        if role is not Role.READER:
            enter(client, people[role])
        return client

    return come


def perform_all() -> list[Job]:
    """Do what waits in the queue, as the worker does; gives the jobs that were done."""
    done: list[Any] = []
    while (job := Job.objects.filter(state=Job.State.WAITING).order_by("pk").first()) is not None:
        jobs.perform_job(job)
        done.append(job)
    return done


@pytest.fixture
def work() -> Callable[[], list[Job]]:
    """Do what waits in the queue, as the worker does; gives the jobs that were done."""

    return perform_all


def hand_in(
    consultation: Consultation, stage: Stage, suggestions: Iterable[dict[str, Any]]
) -> ProposalVersion:
    """A joint proposal that was handed in on 1 May 2026, with suggestions S01, S02 …, and the consultation at
    ``stage``."""
    proposal = Proposal.objects.create(consultation=consultation)
    edition = ProposalVersion.objects.create(proposal=proposal, number=1)
    for n, fields in enumerate(suggestions, 1):
        unit = fields.get("eid", "").split("__")[0]
        Suggestion.objects.create(version=edition, key=f"S{n:02}", position=n, unit=unit, **fields)
    Submission.objects.create(
        version=edition, authority=consultation.authority, day=date(2026, 5, 1)
    )
    consultation.stage = stage.value
    consultation.save()
    return edition
