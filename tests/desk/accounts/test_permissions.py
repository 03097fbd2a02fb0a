"""Every address of a consultation × every role × every stage, against the one table of permissions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4
from zlib import crc32

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import TABLE, Action, Role, Stage, has_permission
from huiyin.desk.consultations.access import list_user_roles, roles_in, seen_by
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.api import grant_role
from huiyin.desk.outcomes.models import Handover, Submission
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.desk.registry.models import Organisation
from tests.desk.accounts.test_accounts import sign_in_as
from tests.desk.addresses import patterns
from tests.desk.audit.test_audit import DOING, World, vote_of
from tests.desk.photograph import photograph
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import PASSWORD, hand_in

#: What stands in an address, by the name of its part.
PARTS: dict[str, Any] = {
    "slug": "wetlands",
    "eid": "art_1",
    "number": 1,
    "pk": 1,
    "key": uuid4(),
    "language": "zh",
    "name": "proposal.zh.pdf",
    "table": "counts",
}


GATED = [p for _, p in patterns() if hasattr(p.callback, "needs")]


def test_every_address_of_a_consultation_is_gated() -> None:
    ungated = [
        str(p.pattern)
        for _, p in patterns()
        if str(p.pattern).startswith("c/") and not hasattr(p.callback, "needs")
    ]
    assert ungated == []
    assert len(GATED) > 15


def test_the_table_grants_nothing_that_is_not_an_action_role_and_stage() -> None:
    assert set(TABLE) == set(Action)
    for granted in TABLE.values():
        assert set(granted) <= set(Role)
        assert all(set(stages) <= set(Stage) for stages in granted.values())


#: Who opened the consultation that somebody comes to.
OPENED_BY = ("authority", "network", "another", "handed")
#: Where nothing was opened by whom they belong to, everybody is what the fixture ``people`` calls them.
PEOPLE = (
    Role.READER, Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT, Role.OFFICER, Role.OPERATOR,
)  # fmt: skip
#: What somebody is besides, by who opened it: ``stranger`` has a seat in the authority that opened it in place of the
#: one that is asked.
BESIDES = {
    ("authority", Role.OFFICER): {Role.OFFICER, Role.INITIATOR},
    ("network", Role.COORDINATOR): {Role.COORDINATOR, Role.CONVENER},
    ("another", Role.INITIATOR): {Role.INITIATOR},
    ("handed", Role.ADDRESSEE): {Role.ADDRESSEE},
}
COMERS = [(who, opened) for opened in OPENED_BY for who in (*PEOPLE, Role.INITIATOR, Role.ADDRESSEE)
          if (who in PEOPLE and opened != "handed") or (opened, who) in BESIDES]  # fmt: skip
#: Who has a seat in an authority that is not the one that is asked.
STRANGERS = (Role.INITIATOR, Role.ADDRESSEE)
#: At which stage `make test` looks besides preparing; `make sweep` looks at all of them.
THEN = {
    Role.READER: Stage.CLOSED, Role.DELEGATE: Stage.DELIBERATING, Role.COORDINATOR: Stage.COMMENTING,
    Role.SECRETARIAT: Stage.SIGNING, Role.OFFICER: Stage.REPLYING, Role.OPERATOR: Stage.GROUPING,
    Role.INITIATOR: Stage.COMMENTING, Role.ADDRESSEE: Stage.REPLYING,
}  # fmt: skip


def _is_quick(who: Role, opened: str, stage: Stage) -> bool:
    """Whether `make test` tries it, and then at every address."""
    return (
        (stage is Stage.PREPARING and (opened == "authority" or (opened, who) in BESIDES))
        or (stage is THEN[who] and (opened == "authority" or who in STRANGERS))
        or (who, opened, stage) == (Role.OFFICER, "network", Stage.PREPARING)
    )


def _comings() -> Iterator[Any]:
    for who, opened in COMERS:
        for stage in Stage:
            marks = () if _is_quick(who, opened, stage) else pytest.mark.sweep
            yield pytest.param(who, opened, stage, marks=marks)


def hats(who: Role, opened: str, stage: Stage) -> set[Role]:
    """What somebody is to a consultation, written down by hand; the code finds it out by itself."""
    if who is Role.ADDRESSEE and stage not in (Stage.REPLYING, Stage.TRACING, Stage.CLOSED):
        return {Role.READER}  # before anything is handed to their authority they are a reader
    return {Role.READER} | BESIDES.get((opened, who), {who})


def _hand_to(consultation: Consultation, authority: Organisation) -> None:
    """What was handed in goes to this authority too."""
    submission = Submission.objects.first()
    if submission is None:
        version = ProposalVersion.objects.filter(proposal__consultation=consultation).first()
        if version is None:
            stage = Stage(consultation.stage)
            version = hand_in(consultation, stage, [{"eid": "art_1", "wording": "Water."}])
        submission, _ = Submission.objects.get_or_create(
            version=version,
            defaults={"authority": consultation.authority, "day": date(2026, 5, 1)},
        )
    Handover.objects.get_or_create(
        submission=submission, authority=authority, defaults={"day": submission.day}
    )


@pytest.fixture
def comers(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> Iterator[Callable[[Role, str, Stage], Client]]:
    """Somebody before the consultation, which was opened by one of :data:`OPENED_BY` and stands at a stage."""
    water = Organisation.objects.create(
        slug="water", kind=Organisation.Kind.AUTHORITY, name_en="Ministry of Water"
    )
    stranger = User.objects.create_user("stranger@example.org", PASSWORD)
    grant_role(stranger, Role.OFFICER, water)
    initiator = {
        "authority": consultation.authority,
        "network": None,
        "another": water,
        "handed": None,
    }

    def come(who: Role, opened: str, stage: Stage) -> Client:
        consultation.initiator, consultation.stage = initiator[opened], stage.value
        consultation.save()
        if opened == "handed":
            _hand_to(consultation, water)
        else:
            Handover.objects.all().delete()
        return sign_in_as(stranger) if who in STRANGERS else sign_in(who)

    yield come


def test_what_somebody_is_depends_on_who_opened_it(
    comers: Callable[[Role, str, Stage], Client],
    consultation: Consultation,
    people: dict[Role, User],
) -> None:
    for who, opened in COMERS:
        comers(who, opened, Stage.COMMENTING)
        user: Any = people.get(who, AnonymousUser())
        if who in STRANGERS:
            user = User.objects.get(email="stranger@example.org")
        for stage in Stage:
            comers(who, opened, stage)
            own = hats(who, opened, stage)
            assert list_user_roles(user, consultation) == own, (who, opened)
            assert roles_in(user, [consultation]) == {consultation.pk: own}
            seen = Consultation.objects.filter(seen_by(user)).exists()
            assert seen == has_permission(own, Action.SEE, stage), (
                who,
                opened,
                stage,
            )


def _wears_same(who: Role, one: str, other: str) -> bool:
    return all(hats(who, one, stage) == hats(who, other, stage) for stage in Stage)


def is_dealt(name: str, who: Role, opened: str) -> bool:
    """Whether in a sweep this address is tried by this comer.

    What somebody may is a function of their hats and of the stage alone, and :func:`hats` are shown to be what the code
    finds out for every comer at every stage (``test_what_somebody_is_depends_on_who_opened_it``). So the addresses are
    dealt out among those who wear the same hats before consultations that others opened: each address is tried with
    each set of hats at each stage, by one of them, and each opening has its share.
    """
    alike = [o for w, o in COMERS if w is who and _wears_same(who, o, opened)]
    return alike[crc32(name.encode()) % len(alike)] == opened


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal without its page: the page hangs on nothing that is tried here, and took a third of the time."""

    def refuse(request: Any, template: str, context: Any = None, status: int = 200) -> HttpResponse:
        return HttpResponse(status=status)

    monkeypatch.setattr("huiyin.desk.core.views.render", refuse)


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize(("who", "opened", "stage"), [*_comings()])
def test_who_may_enter_enters_and_nobody_else(
    who: Role, opened: str, stage: Stage, comers: Callable[[Role, str, Stage], Client]
) -> None:
    client = comers(who, opened, stage)
    roles = hats(who, opened, stage)
    sees = has_permission(roles, Action.SEE, stage)
    is_whole = _is_quick(who, opened, stage)
    for pattern in GATED:
        if not (is_whole or is_dealt(pattern.name, who, opened)):
            continue
        action: Action = pattern.callback.needs
        names = pattern.pattern.converters
        url = reverse(pattern.name, kwargs={name: PARTS[name] for name in names})
        answer = client.get(url)
        if answer.status_code == 405:
            answer = client.post(url)
        allowed = sees and has_permission(roles, action, stage)
        where = f"{who} at {stage}, opened by {opened}: {url} ({action}) gave {answer.status_code}"
        if not sees:
            assert answer.status_code == 404, where
        elif not allowed:
            turned_away = answer.status_code == 403 or answer.url.startswith("/accounts/login/")
            assert turned_away, where
        elif answer.status_code == 302 and who is Role.READER:
            # One's own page asks who one is; a file of what is public is made for anybody.
            assert url.endswith(("/mine/", "/take-away/make/")), where
        elif answer.status_code == 403:
            # The team's page is open to who may prepare or see private comments; the table says who.
            assert url.endswith("/manage/"), where
            assert not any(
                has_permission(roles, one, stage) for one in (Action.PREPARE, Action.SEE_PRIVATE)
            ), where
        else:
            assert answer.status_code < 500, where


