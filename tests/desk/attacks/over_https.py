"""The desk as it is behind a proxy that speaks HTTPS: what its settings become, for the tests of this process."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from huiyin.desk import settings as of_the_desk

#: What differs where the site's address begins with https, and is asked for at every request.
_DIFFER = (
    "SESSION_COOKIE", "CSRF_", "LANGUAGE_COOKIE", "SECURE_", "TOLD_", "DEVICE_", "MFA_WEBAUTHN", "SITE", "IS_HTTPS", "ALLOWED_HOSTS",
)  # fmt: skip


def read_settings(
    monkeypatch: pytest.MonkeyPatch, folder: Path, **environment: str
) -> dict[str, Any]:
    """The settings as they are with these variables."""
    for name in ("DATABASE_URL", "HUIYIN_MAIL_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HUIYIN_DATA", str(folder))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    made = runpy.run_path(str(of_the_desk.__file__))
    return {name: value for name, value in made.items() if name.isupper()}


@pytest.fixture
def over_https(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = read_settings(monkeypatch, tmp_path, HUIYIN_SITE="https://desk.example.org")
    for name, value in made.items():
        if name.startswith(_DIFFER):
            setattr(settings, name, value)
