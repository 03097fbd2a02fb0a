"""One search over everything that the reader may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.pages.forms import SiteSearchForm
from huiyin.desk.pages.search import KINDS, find_everything


@limit_rate("search", ("GET", "HEAD"))
@require_safe
@cached_page
def show_search(request: HttpRequest) -> HttpResponse:
    """What was found, kind by kind."""
    form = SiteSearchForm(request.GET)
    wanted = form.read_wanted()
    found = find_everything(request.user, wanted) if wanted.words else ()
    return render(
        request,
        "pages/search.html",
        {"form": form, "wanted": wanted, "found": found, "kinds": KINDS},
    )
