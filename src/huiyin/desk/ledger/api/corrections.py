"""Corrections: an exchange of its own says what was recorded wrongly; the original stays as it is.

An exchange that was recorded by mistake as a whole becomes void: it stays in the ledger with the reason, counts
in no figure, and if it is an ask, no answer to it is due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.ledger.api.exchanges import save_exchanges
from huiyin.desk.ledger.api.threads import recount_thread
from huiyin.desk.ledger.data import (
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    ExchangeSource,
    Visibility,
)
from huiyin.desk.ledger.models import Exchange, Thread

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


@transaction.atomic
def correct_exchange(
    exchange: Exchange, summary: Mapping[str, str], by: User, *, is_void: bool = False
) -> Exchange:
    """Record a correction of ``exchange``. ``summary``: language → what is wrong and what is right."""
    correction = correct_exchanges([exchange], summary, by, is_void=is_void)[0]
    record_audit_entry(by, "ledger.correct", exchange, number=exchange.number, void=is_void)
    return correction


def void_exchange(number: int, summary: Mapping[str, str], by: User) -> None:
    """Mark the exchange ``number`` as recorded by mistake. Does nothing if it is void already."""
    exchange = Exchange.objects.filter(number=number, is_void=False).first()
    if exchange is not None:
        correct_exchange(exchange, summary, by, is_void=True)


@transaction.atomic
def correct_exchanges(
    exchanges: Sequence[Exchange],
    summary: Mapping[str, str],
    by: User | None,
    *,
    is_void: bool = False,
) -> list[Exchange]:
    """Record the same correction for several exchanges."""
    numbers = [exchange.pk for exchange in exchanges]
    if is_void:  # before the corrections are recorded, which count the threads anew
        Exchange.objects.filter(pk__in=numbers).update(is_void=True)
    corrections = save_exchanges([_make_input(one, summary, is_void) for one in exchanges], by)
    if is_void:
        for thread in Thread.objects.filter(ask__in=numbers).select_related("ask", "ground"):
            recount_thread(thread)
    return corrections


def _make_input(exchange: Exchange, summary: Mapping[str, str], is_void: bool) -> ExchangeInput:
    return ExchangeInput(
        ExchangeKind.CORRECTION,
        ExchangeDirection(exchange.direction),
        timezone.localdate(),
        exchange.authority_id,
        network=exchange.network_id,
        organisation=exchange.organisation_id,
        body=exchange.body,
        answers=exchange.number,
        subject_zh=exchange.subject_zh,
        subject_en=exchange.subject_en,
        summary_zh=summary.get("zh", ""),
        summary_en=summary.get("en", ""),
        visibility=Visibility(exchange.visibility),
        embargo_until=exchange.embargo_until,
        details={"void": True} if is_void else {},
        source=ExchangeSource.HAND,
    )


def list_corrections(exchange: Exchange) -> list[Exchange]:
    """The corrections of an exchange, oldest first. One query."""
    return list(exchange.answered_by.filter(kind=ExchangeKind.CORRECTION).order_by("number", "pk"))
