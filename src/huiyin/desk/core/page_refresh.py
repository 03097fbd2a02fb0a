"""Page fragments that poll for the progress of work, and how their polling stops."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from huiyin.desk.core.requests import DeskRequest

#: The status by which htmx stops polling. After any other answer that is not a success it would go
#: on polling for ever.
STOP_POLLING = 286


def stop_polling_when_refused(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Decorator: if a polling page is refused, because its reader lost the permission or signed out, it is told
    so once and stops polling. Requests by address are refused as usual.
    """

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
