"""allauth's pages that change credentials, each change in one transaction with its audit entry and the ending
of sessions.

allauth saves, commits and sends signals afterwards. If something failed in between, a new password would be set
while somebody who knew the old one is still signed in, and the audit log would not mention it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from allauth.account import views as account
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from huiyin.desk.accounts.account_events import record_factor_changes, record_new_codes
from huiyin.desk.accounts.recovery_codes import count_left, show_fresh


class _Whole:
    """Carries out a form completely or not at all. Wrong attempts are counted before, during validation, and
    stay counted.
    """

    request: Any

    def form_valid(self, form: Any) -> HttpResponse:
        with self.keep_whole(self.request):
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return answer

    def keep_whole(self, request: HttpRequest) -> AbstractContextManager[None]:
        return transaction.atomic()


class _FactorChange(_Whole):
    def keep_whole(self, request: Any) -> AbstractContextManager[None]:
        return record_factor_changes(request)


class _NewCodes(_Whole):
    def keep_whole(self, request: Any) -> AbstractContextManager[None]:
        return record_new_codes(request)


# Passwords: recorded where allauth sends its signal, which is inside (account_events).
class ChangePassword(_Whole, account.PasswordChangeView):  # type: ignore[misc]
    pass


class SetPassword(_Whole, account.PasswordSetView):  # type: ignore[misc]
    pass


class ResetPassword(_Whole, account.PasswordResetFromKeyView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        """A new password ends every session of the account. If the current session is one of them it is ended
        first: otherwise it could not be saved afterwards, and the owner would see an error although all went
        well.
        """
        if self.request.user.is_authenticated:
            self.logout()
        return super().form_valid(form)


class AddApp(_FactorChange, app.ActivateTOTPView):  # type: ignore[misc]
    pass


class RemoveApp(_FactorChange, app.DeactivateTOTPView):  # type: ignore[misc]
    pass


class AddPasskey(_FactorChange, passkeys.AddWebAuthnView):  # type: ignore[misc]
    pass


class RemovePasskey(_FactorChange, passkeys.RemoveWebAuthnView):  # type: ignore[misc]
    pass


class MakeCodes(_NewCodes, codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    def get_context_data(self, **more: Any) -> dict[str, Any]:
        kept = Authenticator.objects.filter(
            user=self.request.user, type=Authenticator.Type.RECOVERY_CODES
        ).first()
        left = count_left(kept.wrap()) if kept is not None else 0
        return {**super().get_context_data(**more), "unused_code_count": left}


class ShowCodes(codes.ViewRecoveryCodesView):  # type: ignore[misc]
    """Shows codes just created, once; later only how many are left. Codes from earlier versions can be shown."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**more)
        kept = Authenticator.objects.get(
            user=self.request.user, type=Authenticator.Type.RECOVERY_CODES
        )
        fresh = show_fresh(self.request, kept)
        return {
            **context,
            "unused_codes": fresh or context["unused_codes"],
            "left": count_left(kept.wrap()),
            "is_fresh": bool(fresh),
        }


#: Replace allauth's views below ``accounts/``, at the same addresses and names.
urlpatterns = [
    path("password/change/", ChangePassword.as_view(), name="account_change_password"),
    path("password/set/", SetPassword.as_view(), name="account_set_password"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ResetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("2fa/totp/activate/", AddApp.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("2fa/webauthn/add/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(
        "2fa/recovery-codes/generate/",
        MakeCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/recovery-codes/", ShowCodes.as_view(), name="mfa_view_recovery_codes"),
]
