"""Where what somebody is told on their next page waits: a signed cookie, or the session where it is long."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class MessageCookieStorage(CookieStorage):
    """Named as the other cookies are where the site is spoken to over TLS (``settings.SESSION_COOKIE_NAME``)."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        return str(settings.TOLD_COOKIE_NAME)


class MessageStorage(FallbackStorage):
    storage_classes = (MessageCookieStorage, SessionStorage)
