"""Find the passages of the library that a batch of target units may have taken words from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from huiyin.trace.provenance.grams import HAN_GRAM, Places, Tokens, grams
from huiyin.trace.provenance.index import Index, Segment
from huiyin.trace.provenance.stock import works_that_make_stock

#: Of one gram at most so many postings of a segment are looked at; more of them is stock anyway.
MOST_POSTINGS = 4096
#: For every place of the target so many source units are kept: those that share most with the unit.
BEST_PER_PLACE = 2
#: Shared grams belong to one passage while their shift in place differs by at most this many words.
SHIFT = 40
#: So many words on both sides of a passage are looked at for more that is alike.
MARGIN = 8
#: Words alike by accident between two changes: a run of one says nothing.
LEAST_RUN = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a source unit that words of a target unit may come from.

    ``matched``: for each word of the target unit the place in the source unit that holds it, −1 where
    none does; rising where it is not −1.
    """

    segment: int
    source: int  # of all sources of the index
    unit: int  # of the segment
    matched: NDArray[np.int64]


Found: TypeAlias = list[tuple[int, int, Places, Places]]


def candidates(
    index: Index, tokens: Tokens, bounds: Places, usable: NDArray[np.bool_]
) -> tuple[list[list[Candidate]], NDArray[np.bool_]]:
    """Candidates of each unit, in an order that does not depend on the library's, and which tokens
    are stock. ``tokens``, ``bounds``: the target's; ``usable``: which sources may be sources."""
    hashes, lengths = grams(tokens, bounds)
    asked = np.flatnonzero(lengths)
    keys = hashes[asked] & np.uint64(0xFFFFFFFF00000000)
    distinct, which = np.unique(keys, return_inverse=True)
    units = len(bounds) - 1
    unit_of = np.searchsorted(bounds, asked, side="right") - 1

    families, works = index.families
    spread: list[NDArray[np.int64]] = []
    looked: list[tuple[int, NDArray[Any], NDArray[Any], int]] = []
    before = 0
    for number, segment in enumerate(index.segments):
        first, last = segment.find(distinct)
        counts = np.minimum(last - first, MOST_POSTINGS)
        places = (segment.posts[_ranges(first, counts)] & np.uint64(0xFFFFFFFF)).astype(np.int64)
        key = np.repeat(np.arange(len(distinct)), counts)
        sources = segment.unit_source[segment.unit_at(places)] + before
        spread.append(np.unique(key * (works + 1) + families[sources]))
        looked.append((number, key, places, before))
        before += len(segment.sources)
    everywhere = np.unique(np.concatenate([*spread, np.empty(0, np.int64)]))
    held_by = np.bincount(everywhere // (works + 1), minlength=len(distinct))
    common = held_by >= works_that_make_stock(works)

    stock = np.zeros(len(tokens), dtype=np.bool_)
    for place in asked[common[which]].tolist():
        stock[place : place + int(lengths[place])] = True

    hits: list[NDArray[np.int64]] = []
    for number, key, places, before in looked:
        segment = index.segments[number]
        unit = segment.unit_at(places)
        keep = ~common[key] & usable[segment.unit_source[unit] + before]
        here = _Postings(segment, number, before, key[keep], places[keep], unit[keep])
        hits.append(_hits(here, asked, which, tokens, lengths))
    table = np.concatenate([*hits, np.empty((0, 5), np.int64)])
    ranks = _ranks(index)
    found: list[list[Candidate]] = [[] for _ in range(units)]
    owner = unit_of[np.searchsorted(asked, table[:, 0])]
    order = np.argsort(owner, kind="stable")
    cuts = np.searchsorted(owner[order], np.arange(units + 1))
    for at in range(units):
        rows = table[order[cuts[at] : cuts[at + 1]]]
        if len(rows):
            span = (int(bounds[at]), int(bounds[at + 1]))
            found[at] = _of_unit(index, tokens, span, rows, ranks)
    return found, stock


def _ranges(first: NDArray[Any], counts: NDArray[Any]) -> Places:
    """first[0], first[0]+1, … counts[0] of them, then those of first[1] …"""
    total = int(counts.sum())
    skip = np.repeat(np.cumsum(counts) - counts, counts)
    places: Places = np.arange(total) - skip + np.repeat(first, counts)
    return places


@dataclass(frozen=True, slots=True)
class _Postings:
    """Grams of a segment that the target asks for: number of the key, place and unit of the gram."""

    segment: Segment
    number: int
    before: int  # sources of the segments before it
    key: NDArray[Any]
    places: Places
    unit: Places


def _hits(
    found: _Postings, asked: Places, which: NDArray[Any], tokens: Tokens, lengths: Places
) -> NDArray[np.int64]:
    """Rows of (target place, segment, source, source unit, source place) whose grams are equal."""
    order = np.argsort(which, kind="stable")
    starts = np.searchsorted(which[order], np.arange(int(which.max(initial=-1)) + 2))
    counts = (starts[1:] - starts[:-1])[found.key]
    target = asked[order[_ranges(starts[found.key], counts)]]
    place, of = np.repeat(found.places, counts), np.repeat(found.unit, counts)
    # Keys are half a hash: the words themselves decide.
    same = np.ones(len(target), dtype=np.bool_)
    for step in range(HAN_GRAM):
        inside = step < lengths[target]
        left = tokens[np.minimum(target + step, len(tokens) - 1)]
        right = found.segment.tokens[np.minimum(place + step, len(found.segment.tokens) - 1)]
        same &= ~inside | (left == right)
    target, place, of = target[same], place[same], of[same]
    source = found.segment.unit_source[of].astype(np.int64) + found.before
    return np.stack([target, np.full(len(target), found.number), source, of, place], axis=1)


def _ranks(index: Index) -> NDArray[np.int64]:
    """The order of sources: by date, the undated last, then by id. Words come from where they stood
    first."""
    order = sorted(
        range(len(index.sources)),
        key=lambda at: (index.sources[at].date or date.max, index.sources[at].id),
    )
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def _of_unit(
    index: Index, tokens: Tokens, span: tuple[int, int], rows: NDArray[np.int64],
    ranks: NDArray[np.int64],
) -> list[Candidate]:  # fmt: skip
    """Candidates of one target unit from the grams it shares: for each place the best source units."""
    groups: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
    for target, segment, source, unit, place in rows.tolist():
        groups[segment, source, unit].append((target, place))
    weight = {pair: len({target for target, _ in held}) for pair, held in groups.items()}
    best = sorted(groups, key=lambda pair: (-weight[pair], int(ranks[pair[1]]), pair[2]))
    seen: dict[int, int] = defaultdict(int)
    chosen = []
    for pair in best:
        open_places = {t for t, _ in groups[pair] if seen[t] < BEST_PER_PLACE}
        if open_places:
            chosen.append(pair)
            for target in {t for t, _ in groups[pair]}:
                seen[target] += 1
    chosen.sort(key=lambda pair: (int(ranks[pair[1]]), pair[2]))
    start, end = span
    found = []
    for segment, source, unit in chosen:
        held = index.segments[segment]
        first, last = int(held.bounds[unit]), int(held.bounds[unit + 1])
        words = np.asarray(held.tokens[first:last])
        pairs = [(t - start, s - first) for t, s in groups[segment, source, unit]]
        for matched in _passages(tokens[start:end], words, pairs):
            found.append(Candidate(segment, source, unit, matched))
    return found


def _passages(
    target: Tokens, source: Tokens, pairs: list[tuple[int, int]]
) -> list[NDArray[np.int64]]:
    """Shared grams gathered by their shift into stretches, each aligned word by word."""
    ordered = sorted(pairs, key=lambda pair: (pair[0] - pair[1], pair))
    clusters: list[list[tuple[int, int]]] = []
    shift = None
    for t, s in ordered:
        if shift is None or t - s - shift > SHIFT:
            clusters.append([])
        clusters[-1].append((t, s))
        shift = t - s
    found: list[tuple[tuple[int, int], NDArray[np.int64]]] = []
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
        found.append(((t0, s0), matched))
    return [matched for _, matched in sorted(found, key=lambda item: item[0])]
