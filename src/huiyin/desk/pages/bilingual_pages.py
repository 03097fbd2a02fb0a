"""Write pages of the site in both languages at once, with the days that they were published on: for the example, and for
whoever brings what was written elsewhere. An editor writes in Wagtail's windows instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from huiyin.desk.pages.api import note_text
from huiyin.desk.pages.models import Article, HomePage, InfoPage, Section, Series

#: The hour at which a page counts as published where only the day is known.
_HOUR = time(9)


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """An article in one language. ``changed``: the day it was last changed, where that is not the day of the article."""

    title: str
    lead: str = ""
    body: str = ""
    byline: str = ""
    tags: tuple[str, ...] = ()
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """``words`` by language, the one it was written in first; ``series``: the last part of the series' address."""

    slug: str
    dated: date
    words: Mapping[str, ArticleWords]
    series: str = ""
    about: Mapping[str, int] = field(default_factory=dict)  # consultation, network, work → its row
    key: UUID | None = None  # of its translation, where that is there already


@dataclass(frozen=True, slots=True)
class SeriesInput:
    """``words`` by language: title and lead."""

    slug: str
    words: Mapping[str, tuple[str, str]]


@transaction.atomic
def write_news(
    articles: Iterable[ArticleInput], series: Iterable[SeriesInput] = ()
) -> dict[tuple[str, str], Article]:
    """Below the section of news of each language; the articles by slug and language. One row for a page: its first revision
    is made by who edits it. A part whose series is not there in its language stands among the news."""
    locales = {one.language_code: one for one in Locale.objects.all()}
    above: dict[tuple[str, str], Any] = {
        ("", section.language): section
        for section in Section.objects.filter(slug="news").select_related("locale")
    }
    for told in series:
        key = uuid4()
        for code, (title, lead) in told.words.items():
            made = Series(title=title, lead=lead, slug=told.slug)
            above[told.slug, code] = _add(above["", code], made, locales[code], key)
    wanted = list(articles)
    named = {one.series for one in wanted if one.series}
    for there in Series.objects.filter(slug__in=named).select_related("locale").order_by("pk"):
        above.setdefault((there.slug, there.language), there)
    written: dict[tuple[str, str], Article] = {}
    for one in wanted:
        key = one.key or uuid4()
        for code, words in one.words.items():
            place = above.get((one.series, code)) or above["", code]
            written[one.slug, code] = _add(place, _make_article(one, words), locales[code], key)
    return written


def _make_article(told: ArticleInput, words: ArticleWords) -> Article:
    made = Article(
        title=words.title, slug=told.slug, dated=told.dated, lead=words.lead, body=words.body, byline=words.byline,
        first_published_at=_on(told.dated), last_published_at=_on(words.changed or told.dated),
        **{f"{name}_id": number for name, number in told.about.items()},
    )  # fmt: skip
    made.tags.add(*words.tags)
    return made


def _on(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, _HOUR))


def _add(above: Any, page: Any, locale: Locale, key: Any) -> Any:
    page.locale, page.translation_key = locale, key
    now = timezone.now()
    page.first_published_at = page.first_published_at or now
    page.last_published_at = page.last_published_at or now
    above.add_child(instance=page)
    note_text(page)
    return page


@transaction.atomic
def write_info_page(
    above: str, slug: str, words: Mapping[str, tuple[str, list[tuple[str, Any]]]]
) -> dict[str, int]:
    """A page of texts and live blocks below the one whose address ends with ``above``; its row by language."""
    key = uuid4()
    parents = {one.language: one for one in InfoPage.objects.filter(slug=above)}
    return {
        code: _add(
            parents[code],
            InfoPage(title=title, slug=slug, body=body),
            parents[code].locale,
            key,
        ).pk
        for code, (title, body) in words.items()
    }


@transaction.atomic
def rewrite_info_page(slug: str, words: Mapping[str, list[tuple[str, Any]]]) -> dict[str, InfoPage]:
    """What the page says from now on, as its newest revision; the page by language."""
    pages = {one.language: one for one in InfoPage.objects.filter(slug=slug)}
    for code, body in words.items():
        pages[code].body = body
        pages[code].save_revision().publish()
    return pages


@transaction.atomic
def rewrite_home(words: Mapping[str, Mapping[str, Any]]) -> None:
    """Fields of the first page in each language: its blocks, what every page says of the network, how to reach it."""
    homes = {one.language: one for one in HomePage.objects.all()}
    for code, fields in words.items():
        for name, value in fields.items():
            setattr(homes[code], name, value)
        homes[code].save_revision().publish()
