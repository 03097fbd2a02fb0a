"""Limits on wrong passwords and codes: a number of attempts at once, then one every so many minutes.

Somebody guessing from elsewhere uses up what strangers may try at that account, from however many addresses,
and what their own address may try. They never use up the attempts of a browser in which the owner has signed in
(:mod:`.devices`), nor the way by mail. Counts are rows of the database, because a cache drops entries under
pressure, which an attacker can cause. Whether the account exists makes no difference: counts are kept by what
was typed.

A count is one timestamp, ``expires_at``: each attempt moves it ``every`` further into the future, and none is
allowed while it is more than ``most - 1`` steps ahead.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from huiyin.desk.accounts.models import Guess
from huiyin.desk.accounts.sessions import hash_key
from huiyin.desk.core.client_ip import find_network


@dataclass(frozen=True, slots=True)
class AttemptLimit:
    """``most`` attempts at once, then one per ``every``."""

    most: int
    every: timedelta


#: Per account, device or session: some mistakes of the owner; about a hundred attempts a day for
#: somebody guessing.
FEW = AttemptLimit(settings.WRONG_PASSWORDS, timedelta(minutes=settings.LOCKED_MINUTES))
#: Per address: enough for an office where fifty people sign in at once and all mistype.
MANY = AttemptLimit(100, timedelta(seconds=6))
#: Reset mails to one address: enough for somebody waiting for one, but no flood. The browsers known
#: to the owner have another allowance of the same size, all together.
MAILS = AttemptLimit(3, timedelta(hours=1))
#: Reset mails requested from one network address, for any account, by unknown browsers.
ASKED = AttemptLimit(30, timedelta(minutes=1))


class TooManyAttempts(Exception):
    """Too many wrong attempts; ``minutes`` until the next is allowed."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.minutes = max(1, -(-int(wait.total_seconds()) // 60))


def fold_email(email: str) -> str:
    """The address in a normal form, so that different spellings are counted as one."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


class Attempt:
    """One attempt, counted for each of its subjects when the block is entered; a right one is given back.

    Entering raises :class:`TooManyAttempts` if a subject has no attempt left, and then none is used up.
    """

    def __init__(self, *counted: tuple[str, AttemptLimit]) -> None:
        self._counted = counted

    def __enter__(self) -> Attempt:
        for at, (subject, bound) in enumerate(self._counted):
            try:
                take_try(subject, bound)
            except TooManyAttempts:
                for taken in self._counted[:at]:
                    give_back(*taken)
                raise
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def was_right(self) -> None:
        for taken in self._counted:
            give_back(*taken)


def of_password(address: str, email: str, device: int | None) -> Attempt:
    """An attempt at a password from ``address``. ``device``: key of a known browser of the owner, which has its
    own count.
    """
    if device is not None:
        return Attempt((f"device {device}", FEW))
    return Attempt(
        (f"address {find_network(address)}", MANY), (f"account {fold_email(email)}", FEW)
    )


def of_code(person: int, device: int | None) -> Attempt:
    """An attempt at a code of the second step. Somebody guessing it knows the password already, or can reset it
    as often as they like. ``device``: a browser in which the owner has used the second factor before.
    """
    return Attempt((f"code {person}" if device is None else f"code device {device}", FEW))


def of_mail(address: str, email: str, *, is_known: bool) -> Attempt:
    """A request for a reset mail to ``email``. ``is_known``: from a browser known to the owner."""
    if is_known:
        return Attempt((f"mail known {fold_email(email)}", MAILS))
    return Attempt((f"mails {find_network(address)}", ASKED), (f"mail {fold_email(email)}", MAILS))


def attempt_reauthentication(session: str) -> Attempt:
    """An attempt to confirm one's identity, counted per session."""
    return Attempt((f"again {hash_key(session)}", FEW))


def take_try(subject: str, bound: AttemptLimit) -> None:
    """Use up one attempt at ``subject``, before it is known whether it is right: so of many at the same time no
    more than allowed get through. Raises :class:`TooManyAttempts`, and then none is used up.
    """
    who = _hash_subject(subject)
    now = timezone.now()
    last = now + (bound.most - 1) * bound.every
    held = Guess.objects.filter(who=who)
    # Conditional updates instead of a lock: the database applies each to the current row, so
    # concurrent attempts cannot both use the last one.
    if held.filter(expires_at__lte=now).update(expires_at=now + bound.every):
        return
    if held.filter(expires_at__gt=now, expires_at__lte=last).update(
        expires_at=F("expires_at") + bound.every
    ):
        return
    until = held.values_list("expires_at", flat=True).first()
    if until is None:
        try:
            with transaction.atomic():
                Guess.objects.create(who=who, expires_at=now + bound.every)
        except IntegrityError:  # another was first
            take_try(subject, bound)
        return
    if until <= last:  # changed meanwhile
        take_try(subject, bound)
        return
    raise TooManyAttempts(until - last)


def give_back(subject: str, bound: AttemptLimit) -> None:
    """Return the attempt: it was right."""
    Guess.objects.filter(who=_hash_subject(subject)).update(
        expires_at=F("expires_at") - bound.every
    )


def forget_tries(subject: str) -> None:
    """Reset the count of ``subject``."""
    Guess.objects.filter(who=_hash_subject(subject)).delete()


def clear_expired(now: datetime) -> None:
    """Delete counts that no longer matter."""
    Guess.objects.filter(expires_at__lt=now).delete()


def _hash_subject(subject: str) -> str:
    """The key of a subject; the table contains no address that somebody typed."""
    # Not renamed with the module: existing counts are found under this name.
    return salted_hmac("huiyin.desk.accounts.guessing", subject, algorithm="sha256").hexdigest()
