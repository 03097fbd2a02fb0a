"""From votes to opinion groups, what they stand for, and what everyone agrees on.

After Polis: Small, Bjorkegren, Erkkilä, Shaw and Megill, "Polis: Scaling deliberation by mapping high
dimensional opinion spaces", Recerca 26(2), 2021, and the open code it describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from huiyin.opinion.clusters import best_groups, kmeans, rand_index
from huiyin.opinion.votes import Votes

#: Votes a participant needs to be placed, as in Polis (fewer where there are fewer statements).
MINIMUM_VOTES = 7
#: One-sided 90 % of the normal distribution: Polis's bar for a representative statement.
_Z90 = 1.2816


@dataclass(frozen=True, slots=True)
class Participant:
    """``group`` is ``None`` for one left out; ``why`` then says so (``few_votes``, ``small_group``).
    ``stability``: share of resamples in which the participant stays in its group."""

    id: str
    group: int | None
    x: float
    y: float
    votes: int
    stability: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that sets a group apart. ``agrees``: the group agrees with it (else disagrees).
    ``probability``: (votes so + 1) / (votes + 2); ``ratio``: that over the others' same; ``z`` and
    ``z_ratio``: the two tests' statistics."""

    statement: str
    agrees: bool
    votes: int
    votes_so: int
    probability: float
    ratio: float
    z: float
    z_ratio: float


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """Participants who vote alike. ``stability``: mean of its members'."""

    id: int
    size: int
    stability: float
    representative: tuple[Representative, ...]


@dataclass(frozen=True, slots=True)
class StatementFigures:
    """``consensus``: ∏ over groups of (agrees + 1) / (votes + 2); ``divergence``: the largest difference
    between two groups' shares of agreement, each (agrees + 1) / (votes + 2); ``per_group``: group id →
    (agrees, disagrees, passes)."""

    id: str
    x: float
    y: float
    agrees: int
    disagrees: int
    passes: int
    consensus: float
    consensus_against: float
    divergence: float
    per_group: tuple[tuple[int, tuple[int, int, int]], ...]


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """``groups`` the largest first; ``statements`` in the order of the votes; ``silhouette`` of the grouping;
    ``stability``: mean adjusted Rand index of the groupings of resampled statements to this one."""

    participants: tuple[Participant, ...]
    groups: tuple[OpinionGroup, ...]
    statements: tuple[StatementFigures, ...]
    silhouette: float
    stability: float
    explained: tuple[float, float] = field(default=(0.0, 0.0))

    @property
    def consensus(self) -> tuple[StatementFigures, ...]:
        """Statements by how much every group agrees, most first."""
        return tuple(sorted(self.statements, key=lambda s: (-s.consensus, s.id)))

    @property
    def divisive(self) -> tuple[StatementFigures, ...]:
        """Statements by how far groups part on them, furthest first."""
        return tuple(sorted(self.statements, key=lambda s: (-s.divergence, s.id)))


