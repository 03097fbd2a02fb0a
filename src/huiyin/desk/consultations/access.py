"""A user's roles in a consultation, and the permission check in front of every view of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from huiyin.desk.accounts.gates import ask_to_sign_in
from huiyin.desk.accounts.permissions import Action, Role, Stage, has_permission
from huiyin.desk.accounts.requests import SignedInRequest, Visitor
from huiyin.desk.accounts.second_step import is_overdue, redirect_to_setup
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.known_queries import KnownQuery
from huiyin.desk.core.registration import Slot
from huiyin.desk.core.requests import DeskRequest, NotAtThisStage
from huiyin.desk.networks.api import is_coordinated_by, list_networks_with
from huiyin.desk.registry.data import OrganisationKind
from huiyin.desk.registry.organisations import map_seats_of, select_members

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation


P = ParamSpec("P")
#: Given keys of organisations and consultations: the keys of those consultations whose proposal was
#: also handed to one of these organisations. One query.
FURTHER: Slot[Callable[[Collection[int], Collection[int]], Collection[int]]] = Slot(
    "consultations.access.FURTHER"
)
#: The stages in which there can be further authorities.
_HANDED_ON = (Stage.REPLYING, Stage.TRACING, Stage.CLOSED)
#: The roles that follow from coordinating a network.
_LEADING = frozenset({Role.COORDINATOR, Role.CONVENER})


def list_user_roles(user: Visitor, consultation: Consultation) -> frozenset[Role]:
    """The roles of ``user`` in ``consultation``. At most four queries, none without an account."""
    roles = {Role.READER}
    if not user.is_authenticated:
        return frozenset(roles)
    if user.is_superuser:
        roles.add(Role.OPERATOR)
    if user.is_secretariat:
        roles.add(Role.SECRETARIAT)
    kinds = map_seats_of(user.pk)
    seats = set(kinds)
    if seats - {consultation.authority_id} and _may_speak(user, consultation):
        roles.add(Role.DELEGATE)
    network = consultation.network_id
    leads = {network} if network and is_coordinated_by(network, user.pk) else set()
    if _find_further(kinds, [consultation]):
        roles.add(Role.ADDRESSEE)
    return frozenset(roles | _list_roles(consultation, seats, leads))


def _find_further(kinds: Mapping[int, str], consultations: Sequence[Consultation]) -> set[int]:
    """The consultations whose proposal went to one of these authorities besides the one that is asked. No query
    without a seat in an authority, otherwise one.
    """
    authorities = [pk for pk, kind in kinds.items() if kind == OrganisationKind.AUTHORITY]
    there = [one.pk for one in consultations if one.stage in _HANDED_ON]
    return set(FURTHER.item(authorities, there)) if authorities and there else set()


def _list_roles(
    consultation: Consultation, seats: Collection[int], leads: Collection[int]
) -> set[Role]:
    """The roles that follow from a user's seats (organisations) and from the networks they coordinate."""
    roles = set()
    if consultation.authority_id in seats:
        roles.add(Role.OFFICER)
    if consultation.initiator_id in seats:
        roles.add(Role.INITIATOR)
    if consultation.network_id in leads:
        roles.add(Role.COORDINATOR)
        if consultation.initiator_id is None:
            roles.add(Role.CONVENER)
    return roles


def seen_by(user: Visitor) -> Q:
    """The filter for consultations that ``user`` may see, as the table grants :attr:`Action.SEE`."""
    published = ~Q(stage=Stage.PREPARING)
    if not user.is_authenticated:
        return published
    if user.is_secretariat:
        return Q()
    convened = Q(initiator=None, network__in=user.coordinates.values("pk"))
    if is_overdue(user):  # what coordinators alone may see is shown after their second step
        convened = Q(pk=None)
    return published | convened | Q(initiator__in=user.seats.values("organisation"))


def speaks_for(user: User, consultation: Consultation) -> QuerySet[Organisation]:
    """The invited member organisations that ``user`` is a delegate of, by slug."""
    return list_invited(consultation).filter(seats__user=user).order_by("slug")


def _may_speak(user: User, consultation: Consultation) -> bool:
    """Whether :func:`speaks_for` returns any organisation."""
    if not consultation.is_by_invitation and consultation.network_id:  # most are held so
        return bool(_find_members_spoken_for(consultation.network_id, user.pk))
    return speaks_for(user, consultation).exists()


_find_members_spoken_for = KnownQuery(
    lambda network, user: (
        _select_members_of(network).filter(seats__user=user).order_by("slug").values_list("pk")[:1]
    )
)


def list_invited(consultation: Consultation) -> QuerySet[Organisation]:
    """Who may comment: the invited organisations; in a network's consultation without invitations, its members;
    otherwise every member organisation.
    """
    if consultation.is_by_invitation:
        return consultation.invited.exclude(pk=consultation.authority_id)
    members = select_members()
    if consultation.network_id:
        return _select_members_of(consultation.network_id)
    return members


def _select_members_of(network: int) -> QuerySet[Organisation]:
    return select_members().filter(networks=network)


def is_allowed(roles: Collection[Role], action: Action, consultation: Consultation) -> bool:
    """What the table grants, within the comment period: outside it, only the team may still enter comments."""
    if action is Action.COMMENT and not consultation.is_in_window:
        roles = [role for role in roles if role is not Role.DELEGATE]
    return has_permission(roles, action, consultation.stage)


