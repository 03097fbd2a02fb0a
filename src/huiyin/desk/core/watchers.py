"""Who may see the state of the desk: this machine, the operator's networks, and the desk's own probe."""

from __future__ import annotations

import ipaddress
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from huiyin.desk.core.client_ip import client_address

#: The header of a probe: the desk requests its own site to see what arrives (``huiyin desk
#: check``).
PROBE = "X-Huiyin-Probe"
#: The address a probe claims to come from; reserved for documentation (RFC 5737).
CLAIMED = "192.0.2.1"
_SALT = "huiyin.desk.core.watchers"
_SECONDS = 60
#: A request with one of these headers came through a proxy, so its peer is not the client.
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


def make_probe() -> str:
    """The value of the probe header, valid for a minute."""
    return signing.dumps(secrets.token_hex(8), salt=_SALT)


def is_probe(request: HttpRequest) -> bool:
    """Whether the request was made by a machine of this desk."""
    given = request.headers.get(PROBE)
    if not given:
        return False
    try:
        signing.loads(given, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return False
    return True


def may_watch(request: HttpRequest) -> bool:
    """Whether the client may see the state of the desk."""
    if is_probe(request):
        return True
    if not any(name in request.headers for name in _FORWARDED) and _is_this_machine(
        request.META.get("REMOTE_ADDR") or ""
    ):
        return True
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return False
    return any(address in network for network in settings.WATCHERS)


def _is_this_machine(peer: str) -> bool:
    try:
        return ipaddress.ip_address(peer).is_loopback
    except ValueError:
        return False
