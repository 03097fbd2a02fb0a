"""Write to people, each in their own language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation

from huiyin.words import current_language, say, use_language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything said inside is said in ``language``."""
    before = current_language()
    use_language(language)
    try:
        with translation.override(language):
            yield
    finally:
        use_language(before)


def write(to: str, language: str, kind: str, **details: object) -> None:
    """Send the mail ``kind``: its subject and words are ``mail.<kind>.subject`` and ``mail.<kind>.text``.

    Raises ``OSError`` where the mail server cannot be reached; the caller decides whether to try again.
    """
    with speaking(language):
        message = EmailMessage(
            subject=say(f"mail.{kind}.subject", **details).replace("\n", " "),
            body="\n\n".join(
                (say(f"mail.{kind}.text", **details), say("mail.signature", site=settings.SITE))
            ),
            to=[to],
        )
        message.send()


def address(path: str) -> str:
    """The full address of a page, as it stands in a mail."""
    return f"{settings.SITE}{path}"
