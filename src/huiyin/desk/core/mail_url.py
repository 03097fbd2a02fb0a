"""The mail server's address as the operator writes it (``HUIYIN_MAIL_URL``)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import dj_email_url
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class MailServer:
    """``uses_tls``: TLS from the first byte. ``uses_starttls``: no mail is sent before STARTTLS has succeeded."""

    host: str
    port: int
    user: str
    password: str
    uses_tls: bool
    uses_starttls: bool


#: Scheme → the port if the address has none.
_PORTS = {"smtp": 25, "smtp+plain": 25, "smtps": 465, "submission": 587, "submit": 587}


def read_mail_url(url: str) -> MailServer | None:
    """Parse an address such as ``smtp://user:password@host:587``; None if it is empty.

    dj-email-url only splits the address. Whether TLS is used is decided here, because to that library
    ``smtp://`` means no TLS and ``smtps://`` means STARTTLS. Unencrypted mail is sent only to this machine, or
    with ``smtp+plain://``.

    Raises :class:`django.core.exceptions.ImproperlyConfigured` for any other address: a desk that silently
    writes mails to a folder is worse than one that does not start.
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
    """Whether mail for ``host`` never leaves this machine."""
    return not host or host.startswith("/") or host in ("localhost", "127.0.0.1", "::1")
