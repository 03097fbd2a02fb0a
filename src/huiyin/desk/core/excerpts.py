"""Long texts on pages that list many: each whole while there is room, else its share of the page, and a link to all.

A comment may have fifty thousand characters from the form and four times as many from a file; thirty of them are no
page that a telephone opens. What is cut is never hidden: beside it stands where to read on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape

#: Bytes of a page that what people wrote may take; with all that stands around it a page stays under a megabyte.
PAGE = 850_000
#: Bytes that the texts of one form may take together: it shows them whole, and what is beside it needs room as well.
FORM = 700_000
#: What is left to a list where a form with long texts stands on the page too.
LEAST = 60_000
#: Bytes of one part of a text that is read by itself.
PART = 250_000
#: Bytes around a word that is marked as put in or taken out.
_MARKED = 11
#: Bytes that one character takes at the most: an apostrophe is &#x27;
_WIDEST = 6


def count_bytes(text: str) -> int:
    """The bytes of a text in a page, its line ends as ``<br>``."""
    if len(text) < 1_000:  # most are: no need to be exact
        return len(text) * _WIDEST
    return len(escape(text).encode()) + 3 * text.count("\n")


def weigh_change(pieces: Iterable[Any]) -> int:
    return sum(count_bytes(piece.text) + _MARKED for piece in pieces)


def cut_text(text: str, most: int) -> str:
    """The beginning of ``text`` that takes at most so many bytes, with … where it goes on."""
    if count_bytes(text) <= most:
        return text
    longest = bisect_right(range(len(text)), most - 3, key=lambda n: count_bytes(text[:n])) - 1
    return text[: max(longest, 0)].rstrip() + "…"


def cut_change(pieces: Sequence[Any], most: int) -> list[Any]:
    """The first pieces of a change that take at most so many bytes."""
    kept = []
    for piece in pieces:
        most -= count_bytes(piece.text) + _MARKED
        if most < 0:
            break
        kept.append(piece)
    return kept


def share_out(weights: Sequence[int], room: int) -> list[int]:
    """How much of ``room`` each gets: all that it asks where that is little, and of what is left the large ones
    the same."""
    shares = dict[int, int]()
    for left, index in zip(
        range(len(weights), 0, -1),
        sorted(range(len(weights)), key=weights.__getitem__),
        strict=True,
    ):
        shares[index] = min(weights[index], max(room, 0) // left)
        room -= shares[index]
    return [shares[at] for at in range(len(weights))]


def cut_change_or(text: str, pieces: Sequence[Any] | None, most: int) -> tuple[str, Any]:
    """A wording in at most so many bytes: as a change where it is one, else as it is."""
    if pieces is None:
        return cut_text(text, most), None
    return text, cut_change(pieces, most)


def lay_out(texts: Sequence[str], most: int = PART) -> list[list[tuple[int, str]]]:
    """Several texts one behind the other, on pages of at most so many bytes: of which text, and how much of it. There is
    one page at least; a text that is empty is on none."""
    pages: list[list[tuple[int, str]]] = [[]]
    room = most
    for index, text in enumerate(texts):
        done = 0
        while words := text[done : done + _measure_part(text[done:])]:
            weight = count_bytes(words)
            if pages[-1] and weight > room:
                pages.append([])
                room = most
            pages[-1].append((index, words))
            room -= weight
            done += len(words)
    return pages


def share_words(texts: Sequence[str], room: int) -> tuple[list[str], bool]:
    """Several texts within ``room``, and whether one was cut."""
    shares = share_out([count_bytes(text) for text in texts], room)
    kept = [cut_text(text, share) for text, share in zip(texts, shares, strict=True)]
    return kept, kept != list(texts)


def get_part(text: str, number: int) -> str:
    """One of the parts, from 1, that a long text is read in; nothing beyond the last."""
    for _ in range(number - 1):
        text = text[_measure_part(text) :]
        if not text:
            return ""
    return text[: _measure_part(text)]


def has_more(text: str, number: int) -> bool:
    """Whether there is a part behind the one with ``number``."""
    return bool(get_part(text, number + 1))


def _measure_part(text: str) -> int:
    if count_bytes(text) <= PART:
        return len(text)
    return max(bisect_right(range(len(text)), PART, key=lambda n: count_bytes(text[:n])) - 1, 1)
