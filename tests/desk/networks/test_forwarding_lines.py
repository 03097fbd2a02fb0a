"""Lines by which networks forward."""

from __future__ import annotations

import pytest

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import (
    Role,
)
from huiyin.desk.networks import forwarding_lines
from huiyin.desk.networks import membership_requests as requests
from huiyin.desk.networks.models import Network


def test_a_line_leads_up_and_never_in_a_circle(network: Network, people: dict[Role, User]) -> None:
    by = people[Role.SECRETARIAT]
    upper = Network.objects.create(slug="water", name_en="Water")
    top = Network.objects.create(slug="nature", name_en="Nature")
    forwarding_lines.declare_line(network, upper, by)
    forwarding_lines.declare_line(upper, top, by)
    with pytest.raises(requests.RequestRefused, match="line_circle"):
        forwarding_lines.declare_line(top, network, by)
    with pytest.raises(requests.RequestRefused, match="line_there"):
        forwarding_lines.declare_line(network, upper, by)
    line = forwarding_lines.declare_line(network, None, by)
    assert forwarding_lines.list_uppers(network.pk) == [upper.pk, None]
    forwarding_lines.end_line(line, by)
    assert forwarding_lines.list_uppers(network.pk) == [upper.pk]