def map_opinions(
    votes: Votes,
    *,
    group_counts: tuple[int, int] = (2, 5),
    minimum_votes: int = MINIMUM_VOTES,
    moderated_out: tuple[str, ...] = (),
    minimum_group_size: int = 5,
    resamples: int = 40,
    seed: int = 0,
) -> OpinionMap:
    """The map of ``votes``.

    Missing votes take the statement's mean; principal components of the centred matrix; a participant's
    place is scaled by √(statements / votes cast), so that who votes little is not pulled to the
    centre; k-means for each k in ``group_counts`` (inclusive), the best by silhouette. Participants with
    fewer votes than ``minimum_votes`` (or than there are statements, if fewer) are placed but belong
    to no group; groups smaller than ``minimum_group_size`` are never shown. Raises ``ValueError`` where
    fewer than three participants or two statements are left.
    """
    dense = votes.dense()
    out = np.isin(votes.statements, moderated_out)
    dense[:, out] = np.nan
    cast = (~np.isnan(dense)).sum(axis=1)
    enough = cast >= min(minimum_votes, int((~out).sum()))
    if enough.sum() < 3 or (~out).sum() < 2:
        raise ValueError(
            "too few votes for a map: three participants and two statements are needed"
        )
    places, components, explained = _project(dense, enough, cast)
    labels, silhouette = best_groups(places[enough], group_counts, seed)
    labels = _ordered(labels)
    all_labels = np.full(len(places), -1)
    all_labels[enough] = labels
    stays, agreement = _stability(dense, enough, labels, resamples, seed)
    sizes = np.bincount(labels)
    shown = [g for g in range(len(sizes)) if sizes[g] >= minimum_group_size]
    participants = tuple(
        Participant(
            id=votes.participants[i],
            group=int(all_labels[i]) if all_labels[i] in shown else None,
            x=float(places[i, 0]),
            y=float(places[i, 1]),
            votes=int(cast[i]),
            stability=float(stays[i]),
            why="" if all_labels[i] in shown else ("few_votes" if not enough[i] else "small_group"),
        )
        for i in range(len(places))
    )
    tallies = {g: _tally(dense[all_labels == g]) for g in shown}
    groups = tuple(
        OpinionGroup(
            id=g,
            size=int(sizes[g]),
            stability=float(stays[all_labels == g].mean()),
            representative=_representative(votes.statements, tallies, g, out),
        )
        for g in shown
    )
    statements = tuple(
        _figures(votes.statements[j], components[:, j], dense[:, j], tallies, j)
        for j in range(len(votes.statements))
        if not out[j]
    )
    return OpinionMap(participants, groups, statements, silhouette, agreement, explained)


def _project(
    dense: NDArray[np.float64], enough: NDArray[np.bool_], cast: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], tuple[float, float]]:
    """Places (participants × 2), components (2 × statements) and their shares of the variance."""
    voted = ~np.isnan(dense)
    counts = np.maximum(voted[enough].sum(axis=0), 1)
    means = np.nansum(dense[enough], axis=0) / counts
    centred = np.where(voted, dense, means) - means
    _, singular, components = np.linalg.svd(centred[enough], full_matrices=False)
    components = components[:2]
    if len(components) < 2:
        components = np.vstack([components, np.zeros_like(components)])
    # A component's sign is arbitrary: its largest loading is made positive.
    largest = np.abs(components).argmax(axis=1)
    components = components * np.where(components[[0, 1], largest] < 0, -1.0, 1.0)[:, None]
    scale = np.sqrt(dense.shape[1] / np.maximum(cast, 1))
    total = float((singular**2).sum()) or 1.0
    shares = [float(s) ** 2 / total for s in singular[:2]] + [0.0, 0.0]
    return (centred @ components.T) * scale[:, None], components, (shares[0], shares[1])


def _ordered(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Groups numbered from the largest; ties by their first participant."""
    sizes = np.bincount(labels)
    first = [int(np.argmax(labels == g)) for g in range(len(sizes))]
    order = sorted(range(len(sizes)), key=lambda g: (-sizes[g], first[g]))
    return np.array([order.index(g) for g in labels], np.int64)


def _stability(
    dense: NDArray[np.float64],
    enough: NDArray[np.bool_],
    labels: NDArray[np.int64],
    resamples: int,
    seed: int,
) -> tuple[NDArray[np.float64], float]:
    """How often each participant stays in its group when statements are drawn anew (bootstrap), groups
    matched by the largest overlap; and the mean adjusted Rand index of the groupings."""
    from scipy.optimize import linear_sum_assignment

    stays = np.zeros(len(dense))
    k = int(labels.max()) + 1
    if resamples <= 0:
        return np.ones(len(dense)), 1.0
    generator = np.random.default_rng(seed)
    agreements = []
    for _ in range(resamples):
        drawn = dense[:, generator.integers(0, dense.shape[1], dense.shape[1])]
        cast = (~np.isnan(drawn)).sum(axis=1)
        places, _, _ = _project(drawn, enough, cast)
        again = kmeans(places[enough], k, seed)[0]
        overlap = np.zeros((k, k))
        np.add.at(overlap, (labels, again), 1)
        mine, theirs = linear_sum_assignment(-overlap)
        same = np.zeros(len(labels), bool)
        for a, b in zip(mine, theirs, strict=True):
            same |= (labels == a) & (again == b)
        stays[enough] += same
        agreements.append(rand_index(labels, again))
    return stays / resamples, float(np.mean(agreements))


def _tally(dense: NDArray[np.float64]) -> NDArray[np.int64]:
    """Statements × (agrees, disagrees, passes)."""
    return np.stack([(dense == v).sum(axis=0) for v in (1, -1, 0)], axis=1)


def _z(share: NDArray[np.float64], votes: NDArray[np.int64]) -> NDArray[np.float64]:
    """One-proportion test against a half, with Polis's add-one."""
    found: NDArray[np.float64] = 2 * np.sqrt(votes + 1) * ((share * votes + 1) / (votes + 1) - 0.5)
    return found


def _z_two(
    a: NDArray[np.int64], n: NDArray[np.int64], b: NDArray[np.int64], m: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Two-proportion test, with Polis's add-one on successes and trials."""
    p, q = (a + 1) / (n + 1), (b + 1) / (m + 1)
    pooled = (a + b + 2) / (n + m + 2)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled) * (1 / (n + 1) + 1 / (m + 1)), 1e-12))
    return np.where(np.isclose(pooled, 1), 0.0, (p - q) / spread)


