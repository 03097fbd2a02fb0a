"""Errors as ``application/problem+json`` (RFC 9457), for programs and people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from huiyin.i18n import current_language, say

CONTENT_TYPE = "application/problem+json"
#: Code → status; texts ``api.problem.<code>``, explained on the reference page.
STATUSES: Mapping[str, int] = {
    "request": 400,
    "cursor": 400,
    "no_token": 401,
    "bad_token": 401,
    "scope": 403,
    "not_allowed": 403,
    "not_now": 403,
    "second_step": 403,
    "not_found": 404,
    "method": 405,
    "conflict": 409,
    "too_large": 413,
    "range": 416,
    "invalid": 422,
    "slow": 429,
    "preparing": 503,
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """``where``: the parameter or field; ``detail``: what is wrong and how to correct it."""

    where: str
    detail: str


class ApiProblem(Exception):
    """Answered as a problem document. ``detail``: replaces the usual sentence of its code."""

    def __init__(
        self,
        code: str,
        *,
        detail: str = "",
        errors: Sequence[Mistake] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code, self.detail, self.errors = code, detail, tuple(errors)
        self.headers = dict(headers or {})


def set_headers(answer: HttpResponseBase, headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        answer.headers[name] = value


def make_problem(problem: ApiProblem) -> HttpResponse:
    """The problem document in the reader's language."""
    status = STATUSES[problem.code]
    problem_details: dict[str, Any] = {
        "type": f"{settings.SITE}{reverse('api_reference')}#problem-{problem.code}",
        "title": say(f"api.problem.{problem.code}.title"),
        "status": status,
        "detail": problem.detail or say(f"api.problem.{problem.code}"),
        "code": problem.code,
    }
    if problem.errors:
        problem_details["errors"] = [
            {"where": one.where, "detail": one.detail} for one in problem.errors
        ]
    answer = HttpResponse(
        json.dumps(problem_details, ensure_ascii=False), content_type=CONTENT_TYPE, status=status
    )
    if status == STATUSES["preparing"]:
        answer._has_been_logged = True  # type: ignore[attr-defined] # nothing is broken
    set_headers(answer, {"Content-Language": current_language(), **problem.headers})
    return answer
