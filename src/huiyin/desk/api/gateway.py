"""Entry point of every API operation: language, rate limits, CORS, and errors that ninja does not handle.

No cookie is read: a signed-in browser counts as anonymous unless it sends a token. So no other site can act
with a user's rights, and shared caches may store every GET.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from huiyin.desk.api.problems import ApiProblem, make_problem, set_headers
from huiyin.desk.core.client_ip import client_address, find_network
from huiyin.desk.core.languages import override_language
from huiyin.desk.core.rate_limits import LIMITS, count_request
from huiyin.desk.core.uploads import UploadTooLarge
from huiyin.i18n import current_language

View = Callable[..., HttpResponseBase]
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: CORS headers: other sites may read.
_ACROSS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, Content-Range, Accept-Ranges",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range, Accept-Language",
    "Access-Control-Max-Age": "86400",
}


def open_to_programs(view: View) -> View:
    """Wrap a view in the gateway."""

    @csrf_exempt
    @wraps(view)
    def serve(request: HttpRequest, /, *args: Any, **details: Any) -> HttpResponseBase:
        request.user = AnonymousUser()
        with override_language(choose_language(request)):
            answer = _answer_request(view, request, *args, **details)
            answer.headers.setdefault("Content-Language", current_language())
        set_headers(answer, _ACROSS if request.method in _SAFE else {})
        if answer.status_code >= 400 or request.method not in _SAFE:
            answer.headers.setdefault("Cache-Control", "no-store")
        patch_vary_headers(answer, ("Accept-Language",))
        return answer

    serve.is_for_programs = True  # type: ignore[attr-defined]
    return serve


def choose_language(request: HttpRequest) -> str:
    """``lang``, otherwise the first supported language of ``Accept-Language``, otherwise the desk's; no cookie."""
    asked = request.GET.get("lang", "")
    if asked in ("zh", "en"):
        return "en" if asked == "en" else "zh-hans"
    for code, _ in parse_accept_lang_header(request.headers.get("accept-language", "").lower()):
        if code.partition("-")[0] in ("zh", "en"):
            return "en" if code.startswith("en") else "zh-hans"
    return str(settings.LANGUAGE_CODE)


def _answer_request(
    view: View, request: HttpRequest, /, *args: Any, **details: Any
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        answer = HttpResponse(status=204)
        set_headers(answer, _PREFLIGHT | {"Allow": "GET, HEAD, OPTIONS"})
        return answer
    try:
        _require_room(request)
        return _finish_answer(request, _call_view(view, request, *args, **details))
    except ApiProblem as problem:
        return make_problem(problem)
    except (RequestDataTooBig, UploadTooLarge, TooManyFilesSent):
        return make_problem(ApiProblem("too_large"))
    except (MultiPartParserError, UnreadablePostError):
        return make_problem(ApiProblem("request"))


def _call_view(view: View, request: HttpRequest, /, *args: Any, **details: Any) -> HttpResponseBase:
    """HEAD is answered like GET, without a body."""
    if request.method != "HEAD":
        return view(request, *args, **details)
    request.method = "GET"
    try:
        answer = view(request, *args, **details)
    finally:
        request.method = "HEAD"
    bare = HttpResponse(status=answer.status_code)
    set_headers(bare, dict(answer.items()))
    if isinstance(answer, HttpResponse):
        bare["Content-Length"] = str(len(answer.content))
    for close in answer._resource_closers:  # type: ignore[attr-defined]
        close()
    return bare


def _finish_answer(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    if answer.status_code != 405:
        return answer
    allowed = sorted(
        {*answer.headers.get("Allow", "").replace(" ", "").split(","), "OPTIONS"} - {""}
    )
    if "GET" in allowed:
        allowed.append("HEAD")
    return make_problem(ApiProblem("method", headers={"Allow": ", ".join(allowed)}))


def _require_room(request: HttpRequest) -> None:
    """Count per address: the owner of a token is only known after looking it up, and guessing tokens must count
    too.
    """
    if settings.LIMITS_TIMES <= 0:
        return
    name = "api" if request.method in ("GET", "HEAD") else "api_write"
    limit = LIMITS[name]
    who = f"address {find_network(client_address(request))}"
    wait = count_request(name, who, limit.address * settings.LIMITS_TIMES, limit.seconds)
    if wait > 0:
        raise ApiProblem("slow", headers={"Retry-After": str(math.ceil(wait))})
