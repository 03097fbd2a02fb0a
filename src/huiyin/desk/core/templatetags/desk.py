"""``{% say "area.key" name=value %}``: the sentence in the reader's language. Built into every template."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from huiyin.desk.core.svg_charts import clean_svg
from huiyin.i18n import say as _say
from huiyin.i18n import say_date, say_number, say_percent

register = template.Library()


@register.simple_tag
def say(key: str, **details: Any) -> SafeString:
    """The sentence for ``key``; what fills it is escaped."""
    plain = {
        n: v if isinstance(v, int | float) else conditional_escape(v) for n, v in details.items()
    }
    return format_html("{}", _say(key)) if not plain else SafeString(_say_key(key, plain))


def _say_key(key: str, details: dict[str, Any]) -> str:
    return _say(key, **details)


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as the reader writes it, in the desk's time zone; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return say_date(value)


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
