"""What the templates of the site ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language

from huiyin.desk.core.addresses import keep_query, put_on_language, take_off_language
from huiyin.desk.initiatives.access import ANYBODY as INITIATIVES
from huiyin.desk.initiatives.api.lists import find_initiative
from huiyin.desk.pages import cards, pictures, site_pages
from huiyin.desk.pages.api import find_home
from huiyin.desk.pages.feed_items import ENDINGS
from huiyin.desk.pages.models import Article, HomePage, InfoPage, Section, Series
from huiyin.presentation.citations import shorten_text

register = template.Library()
_NAMES = dict(settings.LANGUAGES)
_DESCRIPTION = 160
#: What a reader may find the network by.
_CONTACT = ("organisation_name", "address", "hours", "email", "phone", "map_picture_id", "latitude")


@register.inclusion_tag("pages/head.html", takes_context=True)
def page_head(context: Context, page: Any) -> dict[str, Any]:
    """What machines are told of a page: its languages, its canonical address, what it is."""
    request = context["request"]
    translations = _list_translations(context, page)
    url = str(page.get_full_url(request))
    query = keep_query(request.GET)
    kept = [
        {"language": one.locale.language_code, "url": f"{one.get_full_url(request)}{query}"}
        for one in translations
    ]
    original = site_pages.find_original(page, translations)
    described = site_pages.describe_page(page, request, original)
    return {
        "page": page,
        "card": _name_card(page),
        "url": f"{url}{query}",
        "bare_url": f"{settings.SITE}{take_off_language(str(page.get_url(request)))}{query}",
        "translations": kept,
        "description": shorten_text(_describe(page), _DESCRIPTION),
        "kind": "article" if isinstance(page, Article) else "website",
        "locale": {"zh-hans": "zh_CN", "en": "en_GB"}.get(page.locale.language_code, "zh_CN"),
        "feeds": _list_feeds(page),
        "described": described,
    }


def _name_card(page: Any) -> str:
    """Where its card is; empty for a page that is not there yet."""
    if page.pk is None:
        return ""
    path = reverse("card", args=(page.pk, cards.name_card(cards.describe_card(page))))
    return f"{settings.SITE}{take_off_language(path)}"


def _list_translations(context: Context, page: Any) -> list[Any]:
    """Asked for once for a page."""
    shared: Any = context.render_context
    kept: dict[int, list[Any]] = shared.setdefault("site.translations", {})
    if page.pk is None:
        return []
    if page.pk not in kept:
        kept[page.pk] = site_pages.list_translations(page)
    return kept[page.pk]


def _describe(page: Any) -> str:
    words = page.search_description or getattr(page, "lead", "") or getattr(page, "intro", "")
    if not words and isinstance(page, HomePage | InfoPage):
        words = _find_first_words(page)
    if not words and isinstance(page, Article):
        words = strip_tags(page.body.replace("<", " <"))
    return str(words or page.title)


def _find_first_words(page: HomePage | InfoPage) -> str:
    """Of the first block that says something by itself."""
    for block in page.body:
        if block.block_type in ("hero", "text"):
            value = block.value.get("text", "") if hasattr(block.value, "get") else block.value
            return strip_tags(str(value).replace("<", " <"))
    return ""


def _list_feeds(page: Any) -> list[tuple[str, str]]:
    kinds = [(ending, kind.partition(";")[0]) for ending, kind in ENDINGS.items()]
    if isinstance(page, Section | Series):
        name = "section" if isinstance(page, Section) else "series"
        return [(kind, reverse("feed_of", args=(name, page.slug, end))) for end, kind in kinds]
    return [(kind, reverse("feed", args=("news", end))) for end, kind in kinds]


@register.inclusion_tag("pages/part_notice.html", takes_context=True)
def page_notice(context: Context, page: Any) -> dict[str, Any]:
    """That there is no translation, or that it is older than what it was made from."""
    request = context["request"]
    wanted = request.GET.get("instead", "")
    translations = _list_translations(context, page)
    there = {one.locale.language_code for one in translations}
    original = site_pages.find_original(page, translations)
    is_older = bool(
        original
        and page.last_published_at
        and original.last_published_at
        and original.last_published_at > page.last_published_at
    )
    notice: dict[str, Any] = {
        "missing": _NAMES[wanted] if wanted in _NAMES and wanted not in there else "",
        "is_older": is_older,
    }
    if is_older:
        notice["original"] = {
            "address": original.get_url(request),
            "language": original.locale.language_code,
        }
    return notice


@register.inclusion_tag("pages/part_relations.html", takes_context=True)
def article_relations(context: Context, page: Article) -> dict[str, Any]:
    """What an article is about, as far as everybody may see it."""
    request = context["request"]
    section = page.get_parent()
    while section is not None and section.specific_class is not Section and section.depth > 2:
        section = section.get_parent()
    consultation = page.consultation
    work = page.work
    initiative = page.initiative
    return {
        "consultation": consultation
        if consultation is not None and consultation.stage != "preparing"
        else None,
        "network": page.network,
        "initiative": initiative
        if initiative is not None and find_initiative(INITIATIVES, initiative.slug) is not None
        else None,
        "work": work if work is not None and _is_public(work) else None,
        "tags": list(page.tags.order_by("name", "pk")) if page.pk else [],
        "section_url": section.get_url(request) if section is not None else "",
        "request": request,
    }


def _is_public(work: Any) -> bool:
    from huiyin.desk.research.api.library import select_works
    from huiyin.desk.research.readers import ANYBODY

    return bool(select_works(ANYBODY).filter(pk=work.pk).exists())


@register.inclusion_tag("pages/part_contact.html", takes_context=True)
def contact_details(context: Context) -> dict[str, Any]:
    page = context.get("page")
    home = page if isinstance(page, HomePage) else find_home(get_language() or "")
    if home is not None and not any(getattr(home, name) for name in _CONTACT):
        home = None  # an empty box would say nothing: the page says that nothing was given yet
    told: dict[str, Any] = {"home": home, "language": get_language()}
    if home is not None and home.map_picture is not None:
        told["map"] = pictures.describe_picture(home.map_picture, "whole")
    if home is not None and home.latitude is not None and home.longitude is not None:
        told["latitude"], told["longitude"] = f"{home.latitude:.5f}", f"{home.longitude:.5f}"
        told["geo"] = f"{told['latitude']},{told['longitude']}"
    return told


@register.simple_tag
def language_name(code: str) -> str:
    return str(_NAMES.get(code, code))


@register.simple_tag
def news_url() -> str:
    """The address of the section of news, in the language that is spoken."""
    return put_on_language(reverse("wagtail_serve", args=("news/",)), get_language() or "zh-hans")


@register.simple_tag
def network_url(network: Any) -> str:
    try:
        return reverse("network_page", args=(network.slug,))
    except NoReverseMatch:
        return reverse("ledger_network", args=(network.slug,))


@register.simple_tag
def add_covers(articles: Iterable[Any]) -> list[Any]:
    """The articles, each with the picture that its card shows as ``cover``, or None. Two queries for all of them."""
    held = list(articles)
    covers = pictures.map_covers([one.pk for one in held])
    for one in held:
        one.cover = covers.get(one.pk)
    return held


@register.simple_tag
def list_pictures(page: Any) -> list[pictures.ShownPicture]:
    return pictures.list_shown(page)
