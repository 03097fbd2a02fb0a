"""Mails about somebody's erasure: to the secretariat that it was asked, to the person what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from huiyin.desk.accounts.mails import outbox
from huiyin.desk.accounts.mails.letters import address
from huiyin.desk.accounts.models import Mail
from huiyin.desk.personal.models import Erasure, Remnant
from huiyin.words import say, say_date

outbox.FORGOTTEN.add("erased")


@outbox.kind("erasure_asked")
def erasure_asked(mail: Mail) -> dict[str, Any] | None:
    """None where it was answered or taken back meanwhile, or the reader left the secretariat."""
    from huiyin.desk.personal.answering import answer_by

    asked = Erasure.objects.get(pk=mail.about["erasure"])
    if not asked.is_open or mail.person is None or not mail.person.is_secretariat:
        return None
    return {"day": say_date(answer_by(asked)), "url": address("erasure", asked.pk)}


@outbox.kind("erasure_refused")
def erasure_refused(mail: Mail) -> dict[str, Any] | None:
    asked = Erasure.objects.get(pk=mail.about["erasure"])
    return {"reason": asked.reason, "url": address("erase_me")}


@outbox.kind("erased")
def erased(mail: Mail) -> dict[str, Any] | None:
    """The last mail: it names nobody, and its row goes when it is sent."""
    left = mail.about.get("left", 0)
    stays = say("mail.erased.left", n=left) + "\n\n" if left else ""
    return {"site": settings.SITE, "left": stays, "url": address("privacy")}


@outbox.kind("remnants")
def remnants(mail: Mail) -> dict[str, Any] | None:
    """None where all was settled meanwhile, or the reader left the secretariat."""
    left = Remnant.objects.count()
    if not left or mail.person is None or not mail.person.is_secretariat:
        return None
    return {"left": left, "url": address("erasures")}
