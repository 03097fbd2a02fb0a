"""Pages that editors wrote, the first page, and addresses of before."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.views import serve

from huiyin.desk.consultations.views_face import show_consultations
from huiyin.desk.core import views as frame
from huiyin.desk.core.addresses import put_on_language, take_off_language
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.outcomes.api.public_results import list_taken_up
from huiyin.desk.pages.api import find_home

#: Consultations whose results are shown on one page.
_RESULTS = 100


@require_safe
@cached_page
def show_home(request: HttpRequest) -> HttpResponseBase:
    """The first page of the site where editors have published one, else what can be commented on."""
    home = find_home(get_language() or "")
    if home is None:
        return show_consultations(request)
    return _render(serve(request, ""))


@require_safe
@cached_page
def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """The page at ``path`` in the language of the address. Where there is none, the one in another language, whose
    reader is told."""
    try:
        return _render(serve(request, path))
    except Http404:
        wanted = get_language() or ""
        for code, _ in settings.LANGUAGES:
            if code == wanted:
                continue
            with override(code):
                page = _find_page(request, path)
            if page is not None:
                return redirect(f"{page.get_url(request)}?instead={wanted}")
        raise


def _render(answer: Any) -> HttpResponse:
    """What is kept is whole."""
    if hasattr(answer, "render"):
        answer.render()
    made: HttpResponse = answer
    return made


def _find_page(request: HttpRequest, path: str) -> Any:
    """A page that everybody may read at ``path`` in the language that is spoken now. Wagtail keeps on the request what it
    found there before, in the language of then."""
    request.__dict__.pop("_wagtail_route_for_request", None)
    found = Page.route_for_request(request, path)
    del request.__dict__["_wagtail_route_for_request"]
    page = found and found[0]
    return page if page is not None and not page.get_view_restrictions().exists() else None


@require_safe
def lead_old_page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Pages stood below ``/pages/`` before every address had a language, news at its top."""
    answer = HttpResponsePermanentRedirect(f"/news/{path}")
    if take_off_language(request.path) != request.path:
        answer["Location"] = put_on_language(f"/news/{path}", get_language() or "zh-hans")
    if request.GET:
        answer["Location"] += f"?{request.GET.urlencode()}"
    return answer


@require_safe
@cached_page
def show_results(request: HttpRequest) -> HttpResponse:
    """Of each consultation that ended in a law how many of the suggestions stand in it."""
    results = list_taken_up(_RESULTS)
    return render(
        request,
        "pages/results.html",
        {
            "found": results,
            "taken": sum(one.taken for one in results),
            "total": sum(one.total for one in results),
        },
    )


def find_old_address(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Where nothing is, something may have been: an address of the site before this one leads on for good."""
    if request.method in ("GET", "HEAD") and (to := _find_new_address(request)):
        return HttpResponsePermanentRedirect(to)
    return frame.not_found(request, exception)


def _find_new_address(request: HttpRequest) -> str:
    """Where what stood at this address stands now. What asks may be anything, and gets no error of ours: an address that
    is none (``//[``), characters that no row holds, or a database that is away."""
    try:
        path = Redirect.normalise_path(take_off_language(request.get_full_path()))
        bare = Redirect.normalise_path(take_off_language(request.path))
        rows = Redirect.objects.filter(old_path__in={path, bare}).order_by("pk")
        # Mostly there is none: the page that it leads to is asked for where there is one.
        number = rows.values_list("pk", flat=True).first()
        if number is None:
            return ""
        redirection = Redirect.objects.select_related("redirect_page").get(pk=number)
    except (DatabaseError, ValueError, Redirect.DoesNotExist):
        return ""
    to = (
        redirection.redirect_page.specific.get_url(request)
        if redirection.redirect_page
        else redirection.redirect_link
    )
    return str(to or "")
