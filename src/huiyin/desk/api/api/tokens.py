"""API tokens, with which a program acts for a person: shown once, stored as a digest, revocable."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from huiyin.desk.api.data import MOST_TOKENS, TOKEN_DAYS, Scope
from huiyin.desk.api.models import Token
from huiyin.desk.audit.api import record_audit_entry

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.accounts.models import User

#: The prefix of every secret, so that secret scanners recognise a leaked one.
MARK = "huiyin_"
#: How often the last use of a token is saved.
_NOTED = timedelta(minutes=5)


class TooManyTokens(ValueError):
    """The user has reached the maximum number of tokens."""


@transaction.atomic
def create_token(
    by: User, name: str, scopes: Collection[Scope], *, days: int = TOKEN_DAYS[0]
) -> tuple[Token, str]:
    """Create a token; returns it with its secret, which cannot be recovered later. Raises :class:`TooManyTokens`."""
    if len(list_tokens(by).select_for_update()) >= MOST_TOKENS:
        raise TooManyTokens
    secret = MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=by,
        name=name,
        digest=_digest(secret),
        start=secret[: len(MARK) + 4],
        scopes=sorted(scopes),
        epoch=by.epoch,
        expires_at=timezone.now() + timedelta(days=days),
    )
    # Identified by its key: its name is personal data and is deleted with the person's.
    record_audit_entry(by, "token.add", token, scopes=sorted(scopes))
    return token, secret


@transaction.atomic
def revoke_token(by: User, number: int) -> bool:
    """Revoke one's own token permanently; returns whether it existed."""
    token = list_tokens(by).select_for_update().filter(pk=number).first()
    if token is None:
        return False
    token.revoked_at = timezone.now()
    token.save(update_fields=("revoked_at",))
    record_audit_entry(by, "token.revoke", token)
    return True


def list_tokens(person: User) -> QuerySet[Token]:
    """A person's tokens that are not revoked, newest first, expired ones included."""
    return Token.objects.filter(user=person, revoked_at=None)


def find_token(secret: str) -> Token | None:
    """The valid token with its owner, or None; its use is noted from time to time."""
    if not secret.startswith(MARK):
        return None
    now = timezone.now()
    found = Token.objects.select_related("user").filter(
        digest=_digest(secret), revoked_at=None, expires_at__gt=now, user__is_active=True
    )
    token = found.first()
    if token is None or token.epoch != token.user.epoch:
        return None
    if token.used_at is None or token.used_at < now - _NOTED:
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token


def _digest(secret: str) -> str:
    """A plain hash suffices for 256 random bits; a slow one would gain nothing."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
