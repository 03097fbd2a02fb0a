"""Addresses of the desk's pages for use outside of pages: in mails, files and stored rows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from huiyin.desk.core.addresses import put_on_language, take_off_language


def build_path(name: str, *parts: Any) -> str:
    """The path of a page without a language, whatever the current request's language: stored addresses are read
    in either.
    """
    return take_off_language(reverse(name, args=parts))


def build_url(name: str, *parts: Any) -> str:
    """The full address of a page, with the host from the settings and not the one that a request claims."""
    return f"{settings.SITE}{build_path(name, *parts)}"


def build_language_url(language: str, name: str, *parts: Any) -> str:
    """As :func:`build_url`, for the page in ``language``."""
    return f"{settings.SITE}{put_on_language(reverse(name, args=parts), language)}"
