"""Notices: the mails to a person as a list on the site, each with its subject and link.

A notice is kept as long as its mail (``RETENTION``), in the language in which the mail was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from huiyin.desk.accounts.api import add_unseen_notice, clear_unseen_notices
from huiyin.desk.notifications.models import Mail

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: The most notices in the list.
MOST = 20


@dataclass(frozen=True, slots=True)
class Notice:
    """``url``: a path of the desk, or empty. ``language``: the language of the words. ``is_new``: not seen yet."""

    words: str
    url: str
    language: str
    moment: datetime
    is_new: bool


@transaction.atomic
def note_notice(mail: Mail, words: str, url: str) -> None:
    """Store the subject line of a mail, once, before it is sent: people whose mail fails can read it on the site."""
    if mail.person is None or mail.subject:
        return
    mail.subject, mail.url = words[:300], url.removeprefix(settings.SITE)[:300]
    mail.language = mail.person.language
    Mail.objects.filter(pk=mail.pk).update(
        subject=mail.subject, url=mail.url, language=mail.language
    )
    add_unseen_notice(mail.person)


def list_notices(person: User) -> list[Notice]:
    """The newest notices first. One query."""
    found = Mail.objects.filter(person=person).exclude(subject="").order_by("-pk")[:MOST]
    return [
        Notice(one.subject, one.url, one.language[:2], one.created_at, at < person.unseen_notices)
        for at, one in enumerate(found)
    ]


def mark_notices_seen(person: User) -> None:
    """Mark all current notices as seen."""
    clear_unseen_notices(person)
