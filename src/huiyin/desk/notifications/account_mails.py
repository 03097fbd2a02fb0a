"""Mails about accounts. Links are made when a mail is sent: the outbox never contains a way into an account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.utils import timezone

from huiyin.desk.accounts.api import list_accounts
from huiyin.desk.accounts.attempt_limits import fold_email
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.notifications.models import Mail
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def password_reset(mail: Mail) -> dict[str, Any] | None:
    """The one-time link to set a password. None if no account has the address: the page gave no hint about
    that, and no mail is sent.
    """
    person = mail.person or next(iter(_with_address(mail.email)), None)
    if person is None or not person.is_active:
        return None
    until = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    token = default_token_generator.make_token(person)
    return {
        "url": build_url("account_reset_password_from_key", user_pk_to_url_str(person), token),
        "until": f"{say_date(timezone.localdate(until))} {timezone.localtime(until):%H:%M}",
    }


def _with_address(email: str) -> list[User]:
    return [
        one
        for one in list_accounts().filter(email__iexact=email)
        if fold_email(one.email) == fold_email(email)
    ]


def account_changed(mail: Mail) -> dict[str, Any] | None:
    """That the credentials of the account changed, and what to do if the owner did not do it."""
    return {
        "name": str(mail.person),
        "what": say(f"account.said.{mail.about['what']}"),
        "when": mail.about["when"],
        "ip": mail.about["ip"],
        "url": build_url("account_reset_password"),
    }


def second_step_reset(mail: Mail) -> dict[str, Any] | None:
    """That the secretariat removed the second factor. An attacker might have persuaded it to."""
    return {
        "name": str(mail.person),
        "who": mail.about["who"] or say("mail.second_step_reset.operator"),
        "url": build_url("mfa_index"),
    }
