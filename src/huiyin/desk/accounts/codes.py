"""The codes of a second step: each is taken once, however long it would hold."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator

from huiyin.desk.accounts import attempt_limits

#: allauth remembers a used code for one of its times of thirty seconds; with the tolerance of the settings it holds for
#: more, so that who looked over a shoulder could use it again.
_TIMES = 2 * app_settings.TOTP_TOLERANCE + 1
_ONCE = attempt_limits.AttemptLimit(1, timedelta(seconds=_TIMES * app_settings.TOTP_PERIOD))


class _SingleUseCode:
    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not _use_code(self.user.pk, code):  # type: ignore[attr-defined]
            self._emit_authentication_failed(self.authenticator)  # type: ignore[attr-defined]
            from allauth.mfa.adapter import get_adapter

            raise get_adapter().validation_error("incorrect_code")
        return str(code)


class CodeForm(_SingleUseCode, AuthenticateForm):  # type: ignore[misc]
    """At signing in."""


class CodeAgainForm(_SingleUseCode, ReauthenticateForm):  # type: ignore[misc]
    """Where it is asked once more."""


def _use_code(person: int, code: str) -> bool:
    """Whether ``code`` was not used before, in all the time that it holds. A row remembers it: a cache forgets what it
    has no room for, and is another in each process where none is shared."""
    digits = "".join(one for one in code if one.isdecimal())
    try:
        attempt_limits.take_try(f"code used {person} {digits}", _ONCE)
    except attempt_limits.TooManyAttempts:
        return False
    return True
