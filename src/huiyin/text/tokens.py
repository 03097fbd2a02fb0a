"""Words with their places: a Chinese character, a word of a spaced script, a number, a mark."""

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
    """``text`` stands at ``[start, end)`` of the text it was taken from."""

    text: str
    start: int
    end: int


def tokenise_text(text: str) -> list[Token]:
    """Every token of ``text`` in order; together they hold each character but white space once."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
