"""``{% say "area.key" name=value %}``: the sentence in the reader's language. Built into every template."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from huiyin.desk.core.badges import find_look
from huiyin.desk.core.icons import draw_icon
from huiyin.desk.core.receipts import ANCHOR, take_receipts
from huiyin.desk.core.svg_charts import clean_svg
from huiyin.i18n import choose_wording, current_language, say_date, say_number, say_percent
from huiyin.i18n import say as _say
from huiyin.presentation.citations import shorten_text
from huiyin.text import detect_language, main_language

register = template.Library()
_OTHER = {"zh": "en", "en": "zh"}


@register.simple_tag
def say(key: str, **details: Any) -> SafeString:
    """The sentence for ``key``; what fills it is escaped."""
    plain = {
        n: v if isinstance(v, int | float) else conditional_escape(v) for n, v in details.items()
    }
    return format_html("{}", _say(key)) if not plain else SafeString(_say_key(key, plain))


def _say_key(key: str, details: dict[str, Any]) -> str:
    return _say(key, **details)


@register.inclusion_tag("core/part_receipt.html", takes_context=True)
def receipt(context: Context, *place: object, link: str = "", words: str = "") -> dict[str, Any]:
    """What was done, where somebody looks who has just done it: ``{% receipt "s-" suggestion.pk %}``."""
    taken = take_receipts(context["request"], "".join(map(str, place)))
    return {"receipts": taken, "anchor": ANCHOR, "link": link, "words": words}


@register.inclusion_tag("core/part_receipt.html", takes_context=True)
def receipts_at_top(context: Context) -> dict[str, Any]:
    """What was done, of which no place of the page is said."""
    return {"receipts": take_receipts(context["request"], "")}


@register.inclusion_tag("core/part_receipt.html", takes_context=True)
def receipts_left(context: Context) -> dict[str, Any]:
    """What was done at a place that the page does not show."""
    return {"receipts": take_receipts(context["request"], None), "anchor": ANCHOR}


@register.simple_tag
def organisation_link(organisation: Any, when: date | datetime | None = None) -> SafeString:
    """The name of an organisation, as it was called ``when`` it did something, marked where it is in another language than
    the page, leading to its page where the desk has one."""
    reader = current_language()
    names = organisation.names_on(when)
    try:
        page = reverse("organisation", kwargs={"slug": organisation.slug})
    except NoReverseMatch:
        page = ""
    made = render_to_string(
        "core/part_organisation.html",
        {
            "name": choose_wording(names["zh"], names["en"]),
            "foreign": "" if names[reader] else _OTHER[reader],
            "page": page,
        },
    )
    return SafeString("".join(made.split("\n")))


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing called ``name``, before the word that says the same: ``{% icon "download" %}``."""
    return SafeString(draw_icon(name))


#: States that have a class of their own beside that of their tone.
_NAMED_STATES = ("trace.verdict.", "run.reply.")


@register.inclusion_tag("core/part_badge.html")
def badge(
    key: str, *, before: str = "", count: int | None = None, **details: Any
) -> dict[str, Any]:
    """A state as a badge, with its icon, its word and its tone: ``{% badge "trace.verdict."|add:verdict %}``. The word
    is the sentence ``key``; ``before``: the key of what is said before it; ``count``: how many are in that state."""
    return {
        "look": find_look(key),
        "code": key.rpartition(".")[2] if key.startswith(_NAMED_STATES) else "",
        "before": before,
        "words": say(key, **details),
        "count": count,
    }


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as the reader writes it, in the desk's time zone; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return say_date(value)


@register.filter
def figure(value: object) -> str:
    """A cell of a table of figures: numbers with two decimals at most, nothing for what is not known."""
    if value is None:
        return "—"
    if isinstance(value, int | float):
        return say_number(round(value, 2))
    return str(value)


@register.filter
def language_of(text: object) -> str:
    """The language that a name or a text is written in, for the ``lang`` of what shows it; the page's own where its
    letters do not tell."""
    tag = detect_language(str(text))
    reader = current_language()
    return reader if tag == "und" or main_language(tag) == reader else main_language(tag)


@register.filter
def shorten(text: object, length: int) -> str:
    """The beginning of a text, cut between words."""
    return shorten_text(str(text), length)


@register.filter
def number(value: float) -> str:
    return say_number(value)


@register.filter
def drawing(svg: str) -> SafeString:
    """A chart as it may stand in a page: shapes and words, nothing that acts."""
    return SafeString(clean_svg(svg))


@register.filter
def percent(value: float) -> str:
    return say_percent(value)
