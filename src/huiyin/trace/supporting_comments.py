"""Which comments a suggestion can rest on: those that speak of its provision and ask for what it asks.

What a suggestion asks is what its wording, words and reason say beyond the draft's provision; a comment likewise. Both
are compared by their telling pieces, pairs of characters in Chinese and words elsewhere, each weighted by how rare it
is among the comments on the consultation. Words of courtesy are common and weigh little; 六十日 is rare there and weighs
much. Comments in another language than the suggestion share no pieces with it but numerals, and are left to people.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from huiyin.text import tokenise_text

#: Bits that both must share: two pieces that one comment in a few dozen has.
LEAST = 7.0
#: The share of what the comment says, or of what the suggestion asks, that must be shared.
SHARE = 0.11
#: Bits and share of what is new in the wording that are enough by themselves: 三十日 that becomes 六十日.
TELLING, HALF = 4.0, 0.4
#: Few comments cannot tell what is rare: they are counted as if they were so many.
AS_MANY = 64
_CHINESE = ("\u3400", "\u9fff")


@dataclass(frozen=True, slots=True)
class PieceCounts:
    """``comments``: piece → how many comments have it, of ``total``."""

    comments: Mapping[str, int]
    total: int


def count_pieces(comments: Iterable[str]) -> PieceCounts:
    """What is rare among ``comments``, each group's representative once: to be asked about many suggestions."""
    counted: Counter[str] = Counter()
    total = 0
    for comment in comments:
        counted.update(_split_pieces(comment))
        total += 1
    return PieceCounts(counted, max(total, AS_MANY))


def score_support(
    draft: str, wording: str, words: str, comments: Sequence[str], counted: PieceCounts
) -> list[float]:
    """For each of ``comments`` on a provision how much of what is asked it asks too, from 0 to 1; 0 where it shares no
    more than chance gives.

    ``draft``: what the provision says, its number included; ``wording`` and ``words`` (free words and reason): what
    is asked; ``counted``: what is rare among all comments. The figure is the largest of three shares of bits: of the
    comment's own words, of what is asked, of what is new in the wording.
    """
    known = _split_pieces(draft)
    wanted = _split_pieces(f"{wording}\n{words}") - known

    def bits(pieces: Iterable[str]) -> float:
        return sum(
            math.log2((counted.total + 1) / (counted.comments.get(piece, 0) + 1))
            for piece in sorted(pieces)
        )

    whole = bits(wanted)
    core = _split_pieces(wording) - known
    scores = []
    for comment in comments:
        own = _split_pieces(comment) - known
        shared, hit = bits(own & wanted), bits(own & core)
        share = shared / min(whole, bits(own)) if shared else 0.0
        new = hit / bits(core) if hit else 0.0
        is_same = (shared >= LEAST and share >= SHARE) or (hit >= TELLING and new >= HALF)
        scores.append(min(max(share, new), 1.0) if is_same else 0.0)
    return scores


def _split_pieces(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters; other words of four letters or more, and numbers, in small letters."""
    pieces = set()
    before, end = "", -1
    for token in tokenise_text(text):
        word = text[token.start : token.end]
        if len(word) == 1 and _CHINESE[0] <= word <= _CHINESE[1]:
            if before and token.start == end:
                pieces.add(before + word)
            before, end = word, token.end
            continue
        before = ""
        if len(word) > 3 or word.isdecimal():
            pieces.add(word.casefold())
    return frozenset(pieces)
