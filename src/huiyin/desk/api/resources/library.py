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
                name: getattr(work, name)
                for name in ("slug", "title", "title_zh", "title_en", "abstract", "type", "year", "published_on", "licence")
            },
            "authors": [author.name for author in work.authors.all()],
            "organisation": work.organisation.slug if work.organisation else None,
            "network": work.network.slug if work.network else None,
            "commissioner": work.commissioner.slug if work.commissioner else None,
            "themes": [theme.focus for theme in work.themes.all()],
            "url": build_url("research_work", work.slug),
        }
        for work in rows
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
            "id": article.pk,
            "language": "en" if article.locale.language_code == "en" else "zh",
            "title": article.title,
            "dated": article.dated,
            "body": read_words(article),
            "published_at": article.first_published_at,
            "changed_at": article.last_published_at,
            "translation_of": translations.get(article.pk, []),
            "url": article.full_url or "",
        }
        for article in rows
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
