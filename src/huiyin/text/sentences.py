"""Sentences of Chinese and of spaced scripts."""

from __future__ import annotations

import re

_END = re.compile(r"[。！？；!?]+[”’」』）)]*|\.(?=\s+[A-Z\u3400-\u9fff]|\s*$)|\n+")


def split_sentences(text: str) -> list[str]:
    """The sentences of ``text``, white space at their ends taken off, empty ones left out."""
    found, start = [], 0
    for end in _END.finditer(text):
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]
