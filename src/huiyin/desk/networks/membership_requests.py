"""Joining and leaving a network. Joining takes two sides: one asks or invites, the other answers.

Permissions are checked again under the lock of the network: somebody who was dismissed while their page was
open can do nothing any more, and what they were about to answer stays open. If two people answer at once, the
second finds it answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from huiyin.desk.accounts.api import list_accounts, list_secretariat
from huiyin.desk.accounts.permissions import NetworkAction
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.networks.models import Membership, MembershipRequest, Network
from huiyin.desk.networks.rights import NetworkAccess, find_standing
from huiyin.desk.notifications.outbox import post_all
from huiyin.desk.registry.api.memberships import join_network, leave_network
from huiyin.desk.registry.api.seats import list_speakers

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation

_OPEN, _SIDE = MembershipRequest.State.OPEN, MembershipRequest.Side


class RequestRefused(ValueError):
    """``code``: text ``network.wrong.<code>``, why this cannot be done, or no longer by this user."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def lock_network(network: Network) -> Network:
    """The row, locked until the transaction ends. All changes of members and coordinators take this lock."""
    return Network.objects.select_for_update().get(pk=network.pk)


def _check_right(
    network: Network,
    organisation: Organisation,
    action: NetworkAction,
    by: User,
    answered: MembershipRequest | None,
) -> None:
    """Raise :class:`RequestRefused` if ``by`` may not do ``action`` for ``organisation`` now. The network must
    be locked.
    """
    fresh = list_accounts().filter(pk=by.pk, is_active=True).first()
    if fresh is None:
        raise RequestRefused("gone")
    is_member = Membership.objects.filter(network=network, organisation=organisation).exists()
    current = MembershipRequest.objects.filter(
        network=network, organisation=organisation, state=_OPEN
    ).first()
    if answered is not None and current != answered:
        raise RequestRefused("settled")
    standing = find_standing(is_member, current)
    access = NetworkAccess(fresh, network)
    own = {one.organisation.pk for one in access.may_for_own(action)}
    if access.may(action, standing) or organisation.pk in own:
        return
    if action in (NetworkAction.ASK, NetworkAction.INVITE) and (is_member or current):
        raise RequestRefused("member" if is_member else "open")
    raise RequestRefused("gone")


def list_leading(network: Network) -> list[User]:
    """Who is notified about the network: its active coordinators, or the secretariat if it has none."""
    leading = list(network.coordinators.filter(is_active=True).order_by("pk"))
    return leading or list(list_secretariat())


@transaction.atomic
def ask_to_join(
    network: Network, organisation: Organisation, words: str, by: User
) -> MembershipRequest:
    """An organisation asks to join, by its delegate. Raises :class:`RequestRefused`."""
    network = lock_network(network)
    _check_right(network, organisation, NetworkAction.ASK, by, None)
    made = _open(network, organisation, _SIDE.ORGANISATION, words, by)
    record_audit_entry(by, "network.ask", network, organisation=organisation.slug)
    post_all(list_leading(network), "network_asked", request=made.pk)
    return made


@transaction.atomic
def invite_organisation(
    network: Network, organisation: Organisation, words: str, by: User
) -> MembershipRequest:
    """The network invites an organisation, by a coordinator. Raises :class:`RequestRefused`."""
    network = lock_network(network)
    _check_right(network, organisation, NetworkAction.INVITE, by, None)
    made = _open(network, organisation, _SIDE.NETWORK, words, by)
    record_audit_entry(by, "network.invite", network, organisation=organisation.slug)
    post_all(list_speakers([organisation.pk]), "network_invited", request=made.pk)
    return made


def _open(
    network: Network, organisation: Organisation, side: MembershipRequest.Side, words: str, by: User
) -> MembershipRequest:
    return MembershipRequest.objects.create(
        network=network, organisation=organisation, side=side, words=words.strip(), asked_by=by
    )


@transaction.atomic
def take_back_request(request: MembershipRequest, by: User) -> None:
    """The side that asked or invited withdraws. Raises :class:`RequestRefused`."""
    network, organisation = lock_network(request.network), request.organisation
    is_own = request.side == _SIDE.ORGANISATION
    action = NetworkAction.WITHDRAW if is_own else NetworkAction.RECALL
    _check_right(network, organisation, action, by, request)
    _settle(request, MembershipRequest.State.WITHDRAWN, by)
    record_audit_entry(
        by,
        "network.ask_back" if is_own else "network.invite_back",
        network,
        organisation=organisation.slug,
    )


@transaction.atomic
def answer_request(
    request: MembershipRequest, by: User, *, accepts: bool, reason: str = ""
) -> None:
    """The other side accepts, and the organisation is a member from today; or declines with a reason. Raises
    :class:`RequestRefused`.
    """
    network, organisation = lock_network(request.network), request.organisation
    is_asked = request.side == _SIDE.ORGANISATION
    _check_right(
        network,
        organisation,
        NetworkAction.ADMIT if is_asked else NetworkAction.ANSWER,
        by,
        request,
    )
    if not accepts and is_asked and not reason.strip():
        raise RequestRefused("no_reason")
    state = MembershipRequest.State.ACCEPTED if accepts else MembershipRequest.State.DECLINED
    _settle(request, state, by, reason)
    if accepts:
        join_network(network.slug, [organisation], by)
        network.members.add(organisation)
    record_audit_entry(
        by,
        "network.accept" if accepts else "network.decline",
        network,
        organisation=organisation.slug,
    )
    to = list_speakers([organisation.pk]) if is_asked else list_leading(network)
    post_all(to, "network_answered", request=request.pk)


def _settle(
    request: MembershipRequest, state: MembershipRequest.State, by: User, answer: str = ""
) -> None:
    settled = MembershipRequest.objects.filter(pk=request.pk, state=_OPEN)
    if not settled.update(
        state=state, answer=answer.strip(), settled_by=by, settled_at=timezone.now()
    ):
        raise RequestRefused("settled")


@transaction.atomic
def leave_as_member(network: Network, organisation: Organisation, by: User) -> None:
    """An organisation leaves, by its delegate. Its past membership stays recorded; joining again starts another
    period. Raises :class:`RequestRefused`.
    """
    network = lock_network(network)
    _check_right(network, organisation, NetworkAction.LEAVE, by, None)
    leave_network(network.slug, [organisation], by)
    network.members.remove(organisation)
    record_audit_entry(by, "network.leave", network, organisation=organisation.slug)
    post_all(
        list_leading(network), "network_left", network=network.pk, organisation=organisation.pk
    )


@transaction.atomic
def close_requests(network: Network, organisations: Iterable[Organisation], by: User) -> None:
    """Mark open requests as accepted, because the secretariat entered the organisations as members."""
    MembershipRequest.objects.filter(
        network=network, organisation__in=organisations, state=_OPEN
    ).update(state=MembershipRequest.State.ACCEPTED, settled_by=by, settled_at=timezone.now())
