"""Combine the texts of several cells of a row."""

from __future__ import annotations

import re

_CHINESE = re.compile("[\u3400-\u9fff]")
_KIND = re.compile(r"\s*(ge|te|ed)\b", re.IGNORECASE)


def join_reason(text: str, reason: str) -> str:
    """Return a row's text, followed by the reasons from a separate column."""
    if text and reason and reason != text:
        return f"{text}\n{reason}"
    return text or reason


def join_name(first: str, last: str) -> str:
    """Join the two columns of a name in the order of its language."""
    if not first and not last:
        return ""
    return f"{last}{first}" if _CHINESE.search(last + first) else f"{first} {last}".strip()


def normalise_kind(written: str) -> str:
    """Return ``ge``, ``te`` or ``ed`` as in the ISO template; other kinds are unchanged."""
    if not written:
        return ""
    found = _KIND.match(written)
    return found[1].lower() if found else written.strip()
