"""A character that no document can hold stops none of the papers, whoever wrote it wherever."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.outcomes.papers import make_papers
from huiyin.desk.proposals.api import cover_letters, drafts, signatures
from huiyin.desk.proposals.api.minority_opinions import save_opinion
from huiyin.desk.registry.models import Organisation
from tests.desk.outcomes.test_papers import DAY

ODD = "湿地\x0b\x01\x1f\ufffe 公开"


@pytest.mark.parametrize("part", cover_letters.PARTS)
def test_a_letter_with_a_character_that_no_document_holds_is_handed_in_all_the_same(
    part: str,
    consultation: Consultation,
    members: list[Organisation],
    people: dict[Role, object],
    sign_in: Callable[[Role], Client],
) -> None:
    consultation.stage = Stage.SIGNING.value
    consultation.title_zh = consultation.title_en = ODD
    consultation.save()
    team, delegate = people[Role.SECRETARIAT], people[Role.DELEGATE]
    edition = drafts.begin_proposal_version(consultation, team)
    asked = drafts.SuggestionInput("art_1", ODD, wording=ODD, text=ODD, reason=ODD, divergence=ODD)
    drafts.save_suggestion(edition, asked, team)
    for action in ("delete", "keep", "insert"):
        asked = drafts.SuggestionInput("", ODD, action, text=ODD, reason=ODD)
        drafts.save_suggestion(edition, asked, team)
    words = cover_letters.CoverLetter(**(dict.fromkeys(cover_letters.PARTS, "words") | {part: ODD}))
    cover_letters.save_letters(edition, {"zh": words}, team)
    edition = drafts.lock_proposal_version(edition, team)
    save_opinion(edition, members[0], ODD, delegate)
    signatures.sign_proposal(edition, members[0], delegate)
    assert "proposal.zh.docx" in make_papers(consultation, edition, DAY)
    done = sign_in(Role.SECRETARIAT).post(reverse("submit", args=(consultation.slug,)))
    assert done.status_code == 302
    consultation.refresh_from_db()
    assert consultation.stage == Stage.REPLYING
