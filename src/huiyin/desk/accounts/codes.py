"""The codes of a second step: each is taken once, however long it would hold."""

from __future__ import annotations

from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.utils.crypto import salted_hmac

#: allauth remembers a used code for one of its times of thirty seconds; with the tolerance of the settings it holds for
#: more, so that who looked over a shoulder could use it again.
_TIMES = 2 * app_settings.TOTP_TOLERANCE + 1


class _Once:
    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not _take(self.user.pk, code):  # type: ignore[attr-defined]
            self._emit_authentication_failed(self.authenticator)  # type: ignore[attr-defined]
            from allauth.mfa.adapter import get_adapter

            raise get_adapter().validation_error("incorrect_code")
        return str(code)


class Enter(_Once, AuthenticateForm):  # type: ignore[misc]
    """At signing in."""


class EnterAgain(_Once, ReauthenticateForm):  # type: ignore[misc]
    """Where it is asked once more."""


def _take(person: int, code: str) -> bool:
    """Whether ``code`` was not used before, in all the time that it holds."""
    digits = "".join(one for one in code if one.isdecimal())
    used = salted_hmac("huiyin.desk.accounts.codes", f"{person} {digits}", algorithm="sha256")
    return bool(
        cache.add(f"code-used-{used.hexdigest()}", "y", timeout=_TIMES * app_settings.TOTP_PERIOD)
    )
