"""What other apps may ask of accounts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from huiyin.desk.accounts.models import Act, User

#: What leads from a thing to the consultation that it belongs to.
_WAYS = ("consultation", "proposal", "edition", "suggestion")


def record(by: User | None, verb: str, thing: models.Model, **details: Any) -> None:
    """Write down that ``by`` did ``verb`` to ``thing``. Call it in the transaction of the act itself.

    ``verb`` has its words in ``audit.verb.<verb>``, and what ``details`` hold may be read by who may read the
    record: no words of a comment, no vote.
    """
    Act.objects.create(
        by=by if by is not None and by.is_authenticated else None,
        verb=verb,
        thing=thing._meta.model_name,
        thing_id=str(thing.pk),
        details=details,
        consultation=_consultation_of(thing),
        is_private=getattr(thing, "is_private", False),
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


def _consultation_of(thing: Any) -> int | None:
    while thing is not None:
        if thing._meta.model_name == "consultation":
            return int(thing.pk)
        fields = {field.name for field in thing._meta.concrete_fields}
        way = next((way for way in _WAYS if way in fields), None)
        if way is None:
            return None
        if way == "consultation":
            return getattr(thing, "consultation_id", None)
        thing = getattr(thing, way)
    return None
