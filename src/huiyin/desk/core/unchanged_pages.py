"""Conditional requests: public answers carry an ETag, and an unchanged page is not sent again (RFC 9110, 8.8.3)."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from huiyin.desk.core.addresses import says_language
from huiyin.desk.core.requests import Respond


def answer_unchanged(get_response: Respond) -> Respond:
    """Middleware, inside compression, since the tag is of the uncompressed content. Only for visitors who are
    not signed in, at addresses with a language: pages of signed-in people are private and must not be stored.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if getattr(answer, "is_for_all", False) and says_language(request):
            _forget_cookies(answer)
        if not _is_public(request, answer):
            return answer
        etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        answer.headers["ETag"] = etag
        answer.headers.setdefault("Cache-Control", "public, no-cache")
        kept = get_conditional_response(request, etag=etag, response=answer)
        if kept is None or kept is answer or not isinstance(kept, HttpResponse):
            return answer
        if "Content-Security-Policy" in answer.headers:
            kept.headers["Content-Security-Policy"] = answer.headers["Content-Security-Policy"]
        return kept

    return respond


def say_for_all(answer: HttpResponse) -> HttpResponse:
    """Mark ``answer`` as the same for everybody, signed in or not: a feed, a calendar."""
    answer.is_for_all = True  # type: ignore[attr-defined]
    return answer


def _forget_cookies(answer: HttpResponse) -> None:
    """Remove "Cookie" from Vary: the user was looked up, as for any page, but the answer does not depend on it,
    so shared caches may keep a single copy (RFC 9110, 12.5.5).
    """
    left = [one for one in answer.get("Vary", "").split(", ") if one and one != "Cookie"]
    del answer["Vary"]
    if left:
        answer["Vary"] = ", ".join(left)


def _is_public(request: HttpRequest, answer: HttpResponse) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and answer.status_code == 200
        and not answer.streaming
        and not answer.cookies
        and not answer.has_header("ETag")
        and "no-store" not in answer.get("Cache-Control", "")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and settings.TOLD_COOKIE_NAME not in request.COOKIES
        and "HX-Request" not in request.headers
        and says_language(request)
        and b'name="csrfmiddlewaretoken"' not in answer.content  # which differs each time
    )