#: What is posted besides what :data:`DOING` posts: no act is recorded of it, or it takes two steps.
MORE: dict[str, Any] = {
    "comment_draft": (Role.DELEGATE, Stage.COMMENTING, lambda w: ({"eid": "art_1"}, {"key": uuid4(), "eid": "art_1", "text": "W"})),
    "vote": (Role.DELEGATE, Stage.DELIBERATING, vote_of),
    "draft_try": (Role.COORDINATOR, Stage.COMMENTING, lambda w: ({"slug": w.drafted().draft.slug}, {"text_en": "Water."})),
    "vote_undo": (Role.DELEGATE, Stage.DELIBERATING, lambda w: ({}, {})),
    "submit": (Role.SECRETARIAT, Stage.SIGNING, lambda w: (w.signed() and {}, {})),
}  # fmt: skip
#: What lies outside of the table → who may.
OUTSIDE = {
    "network": {Role.SECRETARIAT, Role.OPERATOR},
    "network_join": {Role.DELEGATE},
    **{
        name: {Role.COORDINATOR, Role.SECRETARIAT}
        for name in ("network_requests", "network_remind", "network_description")
    },
    "open": {
        Role.SECRETARIAT,
        Role.COORDINATOR,
        Role.OFFICER,
        Role.INITIATOR,
        Role.ADDRESSEE,
    },
    "calendar": {Role.SECRETARIAT, Role.OPERATOR, Role.OFFICER},
    **dict.fromkeys(
        ("account", "account_change_password", "own_data", "erase_me"), set(Role) - {Role.READER}
    ),
    "join": set(Role),
    "ledger_log": {Role.SECRETARIAT, Role.OPERATOR},
    "ledger_record": {Role.SECRETARIAT, Role.OPERATOR, Role.COORDINATOR},
    # Of an exchange that concerns no network, as the one that is tried.
    **{
        name: {Role.SECRETARIAT, Role.OPERATOR}
        for name in (
            "thread_ground",
            "thread_meaning",
            "thread_dispute",
            "thread_wake",
            "exchange_correct",
        )
    },
    "returns": {Role.SECRETARIAT},
    "return_form": {Role.DELEGATE, Role.SECRETARIAT},
    # Of a running campaign of the network that a member leads, as the one that is tried (INITIATIVE_TABLE).
    "initiative_begin": {Role.SECRETARIAT, Role.COORDINATOR},
    **{
        key: {Role.SECRETARIAT, Role.COORDINATOR, Role.DELEGATE}
        for key in ("initiative_edit", "initiative_manage")
    },
    **{
        key: {Role.SECRETARIAT, Role.COORDINATOR}
        for key in ("initiative_relate", "initiative_split")
    },
    "initiative_found": {Role.SECRETARIAT},
    "founding": {Role.SECRETARIAT, Role.DELEGATE},
    **{
        key: {Role.SECRETARIAT, Role.COORDINATOR}
        for key in ("goal_begin", "goal_edit", "goal_measure")
    },
    "research_ask": {
        Role.COORDINATOR,
        Role.SECRETARIAT,
        Role.OFFICER,
        Role.INITIATOR,
        Role.ADDRESSEE,
        Role.OPERATOR,
    },
    "research_offer": {Role.DELEGATE, Role.SECRETARIAT, Role.OPERATOR},
    "research_steer": {Role.SECRETARIAT, Role.OFFICER, Role.OPERATOR},
    "draft_begin": {Role.COORDINATOR, Role.SECRETARIAT, Role.OPERATOR},
    **{
        name: {Role.COORDINATOR, Role.SECRETARIAT, Role.OPERATOR}
        for name in (
            "draft_manage",
            "draft_provision",
            "draft_provision_new",
            "draft_change",
            "draft_paste",
            "draft_versions",
            "draft_try",
        )
    },
    **{
        name: {Role.COORDINATOR, Role.SECRETARIAT}
        for name in (
            "inquiry_begin",
            "inquiry_edit",
            "inquiry_answers",
            "inquiry_tables",
            "inquiry_table",
        )
    },
    "research_begin": {Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT, Role.OPERATOR},
    "research_edit": {Role.DELEGATE, Role.SECRETARIAT, Role.OPERATOR},
    "research_manage": {Role.DELEGATE, Role.SECRETARIAT, Role.OPERATOR},
    "research_honour": {
        Role.SECRETARIAT,
        Role.OFFICER,
        Role.INITIATOR,
        Role.ADDRESSEE,
        Role.OPERATOR,
    },
}


