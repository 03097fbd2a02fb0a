"""What several cells of a row say together."""

from __future__ import annotations

import re

_CHINESE = re.compile("[\u3400-\u9fff]")
_KIND = re.compile(r"\s*(ge|te|ed)\b", re.IGNORECASE)


def join_reason(text: str, reason: str) -> str:
    """What a row says, and below it the reasons that it gives in a column of their own."""
    if text and reason and reason != text:
        return f"{text}\n{reason}"
    return text or reason


def join_name(first: str, last: str) -> str:
    """A name of two columns, as its language has it."""
    if not first and not last:
        return ""
    return f"{last}{first}" if _CHINESE.search(last + first) else f"{first} {last}".strip()


def normalise_kind(written: str) -> str:
    """``ge``, ``te`` or ``ed`` as the ISO template has it; any other kind as it is written."""
    if not written:
        return ""
    found = _KIND.match(written)
    return found[1].lower() if found else written.strip()
