"""Which sentences of one text became which sentences of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

#: How similar two sentences must be, from 0 to 1, to count as one that changed.
ALIKE = 0.5
#: Sentences of at most this many tokens occur inside longer ones by chance.
_SHORT = 6
#: The share of an unpaired sentence that its neighbour's partner must contain in its unmatched rest, for it to be a
#: part of it.
_PART = 0.6
#: Tokens of a run that two sentences do not share by chance.
_RUN = 3
#: How similar, of 100, a sentence and the most similar stretch of another must be for the sentence to be contained
#: in it.
_WHOLE = 80
#: The most sentence pairs to compare; with more, everything is one stretch.
_MOST_PAIRS = 40_000
#: The largest product of token counts for which sentences are searched inside longer ones; this is far slower than
#: comparing whole sentences.
_MOST_SOUGHT = 1_000_000
#: The largest product of token counts for which a sentence is tried as a part of another.
_MOST_TOKENS = 1_000_000


@dataclass(frozen=True, slots=True)
class SentenceStretch:
    """Sentences ``[old_start, old_end)`` became ``[new_start, new_end)``. ``paired``: they correspond; otherwise
    some were deleted and others inserted.
    """

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    paired: bool


def pair_sentences(old: Sequence[str], new: Sequence[str]) -> list[SentenceStretch]:
    """Return consecutive stretches that together cover both texts. Equal sentences at both ends are not searched."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    olds, news = old[first : len(old) - last], new[first : len(new) - last]
    stretches = [SentenceStretch(at, at + 1, at, at + 1, True) for at in range(first)]
    stretches += [
        SentenceStretch(
            s.old_start + first, s.old_end + first, s.new_start + first, s.new_end + first, s.paired
        )
        for s in _list_stretches(olds, news)
    ]
    ends = zip(range(len(old) - last, len(old)), range(len(new) - last, len(new)), strict=True)
    return stretches + [SentenceStretch(i, i + 1, j, j + 1, True) for i, j in ends]


def _list_stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[SentenceStretch]:
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        if old or new:
            yield SentenceStretch(0, len(old), 0, len(new), bool(old and new))
        return
    i = j = 0
    for a, b, c, d in _grow_pairs(old, new):
        if a > i or c > j:
            yield SentenceStretch(i, a, j, c, False)
        yield SentenceStretch(a, b, c, d, True)
        i, j = b, d
    if i < len(old) or j < len(new):
        yield SentenceStretch(i, len(old), j, len(new), False)


def _best_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the ordered pairs with the greatest total gain (Needleman and Wunsch, 1970)."""
    gain = _compute_gains(old, new)
    best = np.zeros((len(old) + 1, len(new) + 1))
    for i in range(len(old)):
        row = np.maximum(best[i, 1:], best[i, :-1] + gain[i])
        best[i + 1, 1:] = np.maximum.accumulate(row)
    pairs = []
    i, j = len(old), len(new)
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _compute_gains(old: Sequence[str], new: Sequence[str]) -> np.ndarray:
    """Return the value of pairing each with each, in matching tokens; 0 for unrelated sentences."""
    whole = process.cdist(old, new, scorer=fuzz.ratio) / 100
    part = whole
    if sum(map(len, old)) * sum(map(len, new)) <= _MOST_SOUGHT:
        part = process.cdist(old, new, scorer=fuzz.partial_ratio) / 100
    shorter = np.minimum(
        np.array([len(s) for s in old])[:, None], np.array([len(s) for s in new])[None, :]
    )
    alike = np.where(shorter > _SHORT, np.maximum(whole, part), whole)
    gains: np.ndarray = np.where(alike >= ALIKE, shorter * alike * (1 + whole), 0.0)
    return gains


def _grow_pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield each pair, extended by neighbouring sentences that are parts of either side: split or merged sentences."""
    pairs = _best_pairs(old, new)
    floor_old = floor_new = 0
    for (i, j), (next_old, next_new) in zip(
        pairs, [*pairs[1:], (len(old), len(new))], strict=False
    ):
        a, b, c, d = i, i + 1, j, j + 1
        while c > floor_new and _is_part(new[c - 1], "".join(old[a:b]), "".join(new[c:d]), True):
            c -= 1
        while d < next_new and _is_part(new[d], "".join(old[a:b]), "".join(new[c:d]), False):
            d += 1
        while a > floor_old and _is_part(old[a - 1], "".join(new[c:d]), "".join(old[a:b]), True):
            a -= 1
        while b < next_old and _is_part(old[b], "".join(new[c:d]), "".join(old[a:b]), False):
            b += 1
        yield a, b, c, d
        floor_old, floor_new = b, d


def _is_part(piece: str, other: str, own: str, before: bool) -> bool:
    """Tell whether ``other`` contains most of ``piece`` in addition to what it shares with ``own``, the neighbour
    of the piece.
    """
    if len(piece) * len(other) > _MOST_TOKENS:
        return False
    joined = piece + own if before else own + piece
    kept = LCSseq.similarity(other, own)
    gain = LCSseq.similarity(other, joined) - kept
    if gain >= max(_SHORT - 2, _PART * len(piece)):
        return True
    left = len(other) - kept
    if (
        left >= _SHORT and gain >= _PART * left
    ):  # the piece accounts for all that ``other`` has left, and more
        start = 0 if before else len(own)
        if _in_runs(other, joined, start, start + len(piece)) >= max(_SHORT, left / 2):
            return True
    likely = len(piece) > _SHORT and gain >= _PART / 2 * len(piece)
    return likely and fuzz.partial_ratio(piece, other) >= _WHOLE


def _in_runs(other: str, joined: str, start: int, end: int) -> int:
    """Count the tokens of ``joined[start:end]`` that it shares with ``other`` in runs too long for chance."""
    shared = 0
    for op in LCSseq.opcodes(other, joined):
        length = min(op.dest_end, end) - max(op.dest_start, start)
        if op.tag == "equal" and length >= _RUN:
            shared += length
    return shared
