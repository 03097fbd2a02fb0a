"""My comments: what somebody said here, and what their organisation sent in a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.networks.api import grant_role

TABLE = """组织,条款,意见
组织1,第二条,规划应当每三年修订一次。
组织2,第三条,施行日期太早。
"""
MINE = reverse("mine", args=("wetlands",))


def test_a_delegate_follows_what_their_organisation_sent_in_a_file(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    sign_in: Callable[[Role], Client],
    work: Callable[[], Any],
) -> None:
    for n in range(2):  # more delegates of one organisation make no comment appear twice
        grant_role(User.objects.create_user(f"more{n}@example.org"), Role.DELEGATE, members[0])
    intakes.receive_file(consultation, "意见.csv", TABLE.encode(), people[Role.SECRETARIAT])
    work()
    sent, other = Comment.objects.order_by("pk")
    Comment.objects.filter(pk__in=(sent.pk, other.pk)).update(is_private=True)
    client = sign_in(Role.DELEGATE)
    page = client.get(MINE).content.decode()
    assert page.count("规划应当每三年修订一次。") == 1 and "意见.csv" in page
    assert "施行日期太早" not in page
    assert reverse("comment_withdraw", args=("wetlands", sent.public_id)) not in page
    fate = client.get(reverse("fate", args=("wetlands", sent.public_id)))
    assert "规划应当每三年修订一次。" in fate.content.decode()
    assert client.get(reverse("fate", args=("wetlands", other.public_id))).status_code == 404
    for role in (Role.READER, Role.OFFICER):
        url = reverse("fate", args=("wetlands", sent.public_id))
        assert sign_in(role).get(url).status_code == 404


def test_what_an_organisations_other_delegates_wrote_in_private_stays_theirs(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    colleague = User.objects.create_user("colleague@example.org")
    grant_role(colleague, Role.DELEGATE, members[0])
    Comment.objects.create(
        consultation=consultation, organisation=members[0], author=colleague,
        text="for the secretariat alone", is_private=True,
    )  # fmt: skip
    assert "for the secretariat alone" not in sign_in(Role.DELEGATE).get(MINE).content.decode()
