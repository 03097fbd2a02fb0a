"""Attribute the passages of a unit to sources: the best cover without stray matches.

Each passage goes to the preferred one of the sources that contain it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from huiyin.trace.provenance.candidates import Candidate, UnitCandidates, find_holder
from huiyin.trace.provenance.cover import CHANGED, KEPT, best_cover
from huiyin.trace.provenance.index import Index
from huiyin.trace.provenance.token_grams import Tokens

#: A source that contributes only one run of fewer words to an article contributes nothing: any text on the subject
#: may contain such a run by coincidence, and so may an article of few words. Stock phrases beside the run are not
#: counted.
LEAST_WORDS = 10


@dataclass(frozen=True, slots=True)
class AttributedPassage:
    """Words ``[first, last)`` of a unit, their source, and how many of them are not stock phrases."""

    first: int
    last: int
    held: Candidate
    informative: int


def attribute_passages(
    index: Index,
    words: Tokens,
    stock: NDArray[np.bool_],
    offer: UnitCandidates,
    least: int = LEAST_WORDS,
) -> tuple[AttributedPassage, ...]:
    """Return the passages of a unit with ``words``. ``least``: the least words of a source's only run."""
    gains = np.zeros((len(words), len(offer.candidates)), dtype=np.int64)
    for column, candidate in enumerate(offer.candidates):
        gains[:, column] = np.where(candidate.matched >= 0, np.where(stock, 0, KEPT), CHANGED)
    sources = np.array([c.source for c in offer.candidates], dtype=np.int64)
    allowed = np.arange(len(sources))
    while True:
        cover = _build_cover(
            gains[:, allowed], [offer.candidates[c] for c in allowed.tolist()], stock
        )
        strays = _find_strays(cover, least)
        if not strays:
            break
        allowed = allowed[~np.isin(sources[allowed], list(strays))]
    return _prefer_sources(index, words, stock, offer, cover, least)


def _build_cover(
    gains: NDArray[np.int64], offered: list[Candidate], stock: NDArray[np.bool_]
) -> list[AttributedPassage]:
    labels = best_cover(gains)
    edges = [0, *(np.flatnonzero(np.diff(labels)) + 1).tolist(), len(labels)]
    found = []
    for first, last in pairwise(edges):
        informative = int((~stock[first:last]).sum())
        if labels[first] >= 0 and informative:
            found.append(AttributedPassage(first, last, offered[int(labels[first])], informative))
    return found


def _find_strays(passages: Collection[AttributedPassage], least: int) -> set[int]:
    """Return the sources with a single run of fewer words than ``least`` and nothing else."""
    given = Counter(passage.held.source for passage in passages)
    return {
        passage.held.source
        for passage in passages
        if given[passage.held.source] == 1 and passage.informative < least
    }


def _prefer_sources(
    index: Index,
    words: Tokens,
    stock: NDArray[np.bool_],
    offer: UnitCandidates,
    passages: list[AttributedPassage],
    least: int,
) -> tuple[AttributedPassage, ...]:
    """Attribute each passage to the preferred source; a short run follows a longer one to its source."""

    def give(
        passage: AttributedPassage, among: Collection[int] | None = None
    ) -> AttributedPassage | None:
        span = slice(passage.first, passage.last)
        kept = _count_matched(passage.held, span, stock)
        holder = find_holder(
            index,
            words,
            offer.rows,
            (passage.first, passage.last),
            lambda candidate: _count_matched(candidate, span, stock) >= kept,
            among,
        )
        held = holder or (passage.held if among is None else None)
        return (
            AttributedPassage(passage.first, passage.last, held, passage.informative)
            if held
            else None
        )

    given = [
        give(passage) or passage if passage.informative >= least else passage
        for passage in passages
    ]
    strays = _find_strays(given, least)
    others = {passage.held.source for passage in given} - strays
    preferred = []
    for passage in given:
        if passage.held.source not in strays:
            preferred.append(passage)
        elif (moved := give(passage, others)) is not None:
            preferred.append(moved)
    return tuple(preferred)


def _count_matched(candidate: Candidate, at: slice, stock: NDArray[np.bool_]) -> int:
    return int(((candidate.matched[at] >= 0) & ~stock[at]).sum())
