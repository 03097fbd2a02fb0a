"""Find the comments that support a suggestion: those that speak of its provision and ask for the same.

What a suggestion asks is what its wording, text and reason say beyond the draft's provision; the same holds for a
comment. Both are compared by pieces, pairs of Chinese characters or other words, weighted by their rarity among the
comments on the consultation. Polite phrases are common and weigh little; 六十日 is rare there and weighs much.
Comments in another language than the suggestion share only numerals with it and are left to people.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from huiyin.text import tokenise_text

#: Bits that both must share: two pieces that one comment in a few dozen has.
LEAST = 7.0
#: The share of the comment's words, or of what the suggestion asks, that must be shared.
SHARE = 0.11
#: Bits and share of the new part of the wording that suffice by themselves: 三十日 that becomes 六十日.
TELLING, HALF = 4.0, 0.4
#: With few comments rarity is unreliable, so their number is taken to be at least this.
AS_MANY = 64
_CHINESE = ("\u3400", "\u9fff")


@dataclass(frozen=True, slots=True)
class PieceCounts:
    """``comments``: piece → how many of ``total`` comments have it."""

    comments: Mapping[str, int]
    total: int


def count_pieces(comments: Iterable[str]) -> PieceCounts:
    """Count how rare pieces are among ``comments``, once for many suggestions. Pass one representative per shared
    point.
    """
    counted: Counter[str] = Counter()
    total = 0
    for comment in comments:
        counted.update(_split_pieces(comment))
        total += 1
    return PieceCounts(counted, max(total, AS_MANY))


def score_support(
    draft: str, wording: str, words: str, comments: Sequence[str], counted: PieceCounts
) -> list[float]:
    """Score how much of the suggestion each comment asks for as well, from 0 to 1; 0 if the overlap may be chance.

    ``draft``: the text of the provision, including its number. ``wording`` and ``words`` (free text and reason):
    what is asked. ``counted``: rarity among all comments. The score is the largest of three shares, in bits: of the
    comment's own words, of what is asked, and of what is new in the wording.
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
    """Return pairs of neighbouring Chinese characters, other words of four letters or more, and numbers, in lower
    case.
    """
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
