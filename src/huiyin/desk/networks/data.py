"""Values exchanged between networks and other apps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from huiyin.desk.accounts.permissions import Standing

if TYPE_CHECKING:
    from huiyin.desk.networks.models import MembershipRequest
    from huiyin.desk.registry.data import FactRecord
    from huiyin.desk.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class MemberPeriods:
    """An organisation and its periods of membership, oldest first; gaps are preserved."""

    organisation: Organisation
    periods: tuple[FactRecord, ...]
    is_member: bool


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """The standing of a user's organisation in a network; ``request`` is the open request between them."""

    organisation: Organisation
    standing: Standing
    request: MembershipRequest | None


@dataclass(frozen=True, slots=True)
class ReminderCount:
    """How often an organisation was reminded of a duty, and when last."""

    times: int
    last: date
