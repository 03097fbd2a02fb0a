"""Shorten long texts on pages that list many: each gets a fair share of the page, with a link to the rest.

A comment may have fifty thousand characters when typed and four times as many in a file; a page with thirty
such comments would not open on a phone. Nothing is silently hidden: each shortened text has a link to the
whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape

#: Bytes of a page available for people's texts, so that the whole page stays under a megabyte.
PAGE = 850_000
#: Bytes available for all texts of one form, which shows them in full.
FORM = 700_000
#: Bytes left for a list on a page that also has a form with long texts.
LEAST = 60_000
#: Bytes of one part of a text that is read in parts.
PART = 250_000
#: Bytes of the markup around an inserted or deleted word.
_MARKED = 11
#: The most bytes that one ASCII character takes, for the apostrophe: ``&#x27;``.
_WIDEST = 6


def count_bytes(text: str) -> int:
    """The bytes that a text takes in a page, with line ends as ``<br>``. An upper estimate for short texts."""
    if len(text) < 1_000:  # most are: no need to be exact
        return len(text) * _WIDEST
    return len(escape(text).encode()) + 3 * text.count("\n")


def weigh_change(pieces: Iterable[Any]) -> int:
    """The bytes that a change takes in a page, with its markup."""
    return sum(count_bytes(piece.text) + _MARKED for piece in pieces)


def cut_text(text: str, most: int) -> str:
    """The beginning of ``text``, with … if it was cut, in at most ``most`` bytes."""
    if count_bytes(text) <= most:
        return text
    longest = bisect_right(range(len(text)), most - 3, key=lambda n: count_bytes(text[:n])) - 1
    return text[: max(longest, 0)].rstrip() + "…"


def cut_change(pieces: Sequence[Any], most: int) -> list[Any]:
    """The first pieces of a change that together take at most ``most`` bytes."""
    kept = []
    for piece in pieces:
        most -= count_bytes(piece.text) + _MARKED
        if most < 0:
            break
        kept.append(piece)
    return kept


def share_out(weights: Sequence[int], room: int) -> list[int]:
    """Divide ``room`` among the weights: small ones get all they need, the large ones share the rest equally."""
    shares = dict[int, int]()
    # From the smallest: what a small one does not use is shared among those after it.
    for left, index in zip(
        range(len(weights), 0, -1),
        sorted(range(len(weights)), key=weights.__getitem__),
        strict=True,
    ):
        shares[index] = min(weights[index], max(room, 0) // left)
        room -= shares[index]
    return [shares[at] for at in range(len(weights))]


def cut_change_or(text: str, pieces: Sequence[Any] | None, most: int) -> tuple[str, Any]:
    """A wording in at most ``most`` bytes: shortened as a change if ``pieces`` is given, else as a text."""
    if pieces is None:
        return cut_text(text, most), None
    return text, cut_change(pieces, most)


def lay_out(texts: Sequence[str], most: int = PART) -> list[list[tuple[int, str]]]:
    """Distribute several texts over pages of at most ``most`` bytes: for each page a list of (index of the
    text, its portion). There is at least one page; empty texts appear on none.
    """
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
    """Several texts shortened to ``room`` bytes in all, and whether any was cut."""
    shares = share_out([count_bytes(text) for text in texts], room)
    kept = [cut_text(text, share) for text, share in zip(texts, shares, strict=True)]
    return kept, kept != list(texts)


def get_part(text: str, number: int) -> str:
    """Part ``number``, from 1, of a long text; empty beyond the last."""
    for _ in range(number - 1):
        text = text[_measure_part(text) :]
        if not text:
            return ""
    return text[: _measure_part(text)]


def has_more(text: str, number: int) -> bool:
    """Whether there is a part after ``number``."""
    return bool(get_part(text, number + 1))


def _measure_part(text: str) -> int:
    """The length of the first part of ``text``, in characters; at least 1, so that reading always advances."""
    if count_bytes(text) <= PART:
        return len(text)
    return max(bisect_right(range(len(text)), PART, key=lambda n: count_bytes(text[:n])) - 1, 1)
