"""One demand in two languages: its twin is offered when a suggestion is drafted, and "not linked" is never "no"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Comment, Consultation, Group
from huiyin.desk.outcomes.models import Uptake
from huiyin.desk.proposals.models import Suggestion
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import hand_in

pytestmark = pytest.mark.django_db


def _group(consultation: Consultation, language: str, text: str, unit: str = "art_2") -> Group:
    comment = Comment.objects.create(
        consultation=consultation, eid=unit, unit=unit, text=text, language=language
    )
    group = Group.objects.create(
        consultation=consultation, key=str(comment.public_id), representative=comment,
        eid=unit, size=2, organisations=2, languages=language,
    )  # fmt: skip
    comment.group = group
    comment.save()
    return group


@pytest.fixture
def groups(consultation: Consultation) -> dict[str, Group]:
    return {
        "zh": _group(consultation, "zh", "规划应当每三年修订一次"),
        "en": _group(consultation, "en", "Revise the plans every three years"),
        "elsewhere": _group(consultation, "en", "Enter into force later", "art_3"),
    }


def test_the_group_of_another_language_on_the_provision_is_offered_once(
    groups: dict[str, Group], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    team = sign_in(Role.SECRETARIAT)
    address = reverse("suggestion_new", args=("wetlands",)) + "?text=zh"
    asked: dict[str, Any] = {
        "keep": "1", "eid": "art_2", "action": "replace", "text": "三年", "group": groups["zh"].pk,
    }  # fmt: skip
    page = team.post(address, asked)
    assert page.context["twins"] == [groups["en"]] and not Suggestion.objects.exists()
    assert "Revise the plans every three years" in page.content.decode()
    both = [groups["zh"].pk, groups["en"].pk]
    assert team.post(address, asked | {"twins": "asked", "group": both}).status_code == 302
    assert set(Suggestion.objects.get().groups.all()) == {groups["zh"], groups["en"]}


def test_whoever_left_the_twin_unticked_saves_without_being_asked_again(
    groups: dict[str, Group], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    asked = {
        "keep": "1",
        "eid": "art_2",
        "text": "三年",
        "group": groups["zh"].pk,
        "twins": "asked",
    }
    address = reverse("suggestion_new", args=("wetlands",)) + "?text=zh"
    assert sign_in(Role.SECRETARIAT).post(address, asked).status_code == 302
    assert list(Suggestion.objects.get().groups.all()) == [groups["zh"]]


def test_a_comment_to_whose_group_nothing_was_linked_sees_what_was_asked_of_its_provision(
    groups: dict[str, Group], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    fields = {"eid": "art_2", "wording": "规划应当每三年修订一次。", "language": "zh"}
    one = hand_in(consultation, Stage.TRACING, [fields]).suggestions.get()
    one.groups.set([groups["zh"]])
    Uptake.objects.create(suggestion=one, verdict="adopted", score=1, confidence=1, reason="same")
    reader = sign_in(Role.READER)

    def ask(group: Group) -> tuple[str, int, bool]:
        said = group.representative
        assert said is not None
        page = reader.get(reverse("fate", args=("wetlands", said.public_id)))
        shown = len(page.context["suggestions"])
        return page.content.decode(), shown, page.context["is_beside"]

    page, shown, is_beside = ask(groups["en"])
    assert "No suggestion has been linked to these comments yet" in page
    assert "Suggestions on the same provision" in page and (shown, is_beside) == (1, True)
    linked, shown, is_beside = ask(groups["zh"])
    assert "has been linked" not in linked and (shown, is_beside) == (1, False)
    assert ask(groups["elsewhere"])[1:] == (0, False)
