"""Signs that a law went in the opposite direction of what was asked.

There are four, when both changes are at the same place of the draft: a number raised that was to be lowered (or the
reverse); a duty where a permission or ban was asked; words deleted that were to be extended; and words added to a
clause that was to be deleted. A sentence added beside a clause does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rapidfuzz import fuzz

from huiyin.trace.change_share import FoundShare
from huiyin.trace.data import ReasonCode
from huiyin.trace.edits import Hunk, TokenChange
from huiyin.trace.versions import AlignedChange, VersionPair

#: How many tokens beside a change a verb may affect it.
_BESIDE = 3
#: The least bits of a deleted or inserted stretch that is a clause rather than a turn of phrase.
_CLAUSE = 40.0
#: How similar, of 100, an inserted sentence and the words deleted there must be for one to replace the other.
_STRANGE = 30.0

#: How binding a verb is: −1 forbids, 0 permits, 1 requires. Longer ones first.
_VERBS = (
    ("不得", -1), ("禁止", -1), ("严禁", -1), ("不可以", -1), ("不应当", -1),
    ("应当", 1), ("必须", 1), ("须", 1), ("应", 1), ("可以", 0), ("可", 0),
)  # fmt: skip
_ENGLISH = (
    (("shall", "not"), -1), (("must", "not"), -1), (("may", "not"), -1), (("may", "only"), 1),
    (("shall",), 1), (("must",), 1), (("may",), 0), (("can",), 0),
)  # fmt: skip


def compare_direction(ask: TokenChange, place: AlignedChange, versions: VersionPair) -> int:
    """Return 1 if the law moves the numbers at the ask's places as asked, −1 if in the opposite direction, 0 if
    there are none.
    """
    return _vote_direction(ask, place, partial(_average_numbers, versions), 0)


def _average_numbers(versions: VersionPair, code: str) -> float | None:
    numbers = versions.codes.numbers
    found = [numbers[c] for c in code if c in numbers]
    return sum(found) / len(found) if found else None


def compare_distance(ask: TokenChange, place: AlignedChange, versions: VersionPair) -> int:
    """For numbers that the law moves as asked: return −1 if less far, 0 if exactly as far, 1 if further."""
    votes = 0
    for before, wanted, _, now in _list_values(ask, place, partial(_average_numbers, versions), 0):
        past = (now - wanted) * (wanted - before)
        votes += (past > 0) - (past < 0)
    return (votes > 0) - (votes < 0)


def find_reversal(
    ask: TokenChange, place: AlignedChange, versions: VersionPair, share: FoundShare
) -> ReasonCode | None:
    """Return why the law went in the opposite direction; ``None`` if it did not."""
    if compare_direction(ask, place, versions) < 0:
        return ReasonCode.NUMBER_OPPOSED
    if _vote_direction(ask, place, lambda code: score_bindingness(code, versions), _BESIDE) < 0:
        return ReasonCode.WORD_OPPOSED
    if share.score > 0.1:
        return None
    rarity, law = versions.rarity, place.change
    for hunk in ask.hunks:
        bits_in = sum(rarity.of(ask.new[at]) for at in hunk.inserted)
        bits_out = sum(rarity.of(ask.base[at]) for at in hunk.deleted)
        for other in law.hunks:
            gone = sum(rarity.of(law.base[at]) for at in other.deleted)
            come = sum(
                rarity.of(law.new[at]) for piece in _instead(place, other) for at in piece.inserted
            )
            inside = other.start <= hunk.start <= other.end
            added = bits_in and not bits_out and not _is_sentence(ask, hunk)
            if added and inside and gone > _CLAUSE and come < gone / 4:
                return ReasonCode.TAKEN_OUT_INSTEAD
            grown = not gone and come > _CLAUSE and not _is_sentence(law, other)
            to_them = hunk.start <= other.start <= hunk.end
            if bits_out > _CLAUSE and not bits_in and to_them and grown:
                return ReasonCode.ADDED_INSTEAD
    return None


def _instead(place: AlignedChange, hunk: Hunk) -> Iterator[Hunk]:
    """Yield by sentence what the law inserts in place of the words that ``hunk`` deletes; unrelated sentences are
    left out.
    """
    gone = place.change.base[hunk.start : hunk.end]
    for piece in place.law.pieces_of(hunk):
        own = _is_sentence(place.change, piece)
        if not own or (gone and fuzz.ratio(gone, place.law.place_of(piece).text) >= _STRANGE):
            yield piece


def _is_sentence(change: TokenChange, hunk: Hunk) -> bool:
    """Tell whether ``hunk`` inserts one or more complete sentences, which say nothing about the words beside them."""
    return hunk.new_start in change.bounds and hunk.new_end in change.bounds


def score_bindingness(code: str, versions: VersionPair) -> float | None:
    """Return how binding the only verb in a stretch is; ``None`` if there is none or more than one."""
    scores: list[int] = []
    rest = code
    known = versions.codes.known
    english = (([known(word) for word in words], force) for words, force in _ENGLISH)
    spoken = (("".join(verb), force) for verb, force in english if all(verb))
    for verb, force in (*_VERBS, *spoken):
        if verb in rest:
            scores += [force] * rest.count(verb)
            rest = rest.replace(verb, "\x00")
    return float(scores[0]) if len(set(scores)) == 1 else None


def _vote_direction(
    ask: TokenChange, place: AlignedChange, value: Callable[[str], float | None], beside: int
) -> int:
    """For the ask's stretches that the law changed too, tell whether more went as asked (1) or the opposite way
    (−1).
    """
    votes = 0
    for before, wanted, was, now in _list_values(ask, place, value, beside):
        way = (wanted - before) * (now - was)
        votes += (way > 0) - (way < 0)
    return (votes > 0) - (votes < 0)


def _list_values(
    ask: TokenChange, place: AlignedChange, value: Callable[[str], float | None], beside: int
) -> Iterator[tuple[float, float, float, float]]:
    """Yield for each of the ask's stretches that the law changed too: its value before and as wanted, the law's
    before and now.
    """
    law = place.change
    for hunk in ask.hunks:
        near = [
            other
            for other in law.hunks
            if hunk.near(other) and (other.deleted or any(_instead(place, other)))
        ]
        if not near:
            continue
        before, wanted = (
            value(_get_base_stretch(ask, hunk, beside)),
            value(_get_new_stretch(ask, hunk, beside)),
        )
        was = value("\x00".join(_get_base_stretch(law, other, beside) for other in near))
        come = (piece for other in near for piece in _instead(place, other))
        now = value("\x00".join(_get_new_stretch(law, piece, beside) for piece in come))
        if before is None or wanted is None or was is None or now is None:
            continue
        yield before, wanted, was, now


def _get_base_stretch(change: TokenChange, hunk: Hunk, beside: int) -> str:
    return change.base[max(0, hunk.start - beside) : hunk.end + beside]


def _get_new_stretch(change: TokenChange, hunk: Hunk, beside: int) -> str:
    return change.new[max(0, hunk.new_start - beside) : hunk.new_end + beside]
