"""A token is shown once, and ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.api.models import Token
from huiyin.desk.audit.models import AuditEntry
from tests.desk.api.requests import BASE, visitor
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


def test_a_token_is_shown_once_and_ends_when_it_is_revoked_over_or_all_is_ended(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client, delegate = sign_in(Role.DELEGATE), people[Role.DELEGATE]
    page = reverse("api_tokens")
    made = client.post(page, {"name": "our form", "scopes": ["comment"], "days": "30"})
    secret = made.context["secret"]
    assert secret.startswith("huiyin_") and secret in made.content.decode()
    assert secret not in client.get(page).content.decode()
    token = Token.objects.get()
    assert secret not in json.dumps([str(getattr(token, f.name)) for f in token._meta.fields])
    assert AuditEntry.objects.filter(verb="token.add", thing_id=str(token.pk)).exists()

    def read() -> int:
        return (
            visitor()
            .get(f"{BASE}/token", headers={"authorization": f"Bearer {secret}"})
            .status_code
        )

    assert read() == 200
    token.refresh_from_db()
    assert token.used_at is not None
    Token.objects.update(expires_at=timezone.now())
    assert read() == 401
    Token.objects.update(expires_at=timezone.now() + timedelta(1))
    User.objects.filter(pk=delegate.pk).update(epoch=delegate.epoch + 1)
    assert read() == 401
    User.objects.filter(pk=delegate.pk).update(epoch=delegate.epoch, is_active=False)
    assert read() == 401
    User.objects.filter(pk=delegate.pk).update(is_active=True)
    other = sign_in(Role.OFFICER)
    other.post(reverse("api_token_revoke"), {"number": token.pk})
    assert read() == 200
    client.post(reverse("api_token_revoke"), {"number": token.pk})
    assert read() == 401
    assert AuditEntry.objects.filter(verb="token.revoke").count() == 1
    wrong = client.post(page, {"name": "", "scopes": [], "days": "9999"})
    assert wrong.context["secret"] == "" and Token.objects.count() == 1
