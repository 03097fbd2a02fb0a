"""Words asked for in one provision and enacted in another."""

from __future__ import annotations

from dataclasses import dataclass

from huiyin.trace.change_share import LEAST_FAR
from huiyin.trace.edits import TokenChange
from huiyin.trace.versions import AlignedChange, VersionPair

#: The least bits that an ask must insert for finding them elsewhere to be meaningful: two or three clauses of rare
#: words. A number alone occurs in many places.
ENOUGH = 64.0
#: The share of a run that must be new in the provision where it is found; otherwise it repeats the draft.
_NEW = 0.3
_LOOKED_AT = 3
#: Bits of an ask of about one sentence, and the share of it that must be in a single run: in a long provision on
#: the same subject its words occur separately.
_SENTENCE, _IN_ONE = 160.0, 0.5


@dataclass(frozen=True, slots=True)
class ElsewhereMatch:
    """Where in the enacted text the words are, their share (0 to 1), and the matching tokens of its new text."""

    place: AlignedChange
    share: float
    positions: frozenset[int]


def find_elsewhere(
    ask: TokenChange, own: AlignedChange, versions: VersionPair
) -> ElsewhereMatch | None:
    """Find the other place of the law with the largest new share of what the ask inserts."""
    rarity = versions.rarity
    asked = sum(rarity.of(ask.new[at]) for hunk in ask.hunks for at in hunk.inserted)
    if asked <= ENOUGH:
        return None
    sought = "\x00".join(ask.new[h.new_start : h.new_end] for h in ask.hunks if h.inserted)
    best: ElsewhereMatch | None = None
    for number, _ in versions.enacted_search.best(sought, _LOOKED_AT + 1):
        place = versions.places[number]
        if place is own or not place.change.hunks:
            continue
        found = find_in_place(ask, place, versions, asked)
        if best is None or found.share > best.share:
            best = found
    return best


def find_in_place(
    ask: TokenChange, place: AlignedChange, versions: VersionPair, asked: float
) -> ElsewhereMatch:
    """Return the share of what the ask inserts (``asked`` bits) that is new in ``place``, in runs too long to be
    chance.
    """
    rarity, text, new = versions.rarity, place.law.whole, place.law.inserted
    least = max(len(text.text), 1).bit_length() - 1 + LEAST_FAR
    share_found, longest, positions = 0.0, 0.0, set[int]()
    for hunk in ask.hunks:
        sought = ask.new[hunk.new_start : hunk.new_end]
        inserted = set(hunk.inserted)
        for start, position, length in text.runs(sought):
            bits = rarity.total(sought[start : start + length])
            if bits < least:
                continue
            fresh = sum(
                rarity.of(text.text[position + n]) for n in range(length) if position + n in new
            )
            if fresh < _NEW * bits:
                continue
            asked_for = sum(
                rarity.of(sought[start + n])
                for n in range(length)
                if hunk.new_start + start + n in inserted
            )
            share_found += asked_for
            longest = max(longest, asked_for)
            positions.update(range(position, position + length))
    if asked < _SENTENCE and longest < _IN_ONE * asked:
        share_found = longest
    return ElsewhereMatch(place, min(1.0, share_found / asked), frozenset(positions))
