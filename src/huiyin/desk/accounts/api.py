"""The accounts' interface for other apps."""

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
    """There is no such account."""


def has_accounts() -> bool:
    """Whether there is any account yet."""
    return User.objects.exists()


def get_account(number: int) -> User:
    """The account with this primary key. Raises :class:`UnknownAccount`."""
    person = User.objects.filter(pk=number).first()
    if person is None:
        raise UnknownAccount(number)
    return person


def find_account(email: str) -> User | None:
    """The account with this address, regardless of case, or None."""
    return User.objects.filter(email__iexact=email.strip()).order_by("pk").first()


def list_accounts() -> QuerySet[User]:
    """All accounts, closed ones too, oldest first."""
    return User.objects.order_by("pk")


def list_active(numbers: Collection[int] | QuerySet[Any, Any]) -> QuerySet[User]:
    """Those of the accounts ``numbers`` (keys or a query) that are not closed. One query."""
    return User.objects.filter(pk__in=numbers, is_active=True).order_by("pk")


def list_secretariat() -> QuerySet[User]:
    """Active members of the secretariat."""
    return User.objects.filter(is_secretariat=True, is_active=True).order_by("pk")


def list_operators() -> QuerySet[User]:
    """Active operators."""
    return User.objects.filter(is_superuser=True, is_active=True).order_by("pk")


def search_accounts(words: str) -> QuerySet[User]:
    """Accounts whose name or address contains ``words``, by name."""
    found = User.objects.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return found.order_by("name", "email", "pk")


def list_other_names(person: User | None = None) -> list[str]:
    """The names of all accounts except ``person``'s."""
    others = User.objects.exclude(name="")
    if person is not None:
        others = others.exclude(pk=person.pk)
    return list(others.values_list("name", flat=True))


def lock_account(number: int) -> User:
    """Read the account and lock it until the transaction ends. Raises :class:`UnknownAccount`."""
    person = User.objects.select_for_update().filter(pk=number).first()
    if person is None:
        raise UnknownAccount(number)
    return person


def lock_leaders() -> list[User]:
    """All operators and members of the secretariat, locked until the transaction ends; always in the same
    order, so that two transactions cannot deadlock.
    """
    leaders = User.objects.select_for_update().filter(Q(is_superuser=True) | Q(is_secretariat=True))
    return list(leaders.order_by("pk"))


# ---- made -----------------------------------------------------------------------------------------------


def create_account(email: str, password: str, *, name: str = "", language: str = "") -> User:
    """Create an account. Raises ``django.core.exceptions.ValidationError`` for a weak password."""
    name = name.strip()[:120]
    validate_password(password, User(email=email, name=name))
    fields = {"language": language} if language else {}
    return User.objects.create_user(email, password, name=name, **fields)


def create_operator(email: str, password: str | None = None) -> User:
    """Create an operator who is also in the secretariat; without a password until they choose one. Raises
    ``django.core.exceptions.ValidationError`` for a weak one.
    """
    if password is not None:
        validate_password(password, User(email=email))
    return User.objects.create_superuser(email, password, is_secretariat=True)


# ---- what they chose ------------------------------------------------------------------------------------


def choose_language(person: User, language: str) -> None:
    """Set the language of the mails to ``person``."""
    person.language = language
    person.save(update_fields=("language",))


def snapshot_account(person: User) -> dict[str, str]:
    """The values of the account's form, for the version."""
    return {
        "name": person.name,
        "digest": person.digest,
        "reminders": "on" if person.wants_reminders else "",
    }


@transaction.atomic
def save_account(
    person: User, name: str, digest: str, *, reminders: bool, seen: str | None = None
) -> None:
    """Save one's own name and mail settings. ``seen``: the version that the form showed. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    held = User.objects.select_for_update().get(pk=person.pk)
    name = name.strip()[:120]
    given = {"name": name, "digest": digest, "reminders": "on" if reminders else ""}
    check_unchanged(seen, snapshot_account(held), given)
    # The former name is kept, sealed, because a person who asks for erasure is searched for under
    # it too (huiyin.desk.personal.names). It is deleted with the account.
    before = {"before": seal_text(held.name, "erased")} if held.name not in ("", name) else {}
    held.name = name
    held.save(update_fields=("name",))
    record_audit_entry(held, "account.name", held, **before)
    choose_mails(held, digest, reminders=reminders)


@transaction.atomic
def choose_mails(
    person: User, digest: str, *, reminders: bool | None, seen: str | None = None
) -> None:
    """Set which mails ``person`` gets besides those that answer their own acts.

    Invalid choices and None change nothing. ``seen``: the version (:func:`snapshot_account`) that the page had.
    Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    User.objects.select_for_update().get(pk=person.pk)
    person.refresh_from_db(fields=("digest", "digested_at", "wants_reminders"))
    kept, wanted = snapshot_account(person), "on" if reminders else ""
    check_unchanged(seen, kept, kept | {"digest": digest, "reminders": wanted})
    if digest in User.Digest.values and digest != person.digest:
        if person.digest == User.Digest.NEVER:
            # Events from the time when they wanted no digest are not reported later.
            person.digested_at = timezone.now()
        person.digest = digest
    if reminders is not None:
        person.wants_reminders = reminders
    person.save(update_fields=("digest", "digested_at", "wants_reminders"))


def list_due_digests(daily: datetime, weekly: datetime) -> list[User]:
    """People who want a digest and got the last one before ``daily`` or ``weekly``."""
    due = Q(digest=User.Digest.DAILY, digested_at__lt=daily)
    due |= Q(digest=User.Digest.WEEKLY, digested_at__lt=weekly)
    return list(User.objects.filter(due, is_active=True).order_by("pk"))


def note_digest(person: User, now: datetime) -> bool:
    """Note that ``person`` gets a digest up to ``now``; False if another worker did so first."""
    mine = User.objects.filter(pk=person.pk, digested_at=person.digested_at)
    return bool(mine.update(digested_at=now))


def add_unseen_notice(person: User) -> None:
    """Count one more unseen notice."""
    User.objects.filter(pk=person.pk).update(unseen_notices=F("unseen_notices") + 1)


def clear_unseen_notices(person: User) -> None:
    """Mark all notices as seen."""
    User.objects.filter(pk=person.pk).update(unseen_notices=0)
