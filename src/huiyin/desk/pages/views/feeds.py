"""Feeds and calendars: what is new in each part of the site, for whoever wants to follow it without an account."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from huiyin.desk.core.calendar_file import render_calendar
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.unchanged_pages import say_for_all
from huiyin.desk.networks.api import find_network, list_networks
from huiyin.desk.pages.feed_items import (
    ENDINGS,
    find_feed,
    list_calendar,
    list_feed_addresses,
    put_in,
    render_feed,
)
from huiyin.i18n import say
from huiyin.text import as_xml


@limit_rate("export")
@require_safe
def show_feed(request: HttpRequest, kind: str, ending: str, key: str = "") -> HttpResponse:
    """One feed in the language of the address."""
    language = get_language() or settings.LANGUAGE_CODE
    if ending not in ENDINGS:
        raise Http404
    feed = find_feed(request, language, kind, key)
    if feed is None:
        raise Http404
    url = put_in(language, quote(request.path))
    made = render_feed(feed, ending, url=url, language=language, root=settings.SITE)
    answer = _answer(made, ENDINGS[ending])
    if feed.items:
        newest = max(max(one.moment, one.changed) for one in feed.items)
        answer["Last-Modified"] = http_date(min(newest, timezone.now()).timestamp())
    return answer


def _answer(made: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(made, content_type=kind)
    answer["Cache-Control"] = "public, max-age=300"
    return say_for_all(answer)


@require_safe
@cached_page
def show_feeds(request: HttpRequest) -> HttpResponse:
    """All that can be followed."""
    language = get_language() or settings.LANGUAGE_CODE
    kinds = [(title, kind) for title, kind, _ in list_feed_addresses(language)]
    return render(request, "pages/feeds.html", {"kinds": kinds, "networks": list_networks()})


@require_safe
def download_opml(request: HttpRequest) -> HttpResponse:
    """All feeds in both languages, for a reader that takes them at once."""
    answer = HttpResponse(content_type="text/x-opml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="feeds.opml"'
    xml: Any = SimplerXMLGenerator(answer, "utf-8")
    xml.startDocument()
    xml.startElement("opml", {"version": "2.0"})
    xml.startElement("head", {})
    xml.addQuickElement("title", say("feeds.title"))
    xml.endElement("head")
    xml.startElement("body", {})
    for code, name in settings.LANGUAGES:
        xml.startElement("outline", {"text": str(name)})
        feeds = [*list_feed_addresses(code)]
        for network in list_networks():
            path = reverse("feed_of", args=("network", network.slug, "atom"))
            feeds.append((network.name, "network", put_in(code, path)))
        for title, _, url in feeds:
            told = {"type": "rss", "text": as_xml(title), "xmlUrl": url, "language": code}
            xml.addQuickElement("outline", None, told)
        xml.endElement("outline")
    xml.endElement("body")
    xml.endElement("opml")
    return answer


@require_safe
@limit_rate("export")
def download_calendar(request: HttpRequest, network: str = "") -> HttpResponse:
    """The days of all consultations, or of those of one network."""
    found = find_network(network) if network else None
    if network and found is None:
        raise Http404
    language = get_language() or settings.LANGUAGE_CODE
    name = say("feeds.calendar_of", name=found.name) if found else say("feeds.calendar")
    made = render_calendar(list_calendar(language, network), name=name, now=timezone.now())
    answer = _answer(made, "text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return answer
