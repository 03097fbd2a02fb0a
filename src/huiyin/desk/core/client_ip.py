"""The address that a request came from."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address: the peer of the connection, or what the outermost of our own proxies saw."""
    return find_address(
        request.META.get("REMOTE_ADDR") or "", request.headers.get("x-forwarded-for", "")
    )


def find_address(peer: str, forwarded: str) -> str:
    """The client's address, from the ``peer`` of the connection and the header ``X-Forwarded-For``.

    Each proxy appends the address that called it to the header. Only the last ``settings.PROXIES`` entries come
    from our own proxies; anything before them was written by the client and cannot be trusted.
    """
    peer = peer or "0.0.0.0"
    seen = [part.strip() for part in forwarded.split(",")]
    proxies = settings.PROXIES
    if proxies < 1 or len(seen) < proxies:
        return peer
    return seen[-proxies] or peer


def find_network(address: str) -> str:
    """What is counted as one client: an IPv4 address, or the /64 network of an IPv6 address, since whoever has
    one address of a /64 can use all of them.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed.packed[:8] + bytes(8), 64)))
