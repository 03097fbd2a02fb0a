"""allauth's forms with our limits on attempts, and the forms of one's own account."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from django import forms
from django.conf import settings
from django.http import HttpRequest

from huiyin.desk.accounts import attempt_limits
from huiyin.desk.accounts.adapter import too_many
from huiyin.desk.accounts.codes import CodeAgainForm, CodeForm
from huiyin.desk.accounts.devices import find_device, find_proved
from huiyin.desk.accounts.hooks import post_outside
from huiyin.desk.accounts.models import User
from huiyin.desk.core.client_ip import client_address
from huiyin.desk.core.form_fields import LenientForm, say_wrong
from huiyin.i18n import current_language, say


class AskForReset(account_forms.ResetPasswordForm):  # type: ignore[misc]
    """Does not look up the account; the worker does. So the answer and its timing are the same for every address."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip()

    def save(self, request: HttpRequest, **_: Any) -> str:
        email = self.cleaned_data["email"]
        device = find_device(request, email)
        is_known = device is not None and (device.is_proved or not device.user.has_second_step)
        language = "zh-hans" if current_language() == "zh" else "en"
        try:
            # Requests from browsers known to the owner have their own limit, so that a flood of
            # mails caused by others does not block them; earlier links stay valid too. All known
            # browsers share it, since each reset adds one.
            with attempt_limits.of_mail(client_address(request), email, is_known=is_known):
                post_outside(email, language, "password_reset_key")
        except attempt_limits.TooManyAttempts:
            pass  # answered alike
        return str(email)


class ChangePassword(account_forms.ChangePasswordForm):  # type: ignore[misc]
    """Attempts at the current password are limited as elsewhere."""

    def clean_oldpassword(self) -> str:
        try:
            with attempt_limits.attempt_reauthentication(
                context.request.session.session_key or ""
            ) as guess:
                typed = super().clean_oldpassword()
                guess.was_right()
        except attempt_limits.TooManyAttempts as barred:
            raise too_many(barred, where="again") from None
        return str(typed)


class _CountedCodeForm(forms.Form):
    """A code has six digits and could be guessed, so attempts are limited as for a password."""

    user: Any
    where = "code"

    def attempt(self) -> attempt_limits.Attempt:
        device = find_proved(context.request, self.user)
        return attempt_limits.of_code(self.user.pk, device.pk if device else None)

    def clean_code(self) -> str:
        try:
            with self.attempt() as guess:
                code = super().clean_code()  # type: ignore[misc]
                guess.was_right()
        except attempt_limits.TooManyAttempts as barred:
            raise too_many(barred, where=self.where) from None
        return str(code)


class TypeCode(_CountedCodeForm, CodeForm):
    pass


class TypeCodeAgain(_CountedCodeForm, CodeAgainForm):
    where = "again"

    def attempt(self) -> attempt_limits.Attempt:
        return attempt_limits.attempt_reauthentication(context.request.session.session_key or "")


class LanguageForm(LenientForm):
    """The language to switch to, and the page to return to."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)
    next = forms.CharField(required=False, empty_value="/")


class AccountForm(forms.Form):
    """A person's name and mail settings."""

    name = forms.CharField(required=False, max_length=120)
    digest = forms.ChoiceField(choices=User.Digest.choices, required=False)
    reminders = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_wrong(self.fields["name"], say("exchange.wrong.long", limit="120"))
        say_wrong(self.fields["digest"], say("exchange.wrong.choice"))


class EndSessionForm(LenientForm):
    """Which session to end: one, or all others."""

    end = forms.CharField(required=False)
    others = forms.CharField(required=False)
