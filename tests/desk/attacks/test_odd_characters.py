"""A character that no document can hold stops none of the papers, whoever wrote it wherever."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.ledger.papers import papers
from huiyin.desk.proposals.api import drafting, letters, signing
from huiyin.desk.proposals.api.differing import differ
from huiyin.desk.registry.models import Organisation
from tests.desk.test_papers import DAY

ODD = "湿地\x0b\x01\x1f\ufffe 公开"


@pytest.mark.parametrize("part", letters.PARTS)
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
    edition = drafting.begin(consultation, team)
    asked = drafting.Asked("art_1", ODD, wording=ODD, text=ODD, reason=ODD, divergence=ODD)
    drafting.suggest(edition, asked, team)
    for action in ("delete", "keep", "insert"):
        asked = drafting.Asked("", ODD, action, text=ODD, reason=ODD)
        drafting.suggest(edition, asked, team)
    words = letters.Letter(**(dict.fromkeys(letters.PARTS, "words") | {part: ODD}))
    letters.write(edition, {"zh": words}, team)
    edition = drafting.fix(edition, team)
    differ(edition, members[0], ODD, delegate)
    signing.sign(edition, members[0], delegate)
    assert "proposal.zh.docx" in papers(consultation, edition, DAY)
    done = sign_in(Role.SECRETARIAT).post(reverse("submit", args=(consultation.slug,)))
    assert done.status_code == 302
    consultation.refresh_from_db()
    assert consultation.stage == Stage.REPLYING
