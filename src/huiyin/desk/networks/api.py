"""The networks' interface for other apps: invitations, roles, and queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.api import create_account, find_account
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.known_queries import KnownQuery
from huiyin.desk.networks.models import FormerName, Invitation, Membership, Network
from huiyin.desk.notifications.outbox import post_outside
from huiyin.desk.registry.api.seats import give_seat
from huiyin.desk.registry.data import OrganisationKind

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation

#: Roles that people can be invited to.
INVITABLE = (Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT, Role.OFFICER)


def list_own_networks(user: User) -> QuerySet[Network]:
    """The networks that a user coordinates, or that one of their organisations is a member of."""
    own = Q(coordinators=user) | Q(members__seats__user=user)
    return Network.objects.filter(own).distinct().order_by("slug")


class WrongInvitation(ValueError):
    """``code``: text ``desk.people.wrong.<code>``, what is missing or does not fit."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def invite_person(
    email: str,
    role: Role,
    by: User,
    *,
    organisation: Organisation | None = None,
    network: Network | None = None,
    language: str = "zh-hans",
) -> Invitation:
    """Invite somebody, by a mail that the worker sends. Raises :class:`WrongInvitation`."""
    if role in (Role.DELEGATE, Role.OFFICER) and organisation is None:
        raise WrongInvitation("no_organisation")
    if role is Role.OFFICER and organisation and organisation.kind != OrganisationKind.AUTHORITY:
        raise WrongInvitation("not_an_authority")
    if role is Role.COORDINATOR and network is None:
        raise WrongInvitation("no_network")
    with transaction.atomic():
        invitation = Invitation.objects.create(
            email=email.strip().lower(),
            role=role.value,
            organisation=organisation,
            network=network,
            language=language,
            created_by=by,
        )
        record_audit_entry(by, "invite", invitation, email=invitation.email, role=role.value)
        post_outside(invitation.email, language, "invitation", invitation=invitation.pk)
    return invitation


@transaction.atomic
def take_back(invitation: Invitation, by: User) -> None:
    """Revoke an unused invitation. Raises :class:`WrongInvitation` if it was used."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise WrongInvitation("used")
    invitation.expires_at = timezone.now()
    invitation.save(update_fields=("expires_at",))
    record_audit_entry(by, "invitation.withdraw", invitation, email=invitation.email)


@transaction.atomic
def accept_invitation(invitation: Invitation, name: str, password: str | None) -> User:
    """Create the account, or give the existing account with this address its new role.

    ``password`` is only needed for a new account. Raises ``django.core.exceptions.ValidationError`` for a weak
    one and :class:`WrongInvitation` if the invitation was used or has expired.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open:
        raise WrongInvitation("over")
    user = find_account(invitation.email)
    if not (user is None or user.is_active) or not _has_fitting_kind(invitation):
        raise WrongInvitation("over")
    if user is None:
        user = create_account(
            invitation.email, password or "", name=name, language=invitation.language
        )
    grant_role(user, Role(invitation.role), invitation.organisation, invitation.network)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=("accepted_at",))
    record_audit_entry(user, "join", invitation, role=invitation.role)
    return user


def _has_fitting_kind(invitation: Invitation) -> bool:
    """Whether the organisation still is of the kind it was when the invitation was sent: somebody invited to
    speak for a member must not end up speaking for an authority.
    """
    organisation = invitation.organisation
    if organisation is None or invitation.role not in (Role.DELEGATE, Role.OFFICER):
        return True
    is_authority = organisation.kind == OrganisationKind.AUTHORITY
    return is_authority == (invitation.role == Role.OFFICER)


def grant_role(
    user: User, role: Role, organisation: Organisation | None = None, network: Network | None = None
) -> None:
    """Give ``user`` a role."""
    if role is Role.SECRETARIAT:
        user.is_secretariat = user.is_staff = True
        user.save(update_fields=("is_secretariat", "is_staff"))
    elif role is Role.COORDINATOR and network is not None:
        network.coordinators.add(user)
    elif organisation is not None:
        give_seat(user, organisation)


def find_networks(numbers: Collection[int]) -> dict[int, Network]:
    """Primary key → network. One query."""
    return Network.objects.in_bulk(numbers)


def name_networks_on_days(
    wanted: Mapping[int, Collection[date]],
) -> dict[tuple[int, date], dict[str, str]]:
    """Former names of networks on given days: (primary key, day) → names by language. There is no entry for a
    day on which the current name was used. One query.
    """
    named: dict[tuple[int, date], dict[str, str]] = {}
    rows = FormerName.objects.filter(network__in=wanted).order_by("-until", "pk")
    for row in rows:  # the newest first, so that the last one that still held is right
        for day in wanted[row.network_id]:
            if day <= row.until:
                named[row.network_id, day] = {"zh": row.name_zh, "en": row.name_en}
    return named


def select_networks() -> QuerySet[Network]:
    """All networks by slug."""
    return Network.objects.order_by("slug")


def list_member_slugs(numbers: Collection[int]) -> dict[int, list[str]]:
    """Network → the sorted slugs of its current members. One query."""
    members: dict[int, list[str]] = {}
    rows = Membership.objects.filter(network__in=numbers)
    for network, slug in rows.order_by("pk").values_list("network", "organisation__slug"):
        members.setdefault(network, []).append(slug)
    return {network: sorted(slugs) for network, slugs in members.items()}


def list_networks_with(organisations: Collection[int]) -> set[int]:
    """Primary keys of networks with one of ``organisations`` as a member. One query."""
    return set(Network.objects.filter(members__in=organisations).values_list("pk", flat=True))


_find_coordinated = KnownQuery(
    lambda network, user: Network.objects.filter(coordinators=user, pk=network).values_list("pk")
)


def is_coordinated_by(network: int, user: int) -> bool:
    """Whether a user coordinates a network, both by primary key. One query."""
    return bool(_find_coordinated(network, user))


def create_network(slug: str, *, name_zh: str, name_en: str) -> Network:
    """Create a network; the slug must be free."""
    return Network.objects.create(slug=slug, name_zh=name_zh, name_en=name_en)


def list_networks() -> list[Network]:
    """All networks by slug. One query."""
    return list(Network.objects.order_by("slug"))


def find_network(slug: str) -> Network | None:
    return Network.objects.filter(slug=slug).first()


# ---- invitations, for who looks through all that is held -----------------------------------------------


def list_invitations() -> QuerySet[Invitation]:
    """All invitations, open or not, oldest first."""
    return Invitation.objects.order_by("pk")


def list_invitations_to(email: str) -> QuerySet[Invitation]:
    return list_invitations().filter(email__iexact=email)


def list_over_invitations(before: datetime) -> QuerySet[Invitation]:
    """Invitations used or expired before a time."""
    is_over = Q(accepted_at__lt=before) | Q(accepted_at__isnull=True, expires_at__lt=before)
    return list_invitations().filter(is_over)