def _may_post(name: str, who: Role, opened: str, stage: Stage) -> bool:
    callback = next(p.callback for _, p in patterns() if p.name == name)
    if hasattr(callback, "needs_secretariat"):
        return who in (Role.SECRETARIAT, Role.OPERATOR)
    if name in OUTSIDE:
        return who in OUTSIDE[name]
    # Two pages are open to more people than their forms.
    action = {"manage": Action.PREPARE, "export_make": Action.EXPORT_ALL}.get(name, callback.needs)
    roles = hats(who, opened, stage)
    return has_permission(roles, Action.SEE, stage) and has_permission(roles, action, stage)


def _stages_of(name: str, own: Stage) -> tuple[Stage, ...]:
    """At which stages a form is sent: all, where its address is gated by the consultation's; else it asks for none."""
    callback = next(p.callback for _, p in patterns() if p.name == name)
    return tuple(Stage) if hasattr(callback, "needs") else (own,)


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("only_quick", [True, pytest.param(False, marks=pytest.mark.sweep)])
@pytest.mark.parametrize("name", [*DOING, *MORE])
def test_what_is_posted_by_who_may_not_changes_nothing(
    name: str, only_quick: bool, consultation: Consultation, people: dict[Role, User],
    members: list[Any], comers: Callable[[Role, str, Stage], Client],
) -> None:  # fmt: skip
    """Whole forms, which change something where who may posts them (tests/desk/audit/test_audit.py)."""
    own, form = (DOING | MORE)[name][1:]
    kwargs, given = form(World(consultation, people, members))
    kwargs = dict(kwargs or {})
    pattern = next(p for _, p in patterns() if p.name == name)
    if "slug" in pattern.pattern.converters:
        kwargs.setdefault("slug", "wetlands")
    url = reverse(name, kwargs=kwargs)
    #: Signed in once each; what that leaves behind is there before anything is tried.
    clients = {
        who: comers(who, "authority", own) for who in dict.fromkeys(who for who, _ in COMERS)
    }
    tried = 0
    for opened in ("authority",) if only_quick else OPENED_BY:
        comers(Role.READER, opened, own)
        before = photograph()
        for stage in (own,) if only_quick else _stages_of(name, own):
            comers(Role.READER, opened, stage)
            for who, by in COMERS:
                is_tried = only_quick or is_dealt(f"{name} {stage}", who, opened)
                if by != opened or not is_tried or _may_post(name, who, opened, stage):
                    continue
                for one in given.values():
                    if hasattr(one, "seek"):
                        one.seek(0)
                answer = clients[who].post(url, given)
                is_login = answer.status_code == 302 and answer.url.startswith("/accounts/login/")
                assert is_login or answer.status_code in (403, 404), (who, opened, stage, answer)
                tried += 1
        comers(Role.READER, opened, own)
        assert photograph() == before, opened
    print(f"{name}: {tried} posts without effect")
    assert tried or name == "join"


def test_a_private_comment_is_seen_by_its_author_and_the_team_alone(
    consultation: Consultation,
    people: dict[Role, Any],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    said.send_comment(
        consultation, people[Role.DELEGATE], members[0],
        said.CommentInput(uuid4(), "art_1", "the secret of the marsh", is_private=True),
    )  # fmt: skip
    pages = [
        reverse("place", args=("wetlands", "art_1")),
        reverse("consultation", args=("wetlands",)),
    ]
    pages += [
        reverse("search", args=("wetlands",)) + "?q=secret+of+the+marsh",
        reverse("groups", args=("wetlands",)),
    ]
    for role in Role:
        client = sign_in(role)
        seen = [
            b"the secret of the marsh</"
            in client.get(page).content.replace(b"</mark>", b"").replace(b"<mark>", b"")
            for page in pages
        ]
        is_team = role in (Role.DELEGATE, Role.COORDINATOR, Role.CONVENER, Role.SECRETARIAT)
        assert seen[0] == is_team, role
        assert b"1 comment" not in client.get(pages[1]).content  # not even counted in public
