"""How much of one change another change makes; the two may have different base texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from heapq import nlargest
from operator import eq

from huiyin.trace.change_share import MARGIN_NEAR, LawSide
from huiyin.trace.edits import Hunk, TokenChange
from huiyin.trace.shared_runs import SearchableText
from huiyin.trace.token_codes import TokenRarity

#: Weight of the share of the ask over the share of the amendment: van Rijsbergen's β.
BETA = 3.0
#: Tokens beside a change that identify where it is.
AROUND = 32
#: How many hunks of a change are compared by their context.
_MOST_HUNKS = 16
#: Short additions, in bits, and the least share of words that belong to the subject of such an addition, framing
#: words aside.
_SHORT, _THING = 160.0, 0.2


@dataclass
class SharedWords:
    """What two changes share, in bits, with positions in the wording and in the amendment's old and new words."""

    asked: float = 0.0
    moved: float = 0.0
    bits: float = 0.0
    ask: set[int] = field(default_factory=set)
    out: set[int] = field(default_factory=set)
    put: set[int] = field(default_factory=set)

    @property
    def score(self) -> float:
        """The share of the ask's change that the amendment makes."""
        return min(1.0, min(self.bits, self.moved) / self.asked) if self.asked else 0.0

    @property
    def score_back(self) -> float:
        """The share of the amendment's change that the ask wants."""
        return min(1.0, self.bits / self.moved) if self.moved else 0.0

    @property
    def likeness(self) -> float:
        """Both shares combined (their F measure): 1 if the changes are equal."""
        score, back = self.score, self.score_back
        square = BETA * BETA
        return (1 + square) * score * back / (square * back + score) if score and back else 0.0


def changed_tokens(change: TokenChange, rarity: TokenRarity) -> dict[str, float]:
    """Return the tokens that a change inserts or deletes → their total bits."""
    weights: dict[str, float] = {}
    for at in change.inserted:
        weights[change.new[at]] = weights.get(change.new[at], 0.0) + rarity.of(change.new[at])
    for at in change.deleted:
        weights[change.base[at]] = weights.get(change.base[at], 0.0) + rarity.of(change.base[at])
    return weights


def share_between(ask: TokenChange, moved: LawSide, rarity: TokenRarity) -> SharedWords:
    change = moved.change
    total = sum(rarity.of(change.new[at]) for at in moved.inserted)
    total += sum(rarity.of(change.base[at]) for at in moved.deleted)
    shared = SharedWords(moved=total)
    put, out = moved.everywhere, moved.taken_out
    same = {(change.base[h.start : h.end], change.new[h.new_start : h.new_end]): h for h in change.hunks}  # fmt: skip
    for hunk in ask.hunks:
        bits_in = sum(rarity.of(ask.new[at]) for at in hunk.inserted)
        bits_out = sum(rarity.of(ask.base[at]) for at in hunk.deleted)
        shared.asked += bits_in + bits_out
        other = same.get((ask.base[hunk.start : hunk.end], ask.new[hunk.new_start : hunk.new_end]))
        if other is not None:
            shared.bits += bits_in + bits_out
            shared.ask.update(hunk.inserted)
            shared.out.update(other.deleted)
            shared.put.update(other.inserted)
            continue
        here = 0.0
        for at, where, bits in _match_tokens(ask.new, hunk.new_start, hunk.new_end, hunk.inserted, put, rarity):  # fmt: skip
            here += bits
            shared.ask.add(at)
            shared.put.add(where)
        shared.bits += here
        # A deletion that makes room for other words counts only for the share of those words that was found.
        worth = here / bits_in if bits_in else 1.0
        for _, where, bits in _match_tokens(
            ask.base, hunk.start, hunk.end, hunk.deleted, out, rarity
        ):
            shared.bits += worth * bits
            if worth > 0.5:
                shared.out.add(where)
    return shared


