"""Find passages of the library from which a batch of target units may have taken words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from huiyin.trace.provenance.boilerplate import (
    LONGEST_HAN,
    LONGEST_WORDS,
    find_phrases,
    listed_stock,
    number_runs,
    works_that_make_stock,
)
from huiyin.trace.provenance.index import Index, Segment
from huiyin.trace.provenance.token_grams import HAN_GRAM, Places, Tokens, hash_grams, list_ranges
from huiyin.trace.provenance.whole_sentences import Held, find_taken_over, is_whole_sentence

#: The most postings of one gram that are read per segment.
MOST_POSTINGS = 4096
#: For a gram that is in many works but not stock, only this many postings per segment are followed: those of the
#: preferred sources.
MOST_FOLLOWED = 64
#: How many source units are kept for each place of the target: those that share most with the unit.
BEST_PER_PLACE = 2
#: Shared grams belong to the same passage while their offsets differ by at most this many words.
SHIFT = 40
#: Words on both sides of a passage that are searched for further matches.
MARGIN = 8
#: The least length of a match between two changes; a single matching word is an accident.
LEAST_RUN = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a source unit from which words of a target unit may come.

    ``matched``: for each word of the target unit, its position in the source unit, −1 if none; ascending except for
    −1.
    """

    segment: int
    source: int  # number among all sources of the index
    unit: int  # number within the segment
    matched: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class UnitCandidates:
    """Sources from which a target unit may have taken words.

    ``rows``: the grams it shares: place in the unit, segment, source, source unit, place there.
    """

    candidates: tuple[Candidate, ...]
    rows: NDArray[np.int64]


