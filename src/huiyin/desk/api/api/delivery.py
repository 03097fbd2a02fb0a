"""Send a message to an address that somebody else chose, and reach nothing by it that is not on the open internet.

The name is looked up once, every address that it leads to is checked, and the connection goes to one of these: between the
check and the call nothing can change. No redirect is followed, no proxy is asked, and of the answer only its status is read.
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

#: Seconds for connecting, and again for each step of the answer; and for all of it, for who answers byte by byte would
#: otherwise keep the messages of all others waiting.
_PATIENCE, _AT_MOST = 10, 20


class DeliveryFailed(Exception):
    """``code``: of ``api.delivery.…``; ``status``: what was answered, where something was."""

    def __init__(self, code: str, status: int | None = None) -> None:
        super().__init__(code)
        self.code, self.status = code, status


def check_target(url: str) -> list[str]:
    """The addresses that a message for ``url`` may go to. Raises :class:`DeliveryFailed` where there is none."""
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
    """Whether it is of the open internet: neither of a network within walls nor of this machine; also what stands for
    such an address in another form."""
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
    """The status of the answer. Raises :class:`DeliveryFailed` where it was none of success."""
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
    """Cuts a connection when its time is over, whatever step it is at."""

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
        """By a handle of its own, for TLS takes the one that was made."""
        self._held = made.dup()
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        self.is_over = True
        if self._held is not None:
            with suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)


def _connect(parts: SplitResult, address: str, deadline: _Deadline) -> http.client.HTTPConnection:
    """A connection to ``address``, which speaks to the name of the URL: certificate and ``Host`` are those of the name."""
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
