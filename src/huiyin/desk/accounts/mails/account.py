"""Mails about the account itself. Each is found anew when it is sent: the outbox holds no way into an account."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from huiyin.desk.accounts.mails import outbox
from huiyin.desk.accounts.mails.letters import address
from huiyin.desk.accounts.models import Mail
from huiyin.words import say


@outbox.kind("password_reset_key")
def password_reset(mail: Mail) -> dict[str, Any] | None:
    """The link with which a new password is set, once."""
    person = mail.person
    token = default_token_generator.make_token(person)
    return {"url": address("account_reset_password_from_key", user_pk_to_url_str(person), token)}


@outbox.kind("account_changed")
def account_changed(mail: Mail) -> dict[str, Any] | None:
    """That what protects the account was changed, and what to do if it was not by its owner."""
    return {
        "name": str(mail.person),
        "what": say(f"account.said.{mail.about['what']}"),
        "when": mail.about["when"],
        "ip": mail.about["ip"],
        "url": address("account_reset_password"),
    }


@outbox.kind("second_step_reset")
def second_step_reset(mail: Mail) -> dict[str, Any] | None:
    """That the secretariat took the second step away, which a thief might have talked it into."""
    return {
        "name": str(mail.person),
        "who": mail.about["who"],
        "url": address("mfa_index"),
    }
