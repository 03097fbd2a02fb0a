"""The address of a mail server, as an operator writes it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import dj_email_url
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class MailServer:
    """``uses_tls``: from the first byte; ``uses_starttls``: mails go out only after the server has begun it."""

    host: str
    port: int
    user: str
    password: str
    uses_tls: bool
    uses_starttls: bool


#: Scheme → port where the address names none.
_PORTS = {"smtp": 25, "smtp+plain": 25, "smtps": 465, "submission": 587, "submit": 587}


def read_mail_url(url: str) -> MailServer | None:
    """The server that an address such as ``smtp://user:password@host:587`` names; None where there is no address.

    dj-email-url takes the address apart. Whether TLS is spoken is decided here, and in the clear only on this machine or
    on demand: to it ``smtp://`` means no TLS, and ``smtps://`` means STARTTLS.

    Raises :class:`django.core.exceptions.ImproperlyConfigured` for any other address: mails that are written to a folder
    while somebody waits for them are worse than a desk that does not start.
    """
    if not url:
        return None
    scheme, separator, rest = url.partition("://")
    scheme = scheme.lower()
    if not separator or scheme not in _PORTS:
        known = ", ".join(f"{name}://" for name in _PORTS)
        raise ImproperlyConfigured(f"HUIYIN_MAIL_URL begins with none of {known}")
    try:
        server = dj_email_url.parse(f"smtp://{rest}")
        port = urlsplit(f"smtp://{rest}").port
    except ValueError as error:  # a port that is no number
        raise ImproperlyConfigured(f"HUIYIN_MAIL_URL is no address: {error}") from error
    host = server["EMAIL_HOST"]
    return MailServer(
        host,
        port or _PORTS[scheme],
        server["EMAIL_HOST_USER"] or "",
        server["EMAIL_HOST_PASSWORD"] or "",
        uses_tls=scheme == "smtps",
        uses_starttls=scheme not in ("smtps", "smtp+plain") and not is_this_machine(host),
    )


def is_this_machine(host: str | None) -> bool:
    """Whether what is spoken to ``host`` never leaves this machine."""
    return not host or host.startswith("/") or host in ("localhost", "127.0.0.1", "::1")
