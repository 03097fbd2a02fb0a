"""Write down what people do to the locks of their accounts, as allauth tells of it."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.models import User


@receiver((password_changed, password_set))
def changed(user: User, **_: Any) -> None:
    record(user, "account.password", user)


@receiver(password_reset)
def reset(user: User, **_: Any) -> None:
    record(user, "account.password_reset", user)


@receiver(authenticator_added)
def added(user: User, authenticator: Any, **_: Any) -> None:
    record(user, "account.factor_add", user, factor=str(authenticator.type))


@receiver(authenticator_removed)
def removed(user: User, authenticator: Any, **_: Any) -> None:
    record(user, "account.factor_remove", user, factor=str(authenticator.type))


@receiver(authenticator_reset)
def codes(user: User, **_: Any) -> None:
    record(user, "account.codes", user)
