"""The page where members arrive to sign: a bar that stays, all suggestions listed, their grounds folded."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from tests.desk.markup import read_page, select, words_of
from tests.desk.standing import *  # noqa: F403

PAGE = "/c/wetlands/proposal/"


def _put_up(consultation: Consultation, suggestions: int) -> ProposalVersion:
    proposal = Proposal.objects.create(consultation=consultation)
    version = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    for n in range(1, suggestions + 1):
        Suggestion.objects.create(
            version=version, key=f"S{n:02}", position=n, eid="art_2", unit="art_2", text="more",
            reason="because of the birds",
        )  # fmt: skip
    consultation.stage = Stage.SIGNING.value
    consultation.save()
    return version


def test_who_may_sign_does_so_in_a_bar_that_stays_and_finds_every_suggestion_listed(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    version = _put_up(consultation, 12)
    client = sign_in(Role.DELEGATE)
    page = read_page(client.get(PAGE).content)
    (bar,) = select(page, "section.signing")
    assert "Organisation 1" in words_of(bar) and "0 organisations have signed" in words_of(bar)
    assert len(select(page, "ol.columns li")) == 12
    assert len(select(page, "article.card")) == 10
    assert all(one.get("open") is None for one in select(page, "article.card details"))
    last = select(page, "ol.columns a")[-1].get("href")
    there = read_page(client.get(last.partition("#")[0]).content)
    assert last.partition("#")[2] in {one.get("id") for one in select(there, "article.card")}
    organisation = select(bar, "input[name=organisation]")[0].get("value")
    client.post("/c/wetlands/proposal/1/sign/", {"organisation": organisation, "what": "sign"})
    assert version.signatures.count() == 1
    (bar,) = select(read_page(client.get(PAGE).content), "section.signing")
    assert "1 organisation has signed" in words_of(bar)


def test_who_only_reads_has_no_bar_and_sees_the_grounds_at_once(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    _put_up(consultation, 2)
    page = read_page(sign_in(Role.READER).get(PAGE).content)
    assert select(page, "section.signing") == []
    assert "because of the birds" in words_of(select(page, "article.card")[0])
    assert select(page, "article.card details") == []
