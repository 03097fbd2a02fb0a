"""Articles as the site lists them: by year, month, tag and author, with those that have no translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear, TruncDate
from django.http import HttpRequest

from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.request_params import FIRST_YEAR, LAST_YEAR, parse_number

#: Articles on a page.
ROWS = 20


@dataclass(frozen=True, slots=True)
class ArticleFilters:
    """What of a section somebody wants to see; empty: all."""

    year: int | None = None
    month: int | None = None
    tag: str = ""
    author: str = ""


def read_article_filters(request: HttpRequest) -> ArticleFilters:
    year, month = (parse_number(request.GET.get(name, "")) for name in ("year", "month"))
    is_year = year is not None and FIRST_YEAR <= year <= LAST_YEAR
    return ArticleFilters(
        year if is_year else None,
        month if is_year and month is not None and 1 <= month <= 12 else None,
        request.GET.get("tag", "")[:100],
        request.GET.get("author", "")[:120],
    )


def select_articles(language: str = "") -> QuerySet[Any]:
    """What everybody may read, the newest first: in ``language``, and what there is in the other alone. Each has its day
    as ``on``."""
    articles: Any = apps.get_model("pages", "Article").objects
    rows = articles.live().public().annotate(on=Coalesce("dated", TruncDate("first_published_at")))
    if language:
        own = articles.live().filter(locale__language_code=language)
        rows = rows.filter(
            Q(locale__language_code=language)
            | ~Q(translation_key__in=own.values("translation_key"))
        )
    found: QuerySet[Any] = rows.select_related("locale").order_by(
        F("on").desc(nulls_last=True), "-first_published_at", "-pk"
    )
    return found


def select_within(section: Any, language: str) -> QuerySet[Any]:
    """Those of :func:`select_articles` below a section or below its counterparts in other languages."""
    places = Q(pk=None)
    counterparts = type(section).objects.filter(translation_key=section.translation_key)
    for path in counterparts.values_list("path", flat=True):
        places |= Q(path__startswith=path)
    return select_articles(language).filter(places)


def list_articles(request: HttpRequest, section: Any, filters: ArticleFilters) -> dict[str, Any]:
    """What the page of a section shows."""
    language = section.locale.language_code
    rows = select_within(section, language)
    years = list(
        rows.order_by()
        .annotate(year=ExtractYear("on"))
        .values("year")
        .annotate(n=Count("pk"))
        .exclude(year=None)
        .order_by("-year")
    )
    months = []
    if filters.year is not None:
        rows = rows.filter(on__year=filters.year)
        months = list(
            rows.order_by()
            .annotate(month=ExtractMonth("on"))
            .values("month")
            .annotate(n=Count("pk"))
            .order_by("month")
        )
        if filters.month is not None:
            rows = rows.filter(on__month=filters.month)
    if filters.tag:
        rows = rows.filter(tagged_items__tag__slug=filters.tag)
    if filters.author:
        rows = rows.filter(byline=filters.author)
    sections = type(section).objects.child_of(section).live().public()
    return {
        "sections": sections,
        "page_of_articles": make_page(request, rows, ROWS),
        "years": years,
        "months": months,
        "filters": filters,
    }


def list_parts(series: Any) -> list[Any]:
    """The published parts of a series in their order."""
    articles: Any = apps.get_model("pages", "Article").objects
    return list(articles.child_of(series).live().order_by("path", "pk"))
