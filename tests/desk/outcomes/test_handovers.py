"""A proposal goes to several authorities, each of which answers for itself; the law that came of it may have another name."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import creation
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.edit_conflicts import digest_version
from huiyin.desk.jobs.models import Job
from huiyin.desk.laws import written_drafts
from huiyin.desk.laws.draft_data import DraftInput
from huiyin.desk.ledger.api.threads import map_thread_clocks
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.networks.api import grant_role
from huiyin.desk.networks.models import Network
from huiyin.desk.notifications.models import Mail
from huiyin.desk.outcomes import mails
from huiyin.desk.outcomes.api import handovers, replies
from huiyin.desk.outcomes.models import Submission
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from huiyin.desk.registry.models import Organisation
from tests.desk.world import PASSWORD

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


def test_an_officer_of_a_further_authority_answers_by_the_same_pages_as_those_of_the_first(
    handed_in: Consultation,
    water: Organisation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    people[Role.ADDRESSEE] = own = User.objects.create_user(
        "w@example.org", PASSWORD, language="en"
    )
    grant_role(own, Role.OFFICER, water)
    client = sign_in(Role.ADDRESSEE)
    one, _two = Suggestion.objects.order_by("key")
    submission = Submission.objects.get(version__proposal__consultation=handed_in)
    assert client.get(address("own_replies", handed_in)).status_code == 403  # nothing to answer yet
    due = timezone.localdate() + timedelta(20)
    to_water = handovers.hand_on(handed_in, submission, water.pk, due, people[T])
    forest = Organisation.objects.create(slug="forest", kind="authority", name_en="Forest Agency")
    to_forest = handovers.hand_on(handed_in, submission, forest.pk, None, people[T])
    # They are told by mail, and asked on their first page until every suggestion has an answer.
    mail = Mail.objects.get(person=own, kind="handed_on_officer")
    words = str(mails.describe_handover(mail))
    assert (
        "Ministry of Water" in words and address("further_replies", handed_in, to_water.pk) in words
    )
    lead = address("own_replies", handed_in)
    asked = client.get(reverse("for_you")).context["asked"]
    assert [(item.url, item.is_done) for item in asked] == [(lead, False)]
    page = client.get(lead).headers["Location"]
    assert page == address("further_replies", handed_in, to_water.pk)
    shown = client.get(page).content.decode()
    assert "Replies from Ministry of Water" in shown and 'name="status"' in shown
    # One by one, with what is missing said beside it; then all by the table that the page gives.
    deed = address("further_reply", handed_in, to_water.pk, one.pk)
    assert client.post(deed, {"status": "rejected"}).status_code == 422
    assert client.post(deed, {"status": "rejected", "reason": "No money."}).status_code == 302
    again = client.post(deed, {"status": "accepted", "version": "of yesterday"})
    assert again.status_code == 409 and "No money." in again.content.decode()
    sheet = client.get(address("further_table", handed_in, to_water.pk))
    book = openpyxl.load_workbook(io.BytesIO(sheet.content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("S01", "rejected", "No money."),
        ("S02", None, None),
    ]
    book.active["D3"] = "accepted"
    written = io.BytesIO()
    book.save(written)
    file = SimpleUploadedFile("replies.xlsx", written.getvalue())
    taken = client.post(address("further_take", handed_in, to_water.pk), {"file": file})
    assert (taken.context["taken"].changed, taken.context["taken"].same) == (1, 1)
    said = to_water.replies.values_list("suggestion__key", "status").order_by("suggestion__key")
    assert list(said) == [("S01", "rejected"), ("S02", "accepted")]
    assert client.get(reverse("for_you")).context["asked"] == []
    chosen = client.get(page + "?state=rejected").context["suggestions"]
    assert [row["is"].key for row in chosen] == ["S01"]
    # What was said before it was amended stays, and is this authority's alone.
    digest = digest_version({"status": "rejected", "reason": "No money."})
    client.post(deed, {"status": "partly", "reason": "Some money.", "version": digest})
    [before, now] = replies.map_reply_history(handed_in, ["S01"], asked=to_water.exchange)["S01"]
    assert (before.details["reason"], now.details["reason"]) == ("No money.", "Some money.")
    assert replies.map_reply_history(handed_in, ["S01"]) == {}
    # Nobody answers for another authority, the first one's officers included; readers see all of it.
    other = address("further_reply", handed_in, to_forest.pk, one.pk)
    assert client.post(other, {"status": "accepted"}).status_code == 403
    assert (
        client.post(address("reply", handed_in, one.pk), {"status": "accepted"}).status_code == 403
    )
    people.pop(Role.ADDRESSEE)
    assert sign_in(Role.OFFICER).post(deed, {"status": "accepted"}).status_code == 403
    assert "Some money." in sign_in(Role.READER).get(page).content.decode()
    assert not to_forest.replies.exists() and not hasattr(one, "reply")


def test_a_further_authority_whose_day_has_passed_is_reminded_until_it_has_answered(
    handed_in: Consultation, water: Organisation, people: dict[Role, User]
) -> None:
    own = User.objects.create_user("w@example.org", PASSWORD, language="en")
    grant_role(own, Role.OFFICER, water)
    submission = Submission.objects.get(version__proposal__consultation=handed_in)
    today = timezone.localdate()
    day = today - timedelta(9)
    made = handovers.hand_on(
        handed_in, submission, water.pk, today - timedelta(2), people[T], day=day
    )
    [due] = mails.list_overdue_handovers(today)
    assert (due.person, due.kind) == (own, "overdue_further")
    mail = Mail.objects.create(person=own, kind=due.kind, about=due.about)
    words = mails.describe_overdue_handover(mail)
    assert words is not None and (words["n"], words["authority"]) == (2, "Ministry of Water")
    for one in Suggestion.objects.order_by("key"):
        handovers.save_reply(handed_in, made, one, "accepted", "", people[T])
    assert list(mails.list_overdue_handovers(today)) == []
    assert mails.describe_overdue_handover(mail) is None  # answered while the mail waited
    later = timezone.now() + timedelta(1)
    news = [item.words for item in mails.list_news(own, timezone.now() - timedelta(1), later)]
    assert "2 suggestions received replies from further authorities" in news


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
