"""Groups in the plane: k-means, the silhouette for each k, and the agreement of two groupings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]

#: Runs of k-means from random starts, in addition to Polis's own start.
STARTS = 8
_ROUNDS = 300
#: Up to this many points, every run uses all points and the silhouette is exact. Above it, starts are tried on a
#: fixed, evenly spaced sample, and the silhouette is that of the sample.
_EXACT, _SAMPLE = 2000, 1000
#: Above this many points, a run may stop when fewer than one in 10,000 change group.
_MANY = 20_000
#: How many sample runs, those with the least loss, are continued on all points.
_GO_ON = 2


@dataclass(frozen=True)
class Clustering:
    """``labels``: group per point. ``centres``: k × 2. ``loss``: sum of squared distances to the assigned centre."""

    labels: I64
    centres: F64
    loss: float


class Points:
    """Points in the plane in a fixed order, with cached values that every grouping of them needs.

    The points are sorted first and every start is seeded, so the result does not depend on their input order.
    """

    def __init__(self, points: F64) -> None:
        self.order = np.lexsort(points.T[::-1])
        self.spots = np.ascontiguousarray(points[self.order])
        n = len(points)
        self.sample = (
            np.arange(n) if n <= _EXACT else np.linspace(0, n - 1, _SAMPLE).astype(np.int64)
        )

    def unsorted(self, labels: I64) -> I64:
        """Return labels in the input order of the points."""
        found = np.empty(len(labels), np.int64)
        found[self.order] = labels
        return found

    @cached_property
    def distinct(self) -> F64:
        """The distinct points, sorted."""
        found: F64 = np.unique(self.spots, axis=0)
        return found

    @cached_property
    def distances(self) -> F64:
        """The distances between all points of the sample."""
        from scipy.spatial.distance import cdist

        some = self.spots[self.sample]
        found: F64 = cdist(some, some)
        return found

    def silhouette(self, labels: I64) -> float:
        """Return the mean silhouette (Rousseeuw 1987) of labels in sorted order, from −1 to 1; computed on the
        sample.
        """
        present, own = np.unique(labels[self.sample], return_inverse=True)
        if len(present) < 2:
            return -1.0
        member = np.zeros((len(own), len(present)))
        member[np.arange(len(own)), own] = 1
        sizes = member.sum(axis=0)
        to_group = self.distances @ member
        rows = np.arange(len(own))
        inside = to_group[rows, own] / np.maximum(sizes[own] - 1, 1)
        means = to_group / sizes
        means[rows, own] = np.inf
        outside = means.min(axis=1)
        widest = np.maximum(inside, outside)
        values = np.where(
            (sizes[own] > 1) & (widest > 0),
            (outside - inside) / np.where(widest > 0, widest, 1),
            0.0,
        )
        return float(values.mean())

    def candidates(self, k: int, seed: int, starts: int = STARTS) -> list[Clustering]:
        """Run k-means from Polis's start (the first k distinct points), then from k-means++ starts."""
        generator = np.random.default_rng(seed)
        few = self.spots[self.sample]
        if len(few) < len(self.spots):
            starts = (starts + 1) // 2  # on a sample, fewer starts find the same few optima
        runs = [run_lloyd(few, _plus_plus(few, k, generator)) for _ in range(starts)]
        if len(few) < len(self.spots):
            runs = sorted(runs, key=lambda run: run.loss)[:_GO_ON]
            runs = [run_lloyd(self.spots, run.centres) for run in runs]
        begin = self.distinct[:k].copy()
        if len(self.spots) > _MANY:
            begin = run_lloyd(few, begin).centres
        found = [run_lloyd(self.spots, begin)]
        for run in runs:
            if all(abs(run.loss - other.loss) > 1e-9 * max(run.loss, 1e-300) for other in found):
                found.append(run)
        return found


