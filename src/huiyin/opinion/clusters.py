"""Groups in the plane: k-means, the silhouette that chooses k, and how alike two groupings are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STARTS = 12
_ROUNDS = 100
#: Points above which the silhouette is taken of a fixed sample of them.
_SAMPLE = 3000


def kmeans(points: NDArray[np.float64], k: int, seed: int = 0) -> tuple[NDArray[np.int64], float]:
    """Labels and loss (sum of squared distances) of the best of several runs (Lloyd 1982, started by
    k-means++, Arthur and Vassilvitskii 2007).

    The points are sorted first and the generator is seeded, so that their order changes nothing.
    """
    order = np.lexsort(points.T[::-1])
    spots = points[order]
    generator = np.random.default_rng(seed)
    best: tuple[float, NDArray[np.int64]] | None = None
    for _ in range(_STARTS):
        centres = _start(spots, k, generator)
        labels = np.full(len(spots), -1)
        for _ in range(_ROUNDS):
            distances = ((spots[:, None, :] - centres[None]) ** 2).sum(axis=2)
            now = distances.argmin(axis=1)
            if (now == labels).all():
                break
            labels = now
            for g in range(k):
                if (labels == g).any():
                    centres[g] = spots[labels == g].mean(axis=0)
        loss = float(((spots - centres[labels]) ** 2).sum())
        if best is None or loss < best[0] - 1e-9:
            best = (loss, labels)
    assert best is not None
    found = np.empty(len(points), np.int64)
    found[order] = best[1]
    return found, best[0]


def _start(
    spots: NDArray[np.float64], k: int, generator: np.random.Generator
) -> NDArray[np.float64]:
    centres = [spots[generator.integers(len(spots))]]
    while len(centres) < k:
        near = np.min([((spots - c) ** 2).sum(axis=1) for c in centres], axis=0)
        total = near.sum()
        chance = near / total if total > 0 else np.full(len(spots), 1 / len(spots))
        centres.append(spots[generator.choice(len(spots), p=chance)])
    return np.array(centres)


def silhouette(points: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Mean silhouette (Rousseeuw 1987), from −1 to 1; of an even sample where there are many points."""
    if len(points) > _SAMPLE:
        order = np.lexsort(points.T[::-1])
        chosen = order[np.linspace(0, len(points) - 1, _SAMPLE).astype(int)]
        points, labels = points[chosen], labels[chosen]
    present = np.unique(labels)
    if len(present) < 2:
        return -1.0
    distances = np.sqrt(((points[:, None, :] - points[None]) ** 2).sum(axis=2))
    to_group = np.stack([distances[:, labels == g].sum(axis=1) for g in present], axis=1)
    sizes = np.array([(labels == g).sum() for g in present])
    own = np.searchsorted(present, labels)
    rows = np.arange(len(points))
    inside = to_group[rows, own] / np.maximum(sizes[own] - 1, 1)
    means = to_group / sizes
    means[rows, own] = np.inf
    outside = means.min(axis=1)
    widest = np.maximum(inside, outside)
    values = np.where(
        (sizes[own] > 1) & (widest > 0), (outside - inside) / np.where(widest > 0, widest, 1), 0.0
    )
    return float(values.mean())


def best_groups(
    points: NDArray[np.float64], counts: tuple[int, int], seed: int = 0
) -> tuple[NDArray[np.int64], float]:
    """The grouping with the highest silhouette among k from ``counts[0]`` to ``counts[1]``; ties go to the
    smaller k."""
    distinct = len(np.unique(points.round(9), axis=0))
    best: tuple[float, NDArray[np.int64]] | None = None
    for k in range(counts[0], min(counts[1], max(distinct - 1, 1)) + 1):
        labels, _ = kmeans(points, k, seed)
        value = silhouette(points, labels)
        if best is None or value > best[0] + 1e-9:
            best = (value, labels)
    if best is None:
        return np.zeros(len(points), np.int64), 0.0
    _, compact = np.unique(best[1], return_inverse=True)
    return compact.astype(np.int64), best[0]


def rand_index(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    """Adjusted Rand index (Hubert and Arabie 1985): 1 for the same grouping, 0 as by chance."""
    table = np.zeros((int(a.max()) + 1, int(b.max()) + 1))
    np.add.at(table, (a, b), 1)

    def pairs(n: NDArray[np.float64]) -> float:
        return float((n * (n - 1) / 2).sum())

    both, left, right = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    total = len(a) * (len(a) - 1) / 2
    expected = left * right / total if total else 0.0
    largest = (left + right) / 2
    return 1.0 if largest == expected else (both - expected) / (largest - expected)
