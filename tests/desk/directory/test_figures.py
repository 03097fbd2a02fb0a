"""How the members change: computed by the worker from dated facts, shown as charts, tables, sentences and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.directory.api import figures
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.registry.api.facts import record_facts
from huiyin.desk.registry.data import FactInput, FactKind
from huiyin.desk.registry.models import Organisation
from tests.desk.markup import count_charts
from tests.desk.standing import *  # noqa: F403 - the small network, made once

Enter = Callable[[Role], Client]
PAGE = "/members/"


def tell(*facts: tuple[Organisation, FactInput]) -> None:
    record_facts(facts, None)


def compute() -> None:
    figures.start_figures(None)
    jobs.perform_waiting(figures.get_row())


@pytest.fixture
def history(members: list[Organisation]) -> list[Organisation]:
    """Three members over four years: poverty alleviation early, climate late; one came and left again."""
    one, two, three = members
    focus, year = FactKind.FOCUS, timezone_year()
    first = str(year - 4)
    tell(
        (one, FactInput(FactKind.MEMBERSHIP, since=first)),
        (two, FactInput(FactKind.MEMBERSHIP, since=first)),
        (three, FactInput(FactKind.MEMBERSHIP, since=first, until=str(year - 3))),
        (one, FactInput(focus, "poverty-alleviation", data={"main": True}, since=first, until=str(year - 3))),
        (one, FactInput(focus, "climate", data={"main": True}, since=str(year - 2))),
        (two, FactInput(focus, "women", data={"main": True}, since=first)),
        (three, FactInput(focus, "poverty-alleviation", data={"main": True}, since=first)),
        (one, FactInput(FactKind.ROUTE, data={"professional": 0.5, "grassroots": 0.5, "international": 0.0}, since=first)),
    )  # fmt: skip
    return members


def timezone_year() -> int:
    from django.utils import timezone

    return timezone.localdate().year


def read(client: Client, name: str) -> list[list[str]]:
    answer = client.get(f"{PAGE}{name}.csv")
    assert answer.status_code == 200, name
    assert "charset=utf-8" in answer["Content-Type"]
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_before_anything_is_known_the_page_says_what_to_do(sign_in: Enter) -> None:
    for role, words in ((Role.READER, "no dated facts"), (Role.SECRETARIAT, "open a round")):
        page = sign_in(role).get(PAGE).content.decode()
        assert words in page and "<figure" not in page


def test_the_page_has_a_chart_a_table_a_sentence_and_a_file_for_each_figure(
    history: list[Organisation], sign_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute()
    client = sign_in(Role.READER)
    page = client.get(PAGE).content.decode()
    charts = re.findall(r'<h3 id="([\w-]+)">', page)
    assert {"focus-focuses", "focus-ranks", "focus-diversity", "focus-moves", "focus-known", "routes-routes", "routes-path"} <= set(charts)  # fmt: skip
    assert page.count('class="chart"') == page.count("<figcaption") >= 7
    assert count_charts(page) >= page.count("<figcaption")
    # Readable without script: tables stand in the page, and no chart brings a script of its own.
    assert page.count("<table") >= 7 and "vega" not in page
    for name in re.findall(r'href="/members/([\w-]+)\.csv"', page):
        assert len(read(client, name)) > 1
    assert client.get("/members/no-such.csv").status_code == 404
    # A table of many organisations is not shown whole, and says so.
    monkeypatch.setattr(figures, "_MOST_SHOWN", 2)
    cache.clear()
    short = client.get(PAGE).content.decode()
    assert "The last 2 of 4 rows" in short and short.count("<td") < page.count("<td")
    assert "CSV file has the last" not in short


def test_the_figures_are_those_of_the_facts_and_who_left_is_not_counted(
    history: list[Organisation], sign_in: Enter
) -> None:
    compute()
    head, *rows = read(sign_in(Role.READER), "focus-focuses")
    by_year = {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
    year = timezone_year()
    assert list(by_year) == [str(one) for one in range(year - 4, year)]
    assert by_year[str(year - 4)]["poverty alleviation"] == "2"
    last = by_year[str(year - 1)]
    assert (last["climate"], last["women"], last["poverty alleviation"]) == ("1", "1", "0")
    assert (last["known"], last["unknown"]) == ("2", "0")


def test_both_languages_are_kept_and_say_the_same_figures(
    history: list[Organisation], sign_in: Enter
) -> None:
    compute()
    english = read(sign_in(Role.READER), "focus-diversity")
    chinese = list(
        csv.reader(
            io.StringIO(
                Client(HTTP_ACCEPT_LANGUAGE="zh-hans").get(f"{PAGE}focus-diversity.csv").content.decode("utf-8-sig")
            )
        )
    )  # fmt: skip
    assert english[1:] == chinese[1:] and english[0] != chinese[0]


def test_what_is_private_is_in_no_figure_of_focuses_and_in_no_mean_of_few(
    history: list[Organisation], sign_in: Enter
) -> None:
    year = str(timezone_year() - 1)
    share = {"since": year, "until": year}
    tell(
        (history[1], FactInput(FactKind.FOCUS, "labour", since=year, is_public=False)),
        *(
            (one, FactInput(FactKind.REACH, code, number=0.5, **share))
            for one in history[:2]
            for code in ("foreign_funding", "activity_abroad", "local_leadership", "domestic_funding")
        ),
    )  # fmt: skip
    compute()
    client = sign_in(Role.READER)
    page = client.get(PAGE).content.decode()
    assert "labour" not in read(client, "focus-focuses")[0]
    # Of two organisations nobody else knows the shares: there is no mean, no point and no row of theirs.
    assert "reach-reach" not in page and "reach-organisations" not in page


def test_a_change_in_the_registry_starts_the_figures_once(members: list[Organisation]) -> None:
    Job.objects.all().delete()
    for slug in ("climate", "women"):
        tell((members[0], FactInput(FactKind.FOCUS, slug, since="2020")))
    (job,) = Job.objects.filter(kind=figures.KIND)
    assert job.state == Job.State.WAITING


@pytest.mark.parametrize("role", [Role.READER, Role.DELEGATE, Role.SECRETARIAT])
def test_the_secretariat_alone_lets_the_figures_be_computed_anew(
    role: Role, sign_in: Enter, members: Any
) -> None:
    Job.objects.all().delete()
    client = sign_in(role)
    offers = "/members/recompute/" in client.get(PAGE).content.decode()
    client.post("/members/recompute/")
    asked = Job.objects.filter(kind=figures.KIND).exists()
    assert offers is asked is (role is Role.SECRETARIAT)


def test_years_that_are_not_over_are_left_out() -> None:
    from huiyin.measures import DatedFact

    facts = [DatedFact("1", None, date(2020, 3, 1)), DatedFact("2", None, date(2031, 1, 1))]
    assert figures._choose_years(facts, date(2023, 6, 1)) == (2020, 2021, 2022)
    assert figures._choose_years(facts[:1], date(2020, 6, 1)) == (2020,)
    assert figures._choose_years([], date(2020, 6, 1)) == ()
