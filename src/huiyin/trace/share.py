"""How much of one change is found in another over the same base: the measure of uptake.

Let Δask be the change from a draft provision to the wording suggested, Δlaw the change from the same
words to the enacted ones. The measure is the share of Δask, weighted by rarity (in bits, see
:class:`huiyin.trace.coding.Rarity`), that is found in Δlaw:

* An inserted token is found if it lies in a run of tokens that Δlaw inserts too. A run counts only if
  it says more than chance would: a run of b bits turns up somewhere in a text of n tokens by chance
  with a probability of about n·2⁻ᵇ, so b must exceed log₂ n by a margin; the margin is small
  where both changes stand at the same place of the draft, and larger where they do not.
* A deleted token is found if Δlaw deletes the same token of the draft and does not put the words
  back nearby. A deletion that makes room for other words is worth only the share of those words
  that is found: taking 可以 out is no step towards 应当 if 不得 takes its place.

What ask and law repeat from the draft is in neither change and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from huiyin.trace.coding import Rarity
from huiyin.trace.edits import Change, Hunk
from huiyin.trace.runs import Place

#: Bits by which a run must beat chance, at the same place of the draft and away from it.
MARGIN_NEAR, MARGIN_FAR = 2.0, 8.0
_BETWEEN_HUNKS = "\x00"


class LawSide:
    """A change of the law, made ready to look asked changes up in."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.deleted = frozenset(change.deleted)
        self.inserted = frozenset(change.inserted)
        self._places: dict[Hunk, Place] = {}

    def place_of(self, hunk: Hunk) -> Place:
        """The words that ``hunk`` puts in."""
        if hunk not in self._places:
            self._places[hunk] = Place(self.change.new[hunk.new_start : hunk.new_end])
        return self._places[hunk]

    @cached_property
    def everywhere(self) -> tuple[Place, list[int]]:
        """All words put in, and for each of its characters the position in the new text (−1 between)."""
        put_in = ((hunk.new_start, hunk.new_end) for hunk in self.change.hunks)
        return _joined(self.change.new, put_in)

    @cached_property
    def taken_out(self) -> tuple[Place, list[int]]:
        """All words taken out, and for each character its position in the base (−1 between)."""
        gone = ((hunk.start, hunk.end) for hunk in self.change.hunks if hunk.deleted)
        return _joined(self.change.base, gone)

    @cached_property
    def whole(self) -> Place:
        """The new text, kept words and all."""
        return Place(self.change.new)


def _joined(text: str, ranges: Iterable[tuple[int, int]]) -> tuple[Place, list[int]]:
    """Stretches of ``text`` kept apart in one place, and for each character its position in ``text``
    (−1 between)."""
    pieces: list[str] = []
    positions: list[int] = []
    for start, end in ranges:
        if end > start:
            pieces.append(text[start:end] + _BETWEEN_HUNKS)
            positions += [*range(start, end), -1]
    return Place("".join(pieces)), positions


@dataclass(slots=True)
class Share:
    """What of an asked change is found. Weights are in bits; positions are those of tokens.

    ``ask_inserted`` are positions in the wording, ``law_inserted`` in the enacted text, ``deleted``
    in the base.
    """

    asked: float = 0.0
    found: float = 0.0
    asked_inserted: float = 0.0
    found_inserted: float = 0.0
    ask_inserted: set[int] = field(default_factory=set)
    law_inserted: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)

    @property
    def score(self) -> float:
        """Found over asked, 0 to 1; 0 where nothing is asked."""
        return min(1.0, self.found / self.asked) if self.asked else 0.0

    @property
    def inserted_score(self) -> float:
        return self.found_inserted / self.asked_inserted if self.asked_inserted else 0.0


def share_found(ask: Change, law: LawSide, rarity: Rarity) -> Share:
    """The share of ``ask`` found in ``law``; both must be changes of the same base."""
    share = Share()
    for hunk in ask.hunks:
        _add_hunk(share, ask, hunk, law, rarity)
    return share


