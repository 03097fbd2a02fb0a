"""Where a request came from."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of who asks: the peer, or what the outermost of our own proxies saw."""
    return find_address(
        request.META.get("REMOTE_ADDR") or "", request.headers.get("x-forwarded-for", "")
    )


def find_address(peer: str, forwarded: str) -> str:
    """The address of who asks, by the ``peer`` of the connection and the header ``X-Forwarded-For``.

    Each proxy adds the address it was called from to the end of the header; what stands before those of
    ``settings.PROXIES`` proxies was written by the client and may be anything.
    """
    peer = peer or "0.0.0.0"
    seen = [part.strip() for part in forwarded.split(",")]
    proxies = settings.PROXIES
    if proxies < 1 or len(seen) < proxies:
        return peer
    return seen[-proxies] or peer


def find_network(address: str) -> str:
    """What is counted as one address: of IPv6 the first half, for whoever has one there has all others of it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed.packed[:8] + bytes(8), 64)))
