"""Permissions in the ledger: the secretariat keeps all of it, coordinators the part of their networks."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase

from huiyin.desk.accounts.gates import SignedInView, View, second_step_first, signed_in
from huiyin.desk.accounts.requests import SignedInRequest, Visitor
from huiyin.desk.accounts.second_step import is_overdue
from huiyin.desk.ledger.models import Exchange

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

P = ParamSpec("P")


def is_team(user: Visitor) -> bool:
    """Whether the user keeps the whole ledger."""
    return user.is_authenticated and (user.is_secretariat or user.is_superuser)


def list_kept_networks(user: User) -> set[int]:
    """Primary keys of the networks that the user coordinates and whose exchanges they record. One query."""
    return set(user.coordinates.values_list("pk", flat=True))


def may_keep(user: Visitor, exchange: Exchange) -> bool:
    """Whether the user may record answers to an exchange and corrections of it."""
    if not user.is_authenticated or is_team(user):
        return is_team(user)
    if exchange.network_id is None or is_overdue(user):
        return False
    return exchange.network_id in list_kept_networks(user)


def may_record(user: Visitor) -> bool:
    """Whether the user may record any exchange."""
    if not user.is_authenticated or is_team(user):
        return is_team(user)
    return user.coordinates.exists() and not is_overdue(user)


def keepers_only(view: SignedInView[P]) -> View[P]:
    """Decorator: only for the team and coordinators. Which exchanges they may change, the view checks with
    :func:`may_keep`.
    """

    @wraps(view)
    def enter(request: SignedInRequest, /, *args: P.args, **details: P.kwargs) -> HttpResponseBase:
        if not is_team(request.user) and not request.user.coordinates.exists():
            raise PermissionDenied
        return view(request, *args, **details)

    return signed_in(second_step_first(enter))
