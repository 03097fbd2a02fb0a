"""The address in mails, where nobody said which people type."""

from __future__ import annotations

import pytest
from django.conf import settings

from huiyin.desk.operations import preparation


@pytest.mark.parametrize(
    ("host", "port", "site"),
    [
        ("127.0.0.1", 8812, "http://127.0.0.1:8812"),
        ("0.0.0.0", 8000, "http://127.0.0.1:8000"),
        ("[::1]", 9000, "http://[::1]:9000"),
    ],
)
def test_links_in_mails_lead_to_the_port_that_the_desk_is_served_at(
    host: str, port: int, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HUIYIN_SITE", raising=False)
    preparation.set_site(host, port)
    assert preparation.os.environ["HUIYIN_SITE"] == site


def test_what_an_operator_said_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_SITE", "https://desk.example.org")
    preparation.set_site("127.0.0.1", 8812)
    assert preparation.os.environ["HUIYIN_SITE"] == "https://desk.example.org"


def test_editors_of_pages_have_pictures_from_nobody_else() -> None:
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
