"""A mail server that keeps what it is given, and refuses or breaks as a test tells it to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller


@dataclass
class Sink:
    """``answers``: address → what the server says of it at RCPT, in place of taking it; ``before`` is called with each
    letter before the server says that it took it."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    before: Callable[[EmailMessage], None] = lambda letter: None

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, to: str, options: Any
    ) -> str:
        if to in self.answers:
            return self.answers[to]
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.before(letter)
        self.letters.append(letter)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [one for one in self.letters if one["To"] == address]

    def one(self, address: str) -> EmailMessage:
        (letter,) = self.to(address)
        return letter


def words(letter: EmailMessage) -> str:
    """Subject and text, as the reader sees them."""
    return f"{letter['Subject']}\n\n{letter.get_content()}".replace("\r\n", "\n")


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made = Sink(free.getsockname()[1])
    server = Controller(made, hostname="127.0.0.1", port=made.port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", made.port
    settings.EMAIL_TIMEOUT = 10
    yield made
    server.stop()
