"""Figures of the ledger: computed by the worker, of what is public alone, and shown with their tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api import figures
from huiyin.desk.ledger.api.corrections import correct_exchange
from huiyin.desk.ledger.api.exchanges import save_exchanges
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeInput, ExchangeKind, Visibility
from huiyin.desk.ledger.models import FigureSet
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Fact, Organisation
from tests.desk.markup import count_charts
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

TO, FROM = ExchangeDirection.TO_AUTHORITY, ExchangeDirection.FROM_AUTHORITY


def test_what_the_exchanges_come_to_is_computed_by_the_worker_and_shown(
    people: dict[Role, User],
    authority: Organisation,
    monkeypatch: pytest.MonkeyPatch,
    sign_in: Callable[[Role], Client],
) -> None:
    day = date(2025, 3, 3)
    monkeypatch.setattr(figures, "_LANGUAGES", ("en",))  # each drawing takes a second
    common: dict[str, Any] = {"body": "a network"}
    asks = [
        ExchangeInput(ExchangeKind.REQUEST, TO, day + timedelta(days=n), authority.pk, **common)
        for n in range(12)
    ]
    asks.append(ExchangeInput(ExchangeKind.CALL, FROM, date(2026, 3, 3), authority.pk, **common))
    hidden = ExchangeInput(
        ExchangeKind.REQUEST, TO, day, authority.pk, visibility=Visibility.SECRETARIAT, **common
    )
    made = save_exchanges([*asks, hidden], people[Role.SECRETARIAT])
    replies = [
        ExchangeInput(
            ExchangeKind.REPLY,
            FROM,
            one.day + timedelta(days=20 + n),
            authority.pk,
            answers=one.number,
            **common,
        )
        for n, one in enumerate(made[:10])
    ]
    save_exchanges(replies, people[Role.SECRETARIAT])
    reader = sign_in(Role.READER)
    assert "no figures yet" in reader.get(reverse("ledger_figures")).content.decode()
    today = date(2026, 11, 30)
    assert figures.request_figures(today)
    jobs.perform_waiting(FigureSet.objects.get(scope="whole"))
    for name, args in (
        ("ledger_figures", ()),
        ("ledger_authority_figures", (authority.slug,)),
    ):  # fmt: skip
        page = reader.get(reverse(name, args=args)).content.decode()
        assert count_charts(page) >= 2, name
    table = reader.get(reverse("ledger_figures_csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    first = next(row for row in rows if row and row[0] == "2025")
    assert first[1:3] == ["12", "0"]  # what only the secretariat may see is in no figure


def test_sides_are_named_in_each_language_and_one_that_was_renamed_stays_one(
    people: dict[Role, User], authority: Organisation, network: Network
) -> None:
    by, day = people[Role.SECRETARIAT], date(2025, 3, 3)
    given = ExchangeInput(ExchangeKind.REQUEST, TO, day, authority.pk, network=network.pk)
    save_exchanges([given], by)
    # In the registry the name that it had on that day is mended since.
    names = {"zh": "自然资源和海洋部", "en": "Nature and Sea"}
    Organisation.objects.filter(pk=authority.pk).update(name_zh=names["zh"], name_en=names["en"])
    for code, name in names.items():
        Fact.objects.filter(organisation=authority, kind="name", code=code).update(text=name)
    save_exchanges([given], by)
    facts = figures._Facts(date(2026, 11, 30))
    for language, name, own in (
        ("zh", "自然资源和海洋部", network.name_zh or network.name_en),
        ("en", "Nature and Sea", network.name_en or network.name_zh),
    ):
        asks, cases = facts.read((figures.WHOLE, 0), language)
        assert {(ask.body, ask.authority) for ask in asks} == {(own, name)}
        assert {case.authority for case in cases} == {name} and len(cases) == 2


def test_figures_say_when_they_were_made_and_that_something_was_recorded_since(
    people: dict[Role, User],
    authority: Organisation,
    monkeypatch: pytest.MonkeyPatch,
    sign_in: Callable[[Role], Client],
) -> None:
    monkeypatch.setattr(figures, "analyse_apart", lambda *_: [{"title": "drawn"}])
    by, today = people[Role.SECRETARIAT], timezone.localdate()
    ask = save_exchanges([ExchangeInput(ExchangeKind.REQUEST, TO, today, authority.pk)], by)[0]
    whole = FigureSet.objects.filter(scope="whole")

    def compute() -> None:
        assert figures.request_figures(today)
        jobs.perform_waiting(whole.get())

    compute()
    reader = sign_in(Role.READER)
    page = reader.get(reverse("ledger_figures")).content.decode()
    made = timezone.localtime(whole.get().computed_at)
    assert f"at {made:%H:%M}, up to exchange no. {ask.number}" in page
    assert "There are newer entries" not in page and not figures.request_figures(today)
    save_exchanges(
        [ExchangeInput(ExchangeKind.REPLY, FROM, today, authority.pk, answers=ask.number)], by
    )
    assert "There are newer entries" in reader.get(reverse("ledger_figures")).content.decode()
    compute()
    asks, cases = figures._Facts(today).read((figures.WHOLE, 0), "en")
    assert [case.replied for case in cases] == [today] and len(asks) == 1
    assert "There are newer entries" not in reader.get(reverse("ledger_figures")).content.decode()
    correct_exchange(ask, {"en": "never sent"}, by, is_void=True)
    compute()
    assert figures._Facts(today).read((figures.WHOLE, 0), "en") == ((), ())
    assert not FigureSet.objects.filter(scope="authority").exists()  # nothing is left to count
