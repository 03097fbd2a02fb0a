"""Short sentences that many works copied from one: not stock phrases, although as many works contain them.

A phrase consists of words that occur everywhere; a copied sentence brings words that hardly any other work has. It
also has a first holder: one work that ranks above all others that contain it, or is older. Only complete sentences
are considered, because a fragment may be a phrase that a few sentences share.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from huiyin.trace.provenance.boilerplate import PHRASES
from huiyin.trace.provenance.index import Index, Segment
from huiyin.trace.provenance.token_grams import (
    WINDOW,
    WORD_BIT,
    Hashes,
    Places,
    Tokens,
    list_ranges,
    number_tokens,
)
from huiyin.trace.token_codes import turns_of_phrase

#: Shorter sentences are not attributed to anyone.
_LEAST = 10
#: A word is rare if the works that have it are at most this many times the works that have the whole sentence. The
#: first factor applies if the first holder ranks above all others, the second if it is only the earliest.
_ABOVE, _BEFORE = 1.5, 1.25
#: How many of its words must then be rare.
_RARE_ABOVE, _RARE_BEFORE = 1, 2
#: With fewer works in the library per work that contains the sentence, rarity cannot be measured. Then half of the
#: words must be neither in a third of all laws nor in a listed phrase.
_TELLING = 10
_UNUSUAL = 0.5
#: Characters, and words, that are looked up together.
_HAN, _WORDS = 3, 2
#: How many tokens of a library are examined; a larger one is sampled: every second source, every third, …
_MOST_TOKENS = 1 << 24

_MARKS = re.compile(r"[。；！？：;!?:\n]|\.(?=\s|$)")


def sentence_starts(text: str, starts: Places) -> NDArray[np.bool_]:
    """Tell which of a unit's words begin a sentence. ``starts``: where they begin in ``text``."""
    found = np.zeros(len(starts), dtype=np.bool_)
    found[:1] = True
    marks = np.array([mark.start() for mark in _MARKS.finditer(text)], dtype=np.int64)
    after = np.searchsorted(starts, marks)
    found[after[after < len(starts)]] = True
    return found


@dataclass(frozen=True, slots=True)
class Held:
    """A run of words ``[first, last)`` of the target that many works contain. ``sources``: those that do."""

    first: int
    last: int
    sources: NDArray[np.int64]


def is_whole_sentence(first: int, last: int, edges: NDArray[np.int64]) -> bool:
    """Tell whether a run of words is one or more complete sentences.

    ``edges``: where sentences begin, and where the last one ends. The first and last few words of a run may not be
    recognised as common.
    """
    start, stop = (edges[np.abs(edges - place).argmin()] for place in (first, last))
    is_near = abs(start - first) <= WINDOW and abs(stop - last) <= WINDOW
    return bool(is_near and stop - start >= _LEAST)


def find_taken_over(
    index: Index, tokens: Tokens, sentences: Mapping[int, Held], usable: NDArray[np.bool_]
) -> list[int]:
    """Return the keys of the sentences that were copied from one work; only ``usable`` sources count."""
    first = {
        key: _stands_first(index, one.sources[usable[one.sources]])
        for key, one in sentences.items()
    }
    pieces = {
        key: _pieces(tokens[one.first : one.last]) for key, one in sentences.items() if first[key]
    }
    spread = _Spread(index, {piece for some in pieces.values() for piece in some} - _usual())
    return [
        key
        for key, some in pieces.items()
        if _brings_rare_words(index, sentences[key], first[key], some, spread)
    ]


def _brings_rare_words(
    index: Index, sentence: Held, first: str, pieces: set[Piece], spread: _Spread
) -> bool:
    """Tell whether the works that contain a sentence are nearly all that have some of its words."""
    subjects, works = index.subjects
    is_told = works >= _TELLING * len(np.unique(subjects[sentence.sources]))
    factor, needed = (_ABOVE, _RARE_ABOVE) if first == _RANK else (_BEFORE, _RARE_BEFORE)
    most = factor * spread.works_among(sentence.sources)
    unusual = pieces - _usual()
    if sum(spread.works(piece) <= most for piece in unusual) < needed:
        return False
    return is_told or (first == _RANK and len(unusual) >= _UNUSUAL * len(pieces))


_RANK, _DAY = "rank", "day"


def _stands_first(index: Index, sources: NDArray[np.int64]) -> str:
    """Return how one work precedes all others among ``sources``: by rank or by day; empty if none does.

    Works of several countries cannot be compared by rank.
    """
    held = [(index.sources[at], index.days[at]) for at in sources.tolist()]
    subjects = {source.subject for source, _ in held}
    if len(subjects) < 2:
        return ""
    if len({source.jurisdiction for source, _ in held}) == 1:
        highest = min(source.standing for source, _ in held)
        if len({s.subject for s, _ in held if s.standing == highest}) == 1:
            return _RANK
    earliest = min(day for _, day in held)
    are_first = {source.subject for source, day in held if day == earliest}
    return _DAY if earliest < date.max and len(are_first) == 1 else ""


