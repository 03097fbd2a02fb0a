"""Works of research, and news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huiyin.desk.api import schemas
from huiyin.desk.api.resources.resource import ReadQuery, Resource
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.pages.news_rows import list_translations, read_words, select_news
from huiyin.desk.research.api.library import select_works
from huiyin.desk.research.data import LibraryFilters, WorkType
from huiyin.desk.research.readers import ANYBODY


def _select_works(query: ReadQuery) -> Any:
    given = query.filters
    filters = LibraryFilters(
        year=given.get("year"), theme=given.get("theme") or "", type=given.get("type") or ""
    )
    rows = select_works(ANYBODY, filters)
    if query.since is not None:
        rows = rows.filter(published_on__gte=query.since.date())
    return rows.order_by("pk")


def _show_works(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    return [
        {
            **{
                name: getattr(one, name)
                for name in ("slug", "title", "title_zh", "title_en", "abstract", "type", "year", "published_on", "licence")
            },
            "authors": [author.name for author in one.authors.all()],
            "organisation": one.organisation.slug if one.organisation else None,
            "network": one.network.slug if one.network else None,
            "commissioner": one.commissioner.slug if one.commissioner else None,
            "themes": [theme.focus for theme in one.themes.all()],
            "url": build_url("research_work", one.slug),
        }
        for one in rows
    ]  # fmt: skip


def _select_news(query: ReadQuery) -> Any:
    rows = select_news()
    if query.since is not None:
        rows = rows.filter(last_published_at__gte=query.since)
    if query.filters.get("language"):
        code = "en" if query.filters["language"] == "en" else "zh-hans"
        rows = rows.filter(locale__language_code=code)
    return rows.order_by("pk")


def _show_news(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    translations = list_translations(rows)
    return [
        {
            "id": one.pk,
            "language": "en" if one.locale.language_code == "en" else "zh",
            "title": one.title,
            "dated": one.dated,
            "body": read_words(one),
            "published_at": one.first_published_at,
            "changed_at": one.last_published_at,
            "translation_of": translations.get(one.pk, []),
            "url": one.full_url or "",
        }
        for one in rows
    ]


WORKS = Resource(
    "works",
    schemas.Work,
    ("pk",),
    _select_works,
    _show_works,
    key="slug",
    lookup="slug",
    filters={"year": int, "theme": str, "type": WorkType},
    has_since=True,
)
NEWS = Resource(
    "news",
    schemas.NewsItem,
    ("pk",),
    _select_news,
    _show_news,
    key="id",
    lookup="pk",
    key_type=int,
    filters={"language": str},
    has_since=True,
)
