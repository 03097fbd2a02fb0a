"""The API itself: every error becomes a problem document in the reader's language."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from huiyin.desk.api.endpoints.readings import add_readings
from huiyin.desk.api.endpoints.writings import add_writings
from huiyin.desk.api.problems import ApiProblem, Mistake, make_problem
from huiyin.desk.core.requests import NotAtThisStage
from huiyin.i18n import say

VERSION = "1"


@cache
def get_interface() -> NinjaAPI:
    """All operations. Without ninja's own documentation pages: ours are in both languages and load nothing
    external.
    """
    interface = NinjaAPI(
        title="Huiyin",
        version=VERSION,
        docs_url=None,
        openapi_url=None,
        urls_namespace="api-v1",
    )
    add_readings(interface)
    add_writings(interface)
    _add_problems(interface)
    return interface


def _add_problems(interface: NinjaAPI) -> None:
    def answer(code: str, **options: Any) -> Any:
        return lambda request, error: make_problem(ApiProblem(code, **options))

    interface.add_exception_handler(ApiProblem, _answer_problem)
    interface.add_exception_handler(ValidationError, _answer_invalid)
    challenge = {"WWW-Authenticate": "Bearer"}
    interface.add_exception_handler(AuthenticationError, answer("no_token", headers=challenge))
    interface.add_exception_handler(HttpError, answer("request"))
    interface.add_exception_handler(Http404, answer("not_found"))
    interface.add_exception_handler(NotAtThisStage, answer("not_now"))
    interface.add_exception_handler(PermissionDenied, answer("not_allowed"))


def _answer_problem(request: HttpRequest, error: Any) -> HttpResponse:
    return make_problem(error)


def _answer_invalid(request: HttpRequest, error: Any) -> HttpResponse:
    mistakes = [Mistake(_name_place(one["loc"]), _say_mistake(one)) for one in error.errors]
    return make_problem(ApiProblem("invalid", errors=mistakes))


def _name_place(loc: Any) -> str:
    """The parameter or field, without the part of the request and our argument's name."""
    parts = [str(one) for one in loc]
    while len(parts) > 1 and parts[0] in (
        "query",
        "body",
        "path",
        "form",
        "file",
        "params",
        "given",
    ):
        parts = parts[1:]
    return ".".join(parts)


#: Pydantic's error type → ``api.wrong.<code>``, and which context values are its arguments.
_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_long": "long",
    "literal_error": "choice",
    "enum": "choice",
    "greater_than_equal": "least",
    "less_than_equal": "most",
}


def _say_mistake(error: dict[str, Any]) -> str:
    code = _CODES.get(error["type"], "invalid")
    context = error.get("ctx") or {}
    if code in _LIMITS:
        return say(f"api.wrong.{code}", limit=context.get(_LIMITS[code], ""))
    if code == "choice":
        return say("api.wrong.choice", choices=context.get("expected", ""))
    if code != "invalid":
        return say(f"api.wrong.{code}")
    why = str(context.get("error", ""))
    return say(f"api.wrong.{why if why in ('day', 'moment') else 'invalid'}")


#: Code → pydantic's name of the limit.
_LIMITS = {"long": "max_length", "least": "ge", "most": "le"}
