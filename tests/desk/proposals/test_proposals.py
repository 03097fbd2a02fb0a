"""A joint proposal: written, revised, signed; who sees what, and how many queries it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.proposals.api import drafts, signatures, suggestion_order
from huiyin.desk.proposals.models import ProposalVersion, Suggestion
from tests.desk.forms import fill

PAGE = reverse("proposal", args=("wetlands",))
ASKED = drafts.SuggestionInput(
    "art_1", "第一条", wording="为了保护和恢复湿地，制定本法。", reason="恢复同样重要"
)


@pytest.fixture
def edition(consultation: Consultation, people: dict[Role, Any]) -> ProposalVersion:
    """An edition with one suggestion, while the proposal is drafted."""
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    made = drafts.begin_proposal_version(consultation, people[Role.SECRETARIAT])
    drafts.save_suggestion(made, ASKED, people[Role.SECRETARIAT])
    return made


def _sign_stage(consultation: Consultation) -> None:
    consultation.stage = Stage.SIGNING.value
    consultation.save()


def test_a_suggestion_is_written_in_the_browser_and_shown_as_a_change(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    team = sign_in(Role.SECRETARIAT)
    form = reverse("suggestion_new", args=("wetlands",)) + "?text=en"
    assert b"This Act is made to protect wetlands." in team.get(form + "&eid=art_1").content
    own = {"eid": "art_1", "action": "replace", "keep": "1"}
    same = team.post(form, own | {"wording": "This Act is made to protect wetlands."})
    assert same.status_code == 422
    assert not Suggestion.objects.exists()
    words = "This Act is made to protect and restore wetlands."
    assert team.post(form, own | {"wording": words, "divergence": "Two object"}).status_code == 302
    page = team.get(PAGE).content.decode()
    assert "<ins>" in page and "restore" in page and "Two object" in page
    one = Suggestion.objects.get()
    edit = reverse("suggestion_edit", args=("wetlands", one.pk)) + "?text=en"
    fill(team, edit, own | {"wording": words.replace("restore", "mend")})
    changed = Suggestion.objects.get()
    assert (changed.key, changed.unit) == (one.key, "art_1")
    assert "mend" in changed.wording
    team.post(reverse("suggestion_drop", args=("wetlands", one.pk)))
    assert not Suggestion.objects.exists()


def test_what_is_being_written_and_remarked_is_not_public(
    edition: ProposalVersion, people: dict[Role, Any], sign_in: Callable[[Role], Client]
) -> None:
    delegate = sign_in(Role.DELEGATE)
    address = reverse("edition_remark", args=("wetlands", 1))
    delegate.post(address, {"text": "too weak by half"})
    search = reverse("search", args=("wetlands",)) + "?q=恢复"
    assert "too weak by half" in delegate.get(PAGE).content.decode()
    assert "#s-" in delegate.get(search).content.decode()
    reader = sign_in(Role.READER)
    assert "恢复" not in reader.get(PAGE).content.decode()
    assert "#s-" not in reader.get(search).content.decode()
    assert reader.get(reverse("edition", args=("wetlands", 1))).status_code == 404
    drafts.lock_proposal_version(edition, people[Role.SECRETARIAT])
    page = reader.get(PAGE).content.decode()
    assert "恢复" in page
    assert "too weak by half" not in page
    assert "#s-" in reader.get(search).content.decode()


def test_a_fixed_edition_stays_and_the_next_is_signed_anew(
    consultation: Consultation, edition: ProposalVersion, members: list[Any], people: dict[Role, Any],
    sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    team, delegate = people[Role.SECRETARIAT], people[Role.DELEGATE]
    with pytest.raises(signatures.NotUpForSigning):
        signatures.sign_proposal(edition, members[0], delegate)
    drafts.lock_proposal_version(edition, team)
    edition.refresh_from_db()
    with pytest.raises(drafts.ProposalLocked):
        drafts.save_suggestion(edition, ASKED, team)
    with pytest.raises(drafts.ProposalLocked):
        suggestion_order.drop_suggestion(edition.suggestions.get(), team)
    _sign_stage(consultation)
    client = sign_in(Role.DELEGATE)
    address = reverse("edition_sign", args=("wetlands", 1))
    for _ in range(2):
        client.post(address, {"organisation": members[0].pk, "what": "sign"})
    assert edition.signatures.count() == 1
    foreign = client.post(address, {"organisation": members[1].pk, "what": "sign"})
    assert foreign.status_code == 404
    with pytest.raises(signatures.NotYourOrganisation):
        signatures.sign_proposal(edition, members[1], delegate)
    client.post(address, {"organisation": members[0].pk, "what": "withdraw"})
    assert edition.signatures.count() == 0
    signatures.sign_proposal(edition, members[0], delegate)

    second = drafts.begin_proposal_version(consultation, team)
    assert (second.number, second.signatures.count()) == (2, 0)
    assert edition.signatures.count() == 1
    with pytest.raises(signatures.NotUpForSigning):
        signatures.withdraw_signature(edition, members[0], delegate)
    copied = second.suggestions.get()
    assert copied.key == edition.suggestions.get().key
    assert (
        drafts.compare_proposal_versions(edition.suggestions.all(), second.suggestions.all()) == ()
    )
    drafts.save_suggestion(
        second, drafts.SuggestionInput("art_1", "第一条", text="另拟"), team, copied
    )
    drafts.save_suggestion(second, drafts.SuggestionInput("art_2", "第二条", action="delete"), team)
    kinds = [
        c.kind
        for c in drafts.compare_proposal_versions(
            edition.suggestions.all(), second.suggestions.all()
        )
    ]
    assert kinds == ["changed", "added"]
    assert drafts.compare_proposal_versions(second.suggestions.all(), ())[0].kind == "dropped"
    shown = client.get(reverse("edition_changes", args=("wetlands", 2))).content.decode()
    assert "<ins>" in shown and "<del>" in shown


def test_the_page_asks_as_often_however_many_suggestions_there_are(
    edition: ProposalVersion, people: dict[Role, Any], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.DELEGATE)
    client.get(PAGE)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    few = asked()
    for _ in range(8):
        drafts.save_suggestion(edition, ASKED, people[Role.SECRETARIAT])
        one = edition.suggestions.last()
        drafts.add_remark(edition, one, "seen", people[Role.DELEGATE])
    assert asked() == few


def test_nothing_is_put_up_for_signing_without_suggestions(
    consultation: Consultation, people: dict[Role, Any]
) -> None:
    empty = drafts.begin_proposal_version(consultation, people[Role.SECRETARIAT])
    with pytest.raises(drafts.NothingToSign):
        drafts.lock_proposal_version(empty, people[Role.SECRETARIAT])


def test_suggestions_are_numbered_for_people_and_no_number_is_given_twice(
    consultation: Consultation, people: dict[Role, Any], sign_in: Callable[[Role], Client]
) -> None:
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    client = sign_in(Role.SECRETARIAT)
    url = reverse("suggestion_new", args=("wetlands",)) + "?eid=art_2__para_2&text=en"
    page = client.get(url).content.decode()
    assert (
        'name="text" rows="3" maxlength="50000"></textarea>' in page
    )  # the address fills in nothing
    assert "Article 2, paragraph 2 ·" in page and ">art_2__para_2" not in page
    for n in range(3):
        client.post(url, {"eid": "art_2__para_2", "wording": f"Every {n + 3} years.", "keep": "1"})
    edition = ProposalVersion.objects.get()
    suggestion_order.drop_suggestion(edition.suggestions.get(key="S03"), people[Role.SECRETARIAT])
    client.post(url, {"eid": "art_2__para_2", "wording": "Every year.", "keep": "1"})
    assert [one.key for one in edition.suggestions.order_by("position")] == ["S01", "S02", "S04"]
    assert "S04 · " in client.get(reverse("proposal", args=("wetlands",))).content.decode()
