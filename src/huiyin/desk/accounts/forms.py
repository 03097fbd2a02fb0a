"""allauth's forms, with our counts of what was wrong; and what people choose of their account."""

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
    """Asks nobody whether there is an account: the worker finds that out. So the answer, and the time it takes, are
    the same for every address."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip()

    def save(self, request: HttpRequest, **_: Any) -> str:
        email = self.cleaned_data["email"]
        device = find_device(request, email)
        is_known = device is not None and (device.is_proved or not device.user.has_second_step)
        language = "zh-hans" if current_language() == "zh" else "en"
        try:
            # One who is flooded with mails from elsewhere still gets one by asking from where they are known; and
            # every link that came before works as well. Known are all their browsers together: each reset makes one.
            with attempt_limits.of_mail(client_address(request), email, is_known=is_known):
                post_outside(email, language, "password_reset_key")
        except attempt_limits.TooManyAttempts:
            pass  # answered alike
        return str(email)


class ChangePassword(account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The password as it is now is guessed no more often than elsewhere."""

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
    """A code: six digits are found by trying, so it is tried as seldom as a password."""

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
    """The language to go on in, and the page to go on at."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)
    next = forms.CharField(required=False, empty_value="/")


class AccountForm(forms.Form):
    """What others call somebody, and which mails they get."""

    name = forms.CharField(required=False, max_length=120)
    digest = forms.ChoiceField(choices=User.Digest.choices, required=False)
    reminders = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_wrong(self.fields["name"], say("exchange.wrong.long", limit="120"))
        say_wrong(self.fields["digest"], say("exchange.wrong.choice"))


class EndSessionForm(LenientForm):
    """Which session is ended: one, or all others."""

    end = forms.CharField(required=False)
    others = forms.CharField(required=False)
