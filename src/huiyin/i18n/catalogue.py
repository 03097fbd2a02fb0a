"""Look a sentence up, in the reader's language."""

from __future__ import annotations

import gettext
import os
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from io import BytesIO

LANGUAGES = ("en", "zh")

_chosen: ContextVar[str | None] = ContextVar("huiyin_language", default=None)


class MissingWords(KeyError):
    """No catalogue holds this key: a mistake of ours, never of a user."""


def use_language(language: str | None) -> None:
    """From here on, in this thread or task, speak ``language`` (``zh``, ``zh-Hant``, ``en-GB`` …), or with
    None what the environment says."""
    _chosen.set(_resolve_language(language) if language else None)


def current_language() -> str:
    """``en`` or ``zh``: what was chosen, else ``HUIYIN_LANG``, else the locale, else English."""
    chosen = _chosen.get()
    if chosen:
        return chosen
    for name in ("HUIYIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return _resolve_language(value)
    return "en"


def _resolve_language(language: str) -> str:
    return "zh" if language.lower().startswith("zh") else "en"


@cache
def _load_catalogue(area: str, language: str) -> gettext.GNUTranslations:
    # Babel is slow to import and is needed only once a sentence is.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("huiyin.i18n") / "catalogues" / language / f"{area}.po"
    if not source.is_file():
        raise MissingWords(f"no catalogue {language}/{area}.po")
    compiled = BytesIO()
    with source.open("rb") as handle:
        write_mo(compiled, read_po(handle, locale=language, abort_invalid=True))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def say(key: str, lang: str | None = None, /, **details: object) -> str:
    """The sentence for ``key`` in ``lang`` (default: the current language), placeholders filled.

    ``n`` is a count: it chooses the plural, and thousands are written as the language writes them.

    Raises :class:`MissingWords` if the catalogue does not hold ``key``.
    """
    catalogue = _load_catalogue(
        key.partition(".")[0], _resolve_language(lang) if lang else current_language()
    )
    count = details.get("n")
    if isinstance(count, int):
        sentence = catalogue.ngettext(key, key, count)
        if count >= 1000:
            from huiyin.i18n.locale_formats import say_number

            details["n"] = say_number(count, lang)
    else:
        sentence = catalogue.gettext(key)
    if sentence == key:
        raise MissingWords(key)
    return sentence.format(**details) if details else sentence


def choose_wording(zh: str, en: str, lang: str | None = None) -> str:
    """Of two wordings of one thing, that in ``lang`` (default: the current language) where there is one."""
    first, second = (
        (zh, en) if (_resolve_language(lang) if lang else current_language()) == "zh" else (en, zh)
    )
    return first or second
