"""The provenance of a text: candidates, best cover, shares and totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from huiyin.trace.provenance.attribution import LEAST_WORDS, AttributedPassage, attribute_passages
from huiyin.trace.provenance.boilerplate import listed_stock
from huiyin.trace.provenance.candidates import list_candidates
from huiyin.trace.provenance.data import (
    BorrowedPassage,
    Origin,
    OriginTotal,
    Provenance,
    ProvenanceSource,
    ProvisionProvenance,
    SourceTotal,
)
from huiyin.trace.provenance.index import Index
from huiyin.trace.provenance.token_grams import Places, number_tokens
from huiyin.trace.provenance.whole_sentences import sentence_starts

#: Units of the target processed at a time. This bounds memory and changes no result.
BATCH = 128


def trace_provenance(
    units: Sequence[tuple[str, str]],
    index: Index,
    *,
    day: date | None = None,
    without: Sequence[str] = (),
    least: int = LEAST_WORDS,
    done: Callable[[int], None] = lambda _units: None,
) -> Provenance:
    """Trace where the words of ``units`` (eId, words) come from.

    ``day``: the target's date. Later sources, and undated ones, are then left out, because nothing shows that they
    existed before. Sources of the same day count as earlier. Ids in ``without`` are never sources. A source that
    contributes only one run of fewer than ``least`` words to a unit is not counted for it. ``done`` is called with
    the number of finished units.
    """
    sources = index.sources
    usable = np.array(
        [
            s.id not in without and (day is None or (s.day is not None and s.day <= day))
            for s in sources
        ],
        dtype=np.bool_,
    )
    provenances: list[ProvisionProvenance] = []
    for first in range(0, len(units), BATCH):
        provenances += _trace_batch(units[first : first + BATCH], index, usable, least)
        done(len(provenances))
    undated = tuple(sorted(s.id for s in sources if s.day is None and s.id not in without))
    return _sum_totals(tuple(provenances), index, undated, int((~usable).sum()))


def _trace_batch(
    units: Sequence[tuple[str, str]],
    index: Index,
    usable: np.ndarray[tuple[int], np.dtype[np.bool_]],
    least: int,
) -> list[ProvisionProvenance]:
    read = [number_tokens(words) for _, words in units]
    tokens = np.concatenate([*(t for t, _, _ in read), np.empty(0, np.uint32)])
    bounds = np.concatenate([[0], np.cumsum([len(t) for t, _, _ in read])]).astype(np.int64)
    begins = [
        sentence_starts(words, at) for (_, words), (_, at, _) in zip(units, read, strict=True)
    ]
    sentences = np.concatenate([*begins, np.empty(0, np.bool_)])
    offered, stock = list_candidates(index, tokens, bounds, sentences, usable)
    provenances = []
    for number, ((eid, text), (words, starts, ends)) in enumerate(zip(units, read, strict=True)):
        common = stock[bounds[number] : bounds[number + 1]] | listed_stock(words)
        if common.all():
            part = 1.0 if len(words) else 0.0
            provenances.append(ProvisionProvenance(eid, (), 1.0, part, 0, len(text)))
            continue
        passages = attribute_passages(index, words, common, offered[number], least)
        provenances.append(_trace_unit(index, eid, text, (starts, ends), common, passages))
    return provenances


def _trace_unit(
    index: Index,
    eid: str,
    text: str,
    places: tuple[Places, Places],
    stock: np.ndarray[tuple[int], np.dtype[np.bool_]],
    passages: Sequence[AttributedPassage],
) -> ProvisionProvenance:
    """``places``: where the words of ``text`` begin and end."""
    words = int((~stock).sum())
    borrowed = []
    for passage in passages:
        held = passage.held.matched[passage.first : passage.last]
        held = held[held >= 0]
        whole = (passage.last - passage.first) + int(held[-1] - held[0]) + 1
        start, end = int(places[0][passage.first]), int(places[1][passage.last - 1])
        borrowed.append(
            BorrowedPassage(
                index.sources[passage.held.source].id,
                index.segments[passage.held.segment].eids[passage.held.unit].as_py(),
                passage.informative / words,
                1 - 2 * len(held) / whole,
                start,
                end,
                text[start:end],
            )
        )
    covered = sum(passage.informative for passage in passages)
    own, part = (words - covered) / words, float(stock.mean())
    return ProvisionProvenance(eid, tuple(borrowed), own, part, words, len(text))


def _sum_totals(
    provisions: tuple[ProvisionProvenance, ...], index: Index, undated: tuple[str, ...], left: int
) -> Provenance:
    source_of: dict[str, ProvenanceSource] = {source.id: source for source in index.sources}
    words = sum(p.words for p in provisions)
    taken: dict[str, float] = defaultdict(float)
    changed: dict[str, float] = defaultdict(float)
    for provision in provisions:
        for passage in provision.passages:
            part = passage.share * provision.words
            taken[passage.source] += part
            changed[passage.source] += part * passage.adaptation
    by_source = tuple(
        SourceTotal(source_of[name], taken[name] / words, changed[name] / taken[name])
        for name in sorted(taken, key=lambda name: (-taken[name], name))
    )
    held: dict[tuple[Origin, str], list[SourceTotal]] = defaultdict(list)
    for total in by_source:
        held[total.source.origin, total.source.country].append(total)
    origins = []
    for (origin, country), totals in held.items():
        share = sum(t.share for t in totals)
        adapted = sum(t.share * t.adaptation for t in totals) / share
        origins.append(OriginTotal(origin, country, share, adapted))
    origins.sort(key=lambda total: (-total.share, total.origin.value, total.country))
    own = max(0.0, 1 - sum(t.share for t in by_source)) if words else 1.0
    foreign = sum(t.share for t in origins if t.origin is Origin.FOREIGN)
    local = sum(t.share for t in origins if t.origin is Origin.DOMESTIC)
    adapted = sum(t.share * t.adaptation for t in origins if t.origin is Origin.FOREIGN)
    return Provenance(
        provisions, by_source, tuple(origins), own, foreign, own + local + adapted, undated, left
    )
