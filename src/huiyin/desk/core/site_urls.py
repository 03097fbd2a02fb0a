"""Addresses of the desk's pages as they stand outside of it: in mails, in files, in rows that are kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from huiyin.desk.core.addresses import put_on_language, take_off_language


def build_path(name: str, *parts: Any) -> str:
    """The address of a page in no language, whoever is asking now: what is kept is read in either."""
    return take_off_language(reverse(name, args=parts))


def build_url(name: str, *parts: Any) -> str:
    """The full address of a page, with the address of the settings and not one that a request claims to have come to."""
    return f"{settings.SITE}{build_path(name, *parts)}"


def build_language_url(language: str, name: str, *parts: Any) -> str:
    """As :func:`build_url`, of the page in one language."""
    return f"{settings.SITE}{put_on_language(reverse(name, args=parts), language)}"
