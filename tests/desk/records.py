"""A record of acts that cannot be written, and whether anything was kept all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db.models.signals import pre_save

from huiyin.desk.accounts.models import Guess, RequestCount, Session
from huiyin.desk.audit.models import AuditEntry

#: What a request writes by being one: how often a password was tried, when a session was used.
_OF_REQUESTS = {Guess, RequestCount, Session}


class Unrecordable(Exception):
    """As where the disk is full, or the plug is pulled."""


@contextmanager
def unrecordable() -> Iterator[None]:
    """Inside, no act can be recorded."""

    def refuse(**_: Any) -> None:
        raise Unrecordable

    pre_save.connect(refuse, sender=AuditEntry)
    try:
        yield
    finally:
        pre_save.disconnect(refuse, sender=AuditEntry)


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """All that the database holds, but for what belongs to a request alone."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model not in _OF_REQUESTS
    }
