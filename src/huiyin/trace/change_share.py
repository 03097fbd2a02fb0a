"""The share of one change that is found in another change of the same base: the measure of uptake.

Let Δask be the change from a draft provision to the wording suggested, Δlaw the change from the same words to the
enacted ones. The measure is the share of Δask, weighted by rarity (in bits, see
:class:`huiyin.trace.token_codes.TokenRarity`), that is found in Δlaw:

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

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from huiyin.trace.edits import Hunk, TokenChange
from huiyin.trace.shared_runs import SearchableText
from huiyin.trace.token_codes import TokenRarity

#: By how many bits a run must exceed chance, at the same place of the draft and elsewhere.
LEAST_NEAR, LEAST_FAR = 6.0, 10.0
#: The same for comparing an amendment with an ask, where both are short and name their place.
MARGIN_NEAR = 2.0
#: The least tokens of a run that is evidence by itself: for Chinese characters; for words two are enough.
_FEWEST = 4
#: From this code point on, characters stand for words; see :class:`huiyin.trace.token_codes.TokenCodes`.
_CODED = "\U000f0000"
#: From this share on, a run is nearly everything that the law inserted at the place of an ask.
_NEARLY = 0.75
#: The least tokens of a short run, and the share that several short runs in the same order must make up together.
_AGREEING, _MUCH = 3, 0.35
#: The most tokens between a strong run and a weak one that belongs to it.
_LEANS = 3
#: Tokens of the draft beside a change that are read with it, and the bits that both together must have.
_CONTEXT, _TELLING, _TELLING_BITS = 6, 5, 24.0
#: The most inserted sentences that are searched one by one, and the least length each is assumed to have away from
#: its place, since it is one of several.
_MOST_PIECES, _FAR_LENGTH = 200, 256
#: The most tokens inserted at one place for a short ask to be looked for among them.
_AMONG = 40
_BETWEEN_HUNKS = "\x00"


class LawSide:
    """A change of the law, prepared for looking up asked changes."""

    def __init__(self, change: TokenChange) -> None:
        self.change = change
        self.deleted = frozenset(change.deleted)
        self.inserted = frozenset(change.inserted)
        self._places: dict[Hunk, SearchableText] = {}
        self._pieces = {hunk: tuple(_by_sentence(hunk, change)) for hunk in change.hunks}
        self.pieces = tuple(piece for pieces in self._pieces.values() for piece in pieces)

    def pieces_of(self, hunk: Hunk) -> tuple[Hunk, ...]:
        """Return ``hunk``, one of the change's, split by inserted sentence."""
        return self._pieces[hunk]

    def place_of(self, hunk: Hunk) -> SearchableText:
        """Return the words that ``hunk`` inserts."""
        if hunk not in self._places:
            self._places[hunk] = SearchableText(self.change.new[hunk.new_start : hunk.new_end])
        return self._places[hunk]

    @cached_property
    def everywhere(self) -> tuple[SearchableText, list[int]]:
        """All inserted words, and for each of its characters the position in the new text (−1 between hunks)."""
        put_in = ((piece.new_start, piece.new_end) for piece in self.pieces)
        return _join_ranges(self.change.new, put_in)

    @cached_property
    def far(self) -> Sequence[tuple[SearchableText, Sequence[int]]]:
        """All inserted words by sentence, or as one text if there are very many."""
        put_in = [piece for piece in self.pieces if piece.new_end > piece.new_start]
        if len(put_in) > _MOST_PIECES:
            return [self.everywhere]
        return [(self.place_of(piece), range(piece.new_start, piece.new_end)) for piece in put_in]

    @cached_property
    def taken_out(self) -> tuple[SearchableText, list[int]]:
        """All deleted words, and for each character its position in the base (−1 between hunks)."""
        gone = ((hunk.start, hunk.end) for hunk in self.change.hunks if hunk.deleted)
        return _join_ranges(self.change.base, gone)

    @cached_property
    def whole(self) -> SearchableText:
        """The whole new text, including kept words."""
        return SearchableText(self.change.new)


def _by_sentence(hunk: Hunk, change: TokenChange) -> Iterator[Hunk]:
    """Split ``hunk`` by inserted sentence, so that a match in one does not depend on its neighbours."""
    cuts = [at for at in range(hunk.new_start + 1, hunk.new_end) if at in change.bounds]
    if not cuts:
        yield hunk
        return
    for start, end in pairwise([hunk.new_start, *cuts, hunk.new_end]):
        first, last = bisect_left(hunk.inserted, start), bisect_left(hunk.inserted, end)
        yield replace(hunk, new_start=start, new_end=end, inserted=hunk.inserted[first:last])


