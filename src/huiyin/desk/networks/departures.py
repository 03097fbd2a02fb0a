"""Withdraw what somebody was given: close an account, end a seat, reset a second factor.

Unused invitations to their address, which could give it back, are revoked too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from huiyin.desk.accounts import second_step
from huiyin.desk.accounts.api import list_secretariat, lock_account, lock_leaders
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.networks.membership_requests import lock_network
from huiyin.desk.networks.models import Invitation, Network
from huiyin.desk.registry.api import memberships
from huiyin.desk.registry.api.seats import lock_seat

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Seat


class NotAllowed(ValueError):
    """``code``: text ``desk.person.not.<code>``, why this cannot be done, or not by this user."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_changeable(person: User, by: User) -> None:
    """Raise :class:`NotAllowed` if ``by`` may not change the roles of ``person``: only operators change
    operators, and nobody can lock themselves out.
    """
    if person.pk == by.pk:
        raise NotAllowed("oneself")
    if person.is_superuser and not by.is_superuser:
        raise NotAllowed("operator")


def lock_person(person: User, by: User) -> User:
    """``person`` read again and locked. Raises :class:`NotAllowed` if no operator would be left, or nobody who
    can invite to the secretariat.
    """
    # All leaders are locked in one order: if the last two close each other's accounts, one of them
    # is refused.
    active = [one for one in lock_leaders() if one.is_active and one.pk != person.pk]
    person = lock_account(person.pk)
    by.refresh_from_db()
    if person.is_active:
        if person.is_superuser and not any(one.is_superuser for one in active):
            raise NotAllowed("last_operator")
        # Operators may: they can invite somebody else, and the account may have been taken over.
        is_last = person.is_secretariat and not any(one.is_secretariat for one in active)
        if is_last and not by.is_superuser:
            raise NotAllowed("last_secretariat")
    if not by.is_active:
        raise NotAllowed("closed")
    check_changeable(person, by)
    return person


def is_last_of_secretariat(person: User) -> bool:
    """Whether nobody else is in the secretariat."""
    return person.is_secretariat and not list_secretariat().exclude(pk=person.pk).exists()


@transaction.atomic
def close_account(person: User, by: User) -> None:
    """Close an account; it is signed out everywhere. Its contributions and votes stay.

    This is final even if the account is reopened: no earlier session, known browser, link or invitation becomes
    valid again. Invitations that it sent to roles beyond a member's seat are revoked too: an attacker with
    access to the account may have sent them to themselves.

    Raises :class:`NotAllowed`, also if no operator or nobody to invite to the secretariat would be left.
    """
    person = lock_person(person, by)
    if person.is_active:
        person.is_active = False
        person.save(update_fields=("is_active",))
        second_step.shut_out(person)
        sent = Q(created_by=person) & ~Q(role=Role.DELEGATE)
        ended = Invitation.objects.filter(Q(email__iexact=person.email) | sent).end()
        record_audit_entry(by, "person.close", person, person=str(person), invitations=ended)


@transaction.atomic
def reopen_account(person: User, by: User) -> None:
    """Let a closed account sign in again, with its seats. Raises :class:`NotAllowed`."""
    check_changeable(person, by)
    person = lock_account(person.pk)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=("is_active",))
        record_audit_entry(by, "person.open", person, person=str(person))


@transaction.atomic
def end_seat(seat: Seat, by: User) -> None:
    """End somebody's seat in an organisation. Raises :class:`NotAllowed`."""
    check_changeable(seat.user, by)
    if not lock_seat(seat):
        return
    record_audit_entry(
        by, "person.seat_end", seat.user, person=str(seat.user), organisation=seat.organisation.slug
    )  # fmt: skip
    memberships.end_seat(seat)


@transaction.atomic
def end_coordinating(person: User, network: Network, by: User) -> None:
    """End somebody's role as coordinator of a network. Raises :class:`NotAllowed`."""
    check_changeable(person, by)
    lock_network(network)
    network.coordinators.remove(person)
    record_audit_entry(by, "person.coordinating_end", person, person=str(person), name=network.slug)


@transaction.atomic
def leave_secretariat(person: User, by: User) -> None:
    """End somebody's role in the secretariat. Raises :class:`NotAllowed`, also if nobody to invite another
    would be left.
    """
    person = lock_person(person, by)
    person.is_secretariat = False
    person.is_staff = person.is_superuser
    person.save(update_fields=("is_secretariat", "is_staff"))
    to_them = Q(email__iexact=person.email, role=Role.SECRETARIAT)
    Invitation.objects.filter(to_them | Q(created_by=person, role=Role.SECRETARIAT)).end()
    record_audit_entry(by, "person.secretariat_end", person, person=str(person))


@transaction.atomic
def reset_second_step(person: User, by: User) -> None:
    """Remove passkeys, app and codes of somebody who lost them. They are signed out everywhere, can sign in
    with the password alone, and get a mail. Raises :class:`NotAllowed`.
    """
    check_changeable(person, by)
    second_step.take_away(person, by)
