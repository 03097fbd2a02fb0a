"""Types of requests with an account."""

from __future__ import annotations

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser

from huiyin.desk.accounts.models import User
from huiyin.desk.core.requests import DeskRequest

#: The user of a request, with or without an account.
Visitor: TypeAlias = User | AnonymousUser


class AccountRequest(DeskRequest):
    """A request during sign-in (:mod:`huiyin.desk.accounts.devices`)."""

    #: The person to whom the answer makes this browser known.
    known_to: User
    #: Whether they have used their second factor.
    is_proved: bool


class SignedInRequest(DeskRequest):
    """A request by somebody with an account, for views behind a decorator that requires one."""

    user: User
