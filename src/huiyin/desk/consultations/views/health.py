"""The health check for monitoring: a line per part, status 503 if one has failed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huiyin.desk.core.client_ip import client_address
from huiyin.desk.core.database_retry import AWAY
from huiyin.desk.core.drain_state import is_draining
from huiyin.desk.core.watchers import is_probe, may_watch
from huiyin.desk.jobs import api as jobs
from huiyin.desk.notifications import outbox


@require_safe
@never_cache
def show_health(request: HttpRequest) -> HttpResponse:
    """For this machine and the operator's networks only; reveals no content."""
    if not may_watch(request):
        raise Http404
    if is_probe(request):
        return JsonResponse(_tell_arrived(request))
    if is_draining():
        return _make_answer({"machine": "stopping"})
    try:
        late = {"jobs": jobs.since_when_late(), "mails": outbox.since_when_late()}
    except AWAY:
        return _make_answer({"database": "away"})
    return _make_answer(
        {"database": "ok"} | {part: _say_state(since) for part, since in late.items()}
    )


def _tell_arrived(request: HttpRequest) -> dict[str, Any]:
    """What of a probe arrived here through the proxies."""
    return {
        "machine": settings.MACHINE,
        "forwarded": [
            part.strip()
            for part in request.headers.get("X-Forwarded-For", "").split(",")
            if part.strip()
        ],
        "address": client_address(request),
        "is_secure": request.is_secure(),
        "now": timezone.now().isoformat(),
    }


def _say_state(since: datetime | None) -> str:
    return "ok" if since is None else f"standing still since {since:%Y-%m-%dT%H:%M:%SZ}"


def _make_answer(parts: dict[str, str]) -> HttpResponse:
    lines = "".join(f"{part}: {said}\n" for part, said in parts.items())
    status = 200 if set(parts.values()) == {"ok"} else 503
    return HttpResponse(lines, content_type="text/plain; charset=utf-8", status=status)
