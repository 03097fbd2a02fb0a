"""Where a request came from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of who asks: the peer, or what the outermost of our own proxies saw.

    Each proxy adds the address it was called from to the end of ``X-Forwarded-For``; what stands before those
    of ``settings.PROXIES`` proxies was written by the client and may be anything.
    """
    peer = request.META.get("REMOTE_ADDR") or "0.0.0.0"
    seen = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",")]
    proxies = settings.PROXIES
    if proxies < 1 or len(seen) < proxies:
        return peer
    return seen[-proxies] or peer
