"""A proposal goes to several authorities, each of which answers for itself; the law that came of it may have another name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import creation
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.jobs.models import Job
from huiyin.desk.laws import written_drafts
from huiyin.desk.laws.draft_data import DraftInput
from huiyin.desk.ledger.api.threads import map_thread_clocks
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.networks.models import Network
from huiyin.desk.outcomes.api import handovers, replies
from huiyin.desk.outcomes.models import Submission
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from huiyin.desk.registry.models import Organisation

T = Role.SECRETARIAT
SOURCE = "Cooling Act\nArticle 1\nCities shall keep cool.\nArticle 2\nThere shall be cool rooms."


@pytest.fixture
def handed_in(
    people: dict[Role, User],
    authority: Organisation,
    network: Network,
    work: Callable[[], list[Job]],
) -> Consultation:
    """A draft that was written here, consulted on, whose proposal of two suggestions was handed in."""
    draft = written_drafts.begin_draft(DraftInput("", "Cooling Act", network=network.pk), people[T])
    written_drafts.add_provision(draft, None, {"zh": "", "en": SOURCE}, people[T])
    edition = written_drafts.keep_edition(draft, "", people[T])
    call = creation.ConsultationInput("", "", authority, {}, network=network, written=edition)
    made = creation.open_consultation(call, people[T], slug="cooling")
    work()
    proposal = Proposal.objects.create(consultation=made)
    version = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    for n in (1, 2):
        Suggestion.objects.create(
            version=version, key=f"S0{n}", position=n, eid=f"art_{n}", unit=f"art_{n}", language="en",
            wording=f"Cities shall keep cool rooms open at night, number {n}.", reason="r",
        )  # fmt: skip
    Submission.objects.create(version=version, authority=authority, day=date(2026, 5, 1))
    Consultation.objects.filter(pk=made.pk).update(stage=Stage.REPLYING.value)
    made.refresh_from_db()
    return made


@pytest.fixture
def water(db: None) -> Organisation:
    return Organisation.objects.create(slug="water", kind="authority", name_en="Ministry of Water")


def address(name: str, consultation: Consultation, *args: Any) -> str:
    return reverse(name, args=(consultation.slug, *args))


def test_a_consultation_stands_on_the_words_of_the_version_and_both_know_of_it(
    handed_in: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    text = handed_in.draft.expressions.get()
    assert (handed_in.title_en, text.language, text.source) == ("Cooling Act", "en", SOURCE)
    edition = written_drafts.find_written(handed_in.draft)
    assert edition is not None and edition.number == 1
    client = sign_in(T)
    assert edition.draft.slug in client.get(address("consultation", handed_in)).content.decode()
    shown = client.get(reverse("draft", args=(edition.draft.slug,)))
    assert [use.address for use in shown.context["uses"]] == [address("consultation", handed_in)]
    # What is written on later changes nothing of what is consulted on.
    key = written_drafts.list_pieces(edition.draft)[0].key
    written_drafts.delete_provision(edition.draft, key, edition.kept_by or User())
    assert handed_in.draft.expressions.get().source == SOURCE


def test_the_page_of_opening_takes_a_version_in_place_of_files(
    handed_in: Consultation,
    sign_in: Callable[[Role], Client],
    authority: Organisation,
    network: Network,
) -> None:
    edition = written_drafts.find_written(handed_in.draft)
    assert edition is not None
    client = sign_in(Role.COORDINATOR)
    page = client.get(reverse("open") + f"?written={edition.pk}")
    assert page.context["written"] == edition and 'name="file_zh"' not in page.content.decode()
    form = {"written": edition.pk, "authority": authority.pk, "network": network.pk}
    assert client.post(reverse("open"), form).status_code == 302
    assert Consultation.objects.filter(draft__written_as=edition).count() == 2
    other = sign_in(Role.OFFICER).post(reverse("open"), form | {"network": ""})
    assert other.status_code == 422  # they lead no draft, so the form asks them for a file


def test_each_authority_answers_for_itself_and_has_its_own_clock(
    handed_in: Consultation,
    water: Organisation,
    sign_in: Callable[[Role], Client],
    people: dict[Role, User],
) -> None:
    client = sign_in(T)
    due = timezone.localdate() + timedelta(20)
    client.post(address("hand_on", handed_in), {"authority": water.pk, "due_on": due.isoformat()})
    submission = Submission.objects.get(version__proposal__consultation=handed_in)
    handover = handovers.list_handovers(submission).get()
    assert map_thread_clocks([handover.exchange])[handover.exchange].due_on == due
    client.post(address("hand_on", handed_in), {"authority": water.pk})  # twice is refused
    assert submission.handovers.count() == 1
    one, two = Suggestion.objects.order_by("key")
    page = address("handover_reply", handed_in, handover.pk)
    wrong = client.post(page, {"suggestion": one.pk, "status": "rejected"})
    assert wrong.status_code == 422
    client.post(page, {"suggestion": one.pk, "status": "rejected", "reason": "No money."})
    assert map_thread_clocks([handover.exchange])[handover.exchange].state in ("open", "partly")
    again = client.post(page, {"suggestion": one.pk, "status": "accepted"})
    assert again.status_code == 409 and "No money." in again.content.decode()
    client.post(page, {"suggestion": two.pk, "status": "accepted"})
    assert map_thread_clocks([handover.exchange])[handover.exchange].state == "answered"
    # The authority that was asked has answered nothing: what the other said is not taken for its word.
    assert not hasattr(one, "reply")
    replies.save_reply(handed_in, one, "accepted", "", people[Role.OFFICER])
    own = Exchange.objects.filter(kind="reply", authority=handed_in.authority)
    assert [row.details["suggestion"] for row in own] == ["S01"]
    assert replies.map_reply_history(handed_in, ["S01"])["S01"][0].details["status"] == "accepted"


def test_suggestions_are_traced_into_a_law_of_another_name(
    handed_in: Consultation, sign_in: Callable[[Role], Client], work: Callable[[], list[Job]]
) -> None:
    law = b"Climate Act\nArticle 7\nCities shall keep cool rooms open at night, number 1.\nArticle 8\nOther matters."
    form = {
        "file": SimpleUploadedFile("act.txt", law),
        "title_en": "Climate Act",
        "day": "2026-06-01",
    }
    assert sign_in(T).post(address("enact", handed_in), form).status_code == 302
    work()
    handed_in.refresh_from_db()
    enacted = handed_in.enacted
    assert enacted is not None
    assert (str(enacted.instrument), enacted.dated) == ("Climate Act", date(2026, 6, 1))
    assert enacted.instrument_id != handed_in.draft.instrument_id
    one = Suggestion.objects.get(key="S01")
    assert one.uptake.verdict in ("adopted", "elsewhere")
    assert "Climate Act" in sign_in(Role.READER).get(address("uptake", handed_in)).content.decode()
    late = form | {"file": SimpleUploadedFile("act.txt", law), "day": "2099-01-01"}
    assert sign_in(T).post(address("enact", handed_in), late).status_code == 422
