"""Where a suggestion or a statement came from, or was forwarded to, in one line beside it."""

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
    """Who receives what is forwarded to a consultation."""
    return target.network.name if target.network is not None else say("network.umbrella")


def describe_origin(item: ForwardedItem) -> ChainLink:
    """Beside what was taken: by whom it was forwarded, when, and whether it was amended."""
    origin = item.forwarding.origin
    words = say(
        "forward.origin",
        network=origin.network.name if origin.network is not None else origin.title,
        day=say_date(localdate(item.forwarding.forwarded_at)),
    )
    url = reverse("forwarded_item", args=(item.forwarding.target.slug, item.pk))
    return ChainLink(words, url, ((f"forward.state.{item.state}", ""),))


def describe_destination(item: ForwardedItem) -> ChainLink:
    """Beside what was forwarded: to whom, and what became of it."""
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
    """Key → what is said beside the suggestion. Two queries."""
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
    """Statement → what is said beside it. One query."""
    taken = api.map_taken_statements(statements)
    return {number: [describe_origin(item)] for number, item in taken.items()}


def find_outgoing_tab(access: Access) -> Tab | None:
    """There for who forwards. No query: tabs stand on every page."""
    if not access.consultation.network_id or not access.may(Action.FORWARD):
        return None
    return Tab(
        "forward", say("forward.outgoing"), reverse("forward", args=(access.consultation.slug,))
    )


def find_incoming_tab(access: Access) -> Tab | None:
    """There for who receives, of the umbrella body; of a network the page of what goes up leads there. Everybody else is
    led there from beside what was forwarded."""
    if access.consultation.network_id or not access.may(Action.RECEIVE):
        return None
    url = reverse("forwarded", args=(access.consultation.slug,))
    return Tab("forwarded", say("forward.incoming"), url)
