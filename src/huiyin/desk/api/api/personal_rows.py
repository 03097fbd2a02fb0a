"""What is held here of a person, for what they take away and for what is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiyin.desk.api.models import Token, Webhook

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.accounts.models import User


def list_all_tokens(person: User) -> QuerySet[Token]:
    """Revoked ones too, the oldest first."""
    return Token.objects.filter(user=person).order_by("pk")


def list_all_hooks(person: User) -> QuerySet[Webhook]:
    return Webhook.objects.filter(user=person).order_by("pk")
