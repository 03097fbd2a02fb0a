"""One-line notes on where an item came from or was forwarded to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.links import ChainLink
from huiyin.desk.consultations.tabs import Tab
from huiyin.desk.proposals.api import forwardings as api
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.consultations.access import Access
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import ForwardedItem


def name_receiver(target: Consultation) -> str:
    """Return the name of the body that receives items forwarded to a consultation."""
    return target.network.name if target.network is not None else say("network.umbrella")


def describe_origin(item: ForwardedItem) -> ChainLink:
    """Return the note on a taken item: who forwarded it, when, and whether it was amended."""
    origin = item.forwarding.origin
    words = say(
        "forward.origin",
        network=origin.network.name if origin.network is not None else origin.title,
        day=say_date(localdate(item.forwarding.forwarded_at)),
    )
    url = reverse("forwarded_item", args=(item.forwarding.target.slug, item.pk))
    return ChainLink(words, url, ((f"forward.state.{item.state}", ""),))


def describe_destination(item: ForwardedItem) -> ChainLink:
    """Return the note on a forwarded item: the receiver and the outcome."""
    target = item.forwarding.target
    words = say(
        "forward.destination",
        receiver=name_receiver(target),
        day=say_date(localdate(item.forwarding.forwarded_at)),
    )
    if item.taken_key:
        words = say("forward.taken_as", words=words, key=item.taken_key)
    url = reverse("forwarded_item", args=(target.slug, item.pk))
    return ChainLink(words, url, ((f"forward.state.{item.state}", ""),))


def list_suggestion_notes(
    consultation: Consultation, keys: Sequence[str]
) -> dict[str, list[ChainLink]]:
    """Map suggestion keys to their notes, in two queries."""
    taken = api.map_taken(consultation, keys)
    forwarded = api.map_forwarded(consultation, keys)
    return {
        key: [
            *([describe_origin(taken[key])] if key in taken else ()),
            *map(describe_destination, forwarded.get(key, ())),
        ]
        for key in keys
    }


def list_statement_notes(statements: Sequence[int]) -> dict[int, list[ChainLink]]:
    """Map statements to their notes, in one query."""
    taken = api.map_taken_statements(statements)
    return {number: [describe_origin(item)] for number, item in taken.items()}


def find_outgoing_tab(access: Access) -> Tab | None:
    """Return the tab for those who may forward. Runs no query, because tabs are on every page."""
    if not access.consultation.network_id or not access.may(Action.FORWARD):
        return None
    return Tab(
        "forward", say("forward.outgoing"), reverse("forward", args=(access.consultation.slug,))
    )


def find_incoming_tab(access: Access) -> Tab | None:
    """Return the tab for those who receive items at the umbrella. In a network, the page of outgoing items
    links there; other readers follow the notes on forwarded items.
    """
    if access.consultation.network_id or not access.may(Action.RECEIVE):
        return None
    url = reverse("forwarded", args=(access.consultation.slug,))
    return Tab("forwarded", say("forward.incoming"), url)
