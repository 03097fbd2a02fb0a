"""Dates, numbers and shares as the reader writes them (Unicode CLDR, through Babel)."""

from __future__ import annotations

from datetime import date

from huiyin.i18n.languages import current_language


def say_date(day: date, lang: str | None = None) -> str:
    """``2026年11月23日`` or ``23 November 2026``."""
    from babel.dates import format_date

    language = lang or current_language()
    if language.startswith("zh"):
        return format_date(day, "long", locale="zh_Hans_CN")
    return format_date(day, "d MMMM y", locale="en_GB")


def say_number(number: float, lang: str | None = None) -> str:
    """``1,556``; decimals as they are, at most three."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_get_locale(lang))


def say_percent(share: float, lang: str | None = None) -> str:
    """A share from 0 to 1 as a whole percentage."""
    from babel.numbers import format_percent

    return format_percent(share, locale=_get_locale(lang))


def _get_locale(lang: str | None) -> str:
    return "zh_Hans_CN" if (lang or current_language()).startswith("zh") else "en_GB"
