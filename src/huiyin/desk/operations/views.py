"""Pages about the state of the desk, for operators."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.watchers import may_watch
from huiyin.desk.operations import metrics
from huiyin.desk.operations.desk_state import describe_desk


@require_safe
@team_only
def show_state(request: SignedInRequest) -> HttpResponse:
    """The state of each part, the data behind it, and what to do."""
    return render(request, "operations/machine.html", {"state": describe_desk()})


@require_safe
@never_cache
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Metrics for monitoring, for this machine and the operator's networks only."""
    if not may_watch(request):
        raise Http404
    return HttpResponse(metrics.write_metrics(), content_type=metrics.CONTENT_TYPE)
