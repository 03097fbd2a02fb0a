"""Who has a page already is not sent it again: each public answer carries a tag of what it says (RFC 9110, 8.8.3)."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from huiyin.desk.core.addresses import says_language
from huiyin.desk.core.requests import Respond


def answer_unchanged(get_response: Respond) -> Respond:
    """Stands within what compresses: the tag is of the words, which are the same however they are sent. Only for who is
    not signed in, at an address that says its language: what others see is theirs, and is kept nowhere."""

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
    """``answer`` is the same for everybody who asks at its address, signed in or not: a feed, a calendar."""
    answer.is_for_all = True  # type: ignore[attr-defined]
    return answer


def _forget_cookies(answer: HttpResponse) -> None:
    """Who is signed in was looked for on the way, as for any page; the answer does not depend on it, and what stands in
    between may keep one for all (RFC 9110, 12.5.5)."""
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
