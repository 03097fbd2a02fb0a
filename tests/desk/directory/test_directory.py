"""The public directory: found by one character, by initials and by former names, on any day, as list, table and file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.api.facts import record_facts
from huiyin.desk.registry.api.organisation_facts import (
    describe_organisations,
    list_codes,
    list_facts,
    select_organisations,
)
from huiyin.desk.registry.data import DirectoryFilters, FactInput, FactKind
from huiyin.desk.registry.models import Organisation
from huiyin.desk.registry.sort_keys import make_search_text
from tests.desk.standing import *  # noqa: F403 - the small network, made once

Enter = Callable[[Role], Client]


@pytest.fixture
def reader(db: None) -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="en")


@pytest.fixture
def green(members: list[Organisation]) -> Organisation:
    """Called something else until 2021, and working on other things."""
    made = Organisation.objects.create(
        slug="green", name_zh="青禾乡村发展中心", name_en="Green Sprout"
    )
    record_facts(
        [
            (made, FactInput(FactKind.NAME, "zh", "青禾扶贫社", since="2016", until="2021-04-30")),
            (made, FactInput(FactKind.FOCUS, "poverty-alleviation", since="2016", until="2020")),
            (made, FactInput(FactKind.FOCUS, "rural-development", since="2021", data={"main": True})),
            (made, FactInput(FactKind.PLACE, "CN-YN", since="2016")),
            (made, FactInput(FactKind.ROUTE, data={"professional": 0.2, "grassroots": 0.7, "international": 0.1}, since="2020")),
            (made, FactInput(FactKind.NETWORK, "wetlands", since="2016")),
        ],
        None,
    )  # fmt: skip
    return made


def list_slugs(client: Client, **asked: str) -> set[str]:
    answer = client.get("/directory.csv", asked)
    assert answer.status_code == 200
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return {row[0] for row in rows[1:]}


@pytest.mark.parametrize("words", ["青", "扶贫", "乡村发展", "green spr", "qhxc", "QHFPS"])
def test_it_is_found_by_one_character_by_initials_and_by_former_names(
    reader: Client, green: Organisation, words: str
) -> None:
    assert list_slugs(reader, q=words) == {"green"}
    assert "青禾乡村发展中心" in Client(HTTP_ACCEPT_LANGUAGE="zh-hans").get("/directory/", {"q": words}).content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ({"focus": "rural-development"}, True),
        ({"focus": "rural-development", "year": "2018"}, False),
        ({"focus": "poverty-alleviation"}, False),
        ({"focus": "poverty-alleviation", "year": "2018"}, True),
        ({"focus": "poverty-alleviation", "day": "2019-06-01"}, True),
        ({"route": "grassroots"}, True),
        ({"route": "international"}, False),
        ({"place": "CN-YN"}, True),
        ({"network": "wetlands"}, True),
        ({"kind": "authority"}, False),
        ({"known_on": "2015-01-01"}, False),
    ],
)
def test_filters_answer_for_the_day_that_is_asked_for(
    reader: Client, green: Organisation, network: Network, asked: dict[str, str], is_there: bool
) -> None:
    assert ("green" in list_slugs(reader, **asked)) is is_there


def test_on_an_earlier_day_it_is_called_what_it_was_called(
    reader: Client, green: Organisation
) -> None:
    page = Client(HTTP_ACCEPT_LANGUAGE="zh-hans").get("/directory/", {"year": "2018"})
    words = page.content.decode()
    assert "青禾扶贫社" in words and "现名：青禾乡村发展中心" in words
    assert 'href="/directory/green/?day=2018-12-31"' in words


def test_list_and_table_show_the_same_and_nothing_found_says_what_to_do(
    reader: Client, green: Organisation
) -> None:
    as_list = reader.get("/directory/", {"q": "green"}).content.decode()
    as_table = reader.get("/directory/", {"q": "green", "view": "table"}).content.decode()
    assert "<table" not in as_list and "<table" in as_table
    for page in (as_list, as_table):
        assert "/directory/green/" in page and "rural development" in page
    nothing = reader.get("/directory/", {"q": "no such body"}).content.decode()
    assert "remove a filter" in nothing


def test_what_is_no_day_is_said_and_the_list_is_shown_all_the_same(
    reader: Client, green: Organisation
) -> None:
    answer = reader.get("/directory/", {"day": "yesterday", "q": "green"})
    assert answer.status_code == 422 and "/directory/green/" in answer.content.decode()


def test_more_organisations_cost_no_more_queries(reader: Client, green: Organisation) -> None:
    def count(url: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(url).status_code == 200
        return len(asked)

    urls = ("/directory/", "/directory.csv", "/directory/?year=2018&view=table")
    few = [count(url) for url in urls]
    for number in range(6):
        more = Organisation.objects.create(slug=f"more{number}", name_en=f"More {number}")
        record_facts([(more, FactInput(FactKind.FOCUS, "climate", since="2016"))], None)
    assert [count(url) for url in urls] == few and max(few) < 15


@pytest.mark.parametrize("few", [0, 500])
@pytest.mark.parametrize("asked", [{"q": "青"}, {"q": "sprout"}, {"focus": "rural-development"}])
def test_what_many_have_and_what_few_have_is_found_alike(
    reader: Client,
    green: Organisation,
    monkeypatch: pytest.MonkeyPatch,
    few: int,
    asked: dict[str, str],
) -> None:
    monkeypatch.setattr("huiyin.desk.registry.api.organisation_facts._FEW", few)
    assert "green" in list_slugs(reader, **asked)
    assert "green" not in list_slugs(reader, **asked, network="nobody-has-it", kind="authority")


@pytest.mark.parametrize(
    "words", ["第777号", "777号", "第77", "A股份", "b型", "第7 号合", "号合A", "777"]
)
def test_a_name_of_short_and_long_runs_is_found_as_by_looking_at_every_name(
    members: list[Organisation], words: str
) -> None:
    names = (
        "第777号合作社",
        "第7770号合作社",
        "777号第一社",
        "第77号",
        "A股份社",
        "第A股份号",
        "B型肝炎号合A社",
        "型b号合",
    )
    Organisation.objects.bulk_create(
        Organisation(slug=f"named-{at}", name_zh=name, search_text=make_search_text((name,)))
        for at, name in enumerate(names)
    )
    kept = Organisation.objects.filter(slug__startswith="named-").values_list("slug", "search_text")
    slow = {
        slug for slug, text in kept
        if all(any(begins_with(line, part.casefold()) for line in text.split("\n")) for part in words.split())
    }  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        found = select_organisations(DirectoryFilters(words=words)).filter(
            slug__startswith="named-"
        )
        assert {one.slug for one in found} == slow
    looked_up = " ".join(one["sql"] for one in asked if "_words" in one["sql"])
    if words == "第777号":  # every other name has these two
        assert "777" in looked_up and "第" not in looked_up.split("LIKE")[0]


def begins_with(line: str, part: str) -> bool:
    """Whether ``part`` stands in the line, a Latin word of it from its beginning on."""
    return (
        re.search(
            rf"(?<![a-z0-9]){re.escape(part)}" if part[0].isascii() else re.escape(part), line
        )
        is not None
    )


@pytest.mark.parametrize("with_private", [False, True])
def test_what_holds_on_a_day_is_what_reading_every_fact_finds(
    green: Organisation, with_private: bool
) -> None:
    record_facts([(green, FactInput(FactKind.REACH, "foreign_funding", number=0.5, since="2017", until="2019"))], None)  # fmt: skip
    whole = list_facts(green, with_private=with_private)
    assert any(not fact.is_public for fact in whole) == with_private
    ends = {day for fact in whole for day in (fact.first_day, fact.last_day) if day}
    for day in {end + timedelta(days=n) for end in ends for n in (-1, 0, 1)} | {date(1990, 1, 1)}:
        held = describe_organisations([green.pk], day=day, with_private=with_private)[
            green.pk
        ].facts
        slow = {fact.key: fact for fact in whole if fact.holds_on(day)}
        names = [fact for fact in held if fact.kind == FactKind.NAME]
        assert {fact.code for fact in names} >= {
            "zh",
            "en",
        }  # the nearest where none is known to hold
        assert {
            one.key: one for one in held if one.kind != FactKind.NAME or one.holds_on(day)
        } == slow


def test_codes_are_listed_once_each_in_their_order(green: Organisation) -> None:
    others = [FactInput(FactKind.PLACE, code, since="2016") for code in ("GB", "530000", "CN-YN")]
    for number, given in enumerate(others):
        one = Organisation.objects.create(slug=f"there-{number}", name_en=f"There {number}")
        record_facts([(one, given)], None)
    assert list_codes(FactKind.PLACE) == ("530000", "CN-YN", "GB")
    assert list_codes(FactKind.SERVICE) == ()
