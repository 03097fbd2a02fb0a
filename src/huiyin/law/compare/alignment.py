"""Align the units of two versions of a law."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix

from huiyin.text import fold_text, tokenise_text

_SENTENCE = re.compile(r"[^。；！？!?;\n]+[。；！？!?;\n]*|[。；！？!?;\n]+")

#: Units with a smaller weighted cosine are unrelated. Of the doubtful pairs (0.25 to 0.5) in 21 real pairs of laws,
#: nearly all above this value are reworded versions of the same rule.
KINDRED = 0.32
#: The most changed units assigned at once; the largest codes have fewer in total. Assignment takes cubic time, so
#: longer texts are divided into stretches that are assigned separately.
_MOST_UNITS = 2000
#: The share of a unit's words that another must contain, beyond what its own partner contains, to count as split or
#: merged; and the share of an old unit's words that a new unit must contain to be the same unit with additions.
HELD, MOSTLY = 0.55, 0.45
#: The maximum bonus for a matching position, as a share of a pair's value.
ORDER_BONUS = 0.08
#: The share of a sentence's words, weighted by rarity, that some old unit must contain for the sentence to
#: influence the alignment.
NOVEL = 0.15
#: The least likeness of an old unit that is wholly contained in a new one: adding a paragraph does not make a
#: different article. It is limited to a multiple of the cosine, because common phrases are contained in many units.
WHOLE, LIFT = 0.7, 1.7


@dataclass(frozen=True, slots=True)
class UnitAlignment:
    """Indices (from 0) of units in the two versions. ``pairs``: old, new, likeness from 0 to 1. ``split``: old →
    further new indices. ``merged``: new → further old indices.
    """

    pairs: tuple[tuple[int, int, float], ...]
    split: dict[int, tuple[int, ...]] = field(default_factory=dict)
    merged: dict[int, tuple[int, ...]] = field(default_factory=dict)


def align_units(
    old: Sequence[str], new: Sequence[str], *, apart: tuple[Set[int], Set[int]] = (set(), set())
) -> UnitAlignment:
    """Align the units' texts.

    ``apart``: the indices, in both versions, of units that can only be partners of each other: a recital explains
    an article, often in the same words.

    First, units that are equal up to punctuation and white space are matched in order. Then the assignment with the
    maximum sum of squared likeness is computed, with a small bonus for keeping the order (Kuhn–Munkres, scipy's
    ``linear_sum_assignment``). Likeness is squared so that two mediocre pairs are not better than one certain pair
    and two unmatched units. Likeness is the weighted cosine of word pairs (tf–idf, rare pairs count more), or a
    value derived from the share of the old unit in the new one (:data:`WHOLE`). Finally, each unmatched unit is
    tried as a part of a matched one: most of its words must be in that unit of the other version, and not in that
    unit's own partner.

    Sentences of new units whose words are in no old unit are ignored, so that additions do not affect which units
    correspond.
    """
    new = _without_novelties(old, new)
    exact = _match_identical(old, new, apart)
    rest_old = _list_others(len(old), exact)
    rest_new = _list_others(len(new), exact.values())
    features = _UnitFeatures([*old, *new])
    a = features.rows(range(len(old)))
    b = features.rows(range(len(old), len(old) + len(new)))
    pairs = [(i, j, 1.0) for i, j in exact.items()]
    if rest_old and rest_new:
        places = _predict_places(exact, len(old), len(new))
        for some_old, some_new in _split_stretches(rest_old, rest_new):
            likeness = _score_similarity(a[some_old], b[some_new])
            likeness[_are_apart(some_old, apart[0])[:, None] != _are_apart(some_new, apart[1])] = 0
            expected = np.array([places(i) for i in some_old])
            distance = np.abs(expected[:, None] - np.array(some_new)) / max(len(old), len(new))
            found = _assign_units(likeness, 1 - distance)
            pairs += [(some_old[i], some_new[j], alike) for i, j, alike in found]
    pairs.sort()
    partner_of_old = {i: j for i, j, _ in pairs}
    partner_of_new = {j: i for i, j, _ in pairs}
    split = _match_parts(_list_others(len(new), partner_of_new), b, a, partner_of_old, b)
    merged = _match_parts(_list_others(len(old), partner_of_old), a, b, partner_of_new, a)
    return UnitAlignment(tuple(pairs), split, merged)


def _list_others(count: int, places: Iterable[int]) -> list[int]:
    """Return the indices below ``count`` that are not in ``places``."""
    taken = set(places)
    return [place for place in range(count) if place not in taken]


def _are_apart(places: Sequence[int], apart: Set[int]) -> np.ndarray:
    return np.array([place in apart for place in places])


def _assign_units(likeness: np.ndarray, near: np.ndarray) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of rows and columns with the greatest total value, with their likeness; unrelated pairs are
    left out.

    ``near``: from 0 to 1, how close each pair is in the order of units.
    """
    worth = np.where(likeness >= KINDRED * 0.6, likeness**2 * (1 + ORDER_BONUS * near), 0)
    for i, j in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
        if likeness[i, j] >= KINDRED:
            yield int(i), int(j), float(likeness[i, j])