def _match_tokens(
    text: str,
    start: int,
    end: int,
    counted: Sequence[int],
    held: tuple[SearchableText, list[int]],
    rarity: TokenRarity,
) -> Iterator[tuple[int, int, float]]:
    """Yield (position in ``text``, position there, bits) of the counted tokens in runs too long to be chance."""
    place, positions = held
    least = max(len(place.text), 1).bit_length() - 1 + MARGIN_NEAR
    wanted = frozenset(counted)
    for a, b, length in place.runs(text[start:end]):
        if rarity.total(text[start + a : start + a + length]) < least:
            continue
        for step in range(length):
            at = start + a + step
            if at in wanted and positions[b + step] >= 0:
                yield at, positions[b + step], rarity.of(text[at])


def says_otherwise(
    ask: TokenChange, moved: TokenChange, rarity: TokenRarity, frame: Set[str]
) -> bool:
    """Tell whether two short additions are the same sentence about different subjects: one asks for a toilet, the
    other for a sign.
    """
    mine, theirs = _get_addition(ask), _get_addition(moved)
    if not mine or not theirs or mine == theirs:
        return False
    start = _measure_common_start(mine, theirs)
    end = _measure_common_start(mine[start:][::-1], theirs[start:][::-1])
    other, instead = mine[start : len(mine) - end], theirs[start : len(theirs) - end]
    if 2 * len(set(other) & set(instead)) >= min(len(set(other)), len(set(instead))):
        return False
    content = sum(token not in frame for token in mine)
    about = sum(token not in frame for token in other)
    return rarity.total(mine) < _SHORT and about >= _THING * content


def _measure_common_start(left: str, right: str) -> int:
    """Return the length in tokens of the common prefix."""
    differing = (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b)
    return next(differing, min(len(left), len(right)))


def _get_addition(change: TokenChange) -> str:
    """Return what a change inserts if it is a single pure insertion; otherwise an empty string."""
    if len(change.hunks) != 1 or change.hunks[0].deleted:
        return ""
    return change.new[change.hunks[0].new_start : change.hunks[0].new_end]


@dataclass(frozen=True)
class ContextMatch:
    """How many words beside a change agree (``agree``), out of those that both texts show (``of``)."""

    agree: int = 0
    of: int = 0

    @property
    def fit(self) -> float:
        """From 0 to 1; 1 if there is nothing to compare."""
        return self.agree / self.of if self.of else 1.0


def compare_around(ask: TokenChange, moved: TokenChange) -> ContextMatch:
    """Measure how well the words around the ask's changes agree with those around the amendment's, as far as both
    show any.

    This tells which of two places in one provision is meant.
    """
    agree = of = 0
    others = _select_longest_hunks(moved)
    for hunk in _select_longest_hunks(ask):
        best = ContextMatch()
        for at, other in enumerate(others):
            before = _count_shared_ends(ask.base, hunk.start, moved.base, other.start)
            after = _count_shared_starts(ask.base, hunk.end, moved.base, other.end)
            here = ContextMatch(before[0] + after[0], before[1] + after[1])
            if not at or (here.fit, here.agree) > (best.fit, best.agree):
                best = here
        agree, of = agree + best.agree, of + best.of
    return ContextMatch(agree, of)


def _select_longest_hunks(change: TokenChange) -> list[Hunk]:
    """Return the :data:`_MOST_HUNKS` largest hunks. Comparing all of them would take quadratic time."""
    return nlargest(
        _MOST_HUNKS, change.hunks, key=lambda hunk: len(hunk.deleted) + len(hunk.inserted)
    )


def _count_shared_starts(left: str, a: int, right: str, b: int) -> tuple[int, int]:
    """Count the equal tokens from ``a`` and ``b`` on, and how many both texts have there, up to :data:`AROUND`."""
    left, right = left[a : a + AROUND], right[b : b + AROUND]
    return sum(map(eq, left, right)), min(len(left), len(right))


def _count_shared_ends(left: str, a: int, right: str, b: int) -> tuple[int, int]:
    """Count the equal tokens before ``a`` and ``b`` in the same way."""
    left, right = left[max(0, a - AROUND) : a][::-1], right[max(0, b - AROUND) : b][::-1]
    return _count_shared_starts(left, 0, right, 0)
