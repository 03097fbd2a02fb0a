"""Signs that a law moved the other way than was asked.

Four are looked for where both changes stand at one place of the draft: a number raised where it was to be lowered; a
duty where a leave or a ban was asked; words taken out to which some were to be added; and words added to a clause that
was to be taken out. What is added beside it says nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rapidfuzz import fuzz

from huiyin.trace.change_share import FoundShare
from huiyin.trace.data import ReasonCode
from huiyin.trace.edits import Hunk, TokenChange
from huiyin.trace.versions import AlignedChange, VersionPair

#: Tokens beside a change that a verb may reach into.
_BESIDE = 3
#: Bits of a stretch taken out or put in that make it more than a turn of phrase: a clause.
_CLAUSE = 40.0
#: How alike, of 100, a sentence that the law put in and the words that it took out there must be for the one to stand for
#: the other.
_STRANGE = 30.0

#: How binding a verb is: −1 forbids, 0 allows, 1 demands. Longer ones first.
_VERBS = (
    ("不得", -1), ("禁止", -1), ("严禁", -1), ("不可以", -1), ("不应当", -1),
    ("应当", 1), ("必须", 1), ("须", 1), ("应", 1), ("可以", 0), ("可", 0),
)  # fmt: skip
_ENGLISH = (
    (("shall", "not"), -1), (("must", "not"), -1), (("may", "not"), -1), (("may", "only"), 1),
    (("shall",), 1), (("must",), 1), (("may",), 0), (("can",), 0),
)  # fmt: skip


def compare_direction(ask: TokenChange, place: AlignedChange, versions: VersionPair) -> int:
    """1 where the law moves the numbers at the ask's places the way asked, −1 where the other way, 0 where
    there are none to compare."""
    return _vote_direction(ask, place, partial(_average_numbers, versions), 0)


def _average_numbers(versions: VersionPair, code: str) -> float | None:
    numbers = versions.codes.numbers
    found = [numbers[c] for c in code if c in numbers]
    return sum(found) / len(found) if found else None


def compare_distance(ask: TokenChange, place: AlignedChange, versions: VersionPair) -> int:
    """Of numbers that the law moves the way asked: −1 where it does not go as far, 0 where just as far, 1 where farther."""
    votes = 0
    for before, wanted, _, now in _list_values(ask, place, partial(_average_numbers, versions), 0):
        past = (now - wanted) * (wanted - before)
        votes += (past > 0) - (past < 0)
    return (votes > 0) - (votes < 0)


def find_reversal(
    ask: TokenChange, place: AlignedChange, versions: VersionPair, share: FoundShare
) -> ReasonCode | None:
    """Why the law is said to have moved the other way; ``None`` where it is not."""
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
    """What the law puts in for the words that ``hunk`` takes out, by sentence; not those that have nothing of them."""
    gone = place.change.base[hunk.start : hunk.end]
    for piece in place.law.pieces_of(hunk):
        own = _is_sentence(place.change, piece)
        if not own or (gone and fuzz.ratio(gone, place.law.place_of(piece).text) >= _STRANGE):
            yield piece


def _is_sentence(change: TokenChange, hunk: Hunk) -> bool:
    """Whether what ``hunk`` puts in is a sentence, or several, of its own; then it says nothing of the words beside it."""
    return hunk.new_start in change.bounds and hunk.new_end in change.bounds


def score_bindingness(code: str, versions: VersionPair) -> float | None:
    """How binding the one verb in a stretch is; ``None`` where there is none, or are several."""
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
    """Of the ask's stretches that the law changed too, whether more moved the way asked (1) or the other (−1)."""
    votes = 0
    for before, wanted, was, now in _list_values(ask, place, value, beside):
        way = (wanted - before) * (now - was)
        votes += (way > 0) - (way < 0)
    return (votes > 0) - (votes < 0)


def _list_values(
    ask: TokenChange, place: AlignedChange, value: Callable[[str], float | None], beside: int
) -> Iterator[tuple[float, float, float, float]]:
    """Of each of the ask's stretches that the law changed too: its value before and as wanted, the law's before and now."""
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
