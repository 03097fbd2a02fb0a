"""Whether kinds of organisations differ on a statement, and whether the map follows their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huiyin.opinion.data import OpinionMap
from huiyin.opinion.matrix import F64, I64
from huiyin.opinion.votes import Votes

#: With fewer voters, a kind is left out of every comparison, because their votes could be worked out.
MINIMUM = 5
#: Agree, disagree, pass: the order of the counts.
_SIDES = (1, -1, 0)


@dataclass(frozen=True, slots=True)
class SubgroupDifference:
    """How far kinds of participants differ on one statement.

    ``effect``: Cramér's V of kind × (agree, disagree, pass), bias-corrected (Bergsma 2013), from 0 (no difference)
    to 1. ``p``: the share of permutations of the kinds, including the observed one, with an effect at least as
    large. ``q``: ``p`` adjusted for all statements (Benjamini and Hochberg 1995). ``per_kind``: kind → (agrees,
    disagrees, passes).
    """

    statement: str
    effect: float
    p: float
    q: float
    per_kind: tuple[tuple[str, tuple[int, int, int]], ...]


@dataclass(frozen=True, slots=True)
class MapAlignment:
    """How far places on the map follow the kinds: ``share`` of the places' variance between kinds (R², Anderson
    2001), with ``p`` by permutation.
    """

    share: float
    p: float
    participants: int


def part_by(
    votes: Votes,
    kinds: Mapping[str, str],
    *,
    minimum: int = MINIMUM,
    permutations: int = 999,
    seed: int = 0,
) -> tuple[SubgroupDifference, ...]:
    """Measure for each statement how far the kinds differ, the largest effect first.

    ``kinds``: participant → kind (route, focus, network …); participants without one are left out. A kind counts on
    a statement from ``minimum`` voters on; statements with fewer than two such kinds are omitted. Kinds are
    permuted over participants, not votes, so that a participant with many votes still counts once.
    """
    from scipy.sparse import csr_matrix
    from scipy.stats import false_discovery_control

    known, names, owner = _encode_kinds(votes.participants, kinds)
    if len(names) < 2:
        return ()
    m = len(votes.statements)
    new = np.full(len(votes.participants), -1)
    new[known] = np.arange(len(known))
    inside = new[votes.rows] >= 0
    rows, columns, values = new[votes.rows[inside]], votes.columns[inside], votes.values[inside]
    sides = [
        csr_matrix(
            (np.ones(int((values == v).sum())), (rows[values == v], columns[values == v])),
            shape=(len(known), m),
        )
        for v in _SIDES
    ]

    def counted(kind: I64) -> F64:
        """Return kinds × statements × sides."""
        member = csr_matrix(
            (np.ones(len(kind)), (kind, np.arange(len(kind)))), shape=(len(names), len(kind))
        )
        found: F64 = np.stack([(member @ side).toarray() for side in sides], axis=2)
        return found

    real = counted(owner)
    enough = real.sum(axis=2) >= minimum
    compared = np.flatnonzero(enough.sum(axis=0) >= 2)
    effect = _measure_effects(real[:, compared], enough[:, compared])
    at_least = np.ones(len(compared))
    generator = np.random.default_rng(seed)
    for _ in range(permutations):
        drawn = counted(generator.permutation(owner))[:, compared]
        at_least += _measure_effects(drawn, drawn.sum(axis=2) >= 1) >= effect - 1e-12
    p = at_least / (permutations + 1)
    q = false_discovery_control(p)  # Benjamini and Hochberg
    differences = [
        SubgroupDifference(
            votes.statements[j],
            float(effect[index]),
            float(p[index]),
            float(q[index]),
            tuple(
                (names[k], tuple(int(n) for n in real[k, j]))  # type: ignore[misc]
                for k in np.flatnonzero(enough[:, j])
            ),
        )
        for index, j in enumerate(compared)
    ]
    return tuple(sorted(differences, key=lambda one: (-one.effect, one.statement)))


def measure_alignment(
    found: OpinionMap, kinds: Mapping[str, str], *, permutations: int = 999, seed: int = 0
) -> MapAlignment | None:
    """Measure how far the map follows ``kinds``; ``None`` if the grouped participants have fewer than two kinds."""
    import pyarrow.compute as pc

    table = found.participant_table.filter(pc.is_valid(found.participant_table["group"]))
    known, names, owner = _encode_kinds(tuple(table["id"].to_pylist()), kinds)
    if len(names) < 2:
        return None
    places = np.column_stack([table["x"].to_numpy(), table["y"].to_numpy()])[known]
    centred = places - places.mean(axis=0)
    total = float((centred**2).sum())
    if total <= 0:
        return None
    sizes = np.bincount(owner, minlength=len(names))

    def between(kind: I64) -> float:
        sums = np.stack([np.bincount(kind, axis, len(names)) for axis in centred.T], axis=1)
        return float(((sums**2).sum(axis=1) / sizes).sum() / total)

    share = between(owner)
    generator = np.random.default_rng(seed)
    drawn = np.array([between(generator.permutation(owner)) for _ in range(permutations)])
    p = float((1 + (drawn >= share - 1e-12).sum()) / (permutations + 1))
    return MapAlignment(share, p, len(known))


def _encode_kinds(
    participants: tuple[str, ...], kinds: Mapping[str, str]
) -> tuple[NDArray[np.int64], tuple[str, ...], I64]:
    """Return the participants with a kind, the sorted kinds, and the kind of each of these participants."""
    known = np.array([i for i, name in enumerate(participants) if kinds.get(name)], np.int64)
    names = tuple(sorted({kinds[participants[i]] for i in known}))
    number = {name: at for at, name in enumerate(names)}
    owner = np.array([number[kinds[participants[i]]] for i in known], np.int64)
    return known, names, owner


def _measure_effects(counts: F64, enough: NDArray[np.bool_]) -> F64:
    """Return the bias-corrected Cramér's V per statement; ``counts``: kinds × statements × sides."""
    kept = counts * enough[:, :, None]
    n = kept.sum(axis=(0, 2))
    by_kind, by_side = kept.sum(axis=2), kept.sum(axis=0)
    expected = by_kind[:, :, None] * by_side[None] / np.maximum(n, 1)[None, :, None]
    chi = np.divide((kept - expected) ** 2, expected, out=np.zeros_like(kept), where=expected > 0)
    phi = chi.sum(axis=(0, 2)) / np.maximum(n, 1)
    r = (by_kind > 0).sum(axis=0)
    c = (by_side > 0).sum(axis=1)
    less = np.maximum(n - 1, 1)
    phi = np.maximum(phi - (r - 1) * (c - 1) / less, 0)
    r_less, c_less = r - (r - 1) ** 2 / less, c - (c - 1) ** 2 / less
    room = np.minimum(r_less - 1, c_less - 1)
    found: F64 = np.sqrt(np.divide(phi, room, out=np.zeros_like(phi), where=room > 0))
    return found
