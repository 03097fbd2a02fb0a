"""What the ledger tells other apps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class ExchangeDirection(StrEnum):
    """Who turns to whom."""

    TO_AUTHORITY = "to_authority"
    FROM_AUTHORITY = "from_authority"


class ExchangeKind(StrEnum):
    """What is done."""

    CALL = "call"  # asks for comments
    PROPOSAL = "proposal"  # asks for changes
    REPLY = "reply"
    ENACTMENT = "enactment"


@dataclass(frozen=True, slots=True)
class ExchangeEntry:
    """An entry as it was recorded. ``consultation``: the number of the consultation that it is part of, None of none;
    ``details``: what was said, by kind."""

    number: int
    day: date
    kind: ExchangeKind
    direction: ExchangeDirection
    consultation: int | None
    details: Mapping[str, Any]
    recorded_at: datetime
