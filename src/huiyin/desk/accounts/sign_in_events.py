"""Log sign-ins and failed attempts, and renew the session key after somebody confirmed their identity."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from huiyin.desk.accounts.models import User
from huiyin.desk.core.security_log import log_event, mask_secret


def log_failed_sign_in(
    request: HttpRequest | None = None, credentials: Any = None, **_: Any
) -> None:
    """The typed address is not logged: it may be a password typed into the wrong box."""
    log_event(
        "account.wrong",
        request,
        warn=True,
        tried=mask_secret(str((credentials or {}).get("email", ""))),
    )


def wrong_code(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    log_event(
        "account.wrong_code", request, warn=True, account=user.pk, way=str(authenticator.type)
    )


def log_passed_step(
    request: HttpRequest, user: User, method: str, reauthenticated: bool = False, **more: Any
) -> None:
    """Log a step of signing in, or a confirmation of identity. After the latter the session gets a new key, so
    that somebody who copied the old one gains nothing.
    """
    event = "account.again" if reauthenticated else "account.step"
    log_event(event, request, account=user.pk, way=str(more.get("type") or method))
    if reauthenticated and request.user.is_authenticated:
        request.session.cycle_key()


def log_sign_in(request: HttpRequest | None, user: User, **_: Any) -> None:
    log_event("account.in", request, account=user.pk)


def log_sign_out(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    log_event("account.out", request, account=user.pk if user else "-")
