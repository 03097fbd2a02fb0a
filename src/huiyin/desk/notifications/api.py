"""Rows of the outbox, for inspecting all data about a person. Mails are queued and sent by
:mod:`huiyin.desk.notifications.outbox`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from huiyin.desk.notifications.models import Mail

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def list_mails() -> QuerySet[Mail]:
    """All mails, sent or not, oldest first."""
    return Mail.objects.order_by("pk")


def list_mails_to(person: User) -> QuerySet[Mail]:
    """Mails to a person, including those sent to their address before they had an account."""
    return list_mails().filter(Q(person=person) | Q(email__iexact=person.email))


def list_mails_outside() -> QuerySet[Mail]:
    """Mails to people without an account."""
    return list_mails().exclude(email="")


def list_mails_of(kind: str, **about: Any) -> QuerySet[Mail]:
    """Mails of a kind about an object, such as ``invitation=12``."""
    named = {f"about__{name}": value for name, value in about.items()}
    return list_mails().filter(kind=kind, **named)


def scrub_mail(mail: Mail, about: dict[str, Any], *, error: str | None = None) -> None:
    """Overwrite what a mail is about and the server's error message, so that they no longer name somebody."""
    changed = {} if error is None else {"error": error}
    Mail.objects.filter(pk=mail.pk).update(about=about, **changed)
