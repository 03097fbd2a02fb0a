"""Pages for requests that are refused before they reach the application.

They are rendered once, when a serving process starts, in both languages, so that they need neither a thread nor
the database: either may be the scarce resource.
"""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from huiyin.desk.core.middleware import PERMISSIONS, POLICY
from huiyin.desk.core.uploads import largest_request
from huiyin.desk.operations.request_receiver import HttpAnswer
from huiyin.i18n import say, say_number

#: Seconds after which a client may try again.
_AGAIN = 10
_LANGUAGES = {"zh": "zh-hans", "en": "en"}


def render_refusals() -> dict[int, HttpAnswer]:
    """Status → answer."""
    said = {language: _say_refusals(language) for language in _LANGUAGES}
    return {
        status: _render_refusal(status, {language: said[language][status] for language in said})
        for status in said["zh"]
    }


def _say_refusals(language: str) -> dict[int, list[str]]:
    """Status → title and sentences."""
    limit = say_number(largest_request() // 1024 // 1024, language)
    written = say("desk.slow.written", language)
    malformed = [
        say("desk.refused.malformed", language),
        say("desk.refused.malformed_why", language),
    ]
    return {
        400: malformed,
        408: [say("desk.refused.slow", language), say("desk.refused.slow_why", language), written],
        411: malformed,
        413: [
            say("desk.large.title", language),
            say("desk.refused.large_why", language, limit=limit),
            say("desk.large.how", language),
        ],
        503: [say("desk.refused.busy", language), say("desk.refused.busy_why", language), written],
    }


def _render_refusal(status: int, said: dict[str, list[str]]) -> HttpAnswer:
    pages = [
        {"lang": _LANGUAGES[language], "title": title, "sentences": sentences}
        for language, (title, *sentences) in said.items()
    ]
    told = " · ".join(title for title, *_ in said.values())
    body = render_to_string("core/refused.html", {"title": told, "pages": pages}).encode()
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-length": str(len(body)),
        "content-security-policy": POLICY,
        "permissions-policy": PERMISSIONS,
        "x-content-type-options": "nosniff",
        "x-frame-options": settings.X_FRAME_OPTIONS,
        "referrer-policy": settings.SECURE_REFERRER_POLICY,
        "cache-control": "no-store",
        "connection": "close",  # what more may come was not read
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["strict-transport-security"] = (
            f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
        )
    if status in (408, 503):
        headers["retry-after"] = str(_AGAIN)
    return HttpAnswer(
        status, [(name.encode(), value.encode()) for name, value in headers.items()], body
    )
