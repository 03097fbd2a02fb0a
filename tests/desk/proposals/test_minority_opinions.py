"""Minority opinions: whose, on what, until when; and that they go wherever the proposal goes."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.outcomes.api.submissions import submit_proposal
from huiyin.desk.outcomes.papers import make_paper, make_papers
from huiyin.desk.proposals.api import drafts, minority_opinions, signatures
from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion
from tests.desk.forms import fill
from tests.desk.outcomes.test_papers import read

PAGE = reverse("proposal", args=("wetlands",))
DIFFER = reverse("edition_differ", args=("wetlands", 1))


@pytest.fixture
def fixed(consultation: Consultation, people: dict[Role, Any]) -> ProposalVersion:
    team = people[Role.SECRETARIAT]
    made = drafts.begin_proposal_version(consultation, team)
    drafts.save_suggestion(
        made, drafts.SuggestionInput("art_1", "第一条", wording="为了湿地，制定本法。"), team
    )
    consultation.stage = Stage.SIGNING.value
    consultation.save()
    return drafts.lock_proposal_version(made, team)


def test_a_delegate_differs_on_a_suggestion_changes_it_and_takes_it_back(
    fixed: ProposalVersion, members: list[Any], sign_in: Callable[[Role], Client]
) -> None:
    delegate = sign_in(Role.DELEGATE)
    key = fixed.suggestions.get().key
    given = {"organisation": members[0].pk, "key": key}
    delegate.post(DIFFER, given | {"text": "Keep it as it is."})
    change = given | {"text": "Keep it as it was."}
    fill(delegate, PAGE, change, to=DIFFER, holding="Keep it as it is.")
    opinion = MinorityOpinion.objects.get()
    assert (opinion.text, opinion.suggestion_key) == ("Keep it as it was.", key)
    assert "Keep it as it was." in sign_in(Role.READER).get(PAGE).content.decode()
    assert "o-" not in delegate.post(DIFFER, given | {"text": " "})["Location"].split("#")[1]
    delegate.post(reverse("differ_withdraw", args=("wetlands", opinion.pk)))
    assert not MinorityOpinion.objects.exists()


def test_a_delegate_speaks_for_no_other_and_the_team_for_all_that_were_invited(
    fixed: ProposalVersion,
    members: list[Any],
    people: dict[Role, Any],
    authority: Any,
    sign_in: Callable[[Role], Client],
) -> None:
    delegate, team = sign_in(Role.DELEGATE), sign_in(Role.SECRETARIAT)
    foreign = {"organisation": members[1].pk, "text": "We would wait."}
    assert delegate.post(DIFFER, foreign).status_code == 404
    team.post(DIFFER, foreign)
    opinion = MinorityOpinion.objects.get()
    assert (opinion.organisation, opinion.created_by) == (members[1], people[Role.SECRETARIAT])
    take_back = reverse("differ_withdraw", args=("wetlands", opinion.pk))
    assert delegate.post(take_back).status_code == 404
    assert team.post(DIFFER, {"organisation": authority.pk, "text": "No."}).status_code == 404
    assert sign_in(Role.READER).post(DIFFER, foreign).status_code == 403
    assert sign_in(Role.OFFICER).post(DIFFER, foreign).status_code == 403
    with pytest.raises(signatures.NotYourOrganisation):
        minority_opinions.save_opinion(fixed, members[2], "We too.", people[Role.DELEGATE])
    with pytest.raises(minority_opinions.NoSuchSuggestion):
        minority_opinions.save_opinion(
            fixed, members[1], "On what?", people[Role.SECRETARIAT], key="gone"
        )


def test_it_stands_in_all_papers_and_cannot_be_changed_once_handed_in(
    fixed: ProposalVersion, consultation: Consultation, members: list[Any], people: dict[Role, Any]
) -> None:
    delegate, team = people[Role.DELEGATE], people[Role.SECRETARIAT]
    key = fixed.suggestions.get().key
    minority_opinions.save_opinion(fixed, members[0], "Not this article.", delegate, key=key)
    minority_opinions.save_opinion(fixed, members[0], "Not this year.", delegate)
    day = date(2026, 4, 2)
    pdf = read(make_paper(consultation, fixed, day, "en", "pdf"))
    assert "Minorityopinion(Organisation1):Notthisarticle." in pdf
    assert "Notthisyear." in pdf
    word = Document(io.BytesIO(make_paper(consultation, fixed, day, "en", "docx")))
    words = "\n".join(p.text for p in word.paragraphs)
    assert "Not this article." in words and "Not this year." in words
    signatures.sign_proposal(fixed, members[0], delegate)
    submit_proposal(fixed, make_papers(consultation, fixed, day), team)
    consultation.stage = Stage.SIGNING.value  # even where somebody turns the stage back
    consultation.save()
    with pytest.raises(signatures.NotUpForSigning):
        minority_opinions.save_opinion(fixed, members[0], "Another.", delegate)
    with pytest.raises(signatures.NotUpForSigning):
        minority_opinions.withdraw_opinion(MinorityOpinion.objects.first(), delegate)  # type: ignore[arg-type]
    with pytest.raises(signatures.NotUpForSigning):
        signatures.withdraw_signature(fixed, members[0], delegate)
