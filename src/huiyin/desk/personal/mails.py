"""Mails about somebody's erasure: to the secretariat that it was asked, to the person what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.personal.models import Erasure, Remnant
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.notifications.models import Mail


def erasure_asked(mail: Mail) -> dict[str, Any] | None:
    """None where it was answered or taken back meanwhile, or the reader left the secretariat."""
    from huiyin.desk.personal.deadlines import answer_by

    asked = Erasure.objects.get(pk=mail.about["erasure"])
    if not asked.is_open or mail.person is None or not mail.person.is_secretariat:
        return None
    return {"day": say_date(answer_by(asked)), "url": build_url("erasure", asked.pk)}


def erasure_refused(mail: Mail) -> dict[str, Any] | None:
    asked = Erasure.objects.get(pk=mail.about["erasure"])
    return {"reason": asked.reason, "url": build_url("erase_me")}


def fill_erased(mail: Mail) -> dict[str, Any] | None:
    """The last mail: it names nobody, and its row goes when it is sent."""
    left = mail.about.get("left", 0)
    stays = say("mail.erased.left", n=left) + "\n\n" if left else ""
    return {"site": settings.SITE, "left": stays, "url": build_url("privacy")}


def list_remnant_words(mail: Mail) -> dict[str, Any] | None:
    """None where all was settled meanwhile, or the reader left the secretariat."""
    left = Remnant.objects.count()
    if not left or mail.person is None or not mail.person.is_secretariat:
        return None
    return {"left": left, "url": build_url("erasures")}
