"""Split a text into tokens with their places: Chinese characters, words of spaced scripts, numbers, marks."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3040-\u30ff"
_TOKEN = re.compile(
    rf"[{_HAN}]"
    r"|\d+(?:[.,]\d+)*"
    rf"|[^\W\d_{_HAN}]+(?:['’\-][^\W\d_{_HAN}]+)*"
    r"|[^\s]"
)


class Token(NamedTuple):
    """``text`` occupies ``[start, end)`` of the text it was taken from."""

    text: str
    start: int
    end: int


def tokenise_text(text: str) -> list[Token]:
    """Return the tokens of ``text`` in order; together they contain each character except white space once."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
