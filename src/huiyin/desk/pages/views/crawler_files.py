"""What search engines and browsers ask for: which pages there are, in which languages, and which of them to leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.core.addresses import put_on_language
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.networks.api import list_networks
from huiyin.desk.pages.frame import get_frame
from huiyin.desk.pages.listings import select_articles
from huiyin.desk.pages.site_pages import list_page_groups
from huiyin.desk.registry.organisations import select_members
from huiyin.desk.research.api.library import select_works
from huiyin.desk.research.readers import ANYBODY
from huiyin.i18n import say

_CODES = tuple(code for code, _ in settings.LANGUAGES)
#: Entries of one file, by the protocol; of the news of two days.
_MOST, _MOST_NEWS = 50_000, 1_000
_NEWS_DAYS = timedelta(days=2)
#: Pages of the desk that stand in no list of rows.
_FIXED = ("consultations", "results", "members", "directory", "ledger", "ledger_figures", "research", "feeds", "privacy")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    """A page: its full address by language, and when it last changed."""

    urls: dict[str, str]
    changed: date | datetime | None = None


@require_safe
@limit_rate("export")
def show_sitemap(request: HttpRequest) -> HttpResponse:
    """All public pages, each in each of its languages with the others beside it."""
    return _write_sitemap(_list_entries(request))


def _list_entries(request: HttpRequest) -> Iterator[_Entry]:
    for urls, changed in list_page_groups(request):
        yield _Entry(urls, changed)
    for name in _FIXED:
        yield _Entry(_in_all(reverse(name)))
    for slug in select_public_consultations().values_list("slug", flat=True):
        yield _Entry(_in_all(reverse("overview", args=(slug,))))
    for slug in select_works(ANYBODY).values_list("slug", flat=True):
        yield _Entry(_in_all(reverse("research_work", args=(slug,))))
    for slug in select_members().values_list("slug", flat=True):
        yield _Entry(_in_all(reverse("organisation", args=(slug,))))
    for network in list_networks():
        yield _Entry(_in_all(reverse("ledger_network", args=(network.slug,))))


def _in_all(path: str) -> dict[str, str]:
    return {code: f"{settings.SITE}{put_on_language(path, code)}" for code in _CODES}


def _write_sitemap(entries: Iterable[_Entry]) -> HttpResponse:
    answer = HttpResponse(content_type="application/xml; charset=utf-8")
    xml: Any = SimplerXMLGenerator(answer, "utf-8")
    xml.startDocument()
    xml.startElement(
        "urlset",
        {
            "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
            "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
        },
    )
    left = _MOST
    for entry in entries:
        for url in entry.urls.values():
            left -= 1
            if left < 0:
                break
            xml.startElement("url", {})
            xml.addQuickElement("loc", url)
            if entry.changed is not None:
                xml.addQuickElement("lastmod", entry.changed.isoformat())
            for code, other in entry.urls.items() if len(entry.urls) > 1 else ():
                told = {"rel": "alternate", "hreflang": code, "href": other}
                xml.addQuickElement("xhtml:link", None, told)
            xml.endElement("url")
    xml.endElement("urlset")
    return answer


@require_safe
@limit_rate("export")
def show_news_sitemap(request: HttpRequest) -> HttpResponse:
    """News of the last two days."""
    answer = HttpResponse(content_type="application/xml; charset=utf-8")
    xml: Any = SimplerXMLGenerator(answer, "utf-8")
    xml.startDocument()
    xml.startElement(
        "urlset",
        {
            "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
            "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
        },
    )
    fresh: Any = select_articles().filter(
        first_published_at__gte=timezone.now() - _NEWS_DAYS,
        on__gte=timezone.localdate() - _NEWS_DAYS,
    )
    for article in fresh[:_MOST_NEWS]:
        language = article.locale.language_code
        xml.startElement("url", {})
        xml.addQuickElement("loc", article.get_full_url(request))
        xml.startElement("news:news", {})
        xml.startElement("news:publication", {})
        name = get_frame(language).site_name or say("desk.name", language[:2])
        xml.addQuickElement("news:name", name)
        xml.addQuickElement("news:language", "zh-cn" if language.startswith("zh") else language)
        xml.endElement("news:publication")
        xml.addQuickElement("news:publication_date", article.first_published_at.isoformat())
        xml.addQuickElement("news:title", article.title)
        xml.endElement("news:news")
        xml.endElement("url")
    xml.endElement("urlset")
    return answer


@require_safe
def show_robots(_request: HttpRequest) -> HttpResponse:
    """What may be looked through, and where the list of pages is."""
    closed = (
        "/cms/",
        "/account/",
        "/accounts/",
        "/join/",
        "/mails/",
        "/speak/",
        "/*/search/",
        "/search/",
    )
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", *(f"Sitemap: {settings.SITE}/{name}.xml" for name in ("sitemap", "sitemap-news"))]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def show_manifest(_request: HttpRequest) -> JsonResponse:
    """With this a browser offers to keep the site among its apps."""
    language = get_language() or settings.LANGUAGE_CODE
    name = get_frame(language).site_name or say("desk.name")
    manifest = {
        "name": name,
        "short_name": name[:12],
        "lang": language,
        "start_url": f"/{language}/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#faf8f4",
        "theme_color": "#0c3d43",
        "icons": [{"src": static("desk/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(manifest, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})  # fmt: skip
