"""Research is asked for, offered, delivered, used and honoured; each act stands in the ledger, and an embargo holds everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import bibtexparser
import pytest
import rispy
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.languages import override_language
from huiyin.desk.laws import api as laws
from huiyin.desk.ledger.models import Exchange, LogEntry, Thread
from huiyin.desk.networks.models import Network
from huiyin.desk.notifications.models import Mail
from huiyin.desk.notifications.outbox import KINDS
from huiyin.desk.personal import data_takeout, erasure, strangers
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.api import law_traces, requests, uses, works
from huiyin.desk.research.data import (
    AuthorInput,
    OfferState,
    RequestState,
    UseInput,
    UseKind,
    WorkInput,
    WorkState,
    WorkType,
)
from huiyin.desk.research.models import ResearchOffer, ResearchRequest, Work
from tests.desk.records import rows
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

TODAY = timezone.localdate
ORCID = "0000-0002-1825-0097"  # the one that ORCID's own documentation invents


def visitor() -> Client:
    """Somebody without an account, who reads English."""
    return Client(headers={"accept-language": "en"})


def status_of(client: Client, page: str) -> int:
    answer = client.get(page)
    answer.getvalue()  # a file is read to its end, and closed
    return int(answer.status_code)


def ask_form(authority: Organisation, **more: Any) -> dict[str, Any]:
    return {
        "kind": "call", "direction": "from_authority", "authority": authority.pk, "title_zh": "热浪预警", "title_en": "Heat warnings",
        "questions_en": "Who is not reached?\nWhat would reach them?", "day": TODAY().isoformat(),
        "deadline": (TODAY() + timedelta(30)).isoformat(), "visibility": "public",
    } | more  # fmt: skip


def work_form(**more: Any) -> dict[str, Any]:
    return {
        "type": "report", "title_zh": "热浪中的预警", "title_en": "Who is warned", "abstract_en": "On warnings & “signs”.",
        "issued": "2026-05", "themes": ["disability"], "series_en": "Papers", "number": "3", "keyword_en": "heat, signs",
        "licence": "CC-BY-4.0", "visibility": "public",
    } | more  # fmt: skip


def post(client: Client, page: str, given: dict[str, Any], *args: Any) -> Any:
    return client.post(reverse(page, args=args), given)


@pytest.fixture
def ask(
    authority: Organisation, network: Network, sign_in: Callable[[Role], Client]
) -> Callable[..., ResearchRequest]:
    def make(**more: Any) -> ResearchRequest:
        answer = post(
            sign_in(Role.OFFICER), "research_ask", ask_form(authority, network=network.pk) | more
        )
        assert answer.status_code == 302, answer.context["form"].errors
        return ResearchRequest.objects.latest("pk")

    return make


@pytest.fixture
def deliver(
    members: list[Organisation], network: Network, sign_in: Callable[[Role], Client]
) -> Callable[..., Work]:
    """A work with an author and a version, handed over; for a request if one is named."""

    def make(asked: ResearchRequest | None = None, *, publishes: bool = True, **more: Any) -> Work:
        delegate = sign_in(Role.DELEGATE)
        where = reverse("research_begin") + (f"?request={asked.pk}" if asked else "")
        given = work_form(organisation=members[0].pk, network=network.pk) | more
        answer = (sign_in(Role.SECRETARIAT) if asked is None else delegate).post(where, given)
        assert answer.status_code == 302, answer.context["form"].errors
        work = Work.objects.latest("pk")
        delegate = sign_in(Role.DELEGATE)
        author = {
            "what": "author",
            "is_person": "person",
            "family": "Invented",
            "given": "Author",
            "name_zh": "虚构者",
            "orcid": ORCID,
        }
        assert post(delegate, "research_manage", author, work.slug).status_code == 302
        version = {
            "what": "version", "day": TODAY().isoformat(), "role": "text", "recommendations_en": "Warnings shall be given in sign language.",
            "files": SimpleUploadedFile("study.pdf", b"%PDF-1.7 invented"),
        }  # fmt: skip
        assert post(delegate, "research_manage", version, work.slug).status_code == 302
        if publishes:
            answer = post(
                sign_in(Role.SECRETARIAT), "research_manage", {"what": "publish"}, work.slug
            )
            assert answer.status_code == 302
        work.refresh_from_db()
        return work

    return make


def test_an_authority_asks_gets_it_and_gives_a_prize_and_each_act_stands_in_the_ledger(
    ask: Callable[..., ResearchRequest], deliver: Callable[..., Work], members: list[Organisation],
    authority: Organisation, sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    asked = ask()
    thread = Thread.objects.get(ask__number=asked.exchange)
    assert thread.due_on == asked.deadline
    assert (thread.ask.matter, thread.ask.direction) == ("research", "from_authority")

    delegate = sign_in(Role.DELEGATE)
    offered = {"organisation": members[0].pk, "words": "We ask those who were not warned."}
    assert post(delegate, "research_offer", offered, asked.pk).status_code == 302
    offer = ResearchOffer.objects.get()
    assert told("research_offered") == {authority}
    page = reverse("research_request", args=(asked.pk,))
    assert b"not warned" not in visitor().get(page).content
    officer = sign_in(Role.OFFICER)
    assert b"not warned" in officer.get(page).content
    post(officer, "research_steer", {"what": "accept", "number": offer.pk}, asked.pk)
    later = (TODAY() + timedelta(60)).isoformat()
    assert told("research_accepted") == {members[0]} and not told("research_declined")
    post(officer, "research_steer", {"what": "extend", "deadline": later}, asked.pk)
    thread.refresh_from_db()
    assert str(thread.due_on) == later

    work = deliver(asked)
    asked.refresh_from_db()
    offer.refresh_from_db()
    thread.refresh_from_db()
    assert (work.state, work.commissioner) == (WorkState.PUBLISHED, authority)
    assert (asked.state, offer.state) == (RequestState.DELIVERED, OfferState.DELIVERED)
    assert (thread.state, thread.answered_on) == ("answered", TODAY())
    delivery = Exchange.objects.get(number=work.exchange)
    assert delivery.answers is not None and delivery.answers.number == asked.exchange
    assert told("research_delivered") == {authority}
    file = work.versions.get().files.get()
    assert [d.sha256 for d in delivery.documents.all()] == [file.sha256]

    officer = sign_in(Role.OFFICER)
    post(officer, "research_steer", {"what": "confirm"}, asked.pk)
    prize = {
        "prize_zh": "优秀研究奖", "prize_en": "Award for research", "body": authority.pk, "level": "national", "day": TODAY().isoformat(),
        "file": SimpleUploadedFile("certificate.pdf", b"%PDF-1.7 a prize"),
    }  # fmt: skip
    assert post(officer, "research_honour", prize, work.slug).status_code == 302
    kinds = list(thread.exchanges.order_by("number").values_list("kind", flat=True))
    assert kinds == [
        "request", "interim_reply", "acknowledgement", "extension", "delivery", "acknowledgement", "recognition",
    ]  # fmt: skip
    assert (
        b"Award for research" in visitor().get(reverse("research_work", args=(work.slug,))).content
    )
    assert all(one.entry is not None for one in thread.exchanges.all())


def told(kind: str) -> set[Organisation]:
    """For whom those speak who get such a mail, in words that are found, in both languages."""
    mails = list(Mail.objects.filter(kind=kind))
    for mail in mails:
        for language in ("zh-hans", "en"):
            with override_language(language):
                assert KINDS[kind].words(mail), kind
    return {seat.organisation for mail in mails if mail.person for seat in mail.person.seats.all()}


def test_a_network_asks_an_authority_for_research_which_it_owes_until_it_delivers(
    members: list[Organisation], authority: Organisation, network: Network, sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    coordinator = sign_in(Role.COORDINATOR)
    given = ask_form(
        authority, direction="to_authority", network=network.pk, kind="interest", title_en="Counts of heat deaths"
    )  # fmt: skip
    assert post(coordinator, "research_ask", given).status_code == 302
    asked = ResearchRequest.objects.get()
    thread = Thread.objects.get(ask__number=asked.exchange)
    assert (thread.ask.direction, thread.ask.network, thread.due_on) == (
        "to_authority", network, asked.deadline,
    )  # fmt: skip
    owed = visitor().get(reverse("ledger_due")).content.decode()
    assert "Counts of heat deaths" in owed

    # Nobody of civil society offers what an authority is asked for, and the officer steers no request of others.
    delegate = sign_in(Role.DELEGATE)
    refused = post(
        delegate, "research_offer", {"organisation": members[0].pk, "words": "We could."}, asked.pk
    )
    assert refused.status_code in (302, 403, 422) and not ResearchOffer.objects.exists()
    officer = sign_in(Role.OFFICER)
    post(officer, "research_steer", {"what": "withdraw"}, asked.pk)
    asked.refresh_from_db()
    assert asked.is_open

    # The secretariat takes in what the authority sent, in the authority's name.
    secretariat = sign_in(Role.SECRETARIAT)
    where = reverse("research_begin") + f"?request={asked.pk}"
    answer = secretariat.post(where, work_form())
    assert answer.status_code == 302, answer.context["form"].errors
    work = Work.objects.latest("pk")
    for given in (
        {"what": "author", "is_person": "organisation", "name_en": "Bureau of Counting"},
        {"what": "version", "day": TODAY().isoformat(), "role": "text", "files": SimpleUploadedFile("counts.pdf", b"%PDF-1.7 invented")},
        {"what": "publish"},
    ):  # fmt: skip
        assert post(secretariat, "research_manage", given, work.slug).status_code == 302
    work.refresh_from_db()
    asked.refresh_from_db()
    thread.refresh_from_db()
    delivery = Exchange.objects.get(number=work.exchange)
    assert (delivery.kind, delivery.direction) == ("delivery", "from_authority")
    assert (asked.state, thread.state) == (RequestState.DELIVERED, "answered")
    leading = {mail.person for mail in Mail.objects.filter(kind="research_delivered")}
    assert leading == set(network.coordinators.all())
    coordinator = sign_in(Role.COORDINATOR)
    assert post(coordinator, "research_steer", {"what": "confirm"}, asked.pk).status_code == 302
    asked.refresh_from_db()
    assert asked.state == RequestState.CLOSED


def test_a_work_that_nobody_asked_for_stands_in_the_log(deliver: Callable[..., Work]) -> None:
    work = deliver()
    assert work.exchange is None
    entry = LogEntry.objects.get(kind="research.work")
    assert entry.fields["documents"] == [work.versions.get().files.get().sha256]
    assert "Invented" not in json.dumps(entry.fields)


def test_an_embargo_and_visibility_hold_on_pages_in_search_exports_feed_and_ledger(
    deliver: Callable[..., Work], authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    embargo = (TODAY() + timedelta(10)).isoformat()
    kept = deliver(title_en="Kept for now", embargo_until=embargo, commissioner=authority.pk)
    inside = deliver(title_en="Kept among us", visibility="members", commissioner=authority.pk)
    file = {work.pk: work.versions.get().files.get().pk for work in (kept, inside)}

    def is_told(client: Client, work: Work) -> set[bool]:
        """Whether each place tells of the work."""
        words = work.title_en.encode()
        lists = [
            reverse("research") + "?q=Kept",
            reverse("research_csv"),
            reverse("research_feed"),
            reverse("ledger"),
        ]
        pages = [
            reverse("research_work", args=(work.slug,)),
            reverse("research_cite", args=(work.slug, "bib")),
            reverse("research_file", args=(work.slug, file[work.pk])),
            reverse("exchange", args=(work.exchange,)),
        ]
        told = {words in client.get(page).content for page in lists}
        return told | {status_of(client, page) == 200 for page in pages}

    for work in (kept, inside):
        assert is_told(visitor(), work) == {False}
    assert {
        words in sign_in(Role.DELEGATE).get(reverse("research")).content
        for words in (b"Kept among",)
    } == {True}
    officer = sign_in(Role.OFFICER)
    assert officer.get(reverse("research_work", args=(kept.slug,))).status_code == 200
    # When the day has come it is told everywhere; the feed tells everybody alike.
    Work.objects.filter(pk=kept.pk).update(embargo_until=TODAY())
    Exchange.objects.filter(number=kept.exchange).update(embargo_until=TODAY())
    assert is_told(visitor(), kept) == {True}


def test_one_chinese_character_finds_a_work_and_filters_leave_what_fits(
    deliver: Callable[..., Work], authority: Organisation
) -> None:
    work = deliver(commissioner=authority.pk)
    library = reverse("research")

    def finds(query: str) -> bool:
        return work.title_en.encode() in visitor().get(f"{library}?{query}").content

    for query in (
        "q=浪",
        "q=虚",
        "q=invented",
        "q=Papers",
        "year=2026",
        f"commissioner={authority.slug}",
        "theme=disability",
        "type=report",
    ):
        assert finds(query), query
    for query in ("q=雪", "year=2025", "theme=women", "type=book"):
        assert not finds(query), query
    assert b"Nothing matches" in visitor().get(f"{library}?q=雪").content
    assert b'class="empty"' in visitor().get(f"{library}?q=雪").content


def test_an_empty_library_says_where_to_go_on(
    sign_in: Callable[[Role], Client], authority: Organisation
) -> None:
    page = visitor().get(reverse("research")).content.decode()
    assert reverse("research_requests") in page.partition('class="empty"')[2]


def test_a_work_is_cited_as_reference_managers_read_it(
    deliver: Callable[..., Work], authority: Organisation
) -> None:
    work = deliver(commissioner=authority.pk)
    reader = visitor()

    def take(ending: str) -> str:
        return reader.get(reverse("research_cite", args=(work.slug, ending))).content.decode()

    read = bibtexparser.parse_string(take("bib"))
    assert not read.failed_blocks
    english = read.entries_dict[f"{work.slug}-en"]
    assert english.entry_type == "techreport"
    assert english["author"] == "Invented, Author"
    assert "\\&" in english["abstract"]
    assert read.entries_dict[f"{work.slug}-zh"]["author"] == "{虚构者}"
    (first, second) = rispy.loads(take("ris"))
    assert (first["type_of_reference"], second["authors"], second["year"]) == (
        "RPRT",
        ["Invented, Author"],
        "2026",
    )
    items = json.loads(take("json"))
    assert [item["language"] for item in items] == ["zh-CN", "en-GB"]
    assert items[1]["issued"] == {"date-parts": [[2026, 5]]}
    page = reader.get(reverse("research_work", args=(work.slug,))).content.decode()
    for tag in (
        '<meta name="citation_title" content="热浪中的预警">', '<meta name="citation_publication_date" content="2026/05">',
        f'<meta name="citation_author_orcid" content="https://orcid.org/{ORCID}">', 'name="citation_pdf_url"',
    ):  # fmt: skip
        assert tag in page, tag
    told = json.loads(
        page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    )
    assert (told["@type"], told["author"][0]["@type"]) == ("Report", "Person")
    assert told["author"][0]["identifier"] == f"https://orcid.org/{ORCID}"
    assert told["license"].endswith("/by/4.0/")


def test_a_wrong_orcid_is_refused_by_name(
    deliver: Callable[..., Work], sign_in: Callable[[Role], Client]
) -> None:
    work = deliver()
    given = {"what": "author", "is_person": "person", "family": "A", "orcid": ORCID[:-1] + "8"}
    answer = post(sign_in(Role.DELEGATE), "research_manage", given, work.slug)
    assert answer.status_code == 422
    assert b"not a valid ORCID iD" in answer.content
    assert work.authors.count() == 1


def test_who_may_not_see_a_work_is_not_told_that_it_exists_and_who_may_not_act_is_refused(
    deliver: Callable[..., Work],
    ask: Callable[..., ResearchRequest],
    sign_in: Callable[[Role], Client],
) -> None:
    draft = deliver(publishes=False)
    page = reverse("research_work", args=(draft.slug,))
    assert visitor().get(page).status_code == sign_in(Role.OFFICER).get(page).status_code == 404
    assert sign_in(Role.DELEGATE).get(page).status_code == 200
    assert (
        post(sign_in(Role.DELEGATE), "research_manage", {"what": "publish"}, draft.slug).status_code
        == 403
    )
    asked = ask()
    assert (
        post(sign_in(Role.DELEGATE), "research_steer", {"what": "withdraw"}, asked.pk).status_code
        == 403
    )
    hidden = ask(visibility="secretariat")
    assert visitor().get(reverse("research_request", args=(hidden.pk,))).status_code == 404
    assert (
        sign_in(Role.OFFICER).get(reverse("research_request", args=(hidden.pk,))).status_code == 200
    )


def test_what_was_recorded_by_mistake_is_corrected_in_the_ledger_and_shown_no_more(
    deliver: Callable[..., Work], authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    work = deliver(commissioner=authority.pk)
    team = sign_in(Role.SECRETARIAT)
    cited = {
        "what": "use",
        "use_kind": "authority",
        "day": TODAY().isoformat(),
        "cited_by": authority.pk,
        "source": "Bulletin 7",
    }
    post(team, "research_manage", cited, work.slug)
    use = work.uses.get()
    assert Exchange.objects.get(number=use.exchange).kind == "recognition"
    page = reverse("research_work", args=(work.slug,))
    assert b"Bulletin 7" in visitor().get(page).content
    post(team, "research_manage", {"what": "unclaim", "claim": "use", "number": use.pk}, work.slug)
    assert b"Bulletin 7" not in visitor().get(page).content
    correction = Exchange.objects.latest("number")
    assert correction.kind == "correction" and correction.answers is not None
    assert correction.answers.number == use.exchange


def test_a_withdrawn_work_says_why_and_gives_its_files_no_more(
    deliver: Callable[..., Work], sign_in: Callable[[Role], Client]
) -> None:
    work = deliver()
    file = reverse("research_file", args=(work.slug, work.versions.get().files.get().pk))
    assert status_of(visitor(), file) == 200
    post(
        sign_in(Role.SECRETARIAT),
        "research_manage",
        {"what": "withdraw", "note": "The data were wrong."},
        work.slug,
    )
    assert status_of(visitor(), file) == 404
    page = visitor().get(reverse("research_work", args=(work.slug,))).content
    assert b"The data were wrong." in page
    assert work.title_en.encode() not in visitor().get(reverse("research")).content


def test_what_a_work_recommends_is_found_in_the_law_and_a_person_says_whether_it_was_used(
    deliver: Callable[..., Work], consultation: Consultation, sign_in: Callable[[Role], Client], work: Callable[[], list[Any]]
) -> None:  # fmt: skip
    study = deliver()
    enacted = laws.begin_enacted_version(consultation.draft)
    said = "Warnings about floods in wetlands shall be given in sign language and in an easy-to-read version."
    laws.store_expression(
        enacted, "en", "e.txt", f"Article 1\nWater is free.\n\nArticle 2\n{said}\n".encode()
    )
    Consultation.objects.filter(pk=consultation.pk).update(enacted=enacted)
    team = sign_in(Role.SECRETARIAT)
    version = {
        "what": "version",
        "day": TODAY().isoformat(),
        "role": "text",
        "recommendations_en": f"Dogs are kept away.\n{said}",
    }
    post(team, "research_manage", version, study.slug)
    post(team, "research_manage", {"what": "trace", "law": consultation.pk}, study.slug)
    (job,) = work()
    assert (job.kind, job.state, job.outcome) == ("research_trace", "done", {"passages": 1})
    page = reverse("research_law", args=(study.slug, consultation.pk))
    told = visitor().get(page).content.decode()
    assert f"<mark>{said[:-1]}" in told and "Article 2" in told and "Recommendation 2" in told
    assert "It has not been decided yet" in told
    judged = {
        "what": "judge",
        "number": consultation.pk,
        "decision": "used",
        "note": "Word for word.",
    }
    assert post(sign_in(Role.DELEGATE), "research_manage", judged, study.slug).status_code == 403
    post(sign_in(Role.SECRETARIAT), "research_manage", judged, study.slug)
    assert study.uses.get().kind == "law"
    assert "Word for word." in visitor().get(page).content.decode()
    # Found anew with the same passages, what was said of them stays.
    law_traces.start_trace(study, consultation.pk, None)
    work()
    assert study.law_traces.get().decision == "used"


def test_a_person_among_the_authors_is_taken_out_everywhere_and_their_place_stays(
    deliver: Callable[..., Work], people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    study = deliver()
    named = {
        "what": "author",
        "is_person": "person",
        "family": "Zqxj",
        "given": "Wren",
        "is_self": "on",
    }
    post(sign_in(Role.DELEGATE), "research_manage", named, study.slug)
    page = reverse("research_work", args=(study.slug,))
    assert b"Zqxj" in visitor().get(page).content
    (row,) = [one for one in data_takeout.gather_all(people[Role.DELEGATE]) if one.name == "works"]
    assert row.rows[0][1] == "Wren Zqxj"
    erasure.erase_person(people[Role.DELEGATE])
    assert b"Zqxj" not in visitor().get(page).content
    assert b"name withheld" in visitor().get(page).content
    assert study.authors.count() == 2
    assert b"Who is warned" not in visitor().get(reverse("research") + "?q=zqxj").content
    assert "Zqxj" not in str(rows())


def test_a_stranger_among_the_authors_is_found_by_name_and_taken_out_where_they_are_meant(
    deliver: Callable[..., Work], people: dict[Role, User]
) -> None:
    study = deliver()
    assert [one.name for one in strangers.find_names("Invented")] == ["虚构者 Author Invented"]
    author = study.authors.get()
    erasure.erase_words(
        ["虚构者 Author Invented"], people[Role.SECRETARIAT], {f"author:{author.pk}"}
    )
    author.refresh_from_db()
    assert author.is_erased and not (author.label or author.orcid or author.family)


def test_no_page_asks_more_often_when_there_is_more_to_show(
    deliver: Callable[..., Work], ask: Callable[..., ResearchRequest], authority: Organisation, sign_in: Callable[[Role], Client],
    people: dict[Role, User], members: list[Organisation],
) -> None:  # fmt: skip
    study, asked = deliver(commissioner=authority.pk), ask()
    pages = [
        reverse(name)
        for name in (
            "research",
            "research_csv",
            "research_feed",
            "research_requests",
            "research_desk",
        )
    ]
    pages += [reverse("research_request", args=(asked.pk,))]
    pages += [
        reverse(name, args=(study.slug,))
        for name in ("research_work", "research_manage", "research_edit")
    ]
    client = sign_in(Role.SECRETARIAT)

    def count() -> dict[str, int]:
        counted = {}
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as asked_for:
                assert client.get(page).status_code == 200
            counted[page] = len(asked_for)
        return counted

    given = WorkInput(
        WorkType.REPORT,
        {"en": {"title": "More"}},
        (2026,),
        themes=["women", "water"],
        commissioner=authority.pk,
    )

    def add_work() -> None:
        more = works.begin_work(given, people[Role.SECRETARIAT], request=asked)
        for _ in range(2):
            works.add_author(
                more, AuthorInput(False, organisation=members[0].pk), people[Role.SECRETARIAT]
            )
        works.add_version(more, TODAY(), people[Role.SECRETARIAT], note={}, recommendations={})
        Work.objects.filter(pk=more.pk).update(state="published", published_on=TODAY())

    add_work()
    few = count()
    for _ in range(3):
        add_work()
    for _ in range(3):
        works.add_version(study, TODAY(), people[Role.SECRETARIAT], note={}, recommendations={})
        works.add_author(
            study, AuthorInput(False, organisation=members[1].pk), people[Role.SECRETARIAT]
        )
        used = UseInput(UseKind.AUTHORITY, TODAY(), "Bulletin", authority=authority.pk)
        uses.record_use(study, used, people[Role.SECRETARIAT])
        requests.offer_research(
            asked, members[asked.offers.count()].pk, "", None, people[Role.SECRETARIAT]
        )
    assert count() == few
    assert max(few.values()) <= 30, few
