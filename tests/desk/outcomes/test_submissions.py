"""A signed edition is handed in once; what was handed in is kept, with its digests, and the public can check it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.ledger.api import find_broken_exchange
from huiyin.desk.ledger.data import ExchangeKind
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.outcomes.api import submissions
from huiyin.desk.outcomes.models import Submission
from huiyin.desk.proposals.api import drafts, signatures
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.law import read_bytes

PAGE = "/c/wetlands/submission/"
WORDING = "为了保护和恢复湿地，制定本法。"


@pytest.fixture
def fixed(consultation: Consultation, people: dict[Role, Any]) -> ProposalVersion:
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    team = people[Role.SECRETARIAT]
    made = drafts.begin_proposal_version(consultation, team)
    drafts.save_suggestion(
        made,
        drafts.SuggestionInput("art_1", "第一条", wording=WORDING, reason="恢复同样重要", divergence="两家有异议"),
        team,
    )  # fmt: skip
    drafts.lock_proposal_version(made, team)
    consultation.stage = Stage.SIGNING.value
    consultation.save()
    return made


def test_only_what_somebody_signed_is_handed_in_and_only_once(
    fixed: ProposalVersion,
    members: list[Any],
    people: dict[Role, Any],
    consultation: Consultation,
    sign_in: Callable[[Role], Client],
) -> None:
    client = sign_in(Role.SECRETARIAT)
    client.post(reverse("submit", args=("wetlands",)))
    assert not Submission.objects.exists()
    signatures.sign_proposal(fixed, members[0], people[Role.DELEGATE])
    preview = client.get(reverse("paper_docx", args=("wetlands", 1, "zh")))
    words = "\n".join(p.text for p in Document(io.BytesIO(preview.content)).paragraphs)
    assert WORDING in words and members[0].name_zh in words and "两家有异议" in words
    client.post(reverse("submit", args=("wetlands",)))
    kept = Submission.objects.get()
    consultation.refresh_from_db()
    assert consultation.stage == Stage.REPLYING
    with pytest.raises(submissions.AlreadySubmitted):
        submissions.submit_proposal(fixed, {"a": b"b"}, people[Role.SECRETARIAT])
    with pytest.raises(ValueError):
        drafts.save_suggestion(fixed, drafts.SuggestionInput("art_1", "第一条", wording="别的。"), people[Role.SECRETARIAT])  # fmt: skip
    assert [e.kind for e in Exchange.objects.all()] == [ExchangeKind.PROPOSAL]
    assert find_broken_exchange() is None
    assert Submission.objects.get().digests == kept.digests


def test_the_public_takes_the_files_away_and_checks_them_against_the_digests(
    fixed: ProposalVersion,
    members: list[Any],
    people: dict[Role, Any],
    sign_in: Callable[[Role], Client],
) -> None:
    reader = sign_in(Role.READER)
    signatures.sign_proposal(fixed, members[0], people[Role.DELEGATE])
    assert reader.get("/c/wetlands/submission/files.zip").status_code == 404
    sign_in(Role.SECRETARIAT).post(reverse("submit", args=("wetlands",)))
    page = reader.get(PAGE).content.decode()
    packed = b"".join(reader.get("/c/wetlands/submission/files.zip").streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        names = package.namelist()
        for name in names:
            assert hashlib.sha256(package.read(name)).hexdigest() in page
        paper = Document(io.BytesIO(package.read("proposal.zh.docx")))
        law = read_bytes(package.read("draft.zh.akn.xml"), "draft.zh.akn.xml")
        amended = read_bytes(package.read("amended.zh.akn.xml"), "amended.zh.akn.xml")
    assert names == [
        "amended.zh.akn.xml", "draft.en.akn.xml", "draft.zh.akn.xml",
        "proposal.en.docx", "proposal.en.pdf", "proposal.zh.docx", "proposal.zh.pdf",
    ]  # fmt: skip
    assert [cell.text for cell in paper.tables[0].rows[1].cells] == [
        "S01", "第一条", "为了保护湿地，制定本法。", WORDING, "恢复同样重要",
    ]  # fmt: skip
    assert law.articles[0].full_text == "为了保护湿地，制定本法。"
    assert amended.articles[0].full_text == WORDING
    assert amended.articles[1].full_text == law.articles[1].full_text
    one = reader.get(reverse("submission_file", args=("wetlands", "proposal.en.pdf")))
    assert hashlib.sha256(one.content).hexdigest() in page
    assert one["Content-Disposition"].startswith("inline")
    other = reader.get(reverse("submission_file", args=("wetlands", "secret.pdf")))
    assert other.status_code == 404


def test_the_team_is_told_which_suggestions_the_amended_draft_cannot_show(
    fixed: ProposalVersion,
    consultation: Consultation,
    members: list[Any],
    people: dict[Role, Any],
    sign_in: Callable[[Role], Client],
) -> None:
    team = people[Role.SECRETARIAT]
    newer = drafts.begin_proposal_version(consultation, team)
    for asked in (
        drafts.SuggestionInput("art_1", "第一条", wording="为了湿地，制定本法。"),
        drafts.SuggestionInput("art_2", "第二条", text="规划应当公开。"),
        drafts.SuggestionInput("art_3", "第三条", "keep"),
    ):
        drafts.save_suggestion(newer, asked, team)
    newer = drafts.lock_proposal_version(newer, team)
    signatures.sign_proposal(newer, members[0], people[Role.DELEGATE])
    page = sign_in(Role.SECRETARIAT).get(PAGE).content.decode()
    assert "S02 · 第一条 · Another suggestion changes the same words." in page
    assert "S03 · 第二条 · It gives no exact wording." in page
    assert "S04 · 第三条" not in page
