"""Format dates, numbers and shares for the reader (Unicode CLDR, through Babel)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from huiyin.i18n.languages import current_language


def say_date(day: date, lang: str | None = None) -> str:
    """``2026年11月23日`` or ``23 November 2026``."""
    return _format_date(day, _get_locale(lang))


# A page formats the same few dates and counts many times, and Babel takes 0.1 ms for each; hence the cache.
@lru_cache(maxsize=4096, typed=True)
def _format_date(day: date, locale: str) -> str:
    from babel.dates import format_date

    return format_date(day, "long" if locale == "zh_Hans_CN" else "d MMMM y", locale=locale)


def say_number(number: float, lang: str | None = None) -> str:
    """``1,556``; up to three decimals are kept."""
    return _format_number(number, _get_locale(lang))


@lru_cache(maxsize=4096, typed=True)
def _format_number(number: float, locale: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=locale)


def say_percent(share: float, lang: str | None = None) -> str:
    """A share from 0 to 1 as a whole percentage."""
    from babel.numbers import format_percent

    return format_percent(share, locale=_get_locale(lang))


def _get_locale(lang: str | None) -> str:
    return "zh_Hans_CN" if (lang or current_language()).startswith("zh") else "en_GB"
