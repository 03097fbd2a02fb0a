"""A group that was set aside stays with the team, and its authors see why: on every page and in every file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments, groups, statements
from huiyin.desk.consultations.models import Comment, Consultation, Group
from huiyin.desk.exports import api as exports
from huiyin.i18n import say
from tests.desk.world import hand_in

NAME, REASON = "bitternreed", "whimbrelreason"
PAGES = ("groups", "statements", "proposal", "submission", "replies", "uptake", "exports", "search")


@dataclass
class World:
    consultation: Consultation
    comment: Comment
    group: Group


@pytest.fixture
def world(consultation: Consultation, people: dict[Role, Any], members: list[Any]) -> World:
    """A group that everybody saw, with a statement and a suggestion made of it, and then set aside."""
    comment = comments.send_comment(
        consultation,
        people[Role.DELEGATE],
        members[0],
        comments.CommentInput(uuid4(), "art_2", "every three years"),
    )
    group = Group.objects.create(
        consultation=consultation, key=str(comment.public_id), representative=comment, name_en=NAME,
        eid="art_2", size=1, organisations=1,
    )  # fmt: skip
    Comment.objects.filter(pk=comment.pk).update(group=group)
    by = people[Role.SECRETARIAT]
    statements.create_statement(consultation, by, "每三年修订。", "Every three years.", group)
    edition = hand_in(
        consultation, Stage.TRACING, [{"eid": "art_2", "action": "replace", "wording": "三年"}]
    )
    edition.locked_at = timezone.now()
    edition.save()
    edition.suggestions.get().groups.add(group)
    groups.set_aside(group, REASON, by)
    comment.refresh_from_db()
    return World(consultation, comment, group)


def _read(client: Client, page: str, *more: Any) -> str:
    answer = client.get(reverse(page, args=("wetlands", *more)), {"q": NAME} if page == "search" else {})  # fmt: skip
    assert answer.status_code in (200, 410), (page, answer.status_code)
    return str(answer.content.decode())


@pytest.mark.parametrize("role", [Role.READER, Role.OFFICER])
def test_who_is_not_of_the_team_finds_it_on_no_page(
    role: Role, world: World, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(role)
    address = reverse("group", args=("wetlands", world.group.pk))
    pages = {page: _read(client, page) for page in PAGES}
    pages["fate"] = _read(client, "fate", world.comment.public_id)
    pages["place"] = _read(client, "place", "art_2")
    assert "every three years" in pages["fate"]  # the comment itself is as public as before
    for page, words in pages.items():
        for secret in (REASON, address, *(() if page == "search" else (NAME,))):
            assert secret not in words, (page, secret)


def test_its_old_address_says_that_it_was_set_aside_and_not_why(
    world: World, sign_in: Callable[[Role], Client]
) -> None:
    answer = sign_in(Role.READER).get(reverse("group", args=("wetlands", world.group.pk)))
    page = answer.content.decode()
    assert answer.status_code == 410
    assert say("desk.group.is_aside", "zh") in page or say("desk.group.is_aside", "en") in page
    assert NAME not in page and REASON not in page
    assert sign_in(Role.READER).get(reverse("group", args=("wetlands", 10**6))).status_code == 404


def test_its_authors_see_why_and_the_team_sees_all_of_it(
    world: World, people: dict[Role, Any], sign_in: Callable[[Role], Client]
) -> None:
    author = sign_in(Role.DELEGATE)
    assert REASON in _read(author, "mine")
    assert REASON in _read(author, "fate", world.comment.public_id)
    world.consultation.stage = Stage.GROUPING
    world.consultation.save()
    team = sign_in(Role.SECRETARIAT)
    assert NAME in _read(team, "groups") and REASON in _read(team, "group", world.group.pk)


def test_it_is_in_the_file_of_the_team_and_in_no_other(world: World, tmp_path: Path) -> None:
    for everything in (False, True):
        folder = tmp_path / str(everything)
        for file in exports.export_consultation(world.consultation, folder, everything=everything):
            if file.suffix in (".csv", ".json"):
                words = file.read_text("utf-8-sig")
                is_there = everything and file.stem in ("groups", "consultation")
                assert (NAME in words, REASON in words) == (is_there, is_there), file
        (row,) = exports._VisibleRows(world.consultation, everything).comments()
        assert (row[10] == world.group.pk) is everything


def test_no_paper_rests_on_it(world: World) -> None:
    from huiyin.desk.laws.api import map_laws
    from huiyin.desk.outcomes.papers.content import compose_paper
    from huiyin.desk.proposals.models import ProposalVersion

    made = compose_paper(
        world.consultation,
        ProposalVersion.objects.get(),
        map_laws(world.consultation.draft),
        "zh",
        timezone.localdate(),
    )
    assert [item.rests for item in made.items] == [""]