def run_lloyd(spots: F64, centres: F64) -> Clustering:
    """Run k-means from the given centres (Lloyd 1982) until no point changes group."""
    k = len(centres)
    enough = len(spots) // 10_000 if len(spots) > _MANY else 0
    labels = np.full(len(spots), -1)
    columns = [np.ascontiguousarray(axis) for axis in spots.T]
    for _ in range(_ROUNDS):
        # One centre at a time: with only two columns, a matrix product would be no faster.
        for g, centre in enumerate(centres.tolist()):
            score = columns[0] * (-2 * centre[0])
            for axis, at in zip(columns[1:], centre[1:], strict=True):
                score += axis * (-2 * at)
            score += sum(at * at for at in centre)
            if g == 0:
                nearest, now = score, np.zeros(len(spots), np.int64)
                continue
            closer = score < nearest
            now[closer] = g
            np.minimum(nearest, score, out=nearest)
        changed = np.count_nonzero(now != labels)
        labels = now
        if changed <= enough:
            break
        sizes = np.bincount(labels, minlength=k)
        for number, axis in enumerate(columns):
            sums = np.bincount(labels, axis, minlength=k)
            centres[:, number] = np.where(
                sizes > 0, sums / np.maximum(sizes, 1), centres[:, number]
            )
    loss = float(((spots - centres[labels]) ** 2).sum())
    return Clustering(labels.astype(np.int64), centres, loss)


def _plus_plus(spots: F64, k: int, generator: np.random.Generator) -> F64:
    """Choose starting centres far from each other (k-means++, Arthur and Vassilvitskii 2007)."""
    centres = [spots[generator.integers(len(spots))]]
    near = ((spots - centres[0]) ** 2).sum(axis=1)
    while len(centres) < k:
        total = near.sum()
        if total > 0:
            chosen = int(np.searchsorted(np.cumsum(near), generator.random() * total, "right"))
        else:
            chosen = int(generator.integers(len(spots)))
        centres.append(spots[min(chosen, len(spots) - 1)])
        near = np.minimum(near, ((spots - centres[-1]) ** 2).sum(axis=1))
    return np.array(centres)


def compute_silhouette(points: F64, labels: I64) -> float:
    """Return the mean silhouette of a grouping, from −1 to 1; of an even sample if there are many points."""
    held = Points(points)
    return held.silhouette(labels[held.order])


def compute_groupings(
    points: F64, counts: tuple[int, int], seed: int = 0, starts: int = STARTS
) -> dict[int, tuple[float, I64]]:
    """Return k → silhouette and labels; a k above the number of distinct points is left out.

    For each k, only runs with no more loss than the run from Polis's start are considered, and the one with the
    highest silhouette is taken. The grouping is thus at least as good as the one from Polis's start, in loss and in
    silhouette.
    """
    held = Points(points)
    best_by_k: dict[int, tuple[float, I64]] = {}
    for k in range(counts[0], min(counts[1], len(held.distinct)) + 1):
        runs = held.candidates(k, seed, starts)
        best: tuple[float, Clustering] | None = None
        for run in runs:
            if run.loss > runs[0].loss * (1 + 1e-9):
                continue
            value = held.silhouette(run.labels)
            if best is None or value > best[0] + 1e-9:
                best = (value, run)
        assert best is not None
        _, compact = np.unique(best[1].labels, return_inverse=True)
        best_by_k[k] = (best[0], held.unsorted(compact.astype(np.int64)))
    return best_by_k


def rand_index(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    """Return the adjusted Rand index (Hubert and Arabie 1985): 1 for equal groupings, about 0 for random ones."""
    table = np.zeros((int(a.max()) + 1, int(b.max()) + 1))
    np.add.at(table, (a, b), 1)

    def pairs(n: NDArray[np.float64]) -> float:
        return float((n * (n - 1) / 2).sum())

    both, left, right = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    total = len(a) * (len(a) - 1) / 2
    expected = left * right / total if total else 0.0
    largest = (left + right) / 2
    return 1.0 if largest == expected else (both - expected) / (largest - expected)
