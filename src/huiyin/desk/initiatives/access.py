"""Who somebody is to an initiative, and the gate before every view of one; what they may stands in the one table
(:data:`huiyin.desk.accounts.permissions.INITIATIVE_TABLE`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from huiyin.desk.accounts.gates import ask_to_sign_in
from huiyin.desk.accounts.permissions import InitiativeDeed, Role, has_deed
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.accounts.second_step import is_overdue, redirect_to_setup
from huiyin.desk.core.requests import DeskRequest
from huiyin.desk.initiatives.data import PartRole
from huiyin.desk.initiatives.models import Initiative, InitiativePart

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor
    from huiyin.desk.initiatives.models import Goal

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks or acts: the numbers of the organisations that they speak for and of the networks that they lead.
    ``withheld``: networks that they lead once they have passed their second step, for it is time."""

    is_known: bool = False
    is_secretariat: bool = False
    is_operator: bool = False
    organisations: frozenset[int] = frozenset()
    networks: frozenset[int] = frozenset()
    withheld: frozenset[int] = frozenset()

    @property
    def may_begin(self) -> bool:
        return self.is_secretariat or bool(self.networks)


#: Who has no account.
ANYBODY = Reader()


def read_reader(user: Visitor) -> Reader:
    """Who somebody is. Two queries, none for who has no account."""
    if not user.is_authenticated:
        return ANYBODY
    leads = frozenset(user.coordinates.values_list("pk", flat=True))
    is_late = bool(leads) and is_overdue(user)
    return Reader(
        is_known=True,
        is_secretariat=user.is_secretariat,
        is_operator=user.is_superuser,
        organisations=frozenset(user.seats.values_list("organisation_id", flat=True)),
        networks=frozenset() if is_late else leads,
        withheld=leads if is_late else frozenset(),
    )


def build_seen_filter(reader: Reader, way: str = "") -> Q:
    """Of initiatives those that somebody may see; ``way``: what leads to the initiative, as ``initiative__``."""
    if reader.is_secretariat:
        return Q()
    seen = Q(**{f"{way}is_public": True})
    if reader.networks:
        seen |= Q(**{f"{way}network__in": reader.networks})
    if reader.organisations:
        own = InitiativePart.objects.filter(organisation__in=reader.organisations)
        seen |= Q(**{f"{way}pk__in": own.values("initiative")})
    return seen


def list_roles(reader: Reader, initiative: Initiative, today: date | None = None) -> set[Role]:
    """What somebody is to an initiative. One query at most."""
    today = today or timezone.localdate()
    roles = {Role.READER} if initiative.is_public else set()
    if reader.is_operator:
        roles.add(Role.OPERATOR)
    if reader.is_secretariat:
        roles.add(Role.SECRETARIAT)
    if initiative.network_id in reader.networks:
        roles.add(Role.COORDINATOR)
    if reader.organisations:
        own = initiative.parts.filter(organisation__in=reader.organisations)
        parts = list(own)
        if parts:
            roles.add(Role.READER)
        if any(part.role == PartRole.LEAD and part.holds_on(today) for part in parts):
            roles.add(Role.DELEGATE)
    return roles


def may_write_goals(reader: Reader, network: int | None) -> bool:
    """Whether somebody writes the goals of a network, or of the umbrella where none is named."""
    return reader.is_secretariat or (network is not None and network in reader.networks)


def may_change_goal(reader: Reader, goal: Goal) -> bool:
    """Whether somebody changes a goal: of a network its coordinators, of an initiative those of the network that owns it."""
    network = goal.initiative.network_id if goal.initiative is not None else goal.network_id
    return may_write_goals(reader, network)


class Access:
    """What the one who asks may do with one initiative; ``request.rights``."""

    def __init__(self, user: Visitor, initiative: Initiative) -> None:
        self.reader = read_reader(user)
        self.initiative = initiative
        self.roles = list_roles(self.reader, initiative)

    def may(self, deed: InitiativeDeed) -> bool:
        return has_deed(self.roles, deed, self.initiative.state)

    def needs_second_step(self, deed: InitiativeDeed) -> bool:
        """Whether they may once they have passed their second step."""
        is_theirs = self.initiative.network_id in self.reader.withheld
        return is_theirs and has_deed({Role.COORDINATOR}, deed, self.initiative.state)

    def __getitem__(self, name: str) -> bool:
        """``access.describe`` in a template."""
        try:
            return self.may(InitiativeDeed(name))
        except ValueError:
            raise KeyError(name) from None


class InitiativeRequest(DeskRequest):
    """A request behind :func:`require_deed`; who asks may have no account."""

    rights: Access


class WorkingRequest(InitiativeRequest, SignedInRequest):
    """A request behind :func:`require_deed` for what no reader may: who asks has an account."""


R = TypeVar("R", bound=InitiativeRequest)


def require_deed(
    deed: InitiativeDeed,
) -> Callable[
    [Callable[Concatenate[R, Initiative, P], HttpResponseBase]], Callable[..., HttpResponseBase]
]:
    """Let a view of ``slug`` be entered only by who may do ``deed`` while the initiative stands as it does.

    Who may not see it is told that it is not there; who has not signed in is asked to. The view is called with the
    initiative in place of ``slug``, and ``request.rights`` set."""

    def gate(
        view: Callable[Concatenate[R, Initiative, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def admit(
            request: HttpRequest, slug: str, *args: P.args, **details: P.kwargs
        ) -> HttpResponseBase:
            initiative = Initiative.objects.select_related("network").filter(slug=slug).first()
            if initiative is None:
                raise Http404
            access = Access(request.user, initiative)
            if not access.may(deed):
                if access.needs_second_step(deed):
                    return redirect_to_setup(request)
                if not access.may(InitiativeDeed.SEE):
                    raise Http404
                if not request.user.is_authenticated:
                    return ask_to_sign_in(request)
                raise PermissionDenied
            admitted = cast(R, request)
            admitted.rights = access
            return view(admitted, initiative, *args, **details)

        admit.needs_deed = deed  # type: ignore[attr-defined]
        return admit

    return gate
