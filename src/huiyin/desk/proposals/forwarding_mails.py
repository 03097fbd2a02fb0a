"""Mails and news about forwarded items."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import Access
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.notifications.followings import FollowNews
from huiyin.desk.notifications.reminders import NewsItem
from huiyin.desk.proposals.api.forwardings import list_settled_between, select_items
from huiyin.desk.proposals.forwarding_notes import name_receiver
from huiyin.desk.proposals.models import ForwardedItem, Forwarding
from huiyin.i18n import say
from huiyin.presentation.citations import shorten_text

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.networks.models import Network
    from huiyin.desk.notifications.models import Mail


def _name_network(origin: Consultation) -> str:
    return origin.network.name if origin.network is not None else origin.title


def _name_item(item: ForwardedItem) -> str:
    if item.suggestion is not None:
        taken = f" → {item.taken_key}" if item.taken_key else ""
        return f"{item.suggestion.key}{taken}"
    return shorten_text(item.statement.text, 60) if item.statement is not None else ""


def forwarded_words(mail: Mail) -> dict[str, Any] | None:
    """Notify those leading the target of forwarded items. None if all were withdrawn or the recipient no longer
    leads the target.
    """
    found = Forwarding.objects.select_related("origin__network", "target__network")
    forwarding = found.get(pk=mail.about["forwarding"])
    n = forwarding.items.exclude(state=ForwardedItem.State.WITHDRAWN).count()
    if (
        not n
        or mail.person is None
        or not Access(mail.person, forwarding.target).may(Action.RECEIVE)
    ):
        return None
    return {
        "n": n,
        "network": _name_network(forwarding.origin),
        "title": forwarding.target.title,
        "reasons": forwarding.reasons,
        "url": build_url("forwarded", forwarding.target.slug),
    }


def settled_words(mail: Mail) -> dict[str, Any] | None:
    """Notify those leading the network of the outcome of items settled in one session."""
    items = list(select_items().filter(pk__in=mail.about["items"]).order_by("pk"))
    if not items or mail.person is None:
        return None
    forwarding = items[0].forwarding
    if not Access(mail.person, forwarding.origin).may(Action.SEE):
        return None
    lines = []
    for item in items:
        line = f"{_name_item(item)}{say('network.colon')}{say(f'forward.state.{item.state}')}"
        lines.append(f"· {line}" + (f"\n  {item.answer}" if item.answer else ""))
    return {
        "n": len(items),
        "receiver": name_receiver(forwarding.target),
        "title": forwarding.target.title,
        "items": "\n".join(lines),
        "url": build_url("forwarded", forwarding.target.slug),
    }


def _say_settled(item: ForwardedItem) -> str:
    return say(
        "forward.news.settled",
        what=_name_item(item),
        network=_name_network(item.forwarding.origin),
        receiver=name_receiver(item.forwarding.target),
        state=say(f"forward.state.{item.state}"),
    )


def list_news(reader: User, since: datetime, until: datetime) -> Iterator[NewsItem]:
    """Yield outcomes of forwarded items, if the reader may see both consultations."""
    seen: dict[int, bool] = {}
    for item in list_settled_between(since, until):
        ends = (item.forwarding.origin, item.forwarding.target)
        for one in ends:
            if one.pk not in seen:
                seen[one.pk] = Access(reader, one).may(Action.SEE)
        if all(seen[one.pk] for one in ends):
            url = build_url("forwarded_item", item.forwarding.target.slug, item.pk)
            yield NewsItem(item.forwarding.origin.title, _say_settled(item), url)


def _make_news(item: ForwardedItem) -> FollowNews:
    assert item.settled_at is not None
    url = build_url("forwarded_item", item.forwarding.target.slug, item.pk)
    return FollowNews(f"forwarded-{item.pk}", item.settled_at, _say_settled(item), url)


_PUBLIC = ~Q(forwarding__origin__stage="preparing") & ~Q(forwarding__target__stage="preparing")


def list_network_news(network: Network, since: datetime, until: datetime) -> Iterator[FollowNews]:
    """Yield outcomes of items forwarded from or to a network, in one query."""
    own = Q(forwarding__origin__network=network) | Q(forwarding__target__network=network)
    for item in list_settled_between(since, until).filter(own, _PUBLIC):
        yield _make_news(item)


def list_follow_news(
    consultation: Consultation, unit: str, since: datetime, until: datetime
) -> Iterator[FollowNews]:
    """Yield outcomes of items forwarded from or to a consultation or, with ``unit``, of suggestions on that
    provision of its draft, in one query.
    """
    own = Q(forwarding__origin=consultation) | Q(forwarding__target=consultation)
    if unit:
        own = Q(forwarding__origin=consultation, suggestion__unit=unit)
    for item in list_settled_between(since, until).filter(own, _PUBLIC):
        yield _make_news(item)
