"""What other apps may ask of accounts: whose there are, and what their owners chose."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.hooks import record_audit_entry
from huiyin.desk.accounts.models import User
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.sealed_secrets import seal_text

# ---- who there is --------------------------------------------------------------------------------------


class UnknownAccount(LookupError):
    """Nobody has this account."""


def has_accounts() -> bool:
    """Whether anybody has one yet."""
    return User.objects.exists()


def get_account(number: int) -> User:
    """The account of this number. Raises :class:`UnknownAccount`."""
    person = User.objects.filter(pk=number).first()
    if person is None:
        raise UnknownAccount(number)
    return person


def find_account(email: str) -> User | None:
    """Whose address this is, however it is capitalised."""
    return User.objects.filter(email__iexact=email.strip()).order_by("pk").first()


def list_accounts() -> QuerySet[User]:
    """Everybody with an account, closed ones too, in the order in which they came."""
    return User.objects.order_by("pk")


def list_active(numbers: Collection[int] | QuerySet[Any, Any]) -> QuerySet[User]:
    """Those of the accounts ``numbers`` (or a query of them) that are not closed. One query."""
    return User.objects.filter(pk__in=numbers, is_active=True).order_by("pk")


def list_secretariat() -> QuerySet[User]:
    """Who works for the secretariat and can sign in."""
    return User.objects.filter(is_secretariat=True, is_active=True).order_by("pk")


def list_operators() -> QuerySet[User]:
    """Who runs the machine and can sign in."""
    return User.objects.filter(is_superuser=True, is_active=True).order_by("pk")


def search_accounts(words: str) -> QuerySet[User]:
    """Accounts whose name or address holds ``words``, by name."""
    found = User.objects.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return found.order_by("name", "email", "pk")


def list_other_names(person: User | None = None) -> list[str]:
    """What everybody with an account is called, but ``person``."""
    others = User.objects.exclude(name="")
    if person is not None:
        others = others.exclude(pk=person.pk)
    return list(others.values_list("name", flat=True))


def lock_account(number: int) -> User:
    """The account as the database has it, held until the transaction ends. Raises :class:`UnknownAccount`."""
    person = User.objects.select_for_update().filter(pk=number).first()
    if person is None:
        raise UnknownAccount(number)
    return person


def lock_leaders() -> list[User]:
    """Everybody who runs the machine or works for the secretariat, held in one order until the transaction ends."""
    leaders = User.objects.select_for_update().filter(Q(is_superuser=True) | Q(is_secretariat=True))
    return list(leaders.order_by("pk"))


# ---- made -----------------------------------------------------------------------------------------------


def create_account(email: str, password: str, *, name: str = "", language: str = "") -> User:
    """A new account. Raises ``django.core.exceptions.ValidationError`` for a weak password."""
    name = name.strip()[:120]
    validate_password(password, User(email=email, name=name))
    fields = {"language": language} if language else {}
    return User.objects.create_user(email, password, name=name, **fields)


def create_operator(email: str, password: str | None = None) -> User:
    """Who runs the machine and works for the secretariat; without a password until they choose one. Raises
    ``django.core.exceptions.ValidationError`` for a weak one."""
    if password is not None:
        validate_password(password, User(email=email))
    return User.objects.create_superuser(email, password, is_secretariat=True)


# ---- what they chose ------------------------------------------------------------------------------------


def choose_language(person: User, language: str) -> None:
    """Write to ``person`` in ``language`` from now on."""
    person.language = language
    person.save(update_fields=("language",))


def snapshot_account(person: User) -> dict[str, str]:
    """What the form shows of an account, for its version."""
    return {
        "name": person.name,
        "digest": person.digest,
        "reminders": "on" if person.wants_reminders else "",
    }


@transaction.atomic
def save_account(
    person: User, name: str, digest: str, *, reminders: bool, seen: str | None = None
) -> None:
    """Keep one's own name and choice of mails, of which the form showed the version ``seen``. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    held = User.objects.select_for_update().get(pk=person.pk)
    name = name.strip()[:120]
    given = {"name": name, "digest": digest, "reminders": "on" if reminders else ""}
    check_unchanged(seen, snapshot_account(held), given)
    # Sealed, for whoever asks to be erased is looked for by it (huiyin.desk.personal.names); it goes with the account.
    before = {"before": seal_text(held.name, "erased")} if held.name not in ("", name) else {}
    held.name = name
    held.save(update_fields=("name",))
    record_audit_entry(held, "account.name", held, **before)
    choose_mails(held, digest, reminders=reminders)


@transaction.atomic
def choose_mails(
    person: User, digest: str, *, reminders: bool | None, seen: str | None = None
) -> None:
    """Which mails ``person`` gets beside those that answer an act of their own. What is no choice, and None, changes
    nothing. ``seen``: the version of :func:`shown` that the page had. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    User.objects.select_for_update().get(pk=person.pk)
    person.refresh_from_db(fields=("digest", "digested_at", "wants_reminders"))
    kept, wanted = snapshot_account(person), "on" if reminders else ""
    check_unchanged(seen, kept, kept | {"digest": digest, "reminders": wanted})
    if digest in User.Digest.values and digest != person.digest:
        if person.digest == User.Digest.NEVER:
            # What happened while they wanted to hear nothing is not told later.
            person.digested_at = timezone.now()
        person.digest = digest
    if reminders is not None:
        person.wants_reminders = reminders
    person.save(update_fields=("digest", "digested_at", "wants_reminders"))


def list_due_digests(daily: datetime, weekly: datetime) -> list[User]:
    """Who wants a digest and got the last one before the moment ``daily`` or ``weekly``."""
    due = Q(digest=User.Digest.DAILY, digested_at__lt=daily)
    due |= Q(digest=User.Digest.WEEKLY, digested_at__lt=weekly)
    return list(User.objects.filter(due, is_active=True).order_by("pk"))


def note_digest(person: User, now: datetime) -> bool:
    """``person`` is told until ``now``; whether nobody else noted that first."""
    mine = User.objects.filter(pk=person.pk, digested_at=person.digested_at)
    return bool(mine.update(digested_at=now))


def add_unseen_notice(person: User) -> None:
    """One more that they have not looked at."""
    User.objects.filter(pk=person.pk).update(unseen_notices=F("unseen_notices") + 1)


def clear_unseen_notices(person: User) -> None:
    """They have looked at all that there is now."""
    User.objects.filter(pk=person.pk).update(unseen_notices=0)