def _join_ranges(text: str, ranges: Iterable[tuple[int, int]]) -> tuple[SearchableText, list[int]]:
    """Join ranges of ``text``, kept apart by separators; also return each character's position in ``text`` (−1
    between).
    """
    pieces: list[str] = []
    positions: list[int] = []
    for start, end in ranges:
        if end > start:
            pieces.append(text[start:end] + _BETWEEN_HUNKS)
            positions += [*range(start, end), -1]
    return SearchableText("".join(pieces)), positions


@dataclass(slots=True)
class FoundShare:
    """What was found of an asked change. Weights are in bits; positions are token indices.

    ``exact``: what the law makes word for word. ``longest``: the longest run found. ``largest``: the largest single
    change asked. ``by_members``: whether members of a row were matched individually. ``ask_inserted`` are positions
    in the wording, ``law_inserted`` in the enacted text, ``deleted`` in the base.
    """

    asked: float = 0.0
    found: float = 0.0
    asked_inserted: float = 0.0
    found_inserted: float = 0.0
    exact: float = 0.0
    longest: float = 0.0
    largest: float = 0.0
    by_members: bool = False
    ask_inserted: set[int] = field(default_factory=set)
    law_inserted: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)

    @property
    def score(self) -> float:
        """Found divided by asked, from 0 to 1; 0 if nothing is asked."""
        return min(1.0, self.found / self.asked) if self.asked else 0.0

    @property
    def inserted_score(self) -> float:
        return self.found_inserted / self.asked_inserted if self.asked_inserted else 0.0


def share_found(ask: TokenChange, law: LawSide, rarity: TokenRarity) -> FoundShare:
    """Return the share of ``ask`` found in ``law``; both must be changes of the same base."""
    share = FoundShare()
    for hunk in ask.hunks:
        _add_hunk(share, ask, hunk, law, rarity)
    return share


def _add_hunk(
    share: FoundShare, ask: TokenChange, hunk: Hunk, law: LawSide, rarity: TokenRarity
) -> None:
    sought = ask.new[hunk.new_start : hunk.new_end]
    worth_of = rarity.weights(sought)
    weights = {at: worth_of[at - hunk.new_start] for at in hunk.inserted}
    bits_in = sum(weights.values())
    gone_bits = dict(zip(hunk.deleted, rarity.weights("".join(ask.base[at] for at in hunk.deleted)), strict=True))  # fmt: skip
    bits_out = sum(gone_bits.values())
    share.asked += bits_in + bits_out
    share.asked_inserted += bits_in
    share.largest = max(share.largest, bits_in + bits_out)
    there = _carried_out(ask, hunk, law, rarity)
    if there is not None:
        share.found += bits_in + bits_out
        share.found_inserted += bits_in
        share.exact += bits_in + bits_out
        share.ask_inserted.update(hunk.inserted)
        share.law_inserted.update(there)
        share.deleted.update(hunk.deleted)
        return
    found_here = 0.0
    if bits_in:
        pairs = _match_positions(ask, hunk, law, rarity, share)
        got = {at for at in pairs if at in weights}
        found_here = sum(weights[at] for at in got)
        share.ask_inserted |= got
        share.law_inserted |= {pairs[at] for at in got}
        share.found_inserted += found_here
        share.found += found_here
    if bits_out:
        gone = [at for at in hunk.deleted if at in law.deleted]
        worth = found_here / bits_in if bits_in else _not_put_back(ask, hunk, law, rarity)
        share.found += worth * sum(gone_bits[at] for at in gone)
        if worth > 0.5:
            share.deleted.update(gone)


def _carried_out(
    ask: TokenChange, hunk: Hunk, law: LawSide, rarity: TokenRarity
) -> Iterable[int] | None:
    """Return the positions of the law's new words that fulfil ``hunk`` completely; ``None`` if it is not fulfilled."""
    same = _same_hunk(ask, hunk, law)
    if same is not None:
        return same.inserted
    there = _word_for_word(ask, hunk, law, rarity)
    return there if there is not None else _among_others(ask, hunk, law, rarity)


def _among_others(
    ask: TokenChange, hunk: Hunk, law: LawSide, rarity: TokenRarity
) -> Iterable[int] | None:
    """Do the same where the law inserted more words beside those asked for, however short these are."""
    sought = ask.new[hunk.new_start : hunk.new_end]
    if not sought or (not hunk.deleted and len(sought) < 2):
        return None
    for other in law.pieces:
        if other.start <= hunk.start and hunk.end <= other.end:
            at = _stands_at(ask, hunk, other, law, rarity)
            if at is not None:
                return range(other.new_start + at, other.new_start + at + len(sought))
    return None


