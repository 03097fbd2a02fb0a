"""Parts of pages that ask again by themselves how far work is, and when they stop."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from huiyin.desk.core.requests import DeskRequest

#: What htmx takes as "ask no more": any other answer that is no success it asks again after, for ever.
STOP_POLLING = 286


def stop_polling_when_refused(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A page that asks again by itself and is refused, because who looks at it has lost the right or signed out, is told
    so once and asks no more. Somebody who comes by the address is refused as everywhere."""

    @wraps(view)
    def respond(request: HttpRequest, /, *args: Any, **details: Any) -> HttpResponseBase:
        if not cast(DeskRequest, request).htmx:
            return view(request, *args, **details)
        try:
            answer = view(request, *args, **details)
        except (PermissionDenied, Http404):
            return _say_stopped(request)
        return _say_stopped(request) if 300 <= answer.status_code < 400 else answer

    return respond


def _say_stopped(request: HttpRequest) -> HttpResponse:
    return render(request, "core/part_polling_stopped.html", status=STOP_POLLING)
