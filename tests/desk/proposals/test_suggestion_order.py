"""An edition is arranged while it is written: order, place, what is left out, its groups, its letter, remarks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api.votes import publish_votes
from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement, Vote
from huiyin.desk.outcomes.papers import make_paper
from huiyin.desk.proposals.api import cover_letters, drafts, suggestion_order
from huiyin.desk.proposals.models import ProposalVersion, Remark, Suggestion
from tests.desk.forms import fill
from tests.desk.outcomes.test_papers import read
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

PAGE = reverse("proposal", args=("wetlands",))


@pytest.fixture
def edition(consultation: Consultation, people: dict[Role, Any]) -> ProposalVersion:
    """Suggestions on article 3, on the whole, on article 1 and on article 2, in this order."""
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    made = drafts.begin_proposal_version(consultation, people[Role.SECRETARIAT])
    for eid, text in (("art_3", "later"), ("", "shorter"), ("art_1", "restore"), ("art_2", "plan")):
        asked = drafts.SuggestionInput(eid, eid, text=text, language="en")
        drafts.save_suggestion(made, asked, people[Role.SECRETARIAT])
    return made


def order(edition: ProposalVersion) -> list[str]:
    return [one.text for one in edition.suggestions.all()]


def one_of(edition: ProposalVersion, text: str) -> Suggestion:
    return Suggestion.with_dropped.get(version=edition, text=text)


def test_a_suggestion_goes_up_and_down_and_stops_at_the_ends(
    edition: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    team = sign_in(Role.COORDINATOR)
    one = one_of(edition, "restore")
    move = reverse("suggestion_move", args=("wetlands", one.pk))
    team.post(move, {"up": "1"})
    assert order(edition) == ["later", "restore", "shorter", "plan"]
    for _ in range(3):
        answer = team.post(move, {"down": "1"})
    assert order(edition) == ["later", "shorter", "plan", "restore"]
    assert answer["Location"].endswith(f"#m-{one.pk}")  # where the keyboard goes on
    assert sign_in(Role.DELEGATE).post(move, {"up": "1"}).status_code == 403


def test_the_order_of_the_law_puts_the_whole_last(
    edition: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    sign_in(Role.SECRETARIAT).post(reverse("proposal_order", args=("wetlands",)))
    assert order(edition) == ["restore", "plan", "later", "shorter"]


def test_what_was_left_out_comes_back_with_its_remarks(
    edition: ProposalVersion, people: dict[Role, Any], sign_in: Callable[[Role], Client]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    one = one_of(edition, "shorter")
    drafts.add_remark(edition, one, "half as long", people[Role.DELEGATE])
    team.post(reverse("suggestion_drop", args=("wetlands", one.pk)))
    assert order(edition) == ["later", "restore", "plan"]
    page = team.get(PAGE).content.decode()
    assert "1 suggestion removed" in page and "half as long" not in page
    assert "left out" not in sign_in(Role.DELEGATE).get(PAGE).content.decode()
    team.post(reverse("suggestion_put_back", args=("wetlands", one.pk)))
    assert order(edition) == ["later", "restore", "plan", "shorter"]
    assert "half as long" in team.get(PAGE).content.decode()


def test_what_was_left_out_is_not_signed_copied_or_handed_in(
    edition: ProposalVersion, consultation: Consultation, people: dict[Role, Any]
) -> None:
    team = people[Role.SECRETARIAT]
    suggestion_order.drop_suggestion(one_of(edition, "plan"), team)
    edition = drafts.lock_proposal_version(edition, team)
    assert "plan" not in read(make_paper(consultation, edition, date(2026, 4, 2), "en", "pdf"))
    assert order(drafts.begin_proposal_version(consultation, team)) == [
        "later",
        "shorter",
        "restore",
    ]
    with pytest.raises(drafts.ProposalLocked):
        suggestion_order.put_back(one_of(edition, "plan"), team)
    with pytest.raises(drafts.ProposalLocked):
        suggestion_order.move_suggestion(edition.suggestions.all()[0], False, team)
    with pytest.raises(drafts.ProposalLocked):
        suggestion_order.follow_the_law(edition, team)


def test_a_suggestion_is_moved_to_another_provision_with_what_it_says(
    edition: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    one = one_of(edition, "later")
    form = reverse("suggestion_edit", args=("wetlands", one.pk)) + "?text=en"
    shown = team.get(form + "&eid=art_2").content.decode()
    assert "draw up plans" in shown and ">later</textarea>" in shown
    fill(team, form, {"eid": "art_2", "action": "replace", "text": "later", "keep": "1"})
    moved = Suggestion.objects.get(pk=one.pk)
    assert (moved.key, moved.eid, moved.unit) == (one.key, "art_2", "art_2")
    assert moved.target == "Article 2"


def test_groups_are_found_by_their_words_and_those_ticked_stay(
    edition: ProposalVersion,
    consultation: Consultation,
    people: dict[Role, Any],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    for eid, words in (
        ("art_1", "Name the swamps too"),
        ("art_2", "Every three years"),
        ("art_3", "The swamps wait"),
    ):
        said.send_comment(
            consultation_in(consultation, Stage.COMMENTING), people[Role.DELEGATE], members[0],
            said.CommentInput(uuid4(), eid, words),
        )  # fmt: skip
    for comment in Comment.objects.all():
        Group.objects.create(
            consultation=consultation, key=str(comment.pk), representative=comment, size=1, organisations=1
        )  # fmt: skip
    consultation_in(consultation, Stage.DRAFTING)
    team = sign_in(Role.SECRETARIAT)
    one = one_of(edition, "restore")
    form = reverse("suggestion_edit", args=("wetlands", one.pk)) + "?text=en"
    first = team.get(form).content.decode()
    assert "Name the swamps too" in first and "The swamps wait" not in first
    kept = Group.objects.get(representative__text="Every three years")
    given = {
        "eid": "art_1",
        "action": "replace",
        "text": "half-written",
        "group": kept.pk,
        "find": "swamps",
    }
    without_script = team.post(form, given | {"look": "1"}).content.decode()
    part = team.post(
        reverse("suggestion_groups", args=("wetlands",)) + "?text=en", given
    ).content.decode()
    for shown in (without_script, part):
        assert "Name the swamps too" in shown and "The swamps wait" in shown
        assert f'value="{kept.pk}" checked' in shown
    assert "half-written" in without_script
    named = team.post(form, given | {"look": "1", "find": "article 3"}).content.decode()
    assert "The swamps wait" in named and "Name the swamps" not in named
    nothing = team.post(form, given | {"look": "1", "find": "glacier"}).content.decode()
    assert "Every three years" in nothing and "Name the swamps" not in nothing
    fill(team, form, given | {"keep": "1"})
    assert list(one.groups.all()) == [kept]


def consultation_in(consultation: Consultation, stage: Stage) -> Consultation:
    consultation.stage = stage.value
    consultation.save()
    return consultation


def test_the_letter_is_written_in_each_language_looked_at_and_kept_with_the_edition(
    edition: ProposalVersion,
    consultation: Consultation,
    people: dict[Role, Any],
    sign_in: Callable[[Role], Client],
) -> None:
    team = sign_in(Role.SECRETARIAT)
    form = reverse("proposal_letter", args=("wetlands",))
    usual = team.get(form).content.decode()
    assert "To Ministry of Nature:" in usual and "自然资源部：" in usual and "敬礼" in usual
    words = {
        "letter_en": "We write about the marsh.\nPlease read on.",
        "salutation_zh": "尊敬的部长：",
    }
    seen = team.post(form, words | {"look": "1"}).content.decode()
    assert "Please read on." in seen
    edition.refresh_from_db()
    assert edition.letter_en == ""
    team.post(form, words | {"keep": "1"})
    edition.refresh_from_db()
    assert cover_letters.get_letter(edition, "en") == cover_letters.CoverLetter(
        "To Ministry of Nature:", "We write about the marsh.\nPlease read on.", "Yours faithfully"
    )
    words_zh = read(make_paper(consultation, edition, date(2026, 4, 2), "zh", "pdf"))
    assert "尊敬的部长：" in words_zh and "敬礼" in words_zh and "marsh" not in words_zh
    fixed = drafts.lock_proposal_version(edition, people[Role.SECRETARIAT])
    assert team.get(form).status_code == 404
    with pytest.raises(drafts.ProposalLocked):
        cover_letters.save_letters(
            fixed, {"en": cover_letters.CoverLetter("", "Too late", "")}, people[Role.SECRETARIAT]
        )
    again = drafts.begin_proposal_version(consultation, people[Role.SECRETARIAT])
    assert again.letter_en == fixed.letter_en


def test_a_remark_is_marked_as_dealt_with_and_opened_again_by_who_writes(
    edition: ProposalVersion, people: dict[Role, Any], sign_in: Callable[[Role], Client]
) -> None:
    one = drafts.add_remark(edition, None, "mind the commas", people[Role.DELEGATE])
    settle = reverse("remark_settle", args=("wetlands", one.pk))
    assert sign_in(Role.DELEGATE).post(settle).status_code == 403
    team = sign_in(Role.SECRETARIAT)
    team.post(settle)
    assert Remark.objects.get().settled_at is not None
    assert "Dealt with" in team.get(PAGE).content.decode()
    team.post(settle, {"open": "1"})
    assert Remark.objects.get().settled_at is None


def test_any_two_editions_are_compared_by_place_way_words_and_letter(
    edition: ProposalVersion,
    consultation: Consultation,
    people: dict[Role, Any],
    sign_in: Callable[[Role], Client],
) -> None:
    team = people[Role.SECRETARIAT]
    drafts.lock_proposal_version(edition, team)
    second = drafts.begin_proposal_version(consultation, team)
    moved = second.suggestions.get(text="later")
    asked = drafts.SuggestionInput("art_2", "Article 2", "delete", text="later", language="en")
    drafts.save_suggestion(second, asked, team, moved)
    drafts.lock_proposal_version(second, team)
    third = drafts.begin_proposal_version(consultation, team)
    suggestion_order.drop_suggestion(third.suggestions.get(text="plan"), team)
    cover_letters.save_letters(third, {"en": cover_letters.CoverLetter("Dear all", "", "")}, team)
    client = sign_in(Role.SECRETARIAT)
    address = reverse("edition_changes", args=("wetlands", 3))
    near = client.get(address).content.decode()
    assert "Removed 1" in near and "Unchanged 3" in near and "Dear all" in near
    far = client.get(address + "?from=1").content.decode()
    assert "Removed 1" in far and "Changed 1" in far and "Unchanged 2" in far
    assert "<del>Amend</del><ins>Delete</ins>" in far
    assert client.get(address + "?from=9").status_code == 404


def test_the_votes_on_a_group_stand_beside_the_suggestion_once_enough_have_voted(
    edition: ProposalVersion,
    consultation: Consultation,
    people: dict[Role, Any],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    comment = said.send_comment(
        consultation_in(consultation, Stage.COMMENTING), people[Role.DELEGATE], members[0],
        said.CommentInput(uuid4(), "art_1", "Name the swamps too"),
    )  # fmt: skip
    consultation_in(consultation, Stage.DRAFTING)
    group = Group.objects.create(
        consultation=consultation, key="g", representative=comment, size=1, organisations=1
    )
    one_of(edition, "restore").groups.add(group)
    statement = Statement.objects.create(
        consultation=consultation, key="s", text_en="Swamps should be named", group=group
    )
    client = sign_in(Role.DELEGATE)
    other = Statement.objects.create(consultation=consultation, key="t", text_en="Not of a group")
    votes = [
        Vote(statement=each, participant=f"p{n}", value=-1 if n < 6 else 1)
        for n in range(20)
        for each in (statement, other)
    ]
    Vote.objects.bulk_create(votes[:16])
    publish_votes(consultation)
    assert "Swamps should be named" not in client.get(PAGE).content.decode()
    Vote.objects.bulk_create(votes[16:])
    assert "Swamps should be named" not in client.get(PAGE).content.decode()
    publish_votes(consultation)
    page = client.get(PAGE).content.decode()
    assert "Swamps should be named" in page and "agree 14 · disagree 6 · pass 0" in page


def test_the_groups_that_ask_for_the_same_are_found_from_what_is_written(
    edition: ProposalVersion,
    consultation: Consultation,
    people: dict[Role, Any],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    consultation_in(consultation, Stage.COMMENTING)
    for words in ("Revise the plans every three years", "Translate the plans", "Print them large"):
        comment = said.send_comment(
            consultation,
            people[Role.DELEGATE],
            members[0],
            said.CommentInput(uuid4(), "art_2", words),
        )
        Group.objects.create(
            consultation=consultation,
            key=words[:9],
            representative=comment,
            size=1,
            organisations=1,
        )
    consultation_in(consultation, Stage.DRAFTING)
    form = reverse("suggestion_new", args=("wetlands",)) + "?text=en&eid=art_2"
    given = {
        "eid": "art_2", "action": "replace", "alike": "1", "reason": "Print is small.",
        "wording": "The plans shall be revised every three years.",
    }  # fmt: skip
    page = sign_in(Role.SECRETARIAT).post(form, given).content.decode()
    assert "Revise the plans every three years" in page
    assert "Translate the plans" not in page
    nothing = given | {"wording": "Rangers shall be paid.", "reason": ""}
    page = sign_in(Role.SECRETARIAT).post(form, nothing).content.decode()
    assert "No shared point on this provision asks for the same" in page
