"""What is new of research for somebody who signs in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Q

from huiyin.desk.consultations.for_you import ReturnItem
from huiyin.desk.research.api.requests import link_request
from huiyin.desk.research.data import OfferState, RequestState
from huiyin.desk.research.models import ResearchOffer, ResearchRequest
from huiyin.desk.research.readers import read_reader

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

_MOST = 10


def list_returns(person: User) -> Sequence[ReturnItem]:
    """Offers to what one's authority asked for, and works that were delivered to it; what became of one's own offers."""
    reader = read_reader(person)
    if not reader.organisations:
        return []
    items = []
    waiting = Q(offers__state=OfferState.MADE) | Q(state=RequestState.DELIVERED)
    asked = ResearchRequest.objects.filter(waiting, authority__in=reader.authorities).distinct()
    for request in asked[:_MOST]:
        key = f"research.state.{request.state}"
        items.append(ReturnItem("", request.title, link_request(request), ((key, ""),)))
    settled = ResearchOffer.objects.filter(
        organisation__in=reader.members, state__in=(OfferState.ACCEPTED, OfferState.DECLINED)
    ).select_related("request")
    for offer in settled.order_by("-pk")[:_MOST]:
        key = f"research.offer.{offer.state}"
        items.append(ReturnItem("", offer.request.title, link_request(offer.request), ((key, ""),)))
    return items
