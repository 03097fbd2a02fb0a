"""In which language one speaks now."""

from __future__ import annotations

import os
import re
from contextvars import ContextVar

LANGUAGES = ("en", "zh")

_chosen: ContextVar[str | None] = ContextVar("huiyin_language", default=None)


def use_language(language: str | None) -> None:
    """From here on, in this thread or task, speak ``language`` (``zh``, ``zh-Hant``, ``en-GB`` …), or with
    None what the environment says."""
    _chosen.set(resolve_language(language) if language else None)


def current_language() -> str:
    """``en`` or ``zh``: what was chosen, else ``HUIYIN_LANG``, else the locale, else English."""
    chosen = _chosen.get()
    if chosen:
        return chosen
    for name in ("HUIYIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return resolve_language(value)
    return "en"


def find_unoffered_language() -> str:
    """What ``HUIYIN_LANG`` asks for that is not offered; empty where it asks for nothing, or for what is."""
    asked = os.environ.get("HUIYIN_LANG", "")
    return "" if not asked or is_offered(asked) else asked


def is_offered(language: str) -> bool:
    """Whether a tag (``zh-Hant``, ``en_GB.UTF-8``) names a language that is spoken here."""
    return re.split("[-_.@]", language.lower())[0] in LANGUAGES


def resolve_language(language: str) -> str:
    return "zh" if language.lower().startswith("zh") else "en"
