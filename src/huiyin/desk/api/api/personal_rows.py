"""Rows about a person, for taking their data away and for erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiyin.desk.api.models import Token, Webhook

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.accounts.models import User


def list_all_tokens(person: User) -> QuerySet[Token]:
    """All tokens of a person, revoked ones too, oldest first."""
    return Token.objects.filter(user=person).order_by("pk")


def list_all_hooks(person: User) -> QuerySet[Webhook]:
    return Webhook.objects.filter(user=person).order_by("pk")
