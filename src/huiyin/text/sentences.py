"""Split Chinese and space-separated scripts into sentences."""

from __future__ import annotations

import re

_END = re.compile(r"[。！？；!?]+[”’」』）)]*|\.(?=\s+[A-Z\u3400-\u9fff]|\s*$)|\n+")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of ``text``, stripped, without empty ones."""
    found, start = [], 0
    for end in _END.finditer(text):
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]
