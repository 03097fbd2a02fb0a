"""Texts as arrays of token numbers, and runs of tokens as fingerprints.

A token is a Chinese character or kana, or a run of letters and digits; punctuation and white space are not tokens.
Case, width and simplified or traditional characters are folded one by one, so that offsets in the text stay valid.
A token's number has 32 bits: the character itself, or a hash of the run with the highest bit set.

Fingerprints follow winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003, section 3): of every WINDOW neighbouring grams the smallest is kept, so texts that
share a run of k + WINDOW − 1 tokens always share a kept gram.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from huiyin.text.normalisation import character_table

Tokens: TypeAlias = NDArray[np.uint32]
Places: TypeAlias = NDArray[np.int64]
Hashes: TypeAlias = NDArray[np.uint64]

#: Tokens in a gram: for Chinese characters, and for words.
HAN_GRAM, WORD_GRAM = 7, 4
#: One gram is kept of this many neighbours.
WINDOW = 4

#: The bit set in the number of a run of letters and digits.
WORD_BIT = np.uint32(1 << 31)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_NONE = np.uint64(2**64 - 1)
_HAN_RANGES = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


@lru_cache(maxsize=1)
def _build_tables() -> tuple[Tokens, NDArray[np.uint8]]:
    """Return code point → folded code point, and code point → 0 not a token, 1 a token by itself, 2 part of a run."""
    fold = np.arange(0x110000, dtype=np.uint32)
    kind = np.zeros(0x110000, dtype=np.uint8)
    traditional = character_table()
    for code in range(0x40000):
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in "LNM" or category == "Co":
            kind[code] = 2
        if category in ("Cn", "Cs"):
            continue
        folded = unicodedata.normalize("NFKC", char).casefold()
        if len(folded) == 1:
            at = ord(folded)
            simple = traditional.get(at)
            fold[code] = ord(simple) if simple and len(simple) == 1 else at
    for first, last in _HAN_RANGES:
        part = kind[first : last + 1]
        part[part == 2] = 1
    return fold, kind


def _mix_bits(values: Hashes) -> Hashes:
    """SplitMix64's finaliser: every input bit affects every output bit."""
    mixed = (values ^ (values >> np.uint64(30))) * _MIX_1
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
    return mixed ^ (mixed >> np.uint64(31))


@lru_cache(maxsize=1)
def _compute_powers() -> Hashes:
    return np.cumprod(np.full(64, _BASE, dtype=np.uint64), dtype=np.uint64)


def number_tokens(text: str) -> tuple[Tokens, Places, Places]:
    """Return the token numbers of ``text``, and where each begins and ends in it."""
    fold, kind = _build_tables()
    chars = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    kinds = kind[chars]
    folded = fold[chars]
    in_run = kinds == 2
    first = in_run.copy()
    first[1:] &= ~in_run[:-1]
    starts = np.flatnonzero(first | (kinds == 1))
    if not len(starts):
        return np.empty(0, np.uint32), np.empty(0, np.int64), np.empty(0, np.int64)
    tokens = folded[starts]
    ends = starts + 1
    runs = np.flatnonzero(first)
    if len(runs):
        last = in_run.copy()
        last[:-1] &= ~in_run[1:]
        run_ends = np.flatnonzero(last) + 1
        inside = np.flatnonzero(in_run)
        lengths = run_ends - runs
        place = np.arange(len(inside)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        parts = _mix_bits(folded[inside].astype(np.uint64)) * _compute_powers()[place % 64]
        hashes = _mix_bits(np.add.reduceat(parts, np.cumsum(lengths) - lengths))
        which = np.searchsorted(starts, runs)
        tokens[which] = (hashes >> np.uint64(32)).astype(np.uint32) | WORD_BIT
        ends[which] = run_ends
    return tokens, starts.astype(np.int64), ends.astype(np.int64)


def hash_grams(tokens: Tokens, bounds: Places) -> tuple[Hashes, Places]:
    """Hash the gram that begins at every token; also return its number of tokens (0 if the unit ends before).

    ``bounds``: where units begin in ``tokens``, and where the last one ends.
    """
    n = len(tokens)
    lengths = np.where(tokens < WORD_BIT, HAN_GRAM, WORD_GRAM)
    left = np.repeat(bounds[1:], np.diff(bounds)) - np.arange(n)
    lengths = np.where(left >= lengths, lengths, 0)
    mixed = np.zeros(n + HAN_GRAM, dtype=np.uint64)
    mixed[:n] = _mix_bits(tokens.astype(np.uint64))
    word = np.zeros(n, dtype=np.uint64)
    for step in range(WORD_GRAM):
        word = word * _BASE + mixed[step : n + step]
    han = word
    for step in range(WORD_GRAM, HAN_GRAM):
        han = han * _BASE + mixed[step : n + step]
    found = _mix_bits(np.where(lengths == HAN_GRAM, han, word))
    found[lengths == 0] = _NONE
    return found, lengths


def winnow_grams(hashes: Hashes) -> Places:
    """Return the ascending places of the grams to keep; non-grams are never kept.

    The last WORD_GRAM − 1 = WINDOW − 1 places of a unit have no gram, so no window spans two units. The grams kept
    of a unit therefore depend on it alone, and always include its first and last.
    """
    edge = np.full(WINDOW - 1, _NONE)
    windows: NDArray[Any] = np.lib.stride_tricks.sliding_window_view(
        np.concatenate([edge, hashes, edge]), WINDOW
    )
    chosen: Places = windows.argmin(axis=1).astype(np.int64)
    chosen += np.arange(len(windows)) - (WINDOW - 1)
    kept: Places = np.unique(chosen[(chosen >= 0) & (chosen < len(hashes))])
    some: Places = kept[hashes[kept] != _NONE]
    return some


def list_ranges(first: NDArray[Any], counts: NDArray[Any]) -> Places:
    """Return first[0], first[0]+1, … (counts[0] numbers), then the same for first[1] …"""
    total = int(counts.sum())
    skip = np.repeat(np.cumsum(counts) - counts, counts)
    places: Places = np.arange(total) - skip + np.repeat(first, counts)
    return places
