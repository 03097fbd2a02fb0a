"""The enacted text is uploaded; what became of each suggestion is told, and people confirm or overrule it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.models import Comment, Consultation, Group
from huiyin.desk.jobs.models import Job
from huiyin.desk.laws.api import get_law
from huiyin.desk.ledger.data import ExchangeKind
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.outcomes.models import Reply, Uptake
from huiyin.desk.proposals.models import ProposalVersion, Suggestion
from tests.desk.forms import fill
from tests.desk.markup import read_page, select
from tests.desk.world import hand_in

PAGE = "/c/wetlands/uptake/"


@pytest.fixture
def draft(consultation: Consultation) -> str:
    return consultation.draft.expressions.get(language="zh").source


@pytest.fixture
def edition(consultation: Consultation) -> ProposalVersion:
    """Three suggestions handed in: one that the law will follow, one that it will not, one in free words."""
    law = get_law(consultation.draft.expressions.get(language="zh"))
    first, second = law.articles[0], law.articles[1]
    penalty = "违者记入信用档案并向社会公布处理结果。"
    return hand_in(
        consultation,
        Stage.TRACING,
        (
            {"eid": first.eid, "wording": first.full_text + ADDED},
            {"eid": second.eid, "wording": second.full_text + penalty},
            {"eid": second.eid, "text": "建议进一步明确职责。", "action": "insert"},
        ),
    )


ADDED = "湿地保护应当听取当地居民和社会组织的意见，并公开意见采纳情况。"


def _enact(client: Client, words: str, name: str = "enacted.txt") -> int:
    file = SimpleUploadedFile(name, words.encode())
    return client.post(reverse("enact", args=("wetlands",)), {"file": file}).status_code  # fmt: skip


def _with_addition(draft: str, edition: ProposalVersion) -> str:
    first = edition.suggestions.get(key="S01").wording.removesuffix(ADDED)
    last = first.strip().splitlines()[-1]
    assert last in draft
    return draft.replace(last, last + ADDED, 1)


def test_the_enacted_text_is_traced_and_a_persons_verdict_outlives_the_next_run(
    edition: ProposalVersion,
    draft: str,
    sign_in: Callable[[Role], Client],
    work: Callable[[], None],
) -> None:
    client = sign_in(Role.SECRETARIAT)
    assert _enact(client, _with_addition(draft, edition)) == 302
    work()
    held = {u.suggestion.key: u for u in Uptake.objects.select_related("suggestion")}
    assert {key: u.verdict for key, u in held.items()} == {
        "S01": "adopted",
        "S02": "not_adopted",
        "S03": "needs_person",
    }
    assert Exchange.objects.filter(kind=ExchangeKind.ENACTMENT).count() == 1
    page = client.get(PAGE).content.decode()
    assert f"<mark>{ADDED[:4]}" in page
    url = reverse("uptake_decide", args=("wetlands", edition.suggestions.get(key="S02").pk))
    client.post(url, {"verdict": "partly", "reason": "In the implementing rules."})
    client.post(url, {"verdict": "needs_person"})  # leaves the question open: refused
    assert _enact(client, draft) == 302  # a corrected text
    work()
    held = {u.suggestion.key: u for u in Uptake.objects.select_related("suggestion")}
    assert held["S01"].verdict == "not_adopted"
    assert (held["S02"].verdict, held["S02"].person_verdict) == ("not_adopted", "partly")
    assert AuditEntry.objects.filter(verb="uptake.overrule").count() == 1
    fill(client, PAGE, {"verdict": ""}, to=url)
    assert Uptake.objects.get(suggestion__key="S02").final_verdict == "not_adopted"


def test_reply_and_text_that_part_are_named_and_the_tables_can_be_taken_away(
    edition: ProposalVersion,
    draft: str,
    sign_in: Callable[[Role], Client],
    work: Callable[[], None],
) -> None:
    _enact(sign_in(Role.OFFICER), _with_addition(draft, edition))
    work()
    for key, status in (("S01", "rejected"), ("S02", "accepted")):
        Reply.objects.create(suggestion=edition.suggestions.get(key=key), status=status)
    public = sign_in(Role.READER)
    page = public.get(PAGE).content.decode()
    assert "was accepted in the reply, but is not in the enacted text" in page
    assert "was rejected in the reply, but is in the enacted text" in page
    assert 'method="post"' not in page.split("<main")[1].split("</main")[0]
    told = json.loads(public.get("/c/wetlands/uptake.json").content)
    assert [s["verdict"] for s in told["suggestions"]] == ["adopted", "not_adopted", "needs_person"]
    assert told["totals"]["reply"]["rejected"] == {"adopted": 1}
    book = openpyxl.load_workbook(io.BytesIO(public.get("/c/wetlands/uptake.xlsx").content))
    assert book.active is not None
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == ["S01", "S02", "S03"]


def test_a_file_that_is_no_law_is_refused_and_nothing_is_lost(
    edition: ProposalVersion,
    draft: str,
    consultation: Consultation,
    sign_in: Callable[[Role], Client],
    work: Callable[[], list[Job]],
) -> None:
    client = sign_in(Role.SECRETARIAT)
    page = reverse("uptake", args=("wetlands",))
    assert _enact(client, "Good morning.") == 302
    assert "Reading enacted.txt…" in client.get(page).content.decode()
    assert [job.state for job in work()] == ["failed"]
    assert "enacted.txt: no provisions were found" in client.get(page).content.decode()
    consultation.refresh_from_db()
    assert consultation.enacted is None
    assert _enact(client, draft) == 302
    assert [job.state for job in work()] == ["done", "done"]
    assert _enact(client, "Good morning.") == 302
    work()
    consultation.refresh_from_db()
    assert consultation.enacted is not None
    assert consultation.enacted.expressions.get().source.strip() == draft.strip()


def test_more_suggestions_make_no_more_queries(
    edition: ProposalVersion,
    draft: str,
    sign_in: Callable[[Role], Client],
    work: Callable[[], None],
) -> None:
    client = sign_in(Role.SECRETARIAT)

    def count() -> int:
        _enact(client, draft)
        work()
        client.get(PAGE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    few = count()
    for n in range(10, 40):
        Suggestion.objects.create(
            version=edition, key=f"S{n}", position=n, eid="art_2", unit="art_2", wording=f"{n}。"
        )
    assert count() == few


def test_the_author_sees_the_whole_way_of_a_comment_and_nobody_else_that_of_a_private_one(
    edition: ProposalVersion,
    draft: str,
    consultation: Consultation,
    people: dict[Role, Any],
    sign_in: Callable[[Role], Client],
    work: Callable[[], None],
) -> None:
    author = people[Role.DELEGATE]
    own = {"consultation": consultation, "author": author, "eid": "art_1", "unit": "art_1"}
    comment = Comment.objects.create(**own, text="Hear the neighbours.", language="en")
    hidden = Comment.objects.create(**own, text="Between us.", is_private=True)
    group = Group.objects.create(
        consultation=consultation, key="g", representative=comment, eid="art_1", size=1
    )
    Comment.objects.filter(pk=comment.pk).update(group=group)
    page = reverse("fate", args=("wetlands", comment.public_id))
    delegate = sign_in(Role.DELEGATE)
    unlinked = "No suggestion has been linked to these comments"
    assert unlinked in delegate.get(page).content.decode()
    first = edition.suggestions.get(key="S01")
    first.groups.add(group)
    linked = delegate.get(page).content.decode()
    assert "No reply yet" in linked and unlinked not in linked
    Reply.objects.create(suggestion=first, status="accepted", reason="Gladly.")
    _enact(sign_in(Role.SECRETARIAT), _with_addition(draft, edition))
    work()
    told = sign_in(Role.READER).get(page).content.decode()
    for words in (
        "Hear the neighbours.",
        "1 comment makes this point",
        "S01",
        "Gladly.",
        "adopted",
    ):
        assert words in told
    secret = reverse("fate", args=("wetlands", hidden.public_id))
    assert delegate.get(secret).status_code == 200
    assert sign_in(Role.READER).get(secret).status_code == 404
    assert reverse("fate", args=("wetlands", comment.public_id)) in delegate.get("/c/wetlands/mine/").content.decode()  # fmt: skip


def test_the_page_is_filtered_by_verdict_reply_and_chapter_and_read_ten_at_a_time(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    asked = [{"eid": f"art_{1 + n % 3}", "text": f"ask {n}"} for n in range(12)]
    edition = hand_in(consultation, Stage.TRACING, asked)
    rows = list(edition.suggestions.all())
    for n, row in enumerate(rows):
        Uptake.objects.create(
            suggestion=row, verdict="adopted" if n < 3 else "not_adopted", score=1, confidence=1, reason="nothing_asked",
        )  # fmt: skip
    Reply.objects.create(suggestion=rows[0], status="accepted")
    client = sign_in(Role.READER)

    def keys(query: str) -> list[str]:
        page = read_page(client.get(PAGE + query).content)
        return [one.text_content().split(" · ")[0] for one in select(page, "article h3")]

    assert len(keys("")) == 10
    assert keys("?page=2") == ["S11", "S12"]
    assert keys("?verdict=adopted") == ["S01", "S02", "S03"]
    assert keys("?verdict=adopted&reply=accepted") == ["S01"]
    assert keys("?verdict=adopted&reply=none") == ["S02", "S03"]
    assert keys("?chapter=chp_2") == ["S03", "S06", "S09", "S12"]
    assert len(keys("?verdict=no-such-thing")) == 10  # what is no choice chooses nothing
    page = read_page(client.get(PAGE).content)
    chapters = select(page, "select[name=chapter] option")
    assert [one.get("value") for one in chapters] == ["", "chp_1", "chp_2"]
    tables = [one.text_content() for one in select(page, "details table")]
    assert [one.split()[0] for one in tables] == [
        "Chapter",
        "Reply",
    ]  # organisations, where any spoke, come last


def test_the_outcome_begins_with_a_bar_and_a_sentence_and_chapters_stand_in_the_order_of_the_law(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    edition = hand_in(
        consultation,
        Stage.TRACING,
        [{"eid": "art_1", "text": "a"}, *({"eid": "art_3", "text": "b"} for _ in range(2))],
    )
    for row in edition.suggestions.all():
        Uptake.objects.create(
            suggestion=row, verdict="adopted", score=1, confidence=1, reason="nothing_asked"
        )
    page = read_page(sign_in(Role.READER).get(PAGE).content)
    main = page.get_element_by_id("main")
    _, second, third = [one for one in main if one.tag in ("h1", "p", "svg")][:3]
    assert "Of 3 suggestions, 3 were adopted" in second.text_content()
    assert third.get("class") == "bar"
    table = next(one for one in select(main, "table") if "Chapter" in one.text_content())
    rows = [one.text_content() for one in select(table, "tbody th")]
    assert rows == ["CHAPTER I General provisions", "CHAPTER II Final provisions"]
