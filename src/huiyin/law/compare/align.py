"""Which units of one version stand for which of another."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix

from huiyin.text import fold, tokens

#: Weighted cosine below which two units are strangers. Of the doubtful pairs (0.25 to 0.5) of the
#: 21 real pairs at hand, those above this are the same rule reworded, bar a few.
KINDRED = 0.32
#: Units that are changed and assigned to each other at once; the largest codes have fewer in all. The time that the
#: assignment takes grows with the cube, so of more each stretch is assigned for itself.
_MOST_UNITS = 2000
#: Share of a unit's words that another must hold, over and above what its own partner holds, to
#: count as split from it or merged into it.
HELD = 0.55
#: What agreeing place in the order is worth beside likeness, at most.
ORDER_BONUS = 0.08


@dataclass(frozen=True, slots=True)
class Alignment:
    """Places (from 0) of units in the two versions. ``pairs``: old, new, likeness 0 to 1.
    ``split``: old → further new places; ``merged``: new → further old places."""

    pairs: tuple[tuple[int, int, float], ...]
    split: dict[int, tuple[int, ...]] = field(default_factory=dict)
    merged: dict[int, tuple[int, ...]] = field(default_factory=dict)


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Align the units' texts.

    First, units alike up to punctuation and space, in order. Then the assignment that maximises
    the sum of weighted cosines of word pairs (tf–idf, rare pairs count more), with a small bonus
    for keeping the order (Kuhn–Munkres, scipy's ``linear_sum_assignment``). Then what is left over
    is tried as a part of a matched unit: most of its words must be found in the other version's
    unit, and not in that unit's own partner.
    """
    exact = _exact(old, new)
    rest_old = [i for i in range(len(old)) if i not in exact]
    used = set(exact.values())
    rest_new = [j for j in range(len(new)) if j not in used]
    features = _Features([*old, *new])
    a = features.rows(range(len(old)))
    b = features.rows(range(len(old), len(old) + len(new)))
    pairs = [(i, j, 1.0) for i, j in exact.items()]
    if rest_old and rest_new:
        places = _expected(exact, len(old), len(new))
        for some_old, some_new in _stretches(rest_old, rest_new):
            likeness = np.asarray((a[some_old] @ b[some_new].T).todense())
            near = 1 - np.abs(
                np.array([places(i) for i in some_old])[:, None] - np.array(some_new)[None, :]
            ) / max(len(old), len(new))
            worth = np.where(likeness >= KINDRED * 0.6, likeness + ORDER_BONUS * near, 0)
            for i, j in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
                if likeness[i, j] >= KINDRED:
                    pairs.append((some_old[i], some_new[j], float(likeness[i, j])))
    pairs.sort()
    partner_of_old = {i: j for i, j, _ in pairs}
    partner_of_new = {j: i for i, j, _ in pairs}
    split = _parts([j for j in range(len(new)) if j not in partner_of_new], b, a, partner_of_old, b)
    merged = _parts(
        [i for i in range(len(old)) if i not in partner_of_old], a, b, partner_of_new, a
    )
    return Alignment(tuple(pairs), split, merged)


def _exact(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Units alike up to what no reader counts; of several alike, those in the same order."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for j, text in enumerate(new):
        places[fold(text)].append(j)
    found: dict[int, int] = {}
    for i, text in enumerate(old):
        candidates = places.get(fold(text))
        if candidates:
            found[i] = candidates.popleft()
    return found


def _stretches(old: list[int], new: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Both in as many stretches as needed for none to hold more than :data:`_MOST_UNITS` of either."""
    count = math.ceil(max(len(old), len(new)) / _MOST_UNITS)
    for at in range(count):
        cut = [slice(len(x) * at // count, len(x) * (at + 1) // count) for x in (old, new)]
        if old[cut[0]] and new[cut[1]]:
            yield old[cut[0]], new[cut[1]]


def _expected(exact: dict[int, int], olds: int, news: int):  # type: ignore[no-untyped-def]
    """Where in the new version an old place is expected: between its neighbours' partners."""
    known = sorted(exact.items())
    xs = [-1.0, *(float(i) for i, _ in known), float(olds)]
    ys = [-1.0, *(float(j) for _, j in known), float(news)]

    def place(i: int) -> float:
        return float(np.interp(i, xs, ys))

    return place


def _parts(
    loose: Sequence[int],
    own: csr_matrix,
    others: csr_matrix,
    partner_of_other: dict[int, int],
    partners: csr_matrix,
) -> dict[int, tuple[int, ...]]:
    """For each loose unit, the matched unit of the other version that it is a part of."""
    found: dict[int, list[int]] = defaultdict(list)
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
        # Presence, weighted by the loose unit's own weights.
        inside = (hosting[:, words] > 0) @ row.data
        best = int(np.argmax(inside))
        host = hosts[best]
        if inside[best] / total < HELD:
            continue
        taken = (partners[partner_of_other[host]][:, words] > 0).toarray().ravel()
        here = (others[host][:, words] > 0).toarray().ravel()
        fresh = float(row.data[here & ~taken].sum())
        if fresh / total >= HELD * 0.7:
            found[host].append(k)
    return {host: tuple(parts) for host, parts in found.items()}


class _Features:
    """Word pairs of every unit, weighted by how rare they are, rows of length 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [self._count(text) for text in texts]
        seen: Counter[tuple[str, ...]] = Counter(pair for count in counts for pair in count)
        index = {pair: at for at, pair in enumerate(sorted(seen))}
        idf = {pair: math.log(1 + len(texts) / seen[pair]) for pair in index}
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for count in counts:
            weights = {pair: (1 + math.log(n)) * idf[pair] for pair, n in count.items()}
            norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
            for pair in sorted(weights, key=index.__getitem__):
                columns.append(index[pair])
                data.append(weights[pair] / norm)
            ends.append(len(columns))
        self._matrix = csr_matrix((data, columns, ends), shape=(len(texts), max(1, len(index))))

    @staticmethod
    def _count(text: str) -> Counter[tuple[str, ...]]:
        words = [
            token.text.casefold() for token in tokens(text) if any(c.isalnum() for c in token.text)
        ]
        if len(words) == 1:
            return Counter([(words[0],)])
        return Counter(pairwise(words))

    def rows(self, places: range) -> csr_matrix:
        return self._matrix[places.start : places.stop]
