"""Tokens with which a program does something for a person: made, shown once, kept as a digest, revoked."""

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

#: How every secret begins, so that it is known for what it is where it was left lying.
MARK = "huiyin_"
#: How often it is noted that a token was used.
_NOTED = timedelta(minutes=5)


class TooManyTokens(ValueError):
    """Somebody has as many as one may have."""


@transaction.atomic
def create_token(
    by: User, name: str, scopes: Collection[Scope], *, days: int = TOKEN_DAYS[0]
) -> tuple[Token, str]:
    """A new token, and its secret, which nobody can find out again. Raises :class:`TooManyTokens`."""
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
    # By its number: what somebody calls it is theirs, and goes with them when they are erased.
    record_audit_entry(by, "token.add", token, scopes=sorted(scopes))
    return token, secret


@transaction.atomic
def revoke_token(by: User, number: int) -> bool:
    """End one's own token, at once and for good; whether there was one."""
    token = list_tokens(by).select_for_update().filter(pk=number).first()
    if token is None:
        return False
    token.revoked_at = timezone.now()
    token.save(update_fields=("revoked_at",))
    record_audit_entry(by, "token.revoke", token)
    return True


def list_tokens(person: User) -> QuerySet[Token]:
    """Those that were not revoked, the newest first; those that are over among them."""
    return Token.objects.filter(user=person, revoked_at=None)


def find_token(secret: str) -> Token | None:
    """The token that is good now, with its owner; that it was used is noted now and then."""
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
    """Of 256 bits of chance: nothing is gained by a slow digest."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
