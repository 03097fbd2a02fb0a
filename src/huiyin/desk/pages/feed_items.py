"""What feeds and calendars hold: the same items for Atom, RSS and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.rich_text import expand_db_html

from huiyin.desk.consultations.api.lookups import (
    find_consultation,
    list_with_days,
    select_public_consultations,
)
from huiyin.desk.core.calendar_file import CalendarDay
from huiyin.desk.core.site_urls import build_language_url
from huiyin.desk.core.xml_feeds import AtomFeed, RssFeed
from huiyin.desk.networks.api import find_network
from huiyin.desk.outcomes.api.public_results import list_latest_replies
from huiyin.desk.pages.listings import select_articles
from huiyin.desk.research.api.library import select_works
from huiyin.desk.research.readers import ANYBODY
from huiyin.i18n import choose_wording, say
from huiyin.presentation.citations import shorten_text

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation

#: Items of a feed.
MOST = 50
_WORDS = 400
ENDINGS = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class FeedItem:
    """``key``: an address that names it for ever, in no language; ``language``: of its words, as ``lang`` says it."""

    key: str
    title: str
    url: str
    summary: str
    moment: datetime
    changed: datetime
    language: str
    html: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    page: str
    items: tuple[FeedItem, ...]


def find_feed(request: HttpRequest, language: str, kind: str, key: str) -> Feed | None:
    """The feed of this ``kind``, narrowed to ``key`` where there is one; None where there is no such feed."""
    make = {
        "news": _list_news, "section": _list_news, "series": _list_news, "tag": _list_news, "network": _list_news,
        "author": _list_news, "consultation": _list_of_consultation, "consultations": _list_consultations,
        "replies": _list_replies, "research": _list_works,
    }.get(kind)  # fmt: skip
    is_narrowed = kind in ("section", "series", "tag", "network", "author", "consultation")
    if make is None or is_narrowed != bool(key):
        return None
    return make(request, language, kind, key)


def list_kinds() -> tuple[str, ...]:
    """Those that are not narrowed."""
    return ("news", "consultations", "replies", "research")


def _list_news(request: HttpRequest, language: str, kind: str, key: str) -> Feed | None:
    rows: Any = select_articles(language)
    title, page = say("feeds.news"), build_language_url(language, "home")
    if kind in ("section", "series"):
        from huiyin.desk.pages.models import Section, Series

        model = Section if kind == "section" else Series
        above = model.objects.live().public().filter(slug=key).order_by("pk")
        own = next(
            (one for one in above.select_related("locale") if one.locale.language_code == language),
            None,
        )
        if own is None:
            return None
        from huiyin.desk.pages.listings import select_within

        rows = select_within(own, language)
        title, page = own.title, str(own.get_full_url(request))
    elif kind == "tag":
        rows = rows.filter(tagged_items__tag__slug=key)
        named = next(
            (tag.name for one in rows[:1] for tag in one.tags.all() if tag.slug == key), ""
        )
        if not named:
            return None
        title = say("feeds.tag", tag=named)
    elif kind == "author":
        from huiyin.desk.pages.authors import find_author

        name = find_author(key)
        if name is None:
            return None
        rows, title = rows.filter(byline=name), say("feeds.author", name=name)
    elif kind == "network":
        network = find_network(key)
        if network is None:
            return None
        rows, title = rows.filter(network=network), say("feeds.network", name=network.name)
    return Feed(title, page, tuple(_make_article(request, one) for one in rows[:MOST]))


def _make_article(request: HttpRequest, article: Any) -> FeedItem:
    day = article.on
    html = expand_db_html(article.body)
    return FeedItem(
        f"urn:uuid:{article.translation_key}:{article.locale.language_code}",
        article.title,
        str(article.get_full_url(request)),
        article.lead or article.search_description or shorten_text(strip_tags(html), _WORDS),
        _at_noon(day) if day else article.first_published_at,
        article.last_published_at or article.first_published_at,
        article.locale.language_code,
        html,
        article.byline,
    )


def _at_noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _list_consultations(_request: HttpRequest, language: str, _kind: str, _key: str) -> Feed:
    rows = (
        select_public_consultations()
        .select_related("authority")
        .order_by("-opens", "-created_at", "-pk")
    )
    items = tuple(_make_consultation(one, language) for one in rows[:MOST])
    return Feed(say("feeds.consultations"), build_language_url(language, "consultations"), items)


def _make_consultation(one: Consultation, language: str) -> FeedItem:
    moment = _at_noon(one.opens) if one.opens else one.created_at
    days = [f"{what}: {day.isoformat()}" for what, day in _list_days(one)]
    return FeedItem(
        f"/c/{one.slug}/",
        one.title,
        build_language_url(language, "overview", one.slug),
        " · ".join([choose_wording(one.intro_zh, one.intro_en), *days]).strip(" ·"),
        moment,
        moment,
        language,
        author=one.authority.name,
    )


def _list_days(one: Consultation) -> list[tuple[str, date]]:
    named = (("closes", one.closes), ("voting", one.voting_closes), ("reply", one.reply_due))
    return [(say(f"feeds.day.{name}"), day) for name, day in named if day is not None]


def _list_of_consultation(
    _request: HttpRequest, language: str, _kind: str, key: str
) -> Feed | None:
    """How far a consultation is, and the answers in it."""
    found = find_consultation(key)
    if found is None or not select_public_consultations().filter(pk=found.pk).exists():
        return None
    items = [_make_consultation(found, language)]
    items = [*map_replies(language, consultation=found.pk), *items]
    return Feed(found.title, build_language_url(language, "overview", key), tuple(items[:MOST]))


def _list_replies(_request: HttpRequest, language: str, _kind: str, _key: str) -> Feed:
    items = tuple(map_replies(language))
    return Feed(say("feeds.replies"), build_language_url(language, "results"), items)


def map_replies(language: str, *, consultation: int | None = None) -> list[FeedItem]:
    made = []
    for reply in list_latest_replies(MOST, consultation=consultation):
        about = reply.suggestion.version.proposal.consultation
        moment = _at_noon(reply.replied_on) if reply.replied_on else reply.created_at
        made.append(
            FeedItem(
                f"/c/{about.slug}/replies/#{reply.pk}",
                f"{say(f'run.reply.{reply.status}')} · {about.title}",
                build_language_url(language, "replies", about.slug),
                shorten_text(reply.reason, _WORDS),
                moment,
                moment,
                language,
                author=about.authority.name,
            )
        )
    return made


def _list_works(_request: HttpRequest, language: str, _kind: str, _key: str) -> Feed:
    items = []
    for work in select_works(ANYBODY)[:MOST]:
        moment = _at_noon(work.published_on or timezone.localdate())
        authors = "; ".join(author.name for author in work.authors.all())
        url = build_language_url(language, "research_work", work.slug)
        items.append(
            FeedItem(f"/research/works/{work.slug}/", work.title, url, work.abstract, moment, moment, language, author=authors)
        )  # fmt: skip
    return Feed(say("research.feed"), build_language_url(language, "research"), tuple(items))


# ---- as files ------------------------------------------------------------------------------------------


def render_feed(feed: Feed, ending: str, *, url: str, language: str, root: str) -> bytes:
    """The feed as Atom, RSS 2.0 or JSON Feed 1.1. ``root``: what keys that are addresses stand below."""
    if ending == "json":
        return _render_json(feed, url, language, root)
    make = _LanguageAtom if ending == "atom" else _SelfNamingRss
    made = make(
        title=feed.title, link=feed.page, description=say("feeds.lede"), language=language, feed_url=url
    )  # fmt: skip
    for item in feed.items:
        made.add_item(
            title=item.title,
            link=item.url,
            description=item.html or item.summary,
            unique_id=_name_item(item, root),
            unique_id_is_permalink=False,
            pubdate=item.moment,
            updateddate=max(item.moment, item.changed),
            author_name=item.author,
            language=item.language,
            summary=item.summary,
        )
    written: str = made.writeString("utf-8")
    return written.encode("utf-8")


def _name_item(item: FeedItem, root: str) -> str:
    return item.key if item.key.startswith("urn:") else f"{root}{item.key}"


class _LanguageAtom(AtomFeed):
    """Atom, each entry with its language."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": str(item.get("language", ""))}


