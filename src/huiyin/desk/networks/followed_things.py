"""Networks as something to follow: their public news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.networks.hooks import NEWS
from huiyin.desk.networks.models import MembershipRequest, Network
from huiyin.desk.notifications.followings import FollowedThing, FollowNews
from huiyin.i18n import say


def find_network_thing(key: str) -> FollowedThing | None:
    network = Network.objects.filter(slug=key).first()
    if network is None:
        return None
    return FollowedThing("network", key, network.name, build_url("network_page", network.slug))


def list_network_news(key: str, since: datetime, until: datetime) -> Iterator[FollowNews]:
    network = Network.objects.filter(slug=key).first()
    for find in NEWS if network is not None else ():
        assert network is not None
        yield from find(network, since, until)


def list_membership_news(
    network: Network, since: datetime, until: datetime
) -> Iterator[FollowNews]:
    """Organisations that joined by being accepted. One query."""
    joined = MembershipRequest.objects.filter(
        network=network, state=MembershipRequest.State.ACCEPTED, settled_at__gt=since, settled_at__lte=until
    )  # fmt: skip
    for one in joined.select_related("organisation").order_by("settled_at", "pk"):
        assert one.settled_at is not None
        words = say("network.news.joined", organisation=one.organisation.name)
        url = build_url("network_page", network.slug)
        yield FollowNews(f"joined-{one.pk}", one.settled_at, words, url)
