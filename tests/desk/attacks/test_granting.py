"""A role is given only by somebody who has just shown that it is them: an open session is not enough."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks.models import Invitation
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
from tests.desk.forms import fill
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import PASSWORD, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_session(people: dict[Role, User]) -> Client:
    """The secretariat's browser, signed in this morning."""
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(
        people[Role.SECRETARIAT], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


ROLES = {
    "delegate": {"organisation": "1"},
    "officer": {"organisation": "authority"},
    "coordinator": {"network": "network"},
    "secretariat": {},
}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_invited_before_it_was_shown_who_invites(
    role: str, open_session: Client, authority: Any, network: Any, members: Any
) -> None:
    keys = {"1": members[0].pk, "authority": authority.pk, "network": network.pk}
    form = {"email": "new@example.org", "role": role, "language": "zh-hans"}
    form |= {name: str(keys[of]) for name, of in ROLES[role].items()}
    asked = open_session.post("/people/", form)
    assert asked.status_code == 302
    assert asked["Location"] == f"{reverse('account_reauthenticate')}?next=%2Fpeople%2F"
    assert not Invitation.objects.exists()
    assert say("account.again.why") in open_session.get(asked["Location"]).content.decode()

    wrong = open_session.post(asked["Location"], {"password": "not it", "next": "/people/"})
    assert wrong.status_code == 200
    shown = open_session.post(asked["Location"], {"password": PASSWORD, "next": "/people/"})
    assert shown["Location"] == "/people/"
    assert not Invitation.objects.exists()  # it is seen once more before it is done

    page = open_session.get("/people/").content.decode()
    assert say("account.again.typed") in page
    assert 'value="new@example.org"' in page
    chosen = set(re.findall(r'<option value="([^"]*)" selected[^>]*>', page))
    assert chosen >= {role, "zh-hans", *(str(keys[of]) for of in ROLES[role].values())}
    assert open_session.post("/people/", form)["Location"] == "/people/"
    assert Invitation.objects.get().role == role
    assert say("account.again.typed") not in open_session.get("/people/").content.decode()


def test_what_a_script_asks_for_is_refused_and_not_kept_for_later(open_session: Client) -> None:
    form = {"email": "mallory@example.net", "role": "secretariat"}
    answer = open_session.post("/people/", form, headers={"HX-Request": "true"})
    assert answer.status_code == 403
    enter(open_session, User.objects.get(is_secretariat=True))
    assert "mallory" not in open_session.get("/people/").content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("what", ["open", "factor", "close", "secretariat"])
def test_an_account_is_changed_only_after_that_too(
    what: str, open_session: Client, people: dict[Role, User]
) -> None:
    person = User.objects.create_user("else@example.org", PASSWORD, is_secretariat=True)
    if what == "open":
        User.objects.filter(pk=person.pk).update(is_active=False)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    at = reverse("person", args=(person.pk,))
    before = _state(person)
    asked = open_session.post(at, {"what": what, "sure": "yes"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert _state(person) == before
    open_session.post(asked["Location"], {"password": PASSWORD, "next": at})
    page = open_session.get(at).content.decode()
    assert say("account.again.typed") in page
    assert f'name="what" value="{what}"' in page and 'name="sure"' in page
    assert _state(person) == before
    open_session.post(at, {"what": what, "sure": "yes"})
    assert _state(person) != before


def _state(person: User) -> tuple[Any, ...]:
    person = User.objects.get(pk=person.pk)
    return (
        person.is_active,
        person.is_secretariat,
        Authenticator.objects.filter(user=person).count(),
    )


def test_it_was_shown_a_few_minutes_ago_and_not_this_morning(people: dict[Role, User]) -> None:
    client = Client()
    enter(client, people[Role.SECRETARIAT])
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()
    client.post("/people/", {"email": "new@example.org", "role": "secretariat"})
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "path",
    ["users/", "users/new/", "users/1/", "groups/", "groups/new/", "bulk/accounts/user/assign_role/?id=1",
     "bulk/accounts/user/set_active_state/?id=1", "bulk/auth/group/delete/?id=1"],
)  # fmt: skip
def test_the_editor_of_pages_gives_nobody_a_role(
    path: str, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.OPERATOR)
    assert client.get(f"/cms/{path}").status_code == 404
    assert client.post(f"/cms/{path}").status_code == 404


def test_an_organisation_with_seats_becomes_an_authority_only_after_that_too(
    open_session: Client, members: Any, people: dict[Role, User]
) -> None:
    one = members[0]
    assert one.seats.exists()
    address = reverse("organisation_edit", args=(one.pk,))
    typed = {"kind": "authority", "slug": one.slug, "name_zh": one.name_zh, "name_en": one.name_en}
    answer = fill(open_session, address, typed)
    assert answer.status_code == 302 and "reauthenticate" in answer["Location"]
    one.refresh_from_db()
    assert one.kind == "member"


def test_a_script_grants_nothing_however_lately_its_reader_showed_who_they_are(
    sign_in: Callable[[Role], Client],
) -> None:
    given = {"email": "x@example.org", "role": "secretariat", "language": "en"}
    answer = sign_in(Role.SECRETARIAT).post("/people/", given, headers={"HX-Request": "true"})
    assert answer.status_code == 403 and not Invitation.objects.exists()


def test_an_organisation_is_put_into_a_network_only_after_that_too(
    open_session: Client, members: Any, network: Any
) -> None:
    new = Organisation.objects.create(slug="new", name_en="A new member")
    at = reverse("network", args=(network.pk,))
    asked = open_session.post(at, {"what": "add", "organisation": str(new.pk)})
    assert asked["Location"] == f"{reverse('account_reauthenticate')}?next={quote(at, safe='')}"
    assert new not in network.members.all()
    open_session.post(asked["Location"], {"password": PASSWORD, "next": at})
    page = open_session.get(at).content.decode()
    assert say("account.again.typed") in page
    assert f'value="{new.pk}" checked' in page and "A new member" in page
    assert new not in network.members.all()
    open_session.post(at, {"what": "add", "organisation": str(new.pk)})
    assert new in network.members.all()
    # Nothing is given by taking somebody out.
    session = open_session.session
    del session["account_authentication_methods"]
    session.save()
    open_session.post(at, {"what": "remove", "organisation": str(new.pk)})
    assert new not in network.members.all()


TABLE = "short name,name in english,type\n{},Organisation 1,authority\nfresh,A fresh one,member\n"


def test_a_table_changes_what_people_may_do_only_after_it_was_seen_and_shown_who_sends_it(
    open_session: Client, members: Any, people: dict[Role, User]
) -> None:
    one = members[0]
    assert one.seats.exists()
    at = reverse("organisations")
    file = SimpleUploadedFile("members.csv", TABLE.format(one.slug).encode())
    shown = open_session.post(at, {"file": file})
    assert shown.status_code == 422
    page = shown.content.decode()
    assert say("registry.wrong.grants") in html.unescape(page)
    one.refresh_from_db()
    assert one.kind == "member" and Organisation.objects.filter(slug="fresh").exists()
    row = dict(re.findall(r'name="(\w+-2)" value="([^"]*)"', page)) | {"row": "2"}
    assert row["kind-2"] == "authority"

    asked = open_session.post(at, row)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    one.refresh_from_db()
    assert one.kind == "member"
    open_session.post(asked["Location"], {"password": PASSWORD, "next": at})
    again = open_session.get(at)
    assert again.status_code == 200
    assert say("account.again.typed") in again.content.decode()
    assert 'name="kind-2" value="authority"' in again.content.decode()
    one.refresh_from_db()
    assert one.kind == "member"
    open_session.post(at, row)
    one.refresh_from_db()
    assert one.kind == "authority"
