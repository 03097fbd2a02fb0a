"""How often a password or a code may be wrong: so many times at once, then once every so many minutes.

Who guesses at an account from elsewhere uses up what strangers may try there, from however many addresses, and what
their own address may try; never what a browser may in which its owner has signed in (:mod:`.devices`), nor the way by
mail. The counts are rows of the database: a cache forgets under pressure, which a guesser can make. Whether an
account is there changes nothing: the count is by what was typed.
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
    """``most`` times at once, then once ``every`` so often."""

    most: int
    every: timedelta


#: By account, device or session: a few wrong ones of one's own; about a hundred a day for who guesses.
FEW = AttemptLimit(settings.WRONG_PASSWORDS, timedelta(minutes=settings.LOCKED_MINUTES))
#: By address: an office where fifty people sign in at once, all of them with a slip.
MANY = AttemptLimit(100, timedelta(seconds=6))
#: Mails with a link to a new password, to one address: enough for who waits for one, no flood. As many again are sent
#: from all the browsers together where its owner is known.
MAILS = AttemptLimit(3, timedelta(hours=1))
#: The same, asked for at one network address, for whomever, by browsers that are not known.
ASKED = AttemptLimit(30, timedelta(minutes=1))


class TooManyAttempts(Exception):
    """Too many were wrong; ``minutes`` until one more may be tried."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.minutes = max(1, -(-int(wait.total_seconds()) // 60))


def fold_email(email: str) -> str:
    """What is typed in several ways and is one address."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


class Attempt:
    """One try, counted by each of its subjects from its beginning; what was right is given back. To be entered:
    raises :class:`Barred` where one of them has no try left, and then nothing is used up."""

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
    """A password, typed at ``address``; ``device``: where its owner is known, whatever others do elsewhere."""
    if device is not None:
        return Attempt((f"device {device}", FEW))
    return Attempt(
        (f"address {find_network(address)}", MANY), (f"account {fold_email(email)}", FEW)
    )


def of_code(person: int, device: int | None) -> Attempt:
    """A code of the second step. Its guesser knows the password already, or sets a new one as often as they like
    where they read the mailbox; ``device``: where that person has passed the second step before."""
    return Attempt((f"code {person}" if device is None else f"code device {device}", FEW))


def of_mail(address: str, email: str, *, is_known: bool) -> Attempt:
    """A mail with a link to a new password for ``email``; ``is_known``: asked for where its owner is."""
    if is_known:
        return Attempt((f"mail known {fold_email(email)}", MAILS))
    return Attempt((f"mails {find_network(address)}", ASKED), (f"mail {fold_email(email)}", MAILS))


def attempt_reauthentication(session: str) -> Attempt:
    """Showing once more who one is, in a session: who took one over guesses in that one alone."""
    return Attempt((f"again {hash_key(session)}", FEW))


def take_try(subject: str, bound: AttemptLimit) -> None:
    """Use up one try at ``subject``, before it is known whether it is wrong: of many that come at once no more are
    let through than there may be. Raises :class:`Barred`, and then nothing is used up."""
    who = _hash_subject(subject)
    now = timezone.now()
    last = now + (bound.most - 1) * bound.every
    held = Guess.objects.filter(who=who)
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
    """It was not wrong."""
    Guess.objects.filter(who=_hash_subject(subject)).update(
        expires_at=F("expires_at") - bound.every
    )


def forget_tries(subject: str) -> None:
    """Nothing was tried at ``subject``."""
    Guess.objects.filter(who=_hash_subject(subject)).delete()


def clear_expired(now: datetime) -> None:
    """Forget what counts no more."""
    Guess.objects.filter(expires_at__lt=now).delete()


def _hash_subject(subject: str) -> str:
    """No address that somebody typed stands in the table."""
    # Not renamed with the module: counts that stand in the table are found under it.
    return salted_hmac("huiyin.desk.accounts.guessing", subject, algorithm="sha256").hexdigest()
