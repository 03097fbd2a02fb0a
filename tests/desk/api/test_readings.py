"""What everybody may read as JSON, page by page; nothing private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import feedparser
import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.api.resources.resource import RESOURCES
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Consultation, Group, Statement
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.models import Work
from tests.desk.api.requests import BASE, MARKER, ask, path_of, record, visitor
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


def test_every_resource_is_read_and_holds_what_its_description_says(
    filled_further: Consultation,
) -> None:
    for resource in RESOURCES:
        answer = ask(path_of(resource))
        assert answer.status_code == 200, (resource.name, answer.content)
        items = answer.json()["items"]
        for row in items:
            assert set(row) == set(resource.fields), resource.name
            resource.schema.model_validate(row)
        assert items, resource.name
        if resource.key:
            one = ask(f"{path_of(resource)}/{items[0][resource.key]}")
            assert one.json() == items[0]


def test_nothing_private_is_read_at_any_stage(filled_further: Consultation) -> None:
    """What an anonymous reader gets holds no word of what is not public, and no address of a person."""
    for stage in Stage:
        Consultation.objects.filter(pk=filled_further.pk).update(stage=stage.value)
        for resource in RESOURCES:
            for lang in ("zh", "en"):
                text = ask(path_of(resource), lang=lang, limit=200).content.decode()
                assert MARKER not in text and "@example.org" not in text, (stage, resource.name)
    assert ask(f"{BASE}/consultations/secret").status_code == 404
    assert ask(f"{BASE}/consultations/secret/comments").status_code == 404
    assert ask(f"{BASE}/works/later").status_code == 404


def test_who_is_signed_in_reads_no_more_than_anybody(
    filled: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    for resource in RESOURCES:
        assert ask(path_of(resource), team).content == ask(path_of(resource)).content


def test_counts_of_votes_wait_until_everybody_may_see_them(filled: Consultation) -> None:
    for stage, shown in ((Stage.DELIBERATING, False), (Stage.DRAFTING, True)):
        Consultation.objects.filter(pk=filled.pk).update(stage=stage.value)
        rows = ask(f"{BASE}/consultations/wetlands/statements").json()["items"]
        assert [row["id"] for row in rows] == ["s1"]
        assert rows[0]["agrees"] is None, (
            shown
        )  # nobody voted: below the smallest number that is shown


def test_pages_follow_each_other_and_leave_nothing_out(filled: Consultation) -> None:
    for resource in RESOURCES:
        whole = ask(path_of(resource), limit=200).json()["items"]
        seen, cursor = [], ""
        for _ in range(len(whole) + 1):
            page = ask(path_of(resource), limit=1, cursor=cursor).json()
            seen += page["items"]
            cursor = page["cursor"]
            assert bool(page["next"]) == bool(cursor)
            if not cursor:
                break
        assert seen == whole, resource.name


def test_a_page_asks_no_more_often_when_there_is_more_on_it(
    filled: Consultation, authority: Organisation, people: dict[Role, User], members: list[Any]
) -> None:
    def count() -> dict[str, int]:
        asked = {}
        for resource in RESOURCES:
            ask(path_of(resource))  # a law is read once, and then kept in memory
            with CaptureQueriesContext(
                connection,
            ) as queries:
                ask(path_of(resource), limit=200)
            asked[resource.name] = len(queries)
        return asked

    before = count()
    for n in range(20):
        record(authority, n)
        words = said.CommentInput(uuid4(), "art_1", f"more {n}")
        Consultation.objects.filter(pk=filled.pk).update(stage=Stage.COMMENTING)
        comment = said.send_comment(filled, people[Role.DELEGATE], members[n % 3], words)
        Group.objects.create(consultation=filled, key=f"g{n}", representative=comment, size=1)
        Statement.objects.create(consultation=filled, key=f"t{n}", text_en=f"more {n}")
        Organisation.objects.create(slug=f"more-{n}", name_en=f"More {n}")
        Work.objects.create(slug=f"more-{n}", type="report", title_en="M", state="published")
        Consultation.objects.create(
            slug=f"more-{n}",
            title_en="More",
            draft=filled.draft,
            authority=authority,
            stage=Stage.COMMENTING,
        )
    Consultation.objects.filter(pk=filled.pk).update(stage=Stage.TRACING)
    after = count()
    assert after == before
    assert max(after.values()) <= 16, after


def test_what_is_new_as_of_a_day_and_cut_down(
    filled: Consultation, authority: Organisation
) -> None:
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    assert ask(f"{BASE}/exchanges", since=tomorrow).json()["items"] == []
    now = timezone.now().isoformat()
    number = record(authority, 9).number
    assert [row["number"] for row in ask(f"{BASE}/exchanges", since=now).json()["items"]] == [
        number
    ]
    assert ask(f"{BASE}/exchanges", kind="call").json()["items"] == []
    rows = ask(f"{BASE}/organisations", fields="name", lang="zh").json()["items"]
    assert {"slug": "ministry", "name": "自然资源部"} in rows
    Organisation.objects.filter(slug="org2").update(founded_on=timezone.localdate())
    slugs = [
        row["slug"] for row in ask(f"{BASE}/organisations", as_of="2001-05-01").json()["items"]
    ]
    assert "org1" in slugs and "org2" not in slugs


@pytest.mark.parametrize(
    ("path", "given", "status", "where"),
    [
        ("/organisations", {"bad": "1"}, 422, "bad"),
        ("/organisations", {"limit": "0"}, 422, "limit"),
        ("/organisations", {"as_of": "1700-01-01"}, 422, "as_of"),
        ("/organisations", {"fields": "nothing"}, 422, "fields"),
        ("/exchanges", {"since": "yesterday"}, 422, "since"),
        ("/exchanges", {"kind": "rumour"}, 422, "kind"),
        ("/organisations", {"cursor": "x"}, 400, ""),
        ("/exchanges", {"cursor": "WyJ4IiwieCJd"}, 400, ""),
        ("/exchanges/99999999999999999999", {}, 422, "key"),
        ("/organisations/none", {}, 404, ""),
        ("/none", {}, 404, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_language_of_who_asks(
    path: str, given: dict[str, str], status: int, where: str, db: None
) -> None:
    told = {}
    for lang in ("en", "zh"):
        answer = visitor(lang).get(BASE + path, given)
        assert answer.status_code == status, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        told[lang] = answer.json()
        assert told[lang]["status"] == status and told[lang]["type"].startswith("http")
        if where:
            assert [one["where"] for one in told[lang]["errors"]] == [where]
    assert told["en"]["detail"] != told["zh"]["detail"]


def test_an_answer_that_is_known_is_not_sent_again_and_any_site_may_read(
    filled: Consultation, settings: Any
) -> None:
    first = ask(f"{BASE}/exchanges")
    again = visitor().get(f"{BASE}/exchanges", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Access-Control-Allow-Origin"] == "*" and not first.cookies
    head = visitor().head(f"{BASE}/exchanges")
    assert (head.content, head["Content-Length"]) == (b"", str(len(first.content)))
    allowed = visitor().options(f"{BASE}/exchanges")["Access-Control-Allow-Headers"]
    assert "authorization" not in allowed.lower()
    wrong = visitor().delete(f"{BASE}/exchanges")
    assert wrong.status_code == 405 and "GET" in wrong["Allow"]
    settings.LIMITS_TIMES = 1
    codes = [ask(f"{BASE}/focuses", fields="slug").status_code for _ in range(3)]
    assert codes == [200] * 3
    from huiyin.desk.core import rate_limits

    limit = rate_limits.LIMITS["api"]
    for _ in range(limit.address):
        rate_limits.count_request("api", "address 127.0.0.1", limit.address, limit.seconds)
    slow = ask(f"{BASE}/focuses")
    assert slow.status_code == 429 and int(slow["Retry-After"]) > 0
    assert slow.json()["code"] == "slow"


def test_feeds_and_calendars_are_read_by_the_programs_of_others(filled: Consultation) -> None:
    feed = feedparser.parse(visitor().get(reverse("research_feed")).content)
    assert not feed.bozo and [entry.title for entry in feed.entries] == ["Told"]
    days = visitor().get(reverse("days_ics", args=("wetlands",)))
    calendar = icalendar.Calendar.from_ical(days.content)
    assert list(calendar.walk("VEVENT"))
