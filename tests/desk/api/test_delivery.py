"""Where a webhook may lead."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.desk.api.api import delivery
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "https://127.0.0.1/", "https://10.0.0.8/", "https://169.254.169.254/latest", "https://[::1]/",
        "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://0.0.0.0/", "https://192.168.1.1:8443/", "ftp://example.org/",
        "https://user:word@example.org/", "https://100.64.0.1/", "https://[fd00::1]/", "https:///", "https://exa mple.org", "https://2130706433/",
        "https://localhost/", "https://224.0.0.1/", "https://[2002:0a00:0001::]/",
    ],
)  # fmt: skip
def test_no_webhook_leads_within_the_walls(url: str) -> None:
    with pytest.raises(delivery.DeliveryFailed):
        delivery.check_target(url)


def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch: Any) -> None:
    """A name that leads elsewhere at the second look changes nothing: there is no second look."""
    looked = []

    def look_up(host: str, port: int, *_: Any, **__: Any) -> Any:
        looked.append(host)
        return [(2, 1, 6, "", ("93.184.215.14", port))]

    called = []

    def connect(address: tuple[str, int], *_: Any) -> Any:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(delivery.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(delivery.socket, "create_connection", connect)
    with pytest.raises(delivery.DeliveryFailed, match="connection"):
        delivery.send_message("https://hooks.example.org/x", b"{}", {})
    assert (looked, called) == (["hooks.example.org"], [("93.184.215.14", 443)])
