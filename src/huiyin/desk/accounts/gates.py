"""The gate before what belongs to no consultation."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


def team_only(view: Any) -> Any:
    """Only the secretariat and who runs the machine."""

    @wraps(view)
    @login_required
    def enter(request: HttpRequest, **details: Any) -> HttpResponse:
        if not (request.user.is_secretariat or request.user.is_superuser):
            raise PermissionDenied
        return view(request, **details)

    enter.needs_secretariat = True  # type: ignore[attr-defined]
    return enter
