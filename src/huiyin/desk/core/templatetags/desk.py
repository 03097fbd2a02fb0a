"""Template tags of the desk, available in every template.

``{% say "area.key" name=value %}`` is the message in the reader's language.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from html import unescape
from typing import Any, cast

from django import template
from django.template import Context, defaulttags
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from huiyin.desk.core.badges import find_look
from huiyin.desk.core.fused_templates import is_value
from huiyin.desk.core.icons import draw_icon
from huiyin.desk.core.known_addresses import PLAIN, find_address
from huiyin.desk.core.receipts import ANCHOR, take_receipts
from huiyin.desk.core.structured_data import write_structured
from huiyin.desk.core.svg_charts import clean_svg
from huiyin.i18n import (
    choose_wording,
    current_language,
    find_house_words,
    say_date,
    say_number,
    say_percent,
)
from huiyin.i18n import say as _say
from huiyin.presentation.citations import shorten_text
from huiyin.text import detect_language, main_language

register = template.Library()
_OTHER = {"zh": "en", "en": "zh"}


def say(key: str, **details: Any) -> SafeString:
    """The message for ``key``; its arguments are escaped."""
    if not details:
        return _say_plainly(key, current_language(), find_house_words())
    plain = {
        n: v if isinstance(v, int | float) else conditional_escape(v) for n, v in details.items()
    }
    return SafeString(_say(key, **plain))


@lru_cache(maxsize=8192)
def _say_plainly(key: str, _language: str, _house: str) -> SafeString:
    """A message without arguments. A page has some fifty, mostly the same ones each time."""
    return SafeString(escape(_say(key)))


class _SentenceNode(template.Node):
    """A message whose key is a literal and that has no arguments."""

    def __init__(self, key: str) -> None:
        self.key = key

    def is_constant(self) -> bool:
        return True

    def render(self, _context: Context) -> SafeString:
        return _say_plainly(self.key, current_language(), find_house_words())


#: Length of a description in characters; search engines show about this much.
_DESCRIPTION = 160


class _DescriptionNode(template.Node):
    """Renders its content on one line, shortened, as the page's description for search engines
    (``page_description``).
    """

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        words = " ".join(unescape(self.nodelist.render(context)).split()).strip(" ·")
        context["page_description"] = shorten_text(words, _DESCRIPTION)
        return ""


@register.tag("describe")
def compile_describe(parser: Parser, _token: Token) -> template.Node:
    """``{% describe %}`` … ``{% enddescribe %}``."""
    nodelist = parser.parse(("enddescribe",))
    parser.delete_first_token()
    return _DescriptionNode(nodelist)


_plain_tags = template.Library()
_plain_tags.simple_tag(say)


@register.tag("say")
def compile_say(parser: Parser, token: Token) -> template.Node:
    """``{% say %}`` as a simple tag, or a constant node if the key is a literal without arguments."""
    node: Any = _plain_tags.tags["say"](parser, token)
    key = node.args[0] if node.args else None
    if node.kwargs or node.target_var or key is None or not is_value(key):
        return cast(template.Node, node)
    return _SentenceNode(str(key.var))


_PLAIN = PLAIN | {SafeString}


class _AddressNode(URLNode):
    """``{% url %}`` with cached lookup."""

    def is_constant(self) -> bool:
        name = self.view_name
        return is_value(name) and ":" not in name.var and all(map(is_value, self.args))

    def render(self, context: Context) -> str:
        name = self.view_name.resolve(context)
        args = [one.resolve(context) for one in self.args]
        if not context.autoescape or ":" in name or not all(type(one) in _PLAIN for one in args):
            return super().render(context)
        return escape(find_address(name, *args))


@register.tag("url")
def compile_url(parser: Parser, token: Token) -> template.Node:
    """Django's ``{% url %}``, cached where possible."""
    node: Any = defaulttags.url(parser, token)
    if node.kwargs or node.asvar:
        return cast(template.Node, node)
    return _AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


def _draw_receipts(receipts: list[Any], **details: Any) -> SafeString:
    if not receipts:  # on nearly every page
        return SafeString("")
    return render_to_string("core/part_receipt.html", {"receipts": receipts, **details})


