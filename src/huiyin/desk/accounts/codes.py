"""Forms for the second factor. A code is accepted only once while it is valid, and malformed passkey data is
handled.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as passkeys
from django import forms

from huiyin.desk.accounts import attempt_limits
from huiyin.desk.accounts.recovery_codes import take_code

#: allauth remembers a used code for one period of thirty seconds. With the configured tolerance it
#: is valid for longer, so somebody who watched could use it again.
_TIMES = 2 * app_settings.TOTP_TOLERANCE + 1
_ONCE = attempt_limits.AttemptLimit(1, timedelta(seconds=_TIMES * app_settings.TOTP_PERIOD))


class _SingleUseCode:
    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        spare = take_code(self.user, self.cleaned_data["code"])
        if spare is not None:
            self.authenticator = spare
            return str(self.cleaned_data["code"])
        code = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not _use_code(self.user.pk, code):
            self._emit_authentication_failed(self.authenticator)  # type: ignore[attr-defined]
            from allauth.mfa.adapter import get_adapter

            raise get_adapter().validation_error("incorrect_code")
        return str(code)


class CodeForm(_SingleUseCode, AuthenticateForm):  # type: ignore[misc]
    """The code at signing in."""


class CodeAgainForm(_SingleUseCode, ReauthenticateForm):  # type: ignore[misc]
    """The code when the identity is confirmed again."""


def _use_code(person: int, code: str) -> bool:
    """Whether ``code`` was not used before while it is valid. Stored as a row: a cache drops entries and may be
    separate in each process.
    """
    digits = "".join(one for one in code if one.isdecimal())
    try:
        attempt_limits.take_try(f"code used {person} {digits}", _ONCE)
    except attempt_limits.TooManyAttempts:
        return False
    return True


class _PatientDecoder(json.JSONDecoder):
    """Reports numbers with thousands of digits and deeply nested brackets as invalid JSON. Python raises other
    errors for them, which the form does not handle.
    """

    def decode(self, s: str, *more: Any) -> Any:
        try:
            return super().decode(s, *more)
        except json.JSONDecodeError:
            raise
        except (ValueError, RecursionError) as wrong:
            raise json.JSONDecodeError(str(wrong), s, 0) from None


class _PasskeyForm(forms.Form):
    credential = forms.JSONField(required=True, widget=forms.HiddenInput, decoder=_PatientDecoder)


class AddPasskeyForm(_PasskeyForm, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyForm(_PasskeyForm, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey at signing in, after the password."""


class PasskeyAloneForm(_PasskeyForm, passkeys.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey at signing in, instead of the password."""


class PasskeyAgainForm(_PasskeyForm, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey when the identity is confirmed again."""
