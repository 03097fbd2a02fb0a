"""What other apps may ask of the ledger: write an act down, read what was written, check that nobody rewrote it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiyin.desk.ledger.data import ExchangeDirection, ExchangeEntry, ExchangeKind
from huiyin.desk.ledger.models import Exchange


def _digest_exchange(exchange: Exchange) -> str:
    """SHA-256 over what the entry says and the digest of the one before, as canonical JSON."""
    said = [
        exchange.number,
        exchange.day.isoformat(),
        str(exchange.direction),
        str(exchange.kind),
        exchange.authority_id,
        exchange.network_id,
        exchange.consultation_id,
        exchange.details,
        exchange.before,
    ]
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@transaction.atomic
def record_exchange(
    kind: ExchangeKind,
    direction: ExchangeDirection,
    day: date,
    *,
    authority: int,
    network: int | None = None,
    consultation: int | None = None,
    details: dict[str, Any],
) -> ExchangeEntry:
    """Write an act down; it can never be changed. ``authority``, ``network``, ``consultation``: their numbers. Call it
    in the transaction of the act itself."""
    last = Exchange.objects.select_for_update().order_by("-number", "-pk").first()
    exchange = Exchange(
        number=last.number + 1 if last else 1,
        day=day,
        direction=direction.value,
        kind=kind.value,
        authority_id=authority,
        network_id=network,
        consultation_id=consultation,
        details=details,
        before=last.digest if last else "",
    )
    exchange.digest = _digest_exchange(exchange)
    exchange.save(force_insert=True)
    return _tell_exchange(exchange)


def list_replies(consultation: int, suggestions: Iterable[str]) -> list[ExchangeEntry]:
    """Every answer that was given to ``suggestions``, by their keys, the first first. One query."""
    found = Exchange.objects.filter(
        consultation_id=consultation,
        kind=ExchangeKind.REPLY,
        details__suggestion__in=list(suggestions),
    )
    return [_tell_exchange(one) for one in found]


def list_consultations(kind: ExchangeKind, since: datetime, until: datetime) -> set[int]:
    """The numbers of the consultations of which something of ``kind`` was recorded after ``since``, up to ``until``."""
    found = Exchange.objects.filter(kind=kind, at__gt=since, at__lte=until).order_by()
    numbers = found.values_list("consultation_id", flat=True)
    return {number for number in numbers if number is not None}


def find_broken_exchange() -> int | None:
    """The number of the first entry whose seal does not hold, or None where the chain is whole."""
    before = ""
    for number, exchange in enumerate(Exchange.objects.order_by("number", "pk").iterator(), 1):
        if (
            exchange.number != number
            or exchange.before != before
            or exchange.digest != _digest_exchange(exchange)
        ):
            return number
        before = exchange.digest
    return None


def _tell_exchange(exchange: Exchange) -> ExchangeEntry:
    return ExchangeEntry(
        exchange.number,
        exchange.day,
        ExchangeKind(exchange.kind),
        ExchangeDirection(exchange.direction),
        exchange.consultation_id,
        exchange.details,
        exchange.at,
    )
