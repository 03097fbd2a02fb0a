"""The outbox: mails written in the transaction of an act are sent once, however often the worker dies."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.languages import override_language
from huiyin.desk.core.registration import NamedRegistry
from huiyin.desk.notifications.email_rendering import render_email
from huiyin.desk.notifications.models import Mail
from huiyin.desk.notifications.notices import note_notice

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: The function that returns the arguments of a mail's texts, called in the recipient's language;
#: None if there is nothing left to say.
Words = Callable[[Mail], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class MailKind:
    """A kind of mail, with the texts ``mail.<kind>.subject`` and ``mail.<kind>.text``, filled by ``words``.

    ``is_fleeting``: the row is deleted if there is nothing to say, because anybody may have typed the address.
    ``is_forgotten``: the row is deleted as soon as it is settled, so that the address of an erased person is
    not kept. ``is_notice``: it is also shown on the site.
    """

    words: Words
    is_fleeting: bool = False
    is_notice: bool = True
    is_forgotten: bool = False


KINDS: NamedRegistry[MailKind] = NamedRegistry("notifications.outbox.KINDS")
WAITING, GIVEN_UP = Mail.State.WAITING, Mail.State.GIVEN_UP
#: The setting that stops reminders.
REMINDERS = Mail.Wish.REMINDERS

#: Acts within this time of each other count as one sitting and are reported in one mail.
SITTING = timedelta(minutes=10)
#: A sitting that goes on is reported after this time at the latest.
LONGEST_SITTING = timedelta(hours=1)
#: The first delay is longer than a mail server may take for one mail, so that no second worker
#: takes the mail up meanwhile.
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
#: Delays of 5, 10, 20 … minutes, then six hours: given up after three to four days.
ATTEMPTS = 20
_AT_ONCE, _FEW_AT_ONCE = 500, 100
#: A mail overdue by this much means that the worker is down or overloaded.
_LATE = timedelta(minutes=15)

log = logging.getLogger(__name__)


def queue_mail(
    person: User, kind: str, *, occasion: str = "", wish: str = "", **about: Any
) -> None:
    """Queue a mail to a person with an account. Call it within the transaction of what it is about.

    With ``occasion``, nothing is queued if the person was already written to about it. ``wish``: the setting
    that stops it.
    """
    Mail.objects.bulk_create(
        [Mail(person=person, kind=kind, occasion=occasion, wish=wish, about=about)],
        ignore_conflicts=bool(occasion),
    )


def post_all(people: Iterable[User], kind: str, **about: Any) -> None:
    """Queue the same mail to several people, each in their own language."""
    Mail.objects.bulk_create([Mail(person=person, kind=kind, about=about) for person in people])


def post_outside(email: str, language: str, kind: str, **about: Any) -> None:
    """Queue a mail to somebody without an account."""
    Mail.objects.create(email=email, language=language, kind=kind, about=about)


@transaction.atomic
def gather_item(person: User, kind: str, item: int, **about: Any) -> None:
    """Queue one mail per sitting: ``item`` is added to the ``items`` of the mail that is still waiting, if any.

    It is sent :data:`SITTING` after the last item, and at most :data:`LONGEST_SITTING` after the first.
    """
    now = timezone.now()
    waiting = (
        Mail.objects.select_for_update()
        .filter(person=person, kind=kind, state=WAITING, attempts=0)
        .order_by("-id")
    )
    for mail in waiting:
        if about.items() <= mail.about.items():
            mail.about["items"].append(item)
            mail.due_at = min(now + SITTING, mail.created_at + LONGEST_SITTING)
            mail.save(update_fields=("about", "due_at"))
            return
    Mail.objects.create(
        person=person, kind=kind, about={**about, "items": [item]}, due_at=now + SITTING
    )


def deliver_mails(*, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Send the mails that are due, oldest first, until ``is_stopping``. Returns how many were sent.

    Kinds that anybody can trigger come last and in small numbers, so that a flood of them delays nobody. If the
    server cannot be reached, the rest waits for the next call; nothing is raised.
    """
    waiting = Mail.objects.filter(state=WAITING, due_at__lte=timezone.now())
    due = waiting.order_by("due_at", "pk").select_related("person")
    fleeting = [name for name, kind in KINDS.items() if kind.is_fleeting]
    sent = 0
    for mail in chain(
        due.exclude(kind__in=fleeting)[:_AT_ONCE], due.filter(kind__in=fleeting)[:_FEW_AT_ONCE]
    ):
        if is_stopping() or not (outcome := _try_delivery(mail)):
            break
        sent += outcome is Mail.State.SENT
    return sent


def since_when_late() -> datetime | None:
    """Since when the oldest overdue mail has waited; None if all are sent in time."""
    due = Mail.objects.filter(state=WAITING, due_at__lt=timezone.now() - _LATE)
    return due.order_by("due_at", "pk").values_list("due_at", flat=True).first()


def _try_delivery(mail: Mail) -> Mail.State | None:
    """Try to send a mail and return its new state; None if the server accepts no mail at all now."""
    if not _claim_mail(mail):
        return WAITING  # another worker has it, or its sitting goes on
    try:
        with override_language(mail.person.language if mail.person else mail.language):
            words = _collect_words(mail)
            if words is None:
                if KINDS[mail.kind].is_fleeting:
                    Mail.objects.filter(pk=mail.pk).delete()
                    return Mail.State.NEEDLESS
                return _settle_mail(mail, Mail.State.NEEDLESS)
            message = render_email(mail, words)
            if KINDS[mail.kind].is_notice:
                note_notice(mail, str(message.subject), str(words.get("url", "")))
        if _is_forgotten(
            mail
        ):  # in a folder it would lie on with the address; this says until when
            over = timezone.now() + timedelta(days=settings.RETENTION["last_mails"])
            message.extra_headers["Expires"] = format_datetime(over)
        message.send()
    except OSError as error:
        own, final = _blame_mail(error)
        state = _settle_mail(mail, GIVEN_UP if final else WAITING, error)
        return state if own else None
    except Exception as error:
        log.exception("mail %s could not be written", mail.pk)
        return _settle_mail(mail, WAITING, error)
    return _settle_mail(mail, Mail.State.SENT)


