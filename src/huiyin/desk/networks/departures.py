"""What somebody was given is taken back: an account is closed, a seat ended, a lost second step reset.

What was still to give it again goes with it: invitations to their address that were not used."""

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
    """``code`` (``desk.person.not.<code>``): why this cannot be done, or not by this person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_changeable(person: User, by: User) -> None:
    """Raise :class:`NotAllowed` where ``by`` may not change what ``person`` is: only an operator changes an
    operator, and nobody shuts themselves out."""
    if person.pk == by.pk:
        raise NotAllowed("oneself")
    if person.is_superuser and not by.is_superuser:
        raise NotAllowed("operator")


def lock_person(person: User, by: User) -> User:
    """``person`` as the database has them, not to be changed by anybody else meanwhile. Raises :class:`NotAllowed`
    where nobody would be left who runs the machine, or could invite somebody to the secretariat."""
    # They are locked in one order: of the last two, each closing the other's account, one is refused.
    active = [one for one in lock_leaders() if one.is_active and one.pk != person.pk]
    person = lock_account(person.pk)
    by.refresh_from_db()
    if person.is_active:
        if person.is_superuser and not any(one.is_superuser for one in active):
            raise NotAllowed("last_operator")
        # Who runs the machine may: they can invite another, and the account may have been taken over.
        is_last = person.is_secretariat and not any(one.is_secretariat for one in active)
        if is_last and not by.is_superuser:
            raise NotAllowed("last_secretariat")
    if not by.is_active:
        raise NotAllowed("closed")
    check_changeable(person, by)
    return person


def is_last_of_secretariat(person: User) -> bool:
    """Whether nobody else works for the secretariat."""
    return person.is_secretariat and not list_secretariat().exclude(pk=person.pk).exists()


@transaction.atomic
def close_account(person: User, by: User) -> None:
    """Let an account sign in no more; it is signed out everywhere. What was said and voted stays.

    That holds after it was opened again: no session of before, no browser that knew it, no link in a mail and no
    invitation comes back to life. Invitations that it sent and that give more than a member's seat end as well: whoever
    had taken the account over may have sent them to themselves.

    Raises :class:`NotAllowed`, also where nobody would be left who runs the machine, or could invite to the secretariat.
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
    """Let a closed account sign in again, with the seats it has. Raises :class:`NotAllowed`."""
    check_changeable(person, by)
    person = lock_account(person.pk)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=("is_active",))
        record_audit_entry(by, "person.open", person, person=str(person))


@transaction.atomic
def end_seat(seat: Seat, by: User) -> None:
    """Let somebody speak for an organisation no more. Raises :class:`NotAllowed`."""
    check_changeable(seat.user, by)
    if not lock_seat(seat):
        return
    record_audit_entry(
        by, "person.seat_end", seat.user, person=str(seat.user), organisation=seat.organisation.slug
    )  # fmt: skip
    memberships.end_seat(seat)


@transaction.atomic
def end_coordinating(person: User, network: Network, by: User) -> None:
    """Let somebody coordinate a network no more. Raises :class:`NotAllowed`."""
    check_changeable(person, by)
    lock_network(network)
    network.coordinators.remove(person)
    record_audit_entry(by, "person.coordinating_end", person, person=str(person), name=network.slug)


@transaction.atomic
def leave_secretariat(person: User, by: User) -> None:
    """Let somebody work for the secretariat no more. Raises :class:`NotAllowed`, also where nobody would be left who could invite
    another."""
    person = lock_person(person, by)
    person.is_secretariat = False
    person.is_staff = person.is_superuser
    person.save(update_fields=("is_secretariat", "is_staff"))
    to_them = Q(email__iexact=person.email, role=Role.SECRETARIAT)
    Invitation.objects.filter(to_them | Q(created_by=person, role=Role.SECRETARIAT)).end()
    record_audit_entry(by, "person.secretariat_end", person, person=str(person))


@transaction.atomic
def reset_second_step(person: User, by: User) -> None:
    """Take away passkeys, the app and the codes of somebody who lost them: the password alone lets them in
    again, and they are signed out everywhere. They get a mail about it. Raises :class:`NotAllowed`."""
    check_changeable(person, by)
    second_step.take_away(person, by)