def _stands_at(
    ask: TokenChange, hunk: Hunk, other: Hunk, law: LawSide, rarity: TokenRarity
) -> int | None:
    """Return where all of ``hunk``'s insertion occurs in the law's insertion.

    It must be at the edge that both hunks share or be longer than chance explains, and the words that it replaces
    must be gone.
    """
    sought, put = ask.new[hunk.new_start : hunk.new_end], law.place_of(other).text
    gone = ask.base[hunk.start : hunk.end]
    if not law.deleted.issuperset(hunk.deleted) or (gone and gone in put):
        return None
    whole = len(sought) > 1 or sought >= _CODED  # a single character may be part of any word
    if whole and hunk.start == other.start and put.startswith(sought):
        return 0
    if whole and hunk.end == other.end and put.endswith(sought):
        return len(put) - len(sought)
    if not gone or not put:
        return None
    if sought in rarity.numbers and _pick_numbers(put, rarity) == sought and _pick_numbers(law.change.base[other.start : other.end], rarity) == gone:  # fmt: skip
        return put.find(sought)  # the only number there was replaced by the one asked for
    if len(put) > _AMONG:
        return None
    least = math.log2(len(put)) + math.log2(len(sought)) + LEAST_NEAR
    at = put.find(sought)
    return at if at >= 0 and rarity.total(sought) >= least else None


def _pick_numbers(code: str, rarity: TokenRarity) -> str:
    return "".join(char for char in code if char in rarity.numbers)


def _same_hunk(ask: TokenChange, hunk: Hunk, law: LawSide) -> Hunk | None:
    """Return the law's hunk that equals the one asked, word for word; no weighing is needed then."""
    sought = ask.new[hunk.new_start : hunk.new_end]
    for other in (*law.pieces, *law.change.hunks):
        if (hunk.start, hunk.end) == (other.start, other.end) and sought == law.place_of(
            other
        ).text:
            return other
    return None


def _word_for_word(
    ask: TokenChange, hunk: Hunk, law: LawSide, rarity: TokenRarity
) -> frozenset[int] | None:
    """Return the positions of the law's new words that read exactly as asked, including the words beside the
    change.

    It does not matter how the law's own change was divided into hunks. ``None`` if it does not read so.
    """
    left, right = _widen_hunk(ask, hunk)
    wanted = ask.new[left:right]
    if len(wanted) < _TELLING or not rarity.total(wanted) > _TELLING_BITS:
        return None
    new, base = law.change.new, law.change.base
    position = new.find(wanted)
    if position < 0 or wanted in base:
        return None
    was = base[hunk.start - (hunk.new_start - left) : hunk.end + (right - hunk.new_end)]
    if was not in wanted and was in new:
        return None  # the law inserted the words at another place of the article and left this one
    return frozenset(range(position, position + len(wanted))) & law.inserted


def _widen_hunk(ask: TokenChange, hunk: Hunk) -> tuple[int, int]:
    """Return the tokens of the wording that contain ``hunk`` and the kept words on both sides of it."""
    before = max((h.new_end for h in ask.hunks if h.new_end <= hunk.new_start and h is not hunk), default=0)  # fmt: skip
    after = min((h.new_start for h in ask.hunks if h.new_start >= hunk.new_end and h is not hunk), default=len(ask.new))  # fmt: skip
    left = max(before, hunk.new_start - _CONTEXT)
    right = min(after, hunk.new_end + _CONTEXT)
    if (
        hunk.inserted
    ):  # within its sentence: the sentences before and after may have changed in other ways
        left = max((at for at in range(left, hunk.new_start + 1) if at in ask.bounds), default=left)
        right = min(
            (at for at in range(hunk.new_end, right + 1) if at in ask.bounds), default=right
        )
    return left, right


def _match_positions(
    ask: TokenChange, hunk: Hunk, law: LawSide, rarity: TokenRarity, share: FoundShare
) -> dict[int, int]:
    """Map positions in the wording to positions in the enacted text for what ``hunk`` inserts."""
    sought = ask.new[hunk.new_start : hunk.new_end]
    pairs: dict[int, int] = {}
    for other in law.pieces:
        if other.new_end > other.new_start and hunk.near(other):
            place = law.place_of(other)
            positions = range(other.new_start, other.new_end)
            if (hunk.start, hunk.end) == (other.start, other.end):
                _take_whole(pairs, hunk, sought, place, positions)
            _collect_matches(pairs, hunk, sought, place, positions, law, rarity, LEAST_NEAR, share)
    missing = sum(rarity.of(ask.new[at]) for at in hunk.inserted if at not in pairs)
    if missing > LEAST_FAR:
        for place, anywhere in law.far:
            _collect_matches(pairs, hunk, sought, place, anywhere, law, rarity, LEAST_FAR, share)
    return pairs


