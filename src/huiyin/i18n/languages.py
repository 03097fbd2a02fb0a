"""The current language."""

from __future__ import annotations

import os
import re
from contextvars import ContextVar

LANGUAGES = ("en", "zh")

_chosen: ContextVar[str | None] = ContextVar("huiyin_language", default=None)


def use_language(language: str | None) -> None:
    """Use ``language`` (``zh``, ``zh-Hant``, ``en-GB`` …) from here on in this thread or task.

    None means the language that the environment names.
    """
    _chosen.set(resolve_language(language) if language else None)


def current_language() -> str:
    """Return ``en`` or ``zh``: the chosen language, or ``HUIYIN_LANG``, or the locale, or English."""
    chosen = _chosen.get()
    if chosen:
        return chosen
    for name in ("HUIYIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return resolve_language(value)
    return "en"


def find_unoffered_language() -> str:
    """Return the value of ``HUIYIN_LANG`` if that language is not offered; otherwise an empty string."""
    asked = os.environ.get("HUIYIN_LANG", "")
    return "" if not asked or is_offered(asked) else asked


def is_offered(language: str) -> bool:
    """Tell whether a tag (``zh-Hant``, ``en_GB.UTF-8``) names a language that is offered."""
    return re.split("[-_.@]", language.lower())[0] in LANGUAGES


def resolve_language(language: str) -> str:
    return "zh" if language.lower().startswith("zh") else "en"
