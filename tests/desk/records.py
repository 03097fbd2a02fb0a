"""A record of acts that cannot be written, and whether anything was kept all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_save

from huiyin.desk.accounts.models import Guess, RequestCount, Session
from huiyin.desk.audit.models import AuditEntry
from tests.desk.photograph import read_rows

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
    return read_rows(_is_held)


def _is_held(model: type[Model]) -> bool:
    return model not in _OF_REQUESTS
