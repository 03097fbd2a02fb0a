"""The mail that asks somebody to join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.networks.models import Invitation, hash_token
from huiyin.i18n import say_date

if TYPE_CHECKING:
    from huiyin.desk.notifications.models import Mail


def fill_invitation(mail: Mail) -> dict[str, Any] | None:
    """None where it was taken back, used or is over."""
    asked = Invitation.objects.select_related("organisation", "network", "created_by").get(
        pk=mail.about["invitation"]
    )
    if not asked.is_open:
        return None
    if asked.proof != hash_token(asked.token):
        # Made before tokens were worked out, or with another key; this is its first mail.
        Invitation.objects.filter(pk=asked.pk).update(proof=hash_token(asked.token))
    return {
        "who": str(asked.created_by or ""),
        "organisation": str(asked.organisation or asked.network or ""),
        "url": build_url("join", asked.token),
        "until": f"{say_date(timezone.localdate(asked.expires_at))} {timezone.localtime(asked.expires_at):%H:%M}",
    }
