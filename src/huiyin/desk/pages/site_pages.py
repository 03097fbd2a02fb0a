"""The pages of editors with their translations, and what they say of themselves to machines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from huiyin.desk.pages.models import Article, HomePage, InfoPage, Section, Series

_MODELS = (HomePage, Section, Series, InfoPage, Article)


def list_page_groups(request: HttpRequest) -> Iterator[tuple[dict[str, str], datetime | None]]:
    """Of every page that everybody may read its full address by language, and when it was last published."""
    groups: dict[Any, dict[str, Any]] = defaultdict(dict)
    for model in _MODELS:
        rows = model.objects.live().public().select_related("locale").order_by("path", "pk")
        for page in rows:
            groups[page.translation_key][page.locale.language_code] = page
    for group in groups.values():
        urls = {code: str(page.get_full_url(request)) for code, page in sorted(group.items())}
        changed = [page.last_published_at for page in group.values() if page.last_published_at]
        yield urls, max(changed, default=None)


def list_translations(page: Page) -> list[Any]:
    """The published ones that everybody may read, the page itself among them, by language."""
    rows = type(page).objects.live().public().filter(translation_key=page.translation_key)
    return list(rows.select_related("locale").order_by("locale__language_code", "pk"))


def find_original(page: Page, translations: list[Any]) -> Any:
    """What ``page`` was translated from: the first of its translations. None where that is itself."""
    first = min(translations, key=lambda one: one.pk, default=page)
    return first if first.pk < page.pk else None


def describe_page(page: Any, request: HttpRequest, original: Any) -> dict[str, Any]:
    """What schema.org calls it."""
    url = str(page.get_full_url(request))
    language = page.locale.language_code
    if isinstance(page, HomePage):
        return _describe_home(page, url)
    linked_data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if isinstance(page, Article) else "WebPage",
        "@id": url,
        "url": url,
        "headline": page.title,
        "inLanguage": language,
        "publisher": {"@type": "NGO", "url": settings.SITE},
    }
    if isinstance(page, Article):
        day = page.dated or page.first_published_at
        linked_data |= {"datePublished": day.isoformat()} if day else {}
        if page.last_published_at:
            linked_data["dateModified"] = page.last_published_at.isoformat()
        if page.byline:
            linked_data["author"] = {"@type": "Person", "name": page.byline}
        if page.lead:
            linked_data["description"] = page.lead
    if original is not None:
        linked_data["translationOfWork"] = {"@id": str(original.get_full_url(request))}
    return linked_data


def _describe_home(page: HomePage, url: str) -> dict[str, Any]:
    linked_data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": f"{settings.SITE}/#organisation",
        "url": url,
        "name": page.organisation_name or page.site_name or page.title,
    }
    if page.member_of:
        linked_data["memberOf"] = {"@type": "Organization", "name": page.member_of}
    if page.email:
        linked_data["email"] = page.email
    if page.phone:
        linked_data["telephone"] = page.phone
    if page.address:
        linked_data["address"] = {"@type": "PostalAddress", "streetAddress": page.address}
    return linked_data
