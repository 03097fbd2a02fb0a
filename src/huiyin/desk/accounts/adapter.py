"""The adapter for django-allauth: who may have an account, and all its messages in our own words."""

from __future__ import annotations

import logging
from base64 import b32encode
from pathlib import PurePosixPath
from secrets import token_bytes
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts import attempt_limits
from huiyin.desk.accounts.attempt_limits import TooManyAttempts
from huiyin.desk.accounts.devices import find_device
from huiyin.desk.accounts.hooks import queue_mail
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.second_step import SECRETS
from huiyin.desk.core.client_ip import client_address
from huiyin.desk.core.sealed_secrets import CannotUnseal, seal_text, unseal_text
from huiyin.desk.core.security_log import log_event
from huiyin.desk.core.site_urls import build_url
from huiyin.i18n import say

log = logging.getLogger(__name__)

#: Error codes of the pages in use; text ``account.wrong.<code>``.
_WRONG = frozenset(
    {
        "account_inactive",
        "cannot_delete_authenticator",
        "cannot_generate_recovery_codes",
        "email_password_mismatch",
        "enter_current_password",
        "incorrect_code",
        "incorrect_password",
        "invalid_login",
        "invalid_password_reset",
        "rate_limited",
        "unverified_email",
    }
)


def too_many(barred: TooManyAttempts, *, where: str = "login") -> ValidationError:
    """The error for too many wrong attempts, with the time to wait and the alternatives. ``where``: signing in
    (``login``), its second step (``code``), or confirming one's identity again (``again``).
    """
    log_event("account.barred", context.request, warn=True, minutes=barred.minutes)
    sentence = say(f"account.wrong.too_many_{where}", minutes=barred.minutes)
    return ValidationError(sentence, code="too_many_login_attempts")


class _OurWords:
    """Replaces allauth's error messages by ours."""

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in _WRONG:
            sentence = say(f"account.wrong.{code}")
        else:
            return super().validation_error(code, *args)  # type: ignore[misc, no-any-return]
        return ValidationError(sentence, code=code)


class InvitedOnly(_OurWords, DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody can sign up; accounts are created by invitations (networks.invitations)."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt before the password is checked. allauth calls this first, and
        ``_rollback_login_failed_rl_usage`` if the password was right.
        """
        email = str(credentials.get("email", ""))
        device = find_device(request, email)
        self._attempt = attempt_limits.of_password(
            client_address(request), email, device.pk if device else None
        )
        try:
            self._attempt.__enter__()
        except TooManyAttempts as barred:
            raise too_many(barred) from None

    def get_login_stages(self) -> list[str]:
        theirs, ours = (
            "allauth.mfa.stages.AuthenticateStage",
            "huiyin.desk.accounts.login_stages.SecondStep",
        )
        return [ours if one == theirs else one for one in super().get_login_stages()]

    def _rollback_login_failed_rl_usage(self) -> None:
        self._attempt.was_right()

    def reauthenticate(self, user: User, password: str) -> bool:
        """Counted per session: somebody guessing in a stolen session locks nobody out elsewhere."""
        try:
            with attempt_limits.attempt_reauthentication(
                self.request.session.session_key or ""
            ) as guess:
                is_right = user.is_active and user.check_password(password)
                if is_right:
                    guess.was_right()
        except TooManyAttempts as barred:
            raise too_many(barred, where="again") from None
        return is_right

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Uses the host from the settings and not the one that a request claims."""
        uid, _, token = key.partition("-")
        return build_url("account_reset_password_from_key", uid, token)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """``account/messages/logged_in.txt`` becomes ``account.said.logged_in``."""
        if message_template is not None:
            message = say(f"account.said.{PurePosixPath(message_template).stem}")
        messages.add_message(request, level, message or "", extra_tags=extra_tags)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        ways = {
            "reauthenticate": "password",
            "mfa_reauthenticate": "code",
            "mfa_reauthenticate:webauthn": "passkey",
        }
        return [
            method | {"description": say(f"account.way.{ways[method['id']]}")}
            for method in super().get_reauthentication_methods(user)
        ]

    def set_password(self, user: User, password: str) -> None:
        """Saves only the password: other columns of this object may be outdated, and saving them could restore
        rights that were removed meanwhile.
        """
        user.set_password(password)
        user.save(update_fields=("password",))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        queue_mail(user, "password_reset_key")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Notify the owner that credentials changed, and what to do if they did not do it."""
        queue_mail(
            user,
            "account_changed",
            what=PurePosixPath(template_prefix).name,
            when=timezone.localtime().strftime("%Y-%m-%d %H:%M"),
            ip=client_address(self.request),
        )


class SecondFactor(_OurWords, DefaultMFAAdapter):  # type: ignore[misc]
    def encrypt(self, text: str) -> str:
        return seal_text(text, SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret that no key of this desk opens becomes a random one, so that no code is right but nothing
        breaks.
        """
        try:
            return unseal_text(encrypted_text, SECRETS)
        except CannotUnseal:
            log.error("a second step cannot be read with this desk's secret key")
            return b32encode(token_bytes(20)).decode("ascii")

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        there = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return say("account.passkey.first_name", number=there + 1)
