"""Write to the ledger, and check that nobody rewrote it."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction

from huiyin.desk.consultations.models import Consultation
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
def add_exchange(
    consultation: Consultation, kind: str, direction: str, day: date, **details: Any
) -> Exchange:
    """Add an act to the ledger; it can never be changed."""
    last = Exchange.objects.select_for_update().order_by("-number", "-pk").first()
    exchange = Exchange(
        number=last.number + 1 if last else 1,
        day=day,
        direction=direction,
        kind=kind,
        authority=consultation.authority,
        network=consultation.network,
        consultation=consultation,
        details=details,
        before=last.digest if last else "",
    )
    exchange.digest = _digest_exchange(exchange)
    exchange.save(force_insert=True)
    return exchange


def broken_at() -> int | None:
    """The number of the first entry whose seal does not hold, or None where the chain is whole."""
    before = ""
    for at, exchange in enumerate(Exchange.objects.order_by("number", "pk").iterator(), 1):
        if (
            exchange.number != at
            or exchange.before != before
            or exchange.digest != _digest_exchange(exchange)
        ):
            return at
        before = exchange.digest
    return None
