"""Storage of one-time messages: a signed cookie, or the session if they are too long for it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class MessageCookieStorage(CookieStorage):
    """The cookie is named like the session cookie where the site uses TLS (``settings.TOLD_COOKIE_NAME``)."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        return str(settings.TOLD_COOKIE_NAME)


class MessageStorage(FallbackStorage):
    storage_classes = (MessageCookieStorage, SessionStorage)
