"""How the members change: charts, tables and sentences that the worker made."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.requests import DeskRequest
from huiyin.desk.directory.api.figures import find_table, get_figures, recompute_figures
from huiyin.desk.directory.views.csv_files import send_csv
from huiyin.i18n import say


@require_safe
@cached_page
def show_members(request: DeskRequest) -> HttpResponse:
    """The page; where nothing was computed yet it says what to do."""
    user = request.user
    return render(
        request,
        "directory/members.html",
        {
            "figures": get_figures(),
            "may_recompute": user.is_authenticated
            and (getattr(user, "is_secretariat", False) or getattr(user, "is_superuser", False)),
        },
    )


@require_safe
def download_members(request: HttpRequest, table: str) -> HttpResponse:
    """One of its tables as CSV, in the reader's language."""
    wanted = find_table(table)
    if wanted is None:
        raise Http404
    return send_csv(f"members-{table}", [wanted.head, *wanted.rows])


@require_POST
@team_only
def recompute_members(request: SignedInRequest) -> HttpResponse:
    """Let the worker compute the figures anew."""
    recompute_figures(request.user)
    messages.success(request, say("directory.members.asked"))
    return redirect("members")