class _SelfNamingRss(RssFeed):
    """RSS 2.0, which knows one language for all: what is in the other says so in its title."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        if item.get("language") != self.feed["language"]:
            item = item | {"title": f"[{item['language']}] {item['title']}"}
        super().add_item_elements(handler, item)


def _render_json(feed: Feed, url: str, language: str, root: str) -> bytes:
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": url,
        "language": language,
        "items": [_make_json(item, root) for item in feed.items],
    }
    return json.dumps(made, ensure_ascii=False).encode()


def _make_json(item: FeedItem, root: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": _name_item(item, root),
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "date_published": item.moment.isoformat(),
        "date_modified": max(item.moment, item.changed).isoformat(),
        "language": item.language,
    }
    made |= {"content_html": item.html} if item.html else {"content_text": item.summary}
    return made | ({"authors": [{"name": item.author}]} if item.author else {})


def list_calendar(language: str, network: str) -> list[CalendarDay]:
    """The days of consultations that everybody may see."""
    return [
        CalendarDay(
            f"{name}-{consultation.slug}@{_host()}",
            day,
            f"{say(f'feeds.day.{name}')}: {consultation.title}",
            build_language_url(language, "overview", consultation.slug),
        )
        for consultation in list_with_days(500, network=network)
        for name, day in (("closes", consultation.closes), ("voting", consultation.voting_closes), ("reply", consultation.reply_due))
        if day is not None
    ]  # fmt: skip


def _host() -> str:
    from urllib.parse import urlsplit

    from django.conf import settings

    return urlsplit(settings.SITE).hostname or "localhost"


def list_feed_addresses(language: str) -> Sequence[tuple[str, str, str]]:
    """Title, kind and address of the Atom feed of each, for a page and for OPML."""
    return [
        (say(f"feeds.{kind}"), kind, put_in(language, reverse("feed", args=(kind, "atom"))))
        for kind in list_kinds()
    ]


def put_in(language: str, path: str) -> str:
    from django.conf import settings

    from huiyin.desk.core.addresses import put_on_language

    return f"{settings.SITE}{put_on_language(path, language)}"
