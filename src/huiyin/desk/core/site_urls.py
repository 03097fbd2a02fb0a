"""Addresses of the desk's pages as they stand outside of it: in mails, in files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse


def build_url(name: str, *parts: Any) -> str:
    """The full address of a page, with the address of the settings and not one that a request claims to have come to."""
    return f"{settings.SITE}{reverse(name, args=parts)}"
