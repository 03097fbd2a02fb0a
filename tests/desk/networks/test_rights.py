"""Where an organisation stands to a network."""

from __future__ import annotations

import pytest

from huiyin.desk.accounts.permissions import Standing
from huiyin.desk.networks.models import MembershipRequest
from huiyin.desk.networks.rights import find_standing


@pytest.mark.parametrize(
    ("is_member", "side", "standing"),
    [
        (True, None, Standing.MEMBER),
        (True, "organisation", Standing.MEMBER),
        (False, None, Standing.OUTSIDE),
        (False, "organisation", Standing.ASKED),
        (False, "network", Standing.INVITED),
    ],
)
def test_who_belongs_is_a_member_and_an_open_request_tells_who_asked(
    is_member: bool, side: str | None, standing: Standing
) -> None:
    request = MembershipRequest(side=side) if side else None
    assert find_standing(is_member, request) is standing