Piece = tuple[int, ...]


def _pieces(words: Tokens) -> set[Piece]:
    """Return characters in threes and words in twos; never mixed, because a number among characters says nothing."""
    given = words.tolist()
    is_word = (words >= WORD_BIT).tolist()
    found = set()
    for at, one in enumerate(is_word):
        size = _WORDS if one else _HAN
        if len(set(is_word[at : at + size])) == 1 and at + size <= len(given):
            found.add(tuple(given[at : at + size]))
    return found


@cache
def _usual() -> frozenset[Piece]:
    """Return the pieces that occur in a third of the laws or in listed phrases."""
    phrases = [*turns_of_phrase(), *PHRASES]
    return frozenset().union(*(_pieces(number_tokens(phrase)[0]) for phrase in phrases))


class _Spread:
    """In how many works each piece occurs, in the library or in a sample of its sources that does not depend on
    their order.
    """

    def __init__(self, index: Index, pieces: set[Piece]) -> None:
        self._subjects, works = index.subjects
        size = sum(len(segment.tokens) for segment in index.segments)
        self._step = max(1, -(-size // _MOST_TOKENS))
        names = [zlib.crc32(source.id.encode()) for source in index.sources]
        self._is_looked_at = np.array(names, dtype=np.int64) % self._step == 0
        self._number = {piece: at for at, piece in enumerate(sorted(pieces))}
        self._works = np.zeros(len(pieces), dtype=np.int64)
        if pieces:
            found = [np.empty(0, np.int64)]
            before = 0
            for segment in index.segments:
                found.append(self._look(segment, before, works))
                before += len(segment.sources)
            pairs = np.unique(np.concatenate(found))
            self._works = np.bincount(pairs // (works + 1), minlength=len(pieces))

    def _look(self, segment: Segment, before: int, works: int) -> NDArray[np.int64]:
        """Return piece and work, combined into one number, of all occurrences in a segment; its sources begin at
        ``before``.
        """
        sources = segment.unit_source.astype(np.int64) + before
        units = np.flatnonzero(self._is_looked_at[sources])
        sizes = segment.bounds[units + 1] - segment.bounds[units]
        tokens = np.asarray(segment.tokens)
        if self._step > 1:
            tokens = tokens[list_ranges(np.asarray(segment.bounds)[units], sizes)]
        subject = self._subjects[sources[units]]
        lower = (tokens & _LOWER).astype(np.uint16)
        ends = np.cumsum(sizes)
        sentences = [np.empty(0, np.int64)]
        for size in (_WORDS, _HAN):
            asked = {piece: at for piece, at in self._number.items() if len(piece) == size}
            if not asked:
                continue
            columns = np.array(list(asked), dtype=np.uint32).T
            here = np.arange(0)
            for step, column in enumerate(columns):
                # Filter by the lower half of one token first, which excludes most places.
                is_asked = np.zeros(1 << 16, dtype=np.bool_)
                is_asked[column & _LOWER] = True
                if step == 0:
                    here = np.flatnonzero(is_asked[lower[: len(lower) - size + 1]])
                else:
                    here = here[is_asked[lower[here + step]]]
            keys = _keys(columns)
            order = np.argsort(keys)
            keys, numbers = keys[order], np.array(list(asked.values()), dtype=np.int64)[order]
            given = _keys([tokens[here + step] for step in range(size)])
            near = np.minimum(np.searchsorted(keys, given), len(keys) - 1)
            is_hit = keys[near] == given
            owner = np.searchsorted(ends, here[is_hit], side="right")
            sentences.append(np.unique(numbers[near[is_hit]] * (works + 1) + subject[owner]))
        return np.concatenate(sentences)

    def works(self, piece: Piece) -> int:
        return int(self._works[self._number[piece]])

    def works_among(self, sources: NDArray[np.int64]) -> int:
        """Return how many works these sources are, of those examined."""
        return len(np.unique(self._subjects[sources[self._is_looked_at[sources]]]))


_LOWER = np.uint32((1 << 16) - 1)
_BASE = np.uint64(0x9E3779B97F4A7C15)


def _keys(columns: Iterable[NDArray[np.uint32]]) -> Hashes:
    """Return one number for the tokens in each row; two different rows collide with a probability of 2⁻⁶⁴."""
    first, *others = (column.astype(np.uint64) for column in columns)
    found: Hashes = first * _BASE
    for column in others:
        found = ((found ^ (found >> np.uint64(29))) + column) * _BASE
    return found
