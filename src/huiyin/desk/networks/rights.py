"""A user's permissions in a network (``accounts.permissions.NETWORK_TABLE``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from huiyin.desk.accounts.gates import second_step_first, signed_in
from huiyin.desk.accounts.permissions import NetworkAction, Role, Standing, has_network_permission
from huiyin.desk.accounts.requests import SignedInRequest, Visitor
from huiyin.desk.accounts.second_step import is_overdue
from huiyin.desk.networks.data import OwnStanding
from huiyin.desk.networks.models import Membership, MembershipRequest, Network
from huiyin.desk.registry.api.seats import list_seats
from huiyin.desk.registry.data import OrganisationKind

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

P = ParamSpec("P")


class NetworkAccess:
    """What a user may do in a network. At most five queries, none without an account."""

    def __init__(self, user: Visitor, network: Network) -> None:
        self.network = network
        self.roles: set[Role] = {Role.READER}
        #: The user's organisations, with their standing.
        self.own: list[OwnStanding] = []
        #: Whether they coordinate it but must first set up a second factor.
        self.is_withheld = False
        if not user.is_authenticated:
            return
        if user.is_secretariat:
            self.roles.add(Role.SECRETARIAT)
        if user.is_leading and network.coordinators.filter(pk=user.pk).exists():
            self.is_withheld = is_overdue(user)
            if not self.is_withheld:
                self.roles.add(Role.COORDINATOR)
        self.own = list_own_standings(user, network)
        if self.own:
            self.roles.add(Role.DELEGATE)

    def may(self, action: NetworkAction, standing: Standing = Standing.OUTSIDE) -> bool:
        """Whether they may do it for an organisation with this standing; permissions of delegates are only for
        their own.
        """
        return has_network_permission(self.roles - {Role.DELEGATE}, action, standing)

    def may_for_own(self, action: NetworkAction) -> list[OwnStanding]:
        """The own organisations for which they may do it as delegates."""
        if Role.DELEGATE not in self.roles:
            return []
        return [
            one for one in self.own if has_network_permission({Role.DELEGATE}, action, one.standing)
        ]

    def may_somehow(self, action: NetworkAction) -> bool:
        return self.may(action) or bool(self.may_for_own(action))


def list_own_standings(user: User, network: Network) -> list[OwnStanding]:
    """The user's member organisations and their standing in the network. Three queries."""
    seats = [seat.organisation for seat in list_seats(user)]
    bodies = [one for one in seats if one.kind == OrganisationKind.MEMBER]
    if not bodies:
        return []
    members = set(
        Membership.objects.filter(network=network, organisation__in=bodies).values_list(
            "organisation", flat=True
        )
    )
    open_requests = {
        one.organisation_id: one
        for one in MembershipRequest.objects.filter(
            network=network, organisation__in=bodies, state=MembershipRequest.State.OPEN
        )
    }
    return [
        OwnStanding(one, find_standing(one.pk in members, open_requests.get(one.pk)), open_requests.get(one.pk))
        for one in bodies
    ]  # fmt: skip


def find_standing(is_member: bool, request: MembershipRequest | None) -> Standing:
    if is_member:
        return Standing.MEMBER
    if request is None:
        return Standing.OUTSIDE
    is_own = request.side == MembershipRequest.Side.ORGANISATION
    return Standing.ASKED if is_own else Standing.INVITED


class NetworkRequest(SignedInRequest):
    """A request behind :func:`needs_in_network`, with the user's permissions in ``network_access``."""

    network_access: NetworkAccess


def needs_in_network(
    *actions: NetworkAction,
) -> Callable[
    [Callable[Concatenate[NetworkRequest, Network, P], HttpResponseBase]],
    Callable[..., HttpResponseBase],
]:
    """Decorator for views with a ``slug``: only for users who may do one of ``actions``, for their own
    organisation or as coordinators. The view gets the network instead of ``slug``.
    """

    def gate(
        view: Callable[Concatenate[NetworkRequest, Network, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def enter(
            request: SignedInRequest, slug: str, *args: P.args, **details: P.kwargs
        ) -> HttpResponseBase:
            network = get_object_or_404(Network, slug=slug)
            access = NetworkAccess(request.user, network)
            leads = any(access.may(action, standing) for action in actions for standing in Standing)
            if not leads and not any(access.may_for_own(action) for action in actions):
                raise PermissionDenied
            admitted = cast(NetworkRequest, request)
            admitted.network_access = access
            return view(admitted, network, *args, **details)

        admit = cast(Callable[..., HttpResponseBase], signed_in(second_step_first(enter)))
        admit.needs_in_network = actions  # type: ignore[attr-defined]
        return admit

    return gate
