"""The type of a request as accounts see it: whose it is, and what was found out about them."""

from __future__ import annotations

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser

from huiyin.desk.accounts.models import User
from huiyin.desk.core.requests import DeskRequest

#: Whoever asks: somebody with an account, or nobody known.
Visitor: TypeAlias = User | AnonymousUser


class AccountRequest(DeskRequest):
    """A request while somebody signs in (:mod:`huiyin.desk.accounts.devices`)."""

    #: Who is known in this browser from its answer on.
    known_to: User
    #: Whether they have passed their second step.
    is_proved: bool


class SignedInRequest(DeskRequest):
    """A request of somebody with an account: what a view takes that stands behind a gate which asks for one."""

    user: User
