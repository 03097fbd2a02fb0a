"""What other apps may ask of accounts."""

from __future__ import annotations

from typing import Any

from django.db import models

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
