"""Figures over many exchanges: computed by the worker of what is public, stored, and shown from there.

How two-way a relation is, and how long replies take, with what is not known. Distributions, never a list of the quick and
the slow: what is asked of two authorities is not alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils import timezone

from huiyin.desk.core.isolated_process import analyse_apart
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.data import ASKS, ExchangeDirection, ExchangeKind, ThreadState, Visibility
from huiyin.desk.ledger.models import Exchange, FigureSet, Thread
from huiyin.measures import Ask, ReplyCase
from huiyin.presentation.measures.ledger import describe_ledger

if TYPE_CHECKING:
    from huiyin.desk.jobs.models import Job

#: The kind of job.
COUNTING = "ledger_figures"
WHOLE, AUTHORITY, NETWORK = "whole", "authority", "network"
_LANGUAGES = ("zh", "en")


def request_figures(today: date) -> bool:
    """Let the worker compute anew where something was recorded since, once a day in any case, for open asks grow older."""
    last = Exchange.objects.aggregate(last=Max("number"))["last"] or 0
    whole, _ = FigureSet.objects.get_or_create(scope=WHOLE, subject_id=0)
    if not last or (whole.last, whole.computed_on) == (last, today):
        return False
    jobs.start_job(whole, COUNTING, None)
    return True


def compute_figures(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Compute and store all figures."""
    today = timezone.localdate()
    last = Exchange.objects.aggregate(last=Max("number"))["last"] or 0
    asks, cases = _collect_asks(), _collect_cases(today)
    scopes = sorted({*asks, *cases, (WHOLE, 0)})
    for done, (scope, subject) in enumerate(scopes):
        tell(done, len(scopes))
        own = (tuple(asks.get((scope, subject), ())), tuple(cases.get((scope, subject), ())))
        views = {
            language: analyse_apart(describe_ledger, *own, today, language)
            for language in _LANGUAGES
        }
        FigureSet.objects.update_or_create(
            scope=scope,
            subject_id=subject,
            defaults={
                "views": views,
                "last": last,
                "computed_on": today,
                "computed_at": timezone.now(),
            },
        )
    tell(len(scopes), len(scopes))
    return {"scopes": len(scopes)}


def find_figures(scope: str, subject: int = 0) -> FigureSet | None:
    """What was stored last. One query."""
    found = FigureSet.objects.filter(scope=scope, subject_id=subject).first()
    return found if found is not None and found.views else None


def _list_scopes(exchange: Exchange) -> list[tuple[str, int]]:
    scopes = [(WHOLE, 0), (AUTHORITY, exchange.authority_id)]
    if exchange.network_id is not None:
        scopes.append((NETWORK, exchange.network_id))
    return scopes


def _collect_asks() -> dict[tuple[str, int], list[Ask]]:
    """What was asked in public, each way, by where it is shown."""
    found: dict[tuple[str, int], list[Ask]] = defaultdict(list)
    rows = Exchange.objects.filter(kind__in=ASKS, visibility=Visibility.PUBLIC, embargo_until=None)
    for exchange in rows.order_by("number", "pk").iterator():
        is_to = exchange.direction == ExchangeDirection.TO_AUTHORITY
        # Of whom nothing is known but that it was civil society, no pair is known.
        is_named = exchange.organisation_id or exchange.body
        body = exchange.network_name or (exchange.body_name if is_named else "")
        ask = Ask(body, exchange.authority_name, is_to, exchange.day)
        for scope in _list_scopes(exchange):
            found[scope].append(ask)
    return found


def _collect_cases(today: date) -> dict[tuple[str, int], list[ReplyCase]]:
    """How long what was asked of authorities in public took, by where it is shown. What was withdrawn is left out."""
    extended = set(
        Exchange.objects.filter(kind=ExchangeKind.EXTENSION)
        .order_by()
        .values_list("thread", flat=True)
    )
    found: dict[tuple[str, int], list[ReplyCase]] = defaultdict(list)
    rows = (
        Thread.objects.filter(
            ask__visibility=Visibility.PUBLIC,
            ask__embargo_until=None,
            ask__direction=ExchangeDirection.TO_AUTHORITY,
        )
        .exclude(state=ThreadState.WITHDRAWN)
        .select_related("ask")
        .order_by("pk")
    )
    for thread in rows.iterator():
        case = ReplyCase(
            thread.ask.day, thread.answered_on, thread.ask.authority_name, thread.pk in extended
        )
        for scope in _list_scopes(thread.ask):
            found[scope].append(case)
    return found
