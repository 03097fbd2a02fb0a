"""The mail that asks somebody to join."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import Any

from django.utils import timezone

from huiyin.desk.accounts.mails import outbox
from huiyin.desk.accounts.mails.letters import address
from huiyin.desk.accounts.models import Mail
from huiyin.desk.networks.models import Invitation


@outbox.kind("invitation")
def invitation(mail: Mail) -> dict[str, Any] | None:
    """None where it was taken back, used or is over."""
    asked = Invitation.objects.select_related("organisation", "network", "by").get(
        pk=mail.about["invitation"]
    )
    if not asked.is_open:
        return None
    return {
        "who": str(asked.by or ""),
        "organisation": str(asked.organisation or asked.network or ""),
        "url": address("join", asked.token),
        "days": ceil((asked.expires - timezone.now()) / timedelta(days=1)),
    }
