"""The first page: what is open, how long still, and what it asks of whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Action, Role, Stage
from huiyin.desk.consultations.access import Access, list_user_roles, roles_in
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.i18n import say


@pytest.mark.parametrize(
    ("role", "stage", "page"),
    [
        (Role.DELEGATE, Stage.COMMENTING, "consultation"),
        (Role.DELEGATE, Stage.DELIBERATING, "vote"),
        (Role.DELEGATE, Stage.SIGNING, "proposal"),
        (Role.OFFICER, Stage.REPLYING, "replies"),
        (Role.SECRETARIAT, Stage.COMMENTING, "manage"),
        (Role.COORDINATOR, Stage.REPLYING, "manage"),
    ],
)
def test_it_offers_everybody_what_is_asked_of_them_now(
    role: Role, stage: Stage, page: str, consultation: Consultation, sign_in: Callable[..., Client]
) -> None:
    consultation.stage = stage.value
    consultation.save()
    address = reverse(page, args=("wetlands",))
    assert f'class="button first" href="{address}"' in sign_in(role).get("/").content.decode()
    assert 'class="button first" href="/c/' not in sign_in(Role.READER).get("/").content.decode()


def test_the_roles_of_many_are_those_of_each(
    consultation: Consultation, people: dict[Role, User], members: list[Any], network: Any
) -> None:
    for n, (by_invitation, invited, of_network) in enumerate(
        [(True, members[:1], None), (True, members[1:], network), (False, [], None)]
    ):
        one = Consultation.objects.create(
            slug=f"more{n}", draft=consultation.draft, authority=consultation.authority,
            network=of_network, is_by_invitation=by_invitation,
        )  # fmt: skip
        one.invited.set(invited)
    network.members.remove(members[0])
    every = list(Consultation.objects.all())
    for user in people.values():
        assert roles_in(user, every) == {one.pk: list_user_roles(user, one) for one in every}, user


def test_a_delegate_comments_within_the_window_alone_and_the_team_after_it_too(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    sign_in: Callable[..., Client],
) -> None:
    today = timezone.localdate()
    for opens, closes, is_open, words in (
        (-5, 0, True, say("desk.window.last", "en")),
        (-5, 1, True, say("desk.window.left", "en", n=1)),
        (-5, -1, False, say("desk.window.over", "en")),
        (1, 9, False, say("desk.window.before", "en", day="").strip()),
    ):
        consultation.opens = today + timedelta(days=opens)
        consultation.closes = today + timedelta(days=closes)
        consultation.save()
        assert Access(people[Role.DELEGATE], consultation).may(Action.COMMENT) is is_open
        assert Access(people[Role.SECRETARIAT], consultation).may(Action.COMMENT)
        client = sign_in(Role.DELEGATE)
        assert words in client.get("/").content.decode()
        before = Comment.objects.count()
        answer = client.post(
            reverse("comment_send", args=("wetlands", "art_1")),
            {"key": str(uuid4()), "eid": "art_1", "text": "three years"},
        )
        assert answer.status_code == (302 if is_open else 403)
        assert Comment.objects.count() - before == int(is_open)
        page = client.get(reverse("place", args=("wetlands", "art_1"))).content.decode()
        assert ('id="text"' in page) is is_open