def _without_novelties(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return ``new`` with only those sentences of each unit that share words with an old unit; a unit without any
    is kept whole.
    """
    cut = [_SENTENCE.findall(text) for text in new]
    pieces = [piece for sentences in cut for piece in sentences]
    if not old or not pieces:
        return list(new)
    known = _find_known(old, pieces)
    kept, at = [], 0
    for text, sentences in zip(new, cut, strict=True):
        told = [piece for n, piece in enumerate(sentences) if known[at + n]]
        at += len(sentences)
        kept.append("".join(told) if told and len(told) < len(sentences) else text)
    return kept


def _find_known(old: Sequence[str], pieces: Sequence[str]) -> list[bool]:
    """Return for each piece whether some old unit contains at least :data:`NOVEL` of it."""
    numbers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, text in enumerate(old):
        for pair in _UnitFeatures.count(text):
            numbers[pair].append(number)
    holders = {pair: np.array(holding) for pair, holding in numbers.items()}
    return [_is_known(_UnitFeatures.count(piece), holders, len(old)) for piece in pieces]


_NOWHERE = np.array([], dtype=np.int64)


def _is_known(
    pairs: Iterable[tuple[str, ...]], holders: Mapping[tuple[str, ...], np.ndarray], olds: int
) -> bool:
    """Tell whether one of the old units contains enough of a piece.

    The rarest pairs are looked up first, because they weigh most and are in the fewest units, and the search stops
    as soon as the answer is known. Frequent pairs would have to be looked up in every unit.
    """
    held = sorted((holders.get(pair, _NOWHERE) for pair in pairs), key=len)
    weights = [math.log(1 + olds / (len(holding) or 1)) for holding in held]
    left = sum(weights)
    wanted = NOVEL * left
    shares = np.zeros(olds)
    best = 0.0
    for holding, weight in zip(held, weights, strict=True):
        if len(holding):
            shares[holding] += weight
            best = max(best, float(shares[holding].max()))
        left -= weight
        if best >= wanted or best + left < wanted:
            break
    return best >= wanted


def _score_similarity(a: csr_matrix, b: csr_matrix) -> np.ndarray:
    """Return the similarity of each row of ``a`` and each row of ``b``."""
    cosine = np.asarray((a @ b.T).todense())
    inside = _score_containment(a, b)
    lifted = np.where(inside >= MOSTLY, np.minimum(WHOLE * inside, LIFT * cosine), 0)
    alike: np.ndarray = np.maximum(cosine, lifted)
    return alike


def _score_containment(a: csr_matrix, b: csr_matrix) -> np.ndarray:
    """Return the share of each row of ``a`` that each row of ``b`` contains."""
    total = np.asarray(a.sum(axis=1)).ravel()
    shared = np.asarray((a @ (b > 0).T.astype(float)).todense())
    held: np.ndarray = shared / np.maximum(total, 1e-9)[:, None]
    return held


def _match_identical(
    old: Sequence[str], new: Sequence[str], apart: tuple[Set[int], Set[int]]
) -> dict[int, int]:
    """Match units that are equal apart from differences that readers ignore; duplicates are matched in order."""
    places: dict[tuple[bool, str], deque[int]] = defaultdict(deque)
    for j, text in enumerate(new):
        places[j in apart[1], fold_text(text)].append(j)
    found: dict[int, int] = {}
    for i, text in enumerate(old):
        candidates = places.get((i in apart[0], fold_text(text)))
        if candidates:
            found[i] = candidates.popleft()
    return found


def _split_stretches(old: list[int], new: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Divide both into as many stretches as needed for none to have more than :data:`_MOST_UNITS` units."""
    count = math.ceil(max(len(old), len(new)) / _MOST_UNITS)
    for at in range(count):
        cut = [slice(len(x) * at // count, len(x) * (at + 1) // count) for x in (old, new)]
        if old[cut[0]] and new[cut[1]]:
            yield old[cut[0]], new[cut[1]]


def _predict_places(exact: dict[int, int], olds: int, news: int):  # type: ignore[no-untyped-def]
    """Predict where an old position is in the new version: between the partners of its neighbours."""
    known = sorted(exact.items())
    xs = [-1.0, *(float(i) for i, _ in known), float(olds)]
    ys = [-1.0, *(float(j) for _, j in known), float(news)]

    def place(i: int) -> float:
        return float(np.interp(i, xs, ys))

    return place


def _match_parts(
    loose: Sequence[int],
    own: csr_matrix,
    others: csr_matrix,
    partner_of_other: dict[int, int],
    partners: csr_matrix,
) -> dict[int, tuple[int, ...]]:
    """Return for each unmatched unit the matched unit of the other version that it is a part of."""
    parts_by_unit: dict[int, list[int]] = defaultdict(list)
    if not loose:
        return {}
    hosts = sorted(partner_of_other)
    if not hosts:
        return {}
    hosting = others[hosts].tocsc()
    for k in loose:
        row = own[k]
        total = float(row.sum())
        if total <= 0:
            continue
        words = row.indices
        # Presence only, with the weights of the unmatched unit.
        inside = (hosting[:, words] > 0) @ row.data
        best = int(np.argmax(inside))
        host = hosts[best]
        if inside[best] / total < HELD:
            continue
        taken = (partners[partner_of_other[host]][:, words] > 0).toarray().ravel()
        here = (others[host][:, words] > 0).toarray().ravel()
        fresh = float(row.data[here & ~taken].sum())
        if fresh / total >= HELD * 0.7:
            parts_by_unit[host].append(k)
    return {host: tuple(parts) for host, parts in parts_by_unit.items()}


def _is_han(word: str) -> bool:
    return "\u3400" <= word[0] <= "\u9fff"


class _UnitFeatures:
    """The word pairs of every unit, weighted by rarity, as rows of length 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [self.count(text) for text in texts]
        seen = Counter(chain.from_iterable(counts))
        index = {pair: at for at, pair in enumerate(sorted(seen))}
        idf = {pair: math.log(1 + len(texts) / seen[pair]) for pair in index}
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for count in counts:
            weights = {index[pair]: (1 + math.log(n)) * idf[pair] for pair, n in count.items()}
            norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
            columns += sorted(weights)
            data += [weights[column] / norm for column in sorted(weights)]
            ends.append(len(columns))
        self._matrix = csr_matrix((data, columns, ends), shape=(len(texts), max(1, len(index))))

    @staticmethod
    def count(text: str) -> Counter[tuple[str, ...]]:
        words = [
            token.text.casefold()
            for token in tokenise_text(text)
            if any(c.isalnum() for c in token.text)
        ]
        if len(words) == 1:
            return Counter([(words[0],)])
        # A Chinese word is a pair of characters; other words also count singly.
        return Counter(pairwise(words)) + Counter((w,) for w in words if not _is_han(w))

    def rows(self, places: range) -> csr_matrix:
        return self._matrix[places.start : places.stop]
