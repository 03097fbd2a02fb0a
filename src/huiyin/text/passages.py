"""Passages that texts share: runs of words too long to be a coincidence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: The least length of a shared run: a Chinese character counts one, a word of another script two.
LEAST = 12
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PIECE = re.compile(f"[{_HAN}]|(?:(?![{_HAN}])[^\\W_])+")

#: The words of a run in normal form: case, width and separators are ignored.
Window = tuple[str, ...]


def collect_windows(texts: Iterable[str]) -> set[Window]:
    """Return the shortest runs of length :data:`LEAST` or more in ``texts``.

    A longer passage consists of many such windows, each one word further on.
    """
    return {window for text in texts for window, _, _ in _list_windows(text)}


def find_passages(text: str, windows: set[Window]) -> list[tuple[int, int]]:
    """Return the (start, end) of each passage where ``text`` repeats ``windows``: in order, and never adjoining.

    Takes linear time in the length of the text.
    """
    spans: list[tuple[int, int]] = []
    for window, start, end in _list_windows(text):
        if window not in windows:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans


def _list_windows(text: str) -> Iterator[tuple[Window, int, int]]:
    spans = [match.span() for match in _PIECE.finditer(text)]
    words = [_fold_piece(text[start:end]) for start, end in spans]
    worth = [1 if _is_han(text[start:end]) else 2 for start, end in spans]
    end = length = 0
    for begin in range(len(spans)):
        while length < LEAST and end < len(spans):
            length += worth[end]
            end += 1
        if length < LEAST:
            return
        yield tuple(words[begin:end]), spans[begin][0], spans[end - 1][1]
        length -= worth[begin]


def _is_han(piece: str) -> bool:
    return len(piece) == 1 and re.match(f"[{_HAN}]", piece) is not None


def _fold_piece(piece: str) -> str:
    return unicodedata.normalize("NFKC", piece).casefold()
