"""Checks before an exchange is recorded, the same for the form and for the API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from huiyin.desk.ledger.access import is_team, list_kept_networks, may_keep
from huiyin.desk.ledger.api.recording_rules import find_mistakes
from huiyin.desk.ledger.data import ExchangeInput
from huiyin.desk.ledger.models import Exchange
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def list_recorded_networks(user: User) -> set[int] | None:
    """Primary keys of the networks whose exchanges the user may record; None for all."""
    return None if is_team(user) else list_kept_networks(user)


def say_mistakes(user: User, given: ExchangeInput) -> Iterator[tuple[str, str]]:
    """Yield (field, message) for what cannot have happened as entered, or if the user answers for another
    network. In that case nothing more is said, since they may not know the exchange.
    """
    if given.answers is not None and not is_team(user):
        seen = Exchange.objects.visible_to(user, timezone.localdate())
        answered = seen.filter(number=given.answers).first()
        if answered is None or not may_keep(user, answered):
            yield "answers", say("exchange.wrong.other_network")
            return
    for mistake in find_mistakes(given):
        details = {
            name: say_date(value) if isinstance(value, date) else value
            for name, value in mistake.details.items()
        }
        yield mistake.where, say(f"exchange.wrong.{mistake.code}", **details)