def _take_whole(
    pairs: dict[int, int], hunk: Hunk, sought: str, place: SearchableText, positions: range
) -> None:
    """Match everything that the law inserted between the same words, if it begins or ends what was asked, however
    short.
    """
    few = len(place.text)
    if few < 2 or not (sought.startswith(place.text) or sought.endswith(place.text)):
        return
    first = hunk.new_start + (0 if sought.startswith(place.text) else len(sought) - few)
    wanted = frozenset(hunk.inserted)
    found = {first + n: positions[n] for n in range(few) if first + n in wanted}
    pairs.update(found)


def _collect_matches(
    pairs: dict[int, int],
    hunk: Hunk,
    sought: str,
    place: SearchableText,
    positions: Sequence[int],
    law: LawSide,
    rarity: TokenRarity,
    margin: float,
    share: FoundShare,
) -> None:
    """Add to ``pairs`` the matches of ``sought`` in ``place`` that are too long to be chance."""
    evidence = rarity.evidence(sought)
    near = margin < LEAST_FAR
    length = max(len(place.text), 1 if near else _FAR_LENGTH)
    least = math.log2(length) + math.log2(max(len(sought), 1)) + margin
    wanted = frozenset(hunk.inserted)
    runs = place.runs(sought)
    agrees = near and _has_agreement(sought, place, runs)
    strong = [
        _is_strong(sought, evidence, run, least)
        or (near and _is_all(place, run))
        or (agrees and run[2] >= _AGREEING)
        for run in runs
    ]
    for number, (start, there, length) in enumerate(runs):
        if not strong[number] and not _is_supported(runs, strong, number):
            continue
        run = [(hunk.new_start + start + step, positions[there + step]) for step in range(length)]
        new = [(a, b) for a, b in run if a in wanted]
        truly = sum(1 for _, b in new if b in law.inserted)
        # The draft's own words inside a rewritten stretch are not evidence, even if they were moved.
        if 2 * truly >= len(new):
            for a, b in new:
                pairs.setdefault(a, b)
            if new:
                share.longest = max(share.longest, sum(evidence[start : start + length]))


def _is_strong(sought: str, told: Sequence[float], run: tuple[int, int, int], least: float) -> bool:
    """Tell whether a run is beyond chance by itself; scattered characters, or only two, are not."""
    start, _, length = run
    words = sought[start : start + length]
    few = 2 if min(words) >= _CODED else _FEWEST
    said = sum(1 for bits in told[start : start + length] if bits)  # punctuation carries no bits
    return said >= few and sum(told[start : start + length]) >= least


def _is_all(place: SearchableText, run: tuple[int, int, int]) -> bool:
    """Tell whether a run is nearly everything that the law inserted at its place."""
    return run[2] >= _FEWEST and run[2] >= _NEARLY * len(place.text)


def _has_agreement(
    sought: str, place: SearchableText, runs: Sequence[tuple[int, int, int]]
) -> bool:
    """Tell whether short runs in the same order make up much of both insertions at one place."""
    shared, last = 0, 0
    for _, there, length in runs:
        if length >= _AGREEING and there >= last:
            shared, last = shared + length, there + length
    return shared >= _MUCH * max(len(sought), len(place.text)) and shared >= 2 * _AGREEING


def _is_supported(
    runs: Sequence[tuple[int, int, int]], strong: Sequence[bool], number: int
) -> bool:
    """Tell whether a weak run is next to a strong one, at nearly the same distance in both texts."""
    start, there, length = runs[number]
    for other in (number - 1, number + 1):
        if 0 <= other < len(runs) and strong[other]:
            s, t, n = runs[other]
            here = start - (s + n) if other < number else s - (start + length)
            away = there - (t + n) if other < number else t - (there + length)
            if 0 <= away <= _LEANS and here <= _LEANS:
                return True
    return False


def _not_put_back(ask: TokenChange, hunk: Hunk, law: LawSide, rarity: TokenRarity) -> float:
    """Return 1 if the law does not reinsert what ``hunk`` deletes, minus the share that it does reinsert."""
    out = ask.base[hunk.start : hunk.end]
    weight = rarity.total(out)
    place, _ = law.everywhere
    if not weight or not place.text:
        return 1.0
    least = len(place.text).bit_length() - 1 + LEAST_FAR
    back = 0.0
    for start, _, length in place.runs(out):
        bits = rarity.total(out[start : start + length])
        if bits >= least:
            back += bits
    # A recurring turn of phrase is not the deleted words coming back.
    return 1.0 if back < weight / 2 else max(0.0, 1.0 - back / weight)
