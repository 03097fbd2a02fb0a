"""Log lines for security events, in a form that programs can parse and nobody can forge.

The form of a line: ``2026-11-29T21:00:00.123+00:00 WARNING huiyin.security: refused status=403 who=12
address=192.0.2.7 place=manage …``

``who`` is an account's primary key and ``place`` the name of a URL pattern, so the log contains no names,
e-mail addresses or parts of addresses (such as the token of an invitation). What is logged, and for how long:
``docs/security-design.md``.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from huiyin.desk.core.client_ip import client_address
from huiyin.desk.core.requests import Respond
from huiyin.desk.core.token_masks import mask_tokens

SECURITY = logging.getLogger("huiyin.security")
#: Statuses of answers that refuse something.
REFUSALS = frozenset({400, 401, 403, 405, 408, 409, 410, 411, 413, 429})
_PLAIN = re.compile(r"[\w.:/@+-]{1,120}")


class SecurityFormatter(logging.Formatter):
    """Lines with the time in UTC and tokens masked. A message is always one line: a line break that somebody
    sent is shown as ``\\n``. Lines of a traceback begin with a bar, which no message line does.
    """

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        told = f"{self.formatTime(record)} {record.levelname} {record.name}: {show_controls(record.getMessage())}"
        behind = [self.formatException(record.exc_info)] if record.exc_info else []
        behind += [self.formatStack(record.stack_info)] if record.stack_info else []
        lines = (show_controls(line) for block in behind for line in block.splitlines())
        return mask_tokens("\n".join((told, *(f"  | {line}" for line in lines))))


def show_controls(text: str) -> str:
    """``text`` on one line: control characters and marks of text direction are spelt out."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text
    )


def log_event(
    event: str, request: HttpRequest | None = None, *, warn: bool = False, **more: Any
) -> None:
    """Log ``event`` with the user, address and place of the request."""
    told = (_describe_request(request) if request is not None else {}) | more
    words = " ".join(f"{name}={_quote_value(value)}" for name, value in told.items())
    SECURITY.log(logging.WARNING if warn else logging.INFO, "%s %s", event, words)


def mask_secret(secret: str) -> str:
    """A stand-in for a secret in the log: equal for equal secrets, and not reversible."""
    folded = secret.strip().casefold()
    # Not renamed with the module: new lines must stay comparable with old ones.
    return salted_hmac("huiyin.desk.frame.noting", folded, algorithm="sha256").hexdigest()[:12]


def note_refusals(get_response: Respond) -> Respond:
    """Middleware that logs refused requests: by permission, CSRF token, rate limit or as malformed; also a
    signed-in user's request for something that they are told does not exist.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        is_hidden = answer.status_code == 404 and request.resolver_match and _find_user_id(request)
        if answer.status_code in REFUSALS or is_hidden:
            log_event("refused", request, warn=True, status=answer.status_code)
        return answer

    return respond


def _describe_request(request: HttpRequest) -> dict[str, Any]:
    found = request.resolver_match
    place = (found.view_name or found.route) if found else "-"
    return {
        "who": _find_user_id(request) or "-",
        "address": client_address(request),
        "method": request.method or "-",
        "place": place or "-",
    }


def _find_user_id(request: HttpRequest) -> int | None:
    """The primary key of the user if it was already loaded; no query is made for the log."""
    return getattr(getattr(request, "_cached_user", None), "pk", None)


def _quote_value(value: Any) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) and text.isascii() else json.dumps(text[:200])
