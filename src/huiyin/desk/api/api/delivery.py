"""Send a message to an address chosen by a user, without giving access to anything but the public internet.

The host name is resolved once, every resulting address is checked, and the connection goes to one of these
addresses: nothing can change between check and use (DNS rebinding). No redirects are followed, no proxy is
used, and only the status of the answer is read.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

#: Seconds per step (connecting, each read), and in total. Without the total limit a server that
#: answers byte by byte would delay all other messages.
_PATIENCE, _AT_MOST = 10, 20


class DeliveryFailed(Exception):
    """``code``: text ``api.delivery.…``; ``status``: the HTTP status, if there was an answer."""

    def __init__(self, code: str, status: int | None = None) -> None:
        super().__init__(code)
        self.code, self.status = code, status


def check_target(url: str) -> list[str]:
    """The addresses that a message for ``url`` may be sent to. Raises :class:`DeliveryFailed` if there is none."""
    parts = _split_url(url)
    if settings.WEBHOOKS_PRIVATE:
        return _look_up(parts)
    if parts.scheme != "https":
        raise DeliveryFailed("scheme")
    found = _look_up(parts)
    if not all(_is_open(address) for address in found):
        raise DeliveryFailed("private")
    return found


def _split_url(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise DeliveryFailed("address") from error
    is_plain = url.isascii() and url.isprintable() and " " not in url
    if not is_plain or parts.scheme not in ("http", "https") or not parts.hostname:
        raise DeliveryFailed("address")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise DeliveryFailed("address")
    return parts


def _look_up(parts: SplitResult) -> list[str]:
    try:
        found = socket.getaddrinfo(parts.hostname, _find_port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DeliveryFailed("name") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _find_port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _is_open(address: str) -> bool:
    """Whether the address is on the public internet: not private and not this machine, also when it is embedded
    in another form (IPv4-mapped, 6to4, Teredo, NAT64).
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed in _NAT64:
            return _is_open(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo or (None, None))[1]
        if inner is not None:
            return _is_open(str(inner))
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def send_message(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send the message and return the status. Raises :class:`DeliveryFailed` unless it is a success."""
    addresses, parts = check_target(url), urlsplit(url)
    with _Deadline(_AT_MOST) as deadline:
        try:
            status = _post(parts, addresses[0], body, headers, deadline)
        except DeliveryFailed as failed:
            if deadline.is_over:
                raise DeliveryFailed("slow") from failed
            raise
        if deadline.is_over:  # a head that was cut reads as one that ended
            raise DeliveryFailed("slow")
    return status


def _post(
    parts: SplitResult,
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    deadline: _Deadline,
) -> int:
    line = _connect(parts, address, deadline)
    try:
        path = parts.path or "/"
        line.request("POST", f"{path}?{parts.query}" if parts.query else path, body, dict(headers))
        status = line.getresponse().status
    except TimeoutError as error:
        raise DeliveryFailed("slow") from error
    except ssl.SSLError as error:
        raise DeliveryFailed("certificate") from error
    except (OSError, http.client.HTTPException) as error:
        raise DeliveryFailed("connection") from error
    finally:
        line.close()
    if not 200 <= status < 300:
        raise DeliveryFailed("status", status)
    return status


class _Deadline:
    """Cuts a connection when its time is over, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._held: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._held is not None:
            self._held.close()

    def hold(self, made: socket.socket) -> None:
        """Keep a duplicate of the socket, because TLS takes over the original."""
        self._held = made.dup()
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        self.is_over = True
        if self._held is not None:
            with suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)


def _connect(parts: SplitResult, address: str, deadline: _Deadline) -> http.client.HTTPConnection:
    """A connection to ``address`` that uses the URL's host name for the certificate and the ``Host`` header."""
    host, port = parts.hostname or "", _find_port(parts)
    line: http.client.HTTPConnection
    if parts.scheme == "https":
        line = http.client.HTTPSConnection(
            host, port, timeout=_PATIENCE, context=ssl.create_default_context()
        )
    else:
        line = http.client.HTTPConnection(host, port, timeout=_PATIENCE)

    def connect_there(
        _: tuple[str, int], timeout: float | None = None, source: tuple[str, int] | None = None
    ) -> socket.socket:
        made = socket.create_connection((address, port), timeout, source)
        deadline.hold(made)
        return made

    line._create_connection = connect_there  # type: ignore[attr-defined]
    return line
