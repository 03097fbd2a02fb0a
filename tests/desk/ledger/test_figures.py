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

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api import figures
from huiyin.desk.ledger.api.exchanges import save_exchanges
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeInput, ExchangeKind, Visibility
from huiyin.desk.ledger.models import FigureSet
from huiyin.desk.registry.models import Organisation
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
