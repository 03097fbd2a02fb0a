"""Mails that follow the calendar: reminders and digests.

Apps register what they remind of and their news at startup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.accounts import attempt_limits, request_counts
from huiyin.desk.accounts.api import list_due_digests, note_digest
from huiyin.desk.core.registration import Registry
from huiyin.desk.notifications import followings
from huiyin.desk.notifications.models import Mail
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Reminders and digests are sent between these hours in the desk's time zone, so that no phone
#: rings at night.
OPENS, CLOSES = time(8), time(20)


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder that is due: the recipient, the kind of mail, the occasion, and the data for its texts."""

    person: User
    kind: str
    occasion: str
    about: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news in the reader's language, with the consultation it belongs to."""

    consultation: str
    words: str
    url: str


#: Functions that return the reminders due on a day. They need not know what was already sent.
REMINDERS: Registry[Callable[[date], Iterable[DueReminder]]] = Registry(
    "notifications.reminders.REMINDERS"
)
#: Functions that return the news for a reader between two times, only what they may see.
SOURCES: Registry[Callable[[User, datetime, datetime], Iterable[NewsItem]]] = Registry(
    "notifications.reminders.SOURCES"
)


def go_round(now: datetime | None = None) -> None:
    """Queue the reminders and digests that are due, each once. Called every few minutes."""
    now = now or timezone.now()
    if OPENS <= timezone.localtime(now).time() < CLOSES:
        for find in REMINDERS:
            _queue_reminders(list(find(timezone.localdate(now))))
        _queue_digests(now)
        followings.queue_news(_get_opening_time(timezone.localdate(now)), now)
    attempt_limits.clear_expired(now)
    request_counts.clear_expired(now)


def list_due(now: datetime) -> set[str]:
    """The occasions to remind of now."""
    today = timezone.localdate(now)
    return {one.occasion for find in REMINDERS for one in find(today)}


def _queue_reminders(due: list[DueReminder]) -> None:
    wished = [
        reminder
        for reminder in due
        if reminder.person.is_active and reminder.person.wants_reminders
    ]
    said = set(
        Mail.objects.filter(occasion__in={reminder.occasion for reminder in wished}).values_list(
            "person", "occasion"
        )
    )
    Mail.objects.bulk_create(
        [
            Mail(
                person=reminder.person,
                kind=reminder.kind,
                occasion=reminder.occasion,
                about=reminder.about,
                wish=Mail.Wish.REMINDERS,
            )
            for reminder in wished
            if (reminder.person.pk, reminder.occasion) not in said
        ],
        ignore_conflicts=True,  # another worker may have been here meanwhile
    )


def _queue_digests(now: datetime) -> None:
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    for person in list_due_digests(_get_opening_time(today), _get_opening_time(monday)):
        with transaction.atomic():
            if note_digest(person, now):
                Mail.objects.create(
                    person=person,
                    kind="digest",
                    wish=Mail.Wish.DIGEST,
                    about={"since": person.digested_at.isoformat(), "until": now.isoformat()},
                )


def _get_opening_time(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, OPENS))


def digest_words(mail: Mail) -> dict[str, Any] | None:
    """The news between two digests; None if there is none, and then nothing is sent."""
    assert mail.person is not None
    since, until = (datetime.fromisoformat(mail.about[name]) for name in ("since", "until"))
    news = [one for source in SOURCES for one in source(mail.person, since, until)]
    if not news:
        return None
    news.sort(key=attrgetter("consultation"))
    parts = []
    for consultation, entries in groupby(news, key=attrgetter("consultation")):
        lines = [say("mail.digest.entry", words=one.words, url=one.url) for one in entries]
        parts.append("\n".join((consultation, *lines)))
    return {"n": len(news), "news": "\n\n".join(parts)}
