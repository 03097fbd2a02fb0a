"""Moves of a consultation say what they do, have their days, and can be taken back while nothing depends on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import stage_moves, stages, votes
from huiyin.desk.consultations.models import Consultation, Statement
from huiyin.desk.proposals.api import drafts
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

pytestmark = pytest.mark.django_db
MANAGE, BACK = "/c/wetlands/manage/", "/c/wetlands/manage/move/back/"


def test_closing_comments_early_is_said_before_it_is_done(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    page = sign_in(Role.SECRETARIAT).get(MANAGE).content.decode()
    # As many days as the head of the same page says are left.
    assert "Comments close 20 days early" in page and "20 days left" in page
    consultation.closes = timezone.localdate()
    consultation.save()
    page = sign_in(Role.SECRETARIAT).get(MANAGE).content.decode()
    assert (
        "Comments close today, before the end of the last day" in page and "days early" not in page
    )
    consultation.closes = timezone.localdate() - timedelta(days=1)
    consultation.save()
    page = sign_in(Role.SECRETARIAT).get(MANAGE).content.decode()
    assert "Comments close." in page and "days early" not in page


@pytest.mark.parametrize("at", list(Stage))
def test_every_move_from_every_stage_says_what_it_does(
    at: Stage, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    consultation.stage = at.value
    consultation.save()
    page = sign_in(Role.SECRETARIAT).get(MANAGE)
    assert bool(page.context["does"]) == (stages.find_next_stage(at) is not None)
    assert bool(page.context["undoes"]) == (stages.find_previous_stage(at) is not None)


def test_a_move_is_taken_back_for_a_day_and_is_then_as_if_it_had_not_been(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    stages.move_to_stage(consultation, Stage.GROUPING, people[Role.SECRETARIAT])
    assert Stage.GROUPING in stages.list_stage_days(consultation)
    assert "Undo this change of stage" in team.get(MANAGE).content.decode()
    team.post(BACK, {})
    consultation.refresh_from_db()
    assert consultation.stage == Stage.COMMENTING
    assert Stage.GROUPING not in stages.list_stage_days(consultation)
    assert "Undo this change of stage" not in team.get(MANAGE).content.decode()
    team.post(BACK, {})  # nothing is left to take back
    consultation.refresh_from_db()
    assert consultation.stage == Stage.COMMENTING


@pytest.mark.parametrize(
    "why", ["a day has passed", "there has been activity", "votes were counted"]
)
def test_a_move_on_which_something_depends_stays(
    why: str, consultation: Consultation, people: dict[Role, User], members: list[Organisation],
    sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    if why == "votes were counted":
        consultation.stage = Stage.DELIBERATING.value
        consultation.save()
        one = Statement.objects.create(consultation=consultation, key="s1", text_en="S")
        votes.cast_vote(one, people[Role.DELEGATE], members[0], 1)
        stages.move_to_stage(consultation, Stage.DRAFTING, people[Role.SECRETARIAT])
    else:
        consultation.stage = Stage.PREPARING.value
        consultation.save()
        stages.move_to_stage(consultation, Stage.COMMENTING, people[Role.SECRETARIAT])
        consultation.refresh_from_db()
        assert stage_moves.find_revocable_move(consultation) is not None
    if why == "a day has passed":
        AuditEntry.objects.filter(verb="move").update(
            created_at=timezone.now() - timedelta(hours=25)
        )
    elif why == "there has been activity":
        words = said.CommentInput(uuid4(), "art_1", "Water")
        said.send_comment(consultation, people[Role.DELEGATE], members[0], words)
    consultation.refresh_from_db()
    before = consultation.stage
    sign_in(Role.SECRETARIAT).post(BACK, {})
    consultation.refresh_from_db()
    assert consultation.stage == before


def test_fixing_and_opening_for_signature_are_done_together(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    edition = drafts.begin_proposal_version(consultation, people[Role.SECRETARIAT])
    asked = drafts.SuggestionInput(eid="art_1", target="Article 1", text="More water")
    drafts.save_suggestion(edition, asked, people[Role.SECRETARIAT])
    sign_in(Role.SECRETARIAT).post(reverse("proposal_fix", args=("wetlands",)), {"open": "1"})
    consultation.refresh_from_db()
    assert consultation.stage == Stage.SIGNING and ProposalVersion.objects.get().locked_at


def test_nobody_votes_after_the_last_day_of_voting(
    consultation: Consultation, people: dict[Role, User], members: list[Organisation],
    sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    consultation.stage = Stage.DELIBERATING.value
    consultation.save()
    one = Statement.objects.create(consultation=consultation, key="s1", text_en="S")
    team, delegate = sign_in(Role.SECRETARIAT), sign_in(Role.DELEGATE)
    today = timezone.localdate()
    day = reverse("voting_day", args=("wetlands",))
    team.post(day, {"voting_closes": (today - timedelta(days=1)).isoformat()})
    consultation.refresh_from_db()
    with pytest.raises(votes.VotingClosed):
        votes.cast_vote(one, people[Role.DELEGATE], members[0], 1)
    page = delegate.get(reverse("vote", args=("wetlands",))).content.decode()
    assert "Voting closed on" in page and 'name="vote"' not in page
    team.post(day, {"voting_closes": today.isoformat()})
    votes.cast_vote(one, people[Role.DELEGATE], members[0], 1)


def test_counts_are_shown_from_five_votes_on_and_the_team_sees_whose_are_not_counted(
    consultation: Consultation, people: dict[Role, User], members: list[Organisation],
    sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    consultation.stage = Stage.DELIBERATING.value
    consultation.save()
    one = Statement.objects.create(consultation=consultation, key="s1", text_en="Every three years")
    Statement.objects.create(consultation=consultation, key="s2", text_en="Never", position=1)
    address = reverse("opinion_map", args=("wetlands",))
    many = [Organisation.objects.create(slug=f"more{n}", name_en=f"More {n}") for n in range(5)]
    assert consultation.network is not None
    consultation.network.members.add(*many)
    team = sign_in(Role.SECRETARIAT)
    for n, organisation in enumerate(many):
        page = team.get(address)
        assert page.context["tallies"] == []  # four votes tell nothing, not even that there are any
        assert "More 0" in page.context["uncounted"]
        voter = User.objects.create_user(f"v{n}@example.org", "reeds by the lake")
        voter.seats.create(organisation=organisation)
        votes.cast_vote(one, voter, organisation, 1 if n else -1)
    page = team.get(address)
    assert [counts for _, counts in page.context["tallies"]] == [(4, 1, 0), None]
    assert page.context["uncounted"] == ["Organisation 1", "Organisation 2", "Organisation 3"]
    assert "uncounted" not in sign_in(Role.DELEGATE).get(address).content.decode()
    assert sign_in(Role.DELEGATE).get(address).context["uncounted"] == ()
    consultation.stage = Stage.CLOSED.value
    consultation.save()
    assert "Every three years" in sign_in(Role.READER).get(address).content.decode()