def roles_in(user: Visitor, consultations: Sequence[Consultation]) -> dict[int, frozenset[Role]]:
    """The roles of a user in several consultations, by key; with a constant number of queries."""
    if not user.is_authenticated:
        return {one.pk: frozenset({Role.READER}) for one in consultations}
    everywhere = {Role.READER}
    if user.is_superuser:
        everywhere.add(Role.OPERATOR)
    if user.is_secretariat:
        everywhere.add(Role.SECRETARIAT)
    seats = dict(user.seats.values_list("organisation_id", "organisation__kind"))
    members = {pk for pk, kind in seats.items() if kind == OrganisationKind.MEMBER}
    networks = list_networks_with(seats)
    coordinated = set() if is_overdue(user) else set(user.coordinates.values_list("pk", flat=True))
    named = set(
        Consultation.invited.through.objects.filter(organisation__in=seats).values_list(
            "consultation_id", flat=True
        )
    )
    further = _find_further(seats, consultations)
    roles_by_key = {}
    for consultation in consultations:
        roles = everywhere | _list_roles(consultation, seats, coordinated)
        if consultation.is_by_invitation:
            is_invited = consultation.pk in named
        else:
            is_invited = (
                consultation.network_id in networks if consultation.network_id else bool(members)
            )
        if is_invited and set(seats) - {consultation.authority_id}:
            roles.add(Role.DELEGATE)
        if consultation.pk in further:
            roles.add(Role.ADDRESSEE)
        roles_by_key[consultation.pk] = frozenset(roles)
    return roles_by_key


class Access:
    """What a user may do in one consultation; ``request.access``."""

    def __init__(self, user: Visitor, consultation: Consultation) -> None:
        self.user = user
        self.consultation = consultation
        self.roles = list_user_roles(user, consultation)
        #: Roles that are withheld until the user has set up the second factor: those of
        #: coordinators.
        self.withheld: frozenset[Role] = frozenset()
        if self.roles & _LEADING and is_overdue(user):
            self.withheld = self.roles & _LEADING
            self.roles -= _LEADING

    @property
    def person(self) -> User:
        """The user, who must have an account; use it only after :meth:`may` has allowed an action that requires
        one.
        """
        if isinstance(self.user, AnonymousUser):
            raise PermissionDenied
        return self.user

    def may(self, action: Action) -> bool:
        return is_allowed(self.roles, action, self.consultation)

    def may_at_some_stage(self, action: Action) -> bool:
        """Whether the user's roles allow ``action`` at any stage, past or future."""
        return any(has_permission(self.roles, action, stage) for stage in Stage)

    def needs_second_step(self, action: Action) -> bool:
        """Whether ``action`` is allowed only by roles withheld until the second factor is set up."""
        all_of_them = self.roles | self.withheld
        return bool(self.withheld) and all(
            is_allowed(all_of_them, one, self.consultation) for one in (Action.SEE, action)
        )

    def __getitem__(self, name: str) -> bool:
        """For templates: ``access.comment``."""
        try:
            return self.may(Action(name))
        except ValueError:
            raise KeyError(name) from None


class ConsultationRequest(DeskRequest):
    """A request behind :func:`require_action`, with ``access``; the user may be anonymous."""

    access: Access


class ParticipantRequest(ConsultationRequest, SignedInRequest):
    """A request behind :func:`require_action` for an action that no reader has, so that the user has an
    account. ``tests/desk/test_requests.py`` checks this against the table.
    """


R = TypeVar("R", bound=ConsultationRequest)


class Entry(Enum):
    """The result of asking for an action in a consultation."""

    OPEN = "open"
    SECOND_STEP_FIRST = "second_step_first"
    SIGN_IN_FIRST = "sign_in_first"
    REFUSED = "refused"  # they may at another stage
    NEVER = "never"  # they may at none
    HIDDEN = "hidden"  # the consultation is not there for them


def decide_entry(access: Access, action: Action) -> Entry:
    """Whether the user may do ``action`` now, and if not, what to tell them. Has no side effects."""
    if access.may(Action.SEE) and access.may(action):
        return Entry.OPEN
    if access.needs_second_step(action):
        return Entry.SECOND_STEP_FIRST
    if not access.may(Action.SEE):
        return Entry.HIDDEN
    if not access.user.is_authenticated and has_permission(
        tuple(Role), action, access.consultation.stage
    ):
        return Entry.SIGN_IN_FIRST
    return Entry.REFUSED if access.may_at_some_stage(action) else Entry.NEVER


_find_consultation = KnownQuery(
    lambda slug: Consultation.objects.select_related("draft", "authority", "network").filter(
        slug=slug
    )
)


def _get_consultation(slug: str) -> Consultation:
    """Raises ``Http404``."""
    for found in _find_consultation(slug):
        return found
    raise Http404


def require_action(
    action: Action,
) -> Callable[
    [Callable[Concatenate[R, Consultation, P], HttpResponseBase]],
    Callable[..., HttpResponseBase],
]:
    """Decorator for views with a ``slug``: only for users who may do ``action`` at this stage.

    Users who may not see the consultation get a 404; those who have not signed in are asked to. The view gets
    the consultation instead of ``slug``, and ``request.access``.
    """

    def gate(
        view: Callable[Concatenate[R, Consultation, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def admit(
            request: HttpRequest, slug: str, *args: P.args, **details: P.kwargs
        ) -> HttpResponseBase:
            consultation = _get_consultation(slug)
            access = Access(request.user, consultation)
            entry = decide_entry(access, action)
            if entry is Entry.SECOND_STEP_FIRST:
                return redirect_to_setup(request)
            if entry is Entry.HIDDEN:
                raise Http404
            if entry is Entry.SIGN_IN_FIRST:
                return ask_to_sign_in(request)
            if entry is Entry.REFUSED:
                raise NotAtThisStage(consultation.stage)
            if entry is Entry.NEVER:
                raise PermissionDenied
            admitted = cast(R, request)
            admitted.access = access
            return view(admitted, consultation, *args, **details)

        admit.needs = action  # type: ignore[attr-defined]
        return admit

    return gate
