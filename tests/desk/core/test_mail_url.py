"""The mail server is who the operator names, and nothing goes to it in the clear unasked."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from huiyin.desk.core.mail_url import MailServer, read_mail_url


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://a%40b:p%2Fw@mail.example.org:587", MailServer("mail.example.org", 587, "a@b", "p/w", False, True)),
        ("smtp://mail.example.org", MailServer("mail.example.org", 25, "", "", False, True)),
        ("submission://mail.example.org", MailServer("mail.example.org", 587, "", "", False, True)),
        ("smtps://mail.example.org", MailServer("mail.example.org", 465, "", "", True, False)),
        ("smtp+plain://mail.example.org:2525", MailServer("mail.example.org", 2525, "", "", False, False)),
        ("smtp://127.0.0.1:25", MailServer("127.0.0.1", 25, "", "", False, False)),
        ("smtp://[::1]:25", MailServer("::1", 25, "", "", False, False)),
        ("SMTP://localhost", MailServer("localhost", 25, "", "", False, False)),
    ],
)  # fmt: skip
def test_an_address_says_who_takes_mails_and_how_they_are_sealed(
    url: str, server: MailServer
) -> None:
    assert read_mail_url(url) == server


def test_without_an_address_there_is_no_server() -> None:
    assert read_mail_url("") is None


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://host:port"])
def test_an_address_that_names_no_mail_server_stops_the_desk(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="HUIYIN_MAIL_URL"):
        read_mail_url(url)