@register.simple_tag(takes_context=True)
def receipt(context: Context, *place: object, link: str = "", words: str = "") -> SafeString:
    """The confirmation of an action, shown where it was done: ``{% receipt "s-" suggestion.pk %}``."""
    taken = take_receipts(context["request"], "".join(map(str, place)))
    return _draw_receipts(taken, anchor=ANCHOR, link=link, words=words)


@register.simple_tag(takes_context=True)
def receipts_at_top(context: Context) -> SafeString:
    """Confirmations without a place of their own, at the top of the page."""
    return _draw_receipts(take_receipts(context["request"], ""))


@register.simple_tag(takes_context=True)
def receipts_left(context: Context) -> SafeString:
    """Confirmations for places that the page does not show."""
    return _draw_receipts(take_receipts(context["request"], None), anchor=ANCHOR)


@register.simple_tag
def organisation_link(organisation: Any, when: date | datetime | None = None) -> SafeString:
    """An organisation's name on the day ``when``, linked to its page if the desk has one. A name in another
    language than the page's gets a ``lang`` attribute.
    """
    reader = current_language()
    names = organisation.names_on(when)
    try:
        page = find_address("organisation", organisation.slug)
    except NoReverseMatch:
        page = ""
    foreign = "" if names[reader] else _OTHER[reader]
    return _draw_organisation(choose_wording(names["zh"], names["en"]), foreign, page)


@lru_cache(maxsize=4096)
def _draw_organisation(name: str, foreign: str, page: str) -> SafeString:
    """Cached, since the same few organisations appear beside every comment of a page."""
    made = render_to_string(
        "core/part_organisation.html", {"name": name, "foreign": foreign, "page": page}
    )
    return SafeString("".join(made.split("\n")))


def icon(name: str) -> SafeString:
    """The icon ``name``, for use before a word with the same meaning: ``{% icon "download" %}``."""
    return SafeString(draw_icon(name))


class _IconNode(template.Node):
    """An icon whose name is a literal."""

    def __init__(self, name: str) -> None:
        self.name = name

    def is_constant(self) -> bool:
        return True

    def render(self, _context: Context) -> SafeString:
        return icon(self.name)


_plain_tags.simple_tag(icon)


@register.tag("icon")
def compile_icon(parser: Parser, token: Token) -> template.Node:
    node: Any = _plain_tags.tags["icon"](parser, token)
    if node.target_var or node.kwargs or not is_value(node.args[0]):
        return cast(template.Node, node)
    return _IconNode(str(node.args[0].var))


#: States with a CSS class of their own, besides that of their tone.
_NAMED_STATES = ("trace.verdict.", "run.reply.")


@register.inclusion_tag("core/part_badge.html")
def badge(
    key: str, *, before: str = "", count: int | None = None, **details: Any
) -> dict[str, Any]:
    """A state as a badge with icon, word and tone: ``{% badge "trace.verdict."

    add:verdict %}``.

    ``key``: the message with the word. ``before``: the key of a message in front of it. ``count``: how many are
    in the state.
    """
    return {
        "look": find_look(key),
        "code": key.rpartition(".")[2] if key.startswith(_NAMED_STATES) else "",
        "before": before,
        "words": say(key, **details),
        "count": count,
    }


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in the reader's format and the desk's time zone; empty for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return say_date(value)


@register.filter
def figure(value: object) -> str:
    """A cell of a table of figures: numbers with at most two decimals, a dash for None."""
    if value is None:
        return "—"
    if isinstance(value, int | float):
        return say_number(round(value, 2))
    return str(value)


@register.filter
def language_of(text: object) -> str:
    """The language that a name or text is written in, for its ``lang`` attribute; the page's language if the
    script does not tell.
    """
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
def structured(told: Any) -> SafeString:
    """Structured data, safe within a script element."""
    return SafeString(write_structured(told))


@register.filter
def drawing(svg: str) -> SafeString:
    """A chart as safe SVG."""
    return SafeString(clean_svg(svg))


@register.filter
def percent(value: float) -> str:
    return say_percent(value)
