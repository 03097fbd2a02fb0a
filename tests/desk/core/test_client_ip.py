"""Where a request came from, behind as many proxies as the operator named."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.desk.core.client_ip import find_address, find_network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.2.3.4", "10.0.0.1"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
    ],
)
def test_what_a_client_wrote_itself_is_not_believed(
    settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    settings.PROXIES = proxies
    assert find_address("10.0.0.1", forwarded) == address


def test_of_ipv6_the_first_half_is_one_address() -> None:
    assert (
        find_network("2001:db8::1")
        == find_network("2001:db8::ffff")
        != find_network("2001:db8:0:1::1")
    )
    assert find_network("::ffff:1.2.3.4") == "1.2.3.4" and find_network("nobody") == "nobody"
