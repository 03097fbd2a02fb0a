"""Who may ask how the desk is: this machine itself, the networks that the operator named, and the desk's own probe."""

from __future__ import annotations

import ipaddress
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from huiyin.desk.core.client_ip import client_address

#: The header of a probe: the desk asks its own site what of a request arrives (``huiyin desk check``).
PROBE = "X-Huiyin-Probe"
#: What a probe claims to have been called from: an address that nobody has (RFC 5737).
CLAIMED = "192.0.2.1"
_SALT = "huiyin.desk.core.watchers"
_SECONDS = 60
#: A request that bears one of them came through a proxy, whoever its peer is.
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


def make_probe() -> str:
    """The value of the header, good for a minute."""
    return signing.dumps(secrets.token_hex(8), salt=_SALT)


def is_probe(request: HttpRequest) -> bool:
    """Whether a machine of this desk asks."""
    given = request.headers.get(PROBE)
    if not given:
        return False
    try:
        signing.loads(given, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return False
    return True


def may_watch(request: HttpRequest) -> bool:
    """Whether who asks may know how the desk is."""
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
