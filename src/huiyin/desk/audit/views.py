"""The audit log of the whole desk."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.entry_views import render_entries, render_entries_file
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.core.rate_limits import limit_rate


@require_safe
@team_only
def show_desk_entries(request: SignedInRequest) -> HttpResponse:
    """The entries of the whole desk."""
    return render_entries(request, _list_visible_entries(request), "audit/desk_acts.html", {})


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@team_only
def download_desk_entries(request: SignedInRequest, form: str) -> HttpResponse:
    """The same as a table."""
    return render_entries_file(request, _list_visible_entries(request), f"acts.{form}")


def _list_visible_entries(request: SignedInRequest) -> QuerySet[AuditEntry]:
    """Operators may not see private comments, so they do not see entries about them."""
    found = AuditEntry.objects.all()
    return found if request.user.is_secretariat else found.filter(is_private=False)
