"""What initiatives add to the public page of a network: its goals, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from huiyin.desk.initiatives.access import read_reader
from huiyin.desk.initiatives.api.goals import select_goals
from huiyin.desk.initiatives.models import LineageSide
from huiyin.desk.networks.hooks import PageLine, PagePart
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor
    from huiyin.desk.networks.models import Network

#: Goals that the page of a network names; all of them stand with its lineage.
_MOST = 20


def list_goals_and_lineage(network: Network, visitor: Visitor) -> PagePart:
    """Four queries at most."""
    goals = select_goals(read_reader(visitor)).filter(network=network)[:_MOST]
    lines = [PageLine(one.title, reverse("goal", args=(one.pk,)), one.period) for one in goals]
    sides = LineageSide.objects.filter(network=network, event__withdrawn_at=None)
    more = None
    if lines or sides.exists():
        page = reverse("network_lineage", args=(network.slug,))
        more = PageLine(say("initiative.lineage"), page)
    return PagePart(say("initiative.tab.goals"), tuple(lines), more)
