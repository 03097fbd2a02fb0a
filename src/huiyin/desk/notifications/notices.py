"""What the desk wrote to somebody, on the site as well as by mail: the subject of each mail and where it leads.

A notice is kept as long as its mail (``RETENTION``), in the language that the mail was written in.
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

#: Notices that are listed.
MOST = 20


@dataclass(frozen=True, slots=True)
class Notice:
    """``url``: where it leads, a path of the desk or empty; ``language`` it is written in; ``is_new``: not looked at yet."""

    words: str
    url: str
    language: str
    moment: datetime
    is_new: bool


@transaction.atomic
def note_notice(mail: Mail, words: str, url: str) -> None:
    """Keep what a mail says in one line, once, before it is sent: whoever has no mail reads it all the same."""
    if mail.person is None or mail.subject:
        return
    mail.subject, mail.url = words[:300], url.removeprefix(settings.SITE)[:300]
    mail.language = mail.person.language
    Mail.objects.filter(pk=mail.pk).update(
        subject=mail.subject, url=mail.url, language=mail.language
    )
    add_unseen_notice(mail.person)


def list_notices(person: User) -> list[Notice]:
    """The newest first. One query."""
    found = Mail.objects.filter(person=person).exclude(subject="").order_by("-pk")[:MOST]
    return [
        Notice(one.subject, one.url, one.language[:2], one.created_at, at < person.unseen_notices)
        for at, one in enumerate(found)
    ]


def mark_notices_seen(person: User) -> None:
    """They have looked at all that there is now."""
    clear_unseen_notices(person)