def list_candidates(
    index: Index,
    tokens: Tokens,
    bounds: Places,
    begins: NDArray[np.bool_],
    usable: NDArray[np.bool_],
) -> tuple[list[UnitCandidates], NDArray[np.bool_]]:
    """List the candidates of each unit, in an order that does not depend on the library's, and the stock tokens.

    ``tokens``, ``bounds``: the target's. ``begins``: which tokens begin a sentence. ``usable``: which sources may
    be used.
    """
    hashes, lengths = hash_grams(tokens, bounds)
    asked = np.flatnonzero(lengths)
    keys = hashes[asked] & np.uint64(0xFFFFFFFF00000000)
    distinct, which = np.unique(keys, return_inverse=True)
    units = len(bounds) - 1
    unit_of = np.searchsorted(bounds, asked, side="right") - 1

    subjects, works = index.subjects
    spread: list[NDArray[np.int64]] = []
    looked: list[_Postings] = []
    before = 0
    for number, segment in enumerate(index.segments):
        first, last = segment.find(distinct)
        counts = np.minimum(last - first, MOST_POSTINGS)
        places = (segment.posts[list_ranges(first, counts)] & np.uint64(0xFFFFFFFF)).astype(
            np.int64
        )
        key = np.repeat(np.arange(len(distinct)), counts)
        unit = segment.unit_at(places)
        source = segment.unit_source[unit].astype(np.int64) + before
        spread.append(np.unique(key * (works + 1) + subjects[source]))
        looked.append(_Postings(segment, number, key, places, unit, source))
        before += len(segment.sources)
    everywhere = np.unique(np.concatenate([*spread, np.empty(0, np.int64)]))
    held_by = np.bincount(everywhere // (works + 1), minlength=len(distinct))
    common = held_by >= works_that_make_stock(works)

    is_phrase = np.zeros(len(asked), dtype=np.bool_)
    held = np.flatnonzero(common[which])
    begin = asked[held]
    run = number_runs(begin, unit_of[held])
    is_phrase[held] = find_phrases(begin, lengths[begin], run, lengths[begin] == HAN_GRAM)
    edges = np.append(np.flatnonzero(begins), len(tokens))
    sentences: dict[int, Held] = {}
    for run_number in np.unique(run[is_phrase[held]]).tolist():
        of_run = held[run == run_number]
        asked_places = asked[of_run]
        start, end = int(asked_places[0]), int((asked_places + lengths[asked_places]).max())
        if is_whole_sentence(start, end, edges):
            words = tokens[start:end]
            sentences[run_number] = Held(
                start, end, _holders(looked, which[of_run], asked_places - start, words)
            )
    taken_over = find_taken_over(index, tokens, sentences, usable)
    is_phrase[held[np.isin(run, taken_over)]] = False
    told = np.zeros(len(distinct), dtype=np.bool_)
    told[which] = True
    hits = []
    for postings in looked:
        here = postings.only(told[postings.key] & usable[postings.source])
        here = here.only(_select_postings(here, common, index.preference))
        hits.append(_list_hits(here, asked, which, tokens, lengths))
    table = np.concatenate([*hits, np.empty((0, 5), np.int64)])
    is_phrase &= ~np.isin(asked, _list_chained(table, tokens, bounds, lengths))
    stock = np.zeros(len(tokens), dtype=np.bool_)
    for place in asked[is_phrase].tolist():
        stock[place : place + int(lengths[place])] = True
    phrase_at = np.zeros(len(tokens), dtype=np.bool_)
    phrase_at[asked[is_phrase]] = True
    table = table[~phrase_at[table[:, 0]]]
    candidates = []
    owner = unit_of[np.searchsorted(asked, table[:, 0])]
    order = np.argsort(owner, kind="stable")
    cuts = np.searchsorted(owner[order], np.arange(units + 1))
    for asked_places in range(units):
        rows = table[order[cuts[asked_places] : cuts[asked_places + 1]]]
        start, end = int(bounds[asked_places]), int(bounds[asked_places + 1])
        rows[:, 0] -= start
        candidates.append(UnitCandidates(tuple(_of_unit(index, tokens[start:end], rows)), rows))
    return candidates, stock


@dataclass(frozen=True, slots=True)
class _Postings:
    """Grams of a segment that the target looks up: number of the key, and place, unit and source (in the whole
    index) of the gram.
    """

    segment: Segment
    number: int
    key: NDArray[Any]
    places: Places
    unit: Places
    source: NDArray[np.int64]

    def only(self, kept: NDArray[np.bool_]) -> _Postings:
        return _Postings(
            self.segment, self.number, self.key[kept], self.places[kept], self.unit[kept],
            self.source[kept],
        )  # fmt: skip


def _holders(
    looked: list[_Postings], keys: NDArray[np.int64], places: Places, words: Tokens
) -> NDArray[np.int64]:
    """Return the sources that contain exactly these words. ``keys``: their grams, at ``places`` within them."""
    holders = [np.empty(0, np.int64)]
    for postings in looked:
        first = np.searchsorted(postings.key, keys)
        counts = np.searchsorted(postings.key, keys, side="right") - first
        at = list_ranges(first, counts)
        begin = postings.places[at] - np.repeat(places, counts)
        held = postings.segment.tokens
        inside = (begin >= 0) & (begin + len(words) <= len(held))
        begin, source = begin[inside], postings.source[at[inside]]
        for step, word in enumerate(words):
            same = held[begin + step] == word
            begin, source = begin[same], source[same]
        holders.append(source)
    return np.unique(np.concatenate(holders))


def _select_postings(
    found: _Postings, common: NDArray[np.bool_], preference: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Select the postings to follow: all, but for a gram in many works only those of the preferred sources."""
    kept = np.ones(len(found.key), dtype=np.bool_)
    many = np.flatnonzero(common[found.key])
    order = many[np.lexsort((found.places[many], preference[found.source[many]], found.key[many]))]
    key = found.key[order]
    rank = np.arange(len(key)) - np.searchsorted(key, key)
    kept[order[rank >= MOST_FOLLOWED]] = False
    return kept


def _list_hits(
    found: _Postings, asked: Places, which: NDArray[Any], tokens: Tokens, lengths: Places
) -> NDArray[np.int64]:
    """Return rows of (target place, segment, source, source unit, source place) with equal grams."""
    order = np.argsort(which, kind="stable")
    starts = np.searchsorted(which[order], np.arange(int(which.max(initial=-1)) + 2))
    counts = (starts[1:] - starts[:-1])[found.key]
    target = asked[order[list_ranges(starts[found.key], counts)]]
    place, of = np.repeat(found.places, counts), np.repeat(found.unit, counts)
    source = np.repeat(found.source, counts)
    # Keys contain only half of a hash, so the words themselves are compared.
    same = np.ones(len(target), dtype=np.bool_)
    for step in range(HAN_GRAM):
        inside = step < lengths[target]
        left = tokens[np.minimum(target + step, len(tokens) - 1)]
        right = found.segment.tokens[np.minimum(place + step, len(found.segment.tokens) - 1)]
        same &= ~inside | (left == right)
    numbers = np.full(len(target), found.number)
    return np.stack([target, numbers, source, of, place], axis=1)[same]


def _list_chained(
    table: NDArray[np.int64], tokens: Tokens, bounds: Places, lengths: Places
) -> Places:
    """Return the places of grams in consecutive runs that one source unit shares in the same order, with little in
    between.

    This finds an article that was copied with single words changed. It is broken into runs as short as a phrase,
    but together they are longer than any phrase, close to each other, and much of the article. Listed phrases do
    not count.

    ``table``: rows of :func:`_list_hits`.
    """
    if not len(table):
        return np.empty(0, np.int64)
    place, shift = table[:, 0], table[:, 0] - table[:, 4]
    owner = np.searchsorted(bounds, place, side="right") - 1
    pair = np.stack([owner, table[:, 1], table[:, 3]])
    order = np.lexsort((place, shift, *pair))
    is_other = np.r_[True, np.any(np.diff(pair[:, order]), axis=0)]
    stretch = np.empty(len(table), np.int64)
    stretch[order] = np.cumsum(is_other | np.r_[True, np.diff(shift[order]) > SHIFT]) - 1
    # Now in target order: the words of a gram that the next one does not cover.
    order = np.lexsort((place, stretch))
    place, stretch, owner = place[order], stretch[order], owner[order]
    starts = np.flatnonzero(np.r_[True, np.diff(stretch) > 0])
    ends = np.r_[starts[1:], len(place)] - 1
    length = lengths[place]
    step = np.r_[np.diff(place), 0]
    step[ends] = length[ends]
    telling = np.r_[0, np.cumsum(~listed_stock(tokens))]

    def count(first: Places, last: Places) -> Places:
        counted: Places = telling[last] - telling[first]
        return counted

    alike = np.add.reduceat(count(place, place + np.minimum(step, length)), starts)
    whole = count(bounds[owner[starts]], bounds[owner[starts] + 1])
    span = count(place[starts], place[ends] + length[ends])
    longest = np.where(length[starts] == HAN_GRAM, LONGEST_HAN, LONGEST_WORDS)
    is_copied = (
        (alike > longest) & (alike >= _LEAST_ALIKE * span) & (alike >= _LEAST_OF_UNIT * whole)
    )
    found: Places = np.unique(place[is_copied[stretch]])
    return found


#: The least share of matching words in a stretch copied with changes, and the least share of the article that they
#: make up.
_LEAST_ALIKE, _LEAST_OF_UNIT = 0.5, 0.4

Pair = tuple[int, int, int]


def _group_pairs(rows: NDArray[np.int64]) -> dict[Pair, list[tuple[int, int]]]:
    """Group by segment, source and source unit: the shared grams' places in the target unit and in the segment."""
    found: dict[Pair, list[tuple[int, int]]] = defaultdict(list)
    for target, segment, source, unit, place in rows.tolist():
        found[segment, source, unit].append((target, place))
    return found


def _of_unit(index: Index, words: Tokens, rows: NDArray[np.int64]) -> list[Candidate]:
    """Build the candidates of one target unit from its shared grams: the best source units for each place."""
    groups = _group_pairs(rows)
    preference = index.preference
    weight = {pair: len({target for target, _ in held}) for pair, held in groups.items()}
    best = sorted(groups, key=lambda pair: (-weight[pair], int(preference[pair[1]]), pair[2]))
    seen: dict[int, int] = defaultdict(int)
    chosen = []
    for pair in best:
        open_places = {t for t, _ in groups[pair] if seen[t] < BEST_PER_PLACE}
        if open_places:
            chosen.append(pair)
            for target in {t for t, _ in groups[pair]}:
                seen[target] += 1
    chosen.sort(key=lambda pair: (int(preference[pair[1]]), pair[2]))
    return [
        found for pair in chosen for found in _align_stretches(index, words, pair, groups[pair])
    ]


def _align_stretches(
    index: Index, words: Tokens, pair: Pair, shared: list[tuple[int, int]]
) -> list[Candidate]:
    """Align the stretches of a source unit around these grams with a target unit of ``words``."""
    segment, source, unit = pair
    held = index.segments[segment]
    first, last = int(held.bounds[unit]), int(held.bounds[unit + 1])
    theirs = np.asarray(held.tokens[first:last])
    there = [(t, s - first) for t, s in shared]
    return [
        Candidate(segment, source, unit, matched)
        for matched in _build_stretches(words, theirs, there)
    ]


def find_holder(
    index: Index,
    words: Tokens,
    rows: NDArray[np.int64],
    passage: tuple[int, int],
    is_enough: Callable[[Candidate], bool],
    among: Collection[int] | None = None,
) -> Candidate | None:
    """Find the preferred source among those that contain a passage of a target unit.

    In each jurisdiction it is the highest in rank, then the earliest; of these, the earliest. ``rows``: of the
    unit's :class:`UnitCandidates`. ``is_enough``: whether a candidate contains the passage as required. ``among``:
    sources to choose from, all by default.
    """
    first, last = passage
    inside = (rows[:, 0] >= first) & (rows[:, 0] < last)
    if among is not None:
        inside &= np.isin(rows[:, 2], list(among))
    groups = _group_pairs(rows[inside])
    if not groups:
        return None
    weight = {pair: len({target for target, _ in held}) for pair, held in groups.items()}
    least = max(weight.values()) - _EDGE_GRAMS
    preference, sources = index.preference, index.sources
    holders = sorted(
        (pair for pair in groups if weight[pair] >= least),
        key=lambda pair: (int(preference[pair[1]]), pair[2]),
    )
    best: dict[tuple[str, str], Candidate] = {}
    tried: dict[tuple[str, str], int] = defaultdict(int)
    for pair in holders:
        where = sources[pair[1]].jurisdiction
        if where in best or tried[where] >= _MOST_TRIED:
            continue
        tried[where] += 1
        shared = [(t, s) for t, s in groups[pair]]
        whole = next(
            (c for c in _align_stretches(index, words, pair, shared) if is_enough(c)), None
        )
        if whole is not None:
            best[where] = whole
    return min(
        best.values(),
        key=lambda c: (index.days[c.source], int(preference[c.source]), c.unit),
        default=None,
    )


#: At the edges of a run, winnowing may keep different grams in different sources.
_EDGE_GRAMS = 4
#: How many sources of one jurisdiction are tried, in order of preference.
_MOST_TRIED = 8


def _build_stretches(
    target: Tokens, source: Tokens, pairs: list[tuple[int, int]]
) -> list[NDArray[np.int64]]:
    """Group shared grams by their offset into stretches, each aligned word by word."""
    ordered = sorted(pairs, key=lambda pair: (pair[0] - pair[1], pair))
    clusters: list[list[tuple[int, int]]] = []
    shift = None
    for t, s in ordered:
        if shift is None or t - s - shift > SHIFT:
            clusters.append([])
        clusters[-1].append((t, s))
        shift = t - s
    stretches: list[tuple[tuple[int, int], NDArray[np.int64]]] = []
    for cluster in clusters:
        t0 = max(0, min(t for t, _ in cluster) - MARGIN)
        s0 = max(0, min(s for _, s in cluster) - MARGIN)
        t1 = min(len(target), max(t for t, _ in cluster) + HAN_GRAM + MARGIN)
        s1 = min(len(source), max(s for _, s in cluster) + HAN_GRAM + MARGIN)
        matched = np.full(len(target), -1, dtype=np.int64)
        ops = LCSseq.editops(target[t0:t1].tolist(), source[s0:s1].tolist())
        for block in ops.as_matching_blocks():
            if block.size >= LEAST_RUN:
                places = np.arange(block.size)
                matched[t0 + block.a + places] = s0 + block.b + places
        stretches.append(((t0, s0), matched))
    return [matched for _, matched in sorted(stretches, key=lambda item: item[0])]
