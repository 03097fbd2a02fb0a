"""Render a mail: text in the recipient's language, headers, and the link to receive fewer mails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.utils import timezone

from huiyin.desk.accounts.api import UnknownAccount, get_account
from huiyin.desk.core.registration import Registry
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.notifications.models import Mail
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

_SALT = "huiyin.mail.choice"
#: Lines at the foot of every mail, added by apps above: each returns a line, or "".
FOOT: Registry[Callable[[], str]] = Registry("notifications.email_rendering.FOOT")


def choice_address(person: User, wish: str = "") -> str:
    """The address where ``person`` chooses which mails to get, without signing in. A POST by a mail program
    ends the mails of ``wish``.
    """
    return build_url("mail_choice", signing.dumps([person.pk, wish, person.epoch], salt=_SALT))


class ChoiceLinkExpired(Exception):
    """A genuine link that is no longer valid: it expired, or the account was closed."""


def read_choice_token(token: str) -> tuple[User, str]:
    """The account and the ``wish`` of a link.

    Raises :class:`~huiyin.desk.accounts.api.UnknownAccount` if the link is not genuine or the account is gone,
    and :class:`ChoiceLinkExpired`.
    """
    try:
        number, wish, *epoch = signing.loads(
            token, salt=_SALT, max_age=timedelta(days=settings.CHOICE_DAYS)
        )
    except signing.SignatureExpired:
        raise ChoiceLinkExpired from None
    except signing.BadSignature:
        raise UnknownAccount(token) from None
    person = get_account(number)
    if not person.is_active or person.epoch != (epoch[0] if epoch else 0):
        raise ChoiceLinkExpired
    return person, wish


def render_email(mail: Mail, words: dict[str, Any]) -> EmailMessage:
    """The complete mail. Call it with the recipient's language active
    (:func:`~huiyin.desk.core.languages.override_language`).
    """
    end = [say("mail.signature", site=settings.SITE)]
    end += [line for write in FOOT if (line := write())]
    # The same Message-ID at every attempt: if the server accepted a mail but the worker died before
    # noting it, recipients can recognise the second copy.
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{mail.key}@{host}>", "Auto-Submitted": "auto-generated"}
    if mail.person is not None:
        until = timezone.localdate() + timedelta(days=settings.CHOICE_DAYS)
        end.append(say("mail.fewer", url=choice_address(mail.person), until=say_date(until)))
        if mail.wish:
            headers["List-Unsubscribe"] = f"<{choice_address(mail.person, mail.wish)}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    elif "unsubscribe" in words:  # somebody without an account, who follows something
        headers["List-Unsubscribe"] = f"<{words['unsubscribe']}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(
        subject=" ".join(say(f"mail.{mail.kind}.subject", **words).split()),
        body="\n\n".join((say(f"mail.{mail.kind}.text", **words), "\n".join(end))) + "\n",
        to=[mail.recipient],
        headers=headers,
    )
