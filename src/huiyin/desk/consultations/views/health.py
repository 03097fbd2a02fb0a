"""Whether the desk is well, for machines that watch it: a line for each part, 503 where one is not."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huiyin.desk.core.database_retry import AWAY
from huiyin.desk.jobs import api as jobs
from huiyin.desk.notifications import outbox


@require_safe
@never_cache
def show_health(request: HttpRequest) -> HttpResponse:
    """It says nothing of what is kept here, so everybody may ask."""
    try:
        late = {"jobs": jobs.since_when_late(), "mails": outbox.since_when_late()}
    except AWAY:
        return _make_answer({"database": "away"})
    return _make_answer(
        {"database": "ok"} | {part: _say_state(since) for part, since in late.items()}
    )


def _say_state(since: datetime | None) -> str:
    return "ok" if since is None else f"standing still since {since:%Y-%m-%dT%H:%M:%SZ}"


def _make_answer(parts: dict[str, str]) -> HttpResponse:
    lines = "".join(f"{part}: {said}\n" for part, said in parts.items())
    status = 200 if set(parts.values()) == {"ok"} else 503
    return HttpResponse(lines, content_type="text/plain; charset=utf-8", status=status)
