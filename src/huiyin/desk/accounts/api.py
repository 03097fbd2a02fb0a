"""What other apps may ask of accounts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from huiyin.desk.accounts.models import Act, User


def record(by: User | None, verb: str, thing: models.Model, **details: Any) -> None:
    """Write down that ``by`` did ``verb`` to ``thing``. Call it in the transaction of the act itself."""
    Act.objects.create(
        by=by if by is not None and by.is_authenticated else None,
        verb=verb,
        thing=thing._meta.model_name,
        thing_id=str(thing.pk),
        details=details,
    )


def choose_mails(person: User, digest: str, *, reminders: bool) -> None:
    """Which mails ``person`` gets beside those that answer an act of their own. What is no choice changes nothing."""
    if digest in User.Digest.values and digest != person.digest:
        if person.digest == User.Digest.NEVER:
            # What happened while they wanted to hear nothing is not told later.
            person.digested = timezone.now()
        person.digest = digest
    person.wants_reminders = reminders
    person.save(update_fields=("digest", "digested", "wants_reminders"))
