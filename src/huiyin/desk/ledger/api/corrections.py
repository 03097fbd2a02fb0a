"""Something that was recorded was wrong: an act of its own says so, and what was recorded stays.

Where an exchange was recorded by mistake as a whole, it is void from then on: it stands in the ledger with the reason and
counts in no figure; an ask that is void is owed no answer.
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
    """Say, by language, what of an exchange is wrong and what is right."""
    correction = correct_exchanges([exchange], summary, by, is_void=is_void)[0]
    record_audit_entry(by, "ledger.correct", exchange, number=exchange.number, void=is_void)
    return correction


def void_exchange(number: int, summary: Mapping[str, str], by: User) -> None:
    """Say that an exchange, by its number, was recorded by mistake; once."""
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
    """The same said of several."""
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
    """What was said to be wrong with an exchange, the first first. One query."""
    return list(exchange.answered_by.filter(kind=ExchangeKind.CORRECTION).order_by("number", "pk"))
