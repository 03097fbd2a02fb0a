"""Look up a sentence in the reader's language."""

from __future__ import annotations

import gettext
import string
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from huiyin.i18n.languages import current_language, resolve_language
from huiyin.i18n.locale_formats import say_number


class MissingWords(KeyError):
    """A catalogue lacks this key: always a bug in Huiyin, never the user's mistake."""


@cache
def _load_catalogue(area: str, language: str) -> gettext.GNUTranslations:
    # Babel is slow to import, so it is imported on first use.
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


class _Counts(string.Formatter):
    """Fills placeholders. ``{rows:row|rows}`` is a count with the matching singular or plural: “1 row”, “60 rows”.
    A sentence can thus contain several counts.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        one, divided, more = format_spec.partition("|")
        if not divided:
            return str(format(value, format_spec))
        return f"{value} {one if str(value) == '1' else more}"


_COUNTS = _Counts()


def _fill(sentence: str, details: Mapping[str, object]) -> str:
    return _COUNTS.vformat(sentence, (), details) if details else sentence


def say(key: str, lang: str | None = None, /, **details: object) -> str:
    """Return the sentence for ``key`` in ``lang`` (default: the current language) with its placeholders filled.

    ``n`` is a count: it selects the plural and is written with the language's thousands separator. Further counts
    in a sentence carry their own words: ``{rows:row|rows}``.

    Raises :class:`MissingWords` if the catalogue does not contain ``key``.
    """
    catalogue = _load_catalogue(
        key.partition(".")[0], resolve_language(lang) if lang else current_language()
    )
    count = details.get("n")
    if isinstance(count, int):
        sentence = catalogue.ngettext(key, key, count)
        if count >= 1000:
            details["n"] = say_number(count, lang)
    else:
        sentence = catalogue.gettext(key)
    if sentence == key:
        raise MissingWords(key)
    if key.startswith(_HOUSE_AREA) and lang is None and (find := _HOUSE_WORDS.get()):
        usual, own = find()
        sentence = _put_house_words(sentence, usual, own) if own else sentence
    return _fill(sentence, details)


#: The sentences in which a network may replace the term for civil society: those about exchanges with authorities.
_HOUSE_AREA = "exchange."
_HOUSE_WORDS: ContextVar[Callable[[], tuple[str, str]] | None] = ContextVar(
    "house words", default=None
)


@contextmanager
def use_house_words(find: Callable[[], tuple[str, str]]) -> Iterator[None]:
    """Within the block, replace the first string that ``find`` returns by the second in sentences; do nothing if it
    is empty.

    ``find`` is called only when a sentence needs it.
    """
    before = _HOUSE_WORDS.set(find)
    try:
        yield
    finally:
        _HOUSE_WORDS.reset(before)


def find_house_words() -> str:
    """Return the current replacement for the usual words, or an empty string. Caches of sentences must use it in
    their keys.
    """
    find = _HOUSE_WORDS.get()
    return find()[1] if find else ""


def _put_house_words(sentence: str, usual: str, own: str) -> str:
    """Replace words before placeholders are filled, so that text written by people is not changed."""
    begun = sentence.replace(usual, own)
    return begun.replace(usual[:1].upper() + usual[1:], own[:1].upper() + own[1:])


def choose_wording(zh: str, en: str, lang: str | None = None) -> str:
    """Choose between the two wordings of one text by ``lang`` (default: the current language), if that one exists."""
    first, second = (
        (zh, en) if (resolve_language(lang) if lang else current_language()) == "zh" else (en, zh)
    )
    return first or second
