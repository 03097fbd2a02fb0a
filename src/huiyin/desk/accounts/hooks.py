"""Slots for what accounts need from apps above them: the audit log and mails.

Those apps depend on accounts, so they fill these slots (:mod:`huiyin.desk.core.registration`). The functions
run immediately, within the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from huiyin.desk.accounts.models import User
from huiyin.desk.core.edit_conflicts import LastChange
from huiyin.desk.core.registration import Slot

RECORD: Slot[Callable[..., None]] = Slot("accounts.hooks.RECORD")
LAST_EDITOR: Slot[Callable[..., LastChange]] = Slot("accounts.hooks.LAST_EDITOR")
MAIL: Slot[Callable[..., None]] = Slot("accounts.hooks.MAIL")
OUTSIDE_MAIL: Slot[Callable[..., None]] = Slot("accounts.hooks.OUTSIDE_MAIL")


def record_audit_entry(by: User | None, verb: str, thing: models.Model, **details: Any) -> None:
    """As :func:`huiyin.desk.audit.api.record_audit_entry`."""
    RECORD.item(by, verb, thing, **details)


def find_last_editor(thing: models.Model, *verbs: str) -> LastChange:
    """As :func:`huiyin.desk.audit.api.find_last_editor`."""
    return LAST_EDITOR.item(thing, *verbs)


def queue_mail(person: User, kind: str, **about: Any) -> None:
    """As :func:`huiyin.desk.notifications.outbox.queue_mail`."""
    MAIL.item(person, kind, **about)


def post_outside(email: str, language: str, kind: str, **about: Any) -> None:
    """As :func:`huiyin.desk.notifications.outbox.post_outside`."""
    OUTSIDE_MAIL.item(email, language, kind, **about)