def list_forgotten() -> list[str]:
    """Kinds whose mails are deleted once settled."""
    return [name for name, kind in KINDS.items() if kind.is_forgotten]


def _is_forgotten(mail: Mail) -> bool:
    return mail.kind in list_forgotten()


def _claim_mail(mail: Mail) -> bool:
    """Reserve the mail for this attempt. The conditional UPDATE succeeds for one worker only."""
    wait = min(_FIRST_WAIT * 2 ** min(mail.attempts, 10), _LONGEST_WAIT)
    taken = Mail.objects.filter(
        pk=mail.pk, state=WAITING, due_at=mail.due_at, attempts=mail.attempts
    ).update(attempts=F("attempts") + 1, due_at=timezone.now() + wait)
    mail.attempts += 1
    if taken:  # only now does no item join it any more
        mail.refresh_from_db(fields=("about",))
    return bool(taken)


def _collect_words(mail: Mail) -> dict[str, Any] | None:
    person = mail.person
    if person is not None and not (person.is_active and _is_wished(person, mail.wish)):
        return None
    try:
        return KINDS[mail.kind].words(mail)
    except ObjectDoesNotExist:  # what it was about is gone
        return None


def _is_wished(person: User, wish: str) -> bool:
    if wish == Mail.Wish.DIGEST:
        return person.wants_digest
    return person.wants_reminders or wish != Mail.Wish.REMINDERS


def _blame_mail(error: OSError) -> tuple[bool, bool]:
    """Whether the error concerns this mail only and not the server, and whether it is final."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return True, all(_is_unknown(*said) for said in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return True, error.smtp_code >= 500
    return False, False


def _is_unknown(code: int, words: bytes) -> bool:
    """Whether the server says that the address does not exist. A refusal to relay (5.7, RFC 3463) says nothing
    about the address: it is a wrong setting that may be corrected.
    """
    return code in (550, 551, 553) and not words.startswith(b"5.7.")


def _describe_error(error: Exception) -> str:
    """The error, in the server's words if it sent any."""
    said: list[tuple[int, bytes | str]] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = list(error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        said = [(error.smtp_code, error.smtp_error)]
    words = "; ".join(
        f"{code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
        for code, text in said
    )
    return words or f"{type(error).__name__}: {error}"


def _settle_mail(mail: Mail, state: Mail.State, error: Exception | None = None) -> Mail.State:
    if error is not None and mail.attempts >= ATTEMPTS:
        state = GIVEN_UP
    why = "" if error is None else _describe_error(error)
    with transaction.atomic():
        held = Mail.objects.filter(pk=mail.pk)
        if state != Mail.State.SENT:  # an attempt that failed takes nothing from one that did not
            held = held.filter(state=WAITING)
        if _is_forgotten(mail) and state != WAITING:
            held.delete()
            return state
        changed = held.update(
            state=state, error=why[:300], settled_at=None if state == WAITING else timezone.now()
        )
        if changed and state == GIVEN_UP:
            # Without the recipient and the server's words: nobody can erase them from a log.
            log.warning("mail %s was given up", mail.pk)
            record_audit_entry(None, "mail.give_up", mail, kind=mail.kind, why=why[:300])
    return state


def list_unsent() -> list[Mail]:
    """Mails given up, and waiting ones with failed attempts; newest first."""
    found = Mail.objects.filter(state__in=(WAITING, GIVEN_UP)).exclude(state=WAITING, attempts=0)
    return list(found.select_related("person").order_by("-id"))


def list_given_up(most: int | None = None) -> list[Mail]:
    """Mails given up, newest first, at most ``most``."""
    return list(Mail.objects.filter(state=GIVEN_UP).select_related("person").order_by("-id")[:most])


def count_given_up() -> int:
    """How many mails were given up."""
    return Mail.objects.filter(state=GIVEN_UP).count()


def count_waiting() -> int:
    """How many mails wait for their first attempt."""
    return Mail.objects.filter(state=WAITING, attempts=0).count()


@transaction.atomic
def try_again(by: User | None = None) -> int:
    """Retry failed mails and those given up, with the full number of attempts. Returns how many."""
    tried = Mail.objects.select_for_update().filter(state__in=(WAITING, GIVEN_UP))
    again = list(tried.exclude(state=WAITING, attempts=0).order_by("id"))
    for mail in again:
        record_audit_entry(by, "mail.try_again", mail, kind=mail.kind)
    return Mail.objects.filter(pk__in=[mail.pk for mail in again]).update(
        state=WAITING, attempts=0, due_at=timezone.now(), settled_at=None
    )


def list_settled(before: datetime, still_due: Iterable[str] = ()) -> QuerySet[Mail]:
    """Mails settled before ``before``. Reminders about ``still_due`` occasions are left out and so kept,
    because they prevent a second reminder.
    """
    done = (Mail.State.SENT, Mail.State.NEEDLESS, Mail.State.GIVEN_UP)
    found = Mail.objects.filter(state__in=done, settled_at__lt=before)
    return found.exclude(occasion__in=[one for one in still_due if one])