def _add_hunk(share: Share, ask: Change, hunk: Hunk, law: LawSide, rarity: Rarity) -> None:
    bits_in = sum(rarity.of(ask.new[at]) for at in hunk.inserted)
    bits_out = sum(rarity.of(ask.base[at]) for at in hunk.deleted)
    share.asked += bits_in + bits_out
    share.asked_inserted += bits_in
    same = _same_hunk(ask, hunk, law)
    if same is not None:
        share.found += bits_in + bits_out
        share.found_inserted += bits_in
        share.ask_inserted.update(hunk.inserted)
        share.law_inserted.update(same.inserted)
        share.deleted.update(hunk.deleted)
        return
    found_here = 0.0
    if bits_in:
        pairs = _matched(ask, hunk, law, rarity)
        wanted = frozenset(hunk.inserted)
        got = {at for at in pairs if at in wanted}
        found_here = sum(rarity.of(ask.new[at]) for at in got)
        share.ask_inserted |= got
        share.law_inserted |= {pairs[at] for at in got}
        share.found_inserted += found_here
        share.found += found_here
    if bits_out:
        gone = [at for at in hunk.deleted if at in law.deleted]
        worth = found_here / bits_in if bits_in else _not_put_back(ask, hunk, law, rarity)
        share.found += worth * sum(rarity.of(ask.base[at]) for at in gone)
        if worth > 0.5:
            share.deleted.update(gone)


def _same_hunk(ask: Change, hunk: Hunk, law: LawSide) -> Hunk | None:
    """The law's hunk that is the very one asked, word for word; then nothing needs weighing."""
    sought = ask.new[hunk.new_start : hunk.new_end]
    for other in law.change.hunks:
        if (hunk.start, hunk.end) == (other.start, other.end) and sought == law.place_of(
            other
        ).text:
            return other
    return None


def _matched(ask: Change, hunk: Hunk, law: LawSide, rarity: Rarity) -> dict[int, int]:
    """Position in the wording → position in the enacted text, for what ``hunk`` puts in."""
    sought = ask.new[hunk.new_start : hunk.new_end]
    pairs: dict[int, int] = {}
    for other in law.change.hunks:
        if other.new_end > other.new_start and hunk.near(other):
            place = law.place_of(other)
            positions = range(other.new_start, other.new_end)
            _take(pairs, hunk, sought, place, positions, law, rarity, MARGIN_NEAR)
    missing = sum(rarity.of(ask.new[at]) for at in hunk.inserted if at not in pairs)
    if missing > MARGIN_FAR:
        place, everywhere = law.everywhere
        _take(pairs, hunk, sought, place, everywhere, law, rarity, MARGIN_FAR)
    return pairs


def _take(
    pairs: dict[int, int],
    hunk: Hunk,
    sought: str,
    place: Place,
    positions: range | list[int],
    law: LawSide,
    rarity: Rarity,
    margin: float,
) -> None:
    """Add to ``pairs`` what ``place`` has of ``sought``, in runs that are no chance."""
    least = max(len(place.text), 1).bit_length() - 1 + margin
    wanted = frozenset(hunk.inserted)
    for start, there, length in place.runs(sought):
        run = [(hunk.new_start + start + step, positions[there + step]) for step in range(length)]
        if rarity.total(sought[start : start + length]) < least:
            continue
        new = [(a, b) for a, b in run if a in wanted]
        truly = sum(1 for _, b in new if b in law.inserted)
        # The draft's own words inside a rewritten stretch are no evidence, whoever moved them.
        if 2 * truly >= len(new):
            for a, b in new:
                pairs.setdefault(a, b)


def _not_put_back(ask: Change, hunk: Hunk, law: LawSide, rarity: Rarity) -> float:
    """1 if the law does not put in again what ``hunk`` takes out, less the share that it does."""
    out = ask.base[hunk.start : hunk.end]
    weight = rarity.total(out)
    place, _ = law.everywhere
    if not weight or not place.text:
        return 1.0
    least = len(place.text).bit_length() - 1 + MARGIN_FAR
    back = 0.0
    for start, _, length in place.runs(out):
        bits = rarity.total(out[start : start + length])
        if bits >= least:
            back += bits
    return max(0.0, 1.0 - back / weight)
