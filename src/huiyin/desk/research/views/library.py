"""The library in public: search, filters, the same as a table and as a feed."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.core.xml_feeds import AtomFeed
from huiyin.desk.registry.api.focus_list import map_focuses
from huiyin.desk.research.api import library
from huiyin.desk.research.forms import LibraryForm
from huiyin.desk.research.readers import ANYBODY, read_reader
from huiyin.i18n import current_language, say
from huiyin.presentation.spreadsheets import csv_bytes

if TYPE_CHECKING:
    from huiyin.desk.research.models import Work

#: Rows of the table that is taken away at once; works that the feed names.
_MOST, _NEWEST = 20_000, 50


@limit_rate("search", ("GET", "HEAD"))
@require_safe
@cached_page
def show_library(request: HttpRequest) -> HttpResponse:
    """Works that the reader may see, as the form leaves them."""
    reader = read_reader(request.user)
    form = LibraryForm(library.list_choices(reader), request.GET)
    filters = form.read_filters()
    page = make_page(request, library.select_works(reader, filters))
    focuses = map_focuses()
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "research/library.html",
        {
            "form": form,
            "page": page,
            "works": [(work, library.name_themes(work, focuses)) for work in page.rows],
            "query": query.urlencode(),
            "is_narrowed": any(request.GET.get(name) for name in form.fields),
            "reader": reader,
            "part": "library",
        },
    )


@require_safe
@limit_rate("export")
def download_library(request: HttpRequest) -> HttpResponse:
    """The same as CSV."""
    reader = read_reader(request.user)
    filters = LibraryForm(library.list_choices(reader), request.GET).read_filters()
    works = list(library.select_works(reader, filters)[:_MOST])
    answer = HttpResponse(
        csv_bytes(library.list_table(works)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="research.csv"'
    return answer


@require_safe
@limit_rate("export")
def show_feed(request: HttpRequest) -> HttpResponse:
    """The newest works that everybody may see, whoever asks: a reader of feeds may keep it for others."""
    feed = AtomFeed(
        title=say("research.feed"),
        link=build_url("research"),
        description=say("research.lede"),
        language=current_language(),
        feed_url=build_url("research_feed"),
    )
    for work in library.select_works(ANYBODY)[:_NEWEST]:
        link = build_url("research_work", work.slug)
        feed.add_item(
            title=work.title,
            link=link,
            unique_id=link,
            description=work.abstract,
            pubdate=_get_moment(work),
            updateddate=_get_moment(work),
            author_name="; ".join(author.name for author in work.authors.all()),
        )
    answer = HttpResponse(content_type=feed.content_type)
    feed.write(answer, "utf-8")
    return answer


def _get_moment(work: Work) -> datetime:
    day = work.published_on or timezone.localdate()
    return timezone.make_aware(datetime.combine(day, time(12)))