def _representative(
    statements: tuple[str, ...],
    tallies: dict[int, NDArray[np.int64]],
    group: int,
    out: NDArray[np.bool_],
    *,
    most: int = 5,
) -> tuple[Representative, ...]:
    """The statements that set ``group`` apart: both tests beyond 90 %, ranked by Polis's product of the
    four figures; where none passes, the best one by it."""
    own = tallies[group]
    others = sum((t for g, t in tallies.items() if g != group), np.zeros_like(own))
    votes, other_votes = own.sum(axis=1), others.sum(axis=1)
    ranked: list[tuple[bool, float, Representative]] = []
    for side, agrees in ((0, True), (1, False)):
        so, other_so = own[:, side], others[:, side]
        probability = (so + 1) / (votes + 2)
        other_probability = (other_so + 1) / (other_votes + 2)
        ratio = probability / other_probability
        z = _z(np.divide(so, np.maximum(votes, 1)), votes)
        z_ratio = _z_two(so, votes, other_so, other_votes)
        for j in np.flatnonzero(~out & (votes > 0)):
            passes = bool(z[j] > _Z90 and z_ratio[j] > _Z90)
            weight = float(ratio[j] * z_ratio[j] * probability[j] * z[j])
            found = Representative(
                statements[j], agrees, int(votes[j]), int(so[j]), float(probability[j]),
                float(ratio[j]), float(z[j]), float(z_ratio[j]),
            )  # fmt: skip
            ranked.append((passes, weight, found))
    ranked.sort(key=lambda item: (-item[0], -item[1], item[2].statement, not item[2].agrees))
    passing = [found for passes, _, found in ranked if passes][:most]
    return tuple(passing or [found for _, _, found in ranked[:1]])


def _figures(
    statement: str,
    component: NDArray[np.float64],
    column: NDArray[np.float64],
    tallies: dict[int, NDArray[np.int64]],
    at: int,
) -> StatementFigures:
    agree = disagree = 1.0
    shares = []
    for tally in tallies.values():
        agrees, disagrees, _ = tally[at]
        total = tally[at].sum()
        agree *= (agrees + 1) / (total + 2)
        disagree *= (disagrees + 1) / (total + 2)
        shares.append((agrees + 1) / (total + 2))
    return StatementFigures(
        id=statement,
        x=float(component[0]),
        y=float(component[1]),
        agrees=int((column == 1).sum()),
        disagrees=int((column == -1).sum()),
        passes=int((column == 0).sum()),
        consensus=float(agree) if tallies else 0.0,
        consensus_against=float(disagree) if tallies else 0.0,
        divergence=float(max(shares) - min(shares)) if shares else 0.0,
        per_group=tuple(
            (g, (int(t[at][0]), int(t[at][1]), int(t[at][2]))) for g, t in tallies.items()
        ),
    )
