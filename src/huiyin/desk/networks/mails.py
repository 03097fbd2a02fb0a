"""Mails of networks: invitations, answers to requests, reminders of duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.networks.duties import list_duties
from huiyin.desk.networks.models import Invitation, MembershipRequest, Network, hash_token
from huiyin.desk.registry.api.seats import list_seats
from huiyin.desk.registry.organisations import name_organisations
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.notifications.models import Mail


def fill_invitation(mail: Mail) -> dict[str, Any] | None:
    """None if it was revoked, used or has expired."""
    asked = Invitation.objects.select_related("organisation", "network", "created_by").get(
        pk=mail.about["invitation"]
    )
    if not asked.is_open:
        return None
    if asked.proof != hash_token(asked.token):
        # Created before tokens were derived, or with another key; this is its first mail.
        Invitation.objects.filter(pk=asked.pk).update(proof=hash_token(asked.token))
    return {
        "who": str(asked.created_by or ""),
        "organisation": str(asked.organisation or asked.network or ""),
        "url": build_url("join", asked.token),
        "until": f"{say_date(timezone.localdate(asked.expires_at))} {timezone.localtime(asked.expires_at):%H:%M}",
    }


def _get_request(mail: Mail) -> MembershipRequest:
    found = MembershipRequest.objects.select_related("network", "organisation")
    return found.get(pk=mail.about["request"])


def _describe_request(request: MembershipRequest, page: str) -> dict[str, Any]:
    return {
        "network": request.network.name,
        "organisation": request.organisation.name,
        "words": request.words or say("network.no_words"),
        "url": build_url(page, request.network.slug),
    }


def fill_asked(mail: Mail) -> dict[str, Any] | None:
    """To coordinators: an organisation asks to join. None if it was answered meanwhile."""
    request = _get_request(mail)
    if request.state != MembershipRequest.State.OPEN:
        return None
    return _describe_request(request, "network_work")


def fill_invited(mail: Mail) -> dict[str, Any] | None:
    """To an organisation's representatives: a network invites it. None if it was answered meanwhile."""
    request = _get_request(mail)
    if request.state != MembershipRequest.State.OPEN:
        return None
    return _describe_request(request, "network_page")


def fill_answered(mail: Mail) -> dict[str, Any] | None:
    """To whoever asked or invited: the answer."""
    request = _get_request(mail)
    accepted = request.state == MembershipRequest.State.ACCEPTED
    outcome = say("network.mail.accepted") if accepted else say("network.mail.declined")
    reason = say("network.mail.reason", words=request.answer) if request.answer else ""
    words = _describe_request(request, "network_page")
    return words | {"outcome": outcome, "reason": reason}


def fill_left(mail: Mail) -> dict[str, Any] | None:
    network = Network.objects.get(pk=mail.about["network"])
    names = name_organisations([mail.about["organisation"]])
    return {
        "network": network.name,
        "organisation": names.get(mail.about["organisation"], ""),
        "url": build_url("network_work", network.slug),
    }


def fill_reminder(mail: Mail) -> dict[str, Any] | None:
    """What a network expects from the reader's organisations; None if nothing any more."""
    assert mail.person is not None
    network = Network.objects.get(pk=mail.about["network"])
    duty = next((one for one in list_duties(network) if one.key == mail.about["duty"]), None)
    if duty is None:
        return None
    own = [
        seat.organisation.name for seat in list_seats(mail.person)
        if seat.organisation_id in duty.waiting
    ]  # fmt: skip
    if not own:
        return None
    return {
        "network": network.name,
        "organisations": say("run.list.join").join(own),
        "what": f"{duty.words}{say('network.colon')}{duty.title}",
        "due": say("network.mail.due", day=say_date(duty.due)) if duty.due else "",
        "url": duty.url,
    }
