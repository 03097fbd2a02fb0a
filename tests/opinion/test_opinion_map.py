from __future__ import annotations

import csv
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.opinion import OpinionMap, Votes, map_opinions
from huiyin.opinion.clusters import Points, compute_silhouette, rand_index

Rows = list[tuple[str, str, int]]


def two_camps(size: int = 12) -> Rows:
    """Two camps part on s0–s3, agree on s4, and one of each leaves a vote out."""
    rows: Rows = []
    for n in range(2 * size):
        side = 1 if n < size else -1
        rows += [(f"p{n:02}", f"s{s}", side if s % 2 else -side) for s in range(4) if s != n % 7]
        rows += [(f"p{n:02}", "s4", 1), (f"p{n:02}", "s5", (n % 3) - 1), (f"p{n:02}", "s6", 0)]
        rows += [(f"p{n:02}", "s7", 1 if n % 5 else -1)]
    return rows


def groups_of(found: OpinionMap) -> set[frozenset[str]]:
    by_group: dict[int | None, set[str]] = {}
    for participant in found.participants:
        by_group.setdefault(participant.group, set()).add(participant.id)
    return {frozenset(ids) for group, ids in by_group.items() if group is not None}


def test_two_camps_are_found_with_what_sets_them_apart() -> None:
    found = map_opinions(Votes.from_rows(two_camps()), minimum_votes=5)
    assert groups_of(found) == {
        frozenset(f"p{n:02}" for n in range(12)),
        frozenset(f"p{n:02}" for n in range(12, 24)),
    }
    assert found.consensus[0].id == "s4"
    assert found.divisive[0].id in {"s0", "s1", "s2", "s3"}
    for group in found.groups:
        assert {r.statement for r in group.representative} <= {"s0", "s1", "s2", "s3"}
    assert found.stability > 0.8


def test_consensus_is_the_product_worked_by_hand() -> None:
    found = map_opinions(Votes.from_rows(two_camps()), minimum_votes=5)
    s4 = next(s for s in found.statements if s.id == "s4")
    assert s4.consensus == pytest.approx((13 / 14) ** 2)
    assert s4.divergence == pytest.approx(0)


def test_the_last_vote_counts() -> None:
    votes = Votes.from_rows([("a", "s", 1), ("a", "s", -1)])
    assert votes.values.tolist() == [-1]


def test_a_vote_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no vote"):
        Votes.from_rows([("a", "s", 2)])


def test_who_votes_little_is_left_out_and_told_why() -> None:
    rows = [*two_camps(), ("late", "s0", 1)]
    found = map_opinions(Votes.from_rows(rows), minimum_votes=5)
    late = next(p for p in found.participants if p.id == "late")
    assert (late.group, late.why) == (None, "few_votes")


def test_a_group_below_the_minimum_is_never_shown() -> None:
    rows = two_camps() + [
        (f"x{n}", f"s{s}", 1 if s < 4 else -1) for n in range(3) for s in range(8)
    ]
    found = map_opinions(Votes.from_rows(rows), minimum_votes=5, minimum_group_size=5)
    assert all(group.size >= 5 for group in found.groups)


def test_too_few_votes_are_an_error_that_says_what_is_needed() -> None:
    with pytest.raises(ValueError, match="two statements"):
        map_opinions(Votes.from_rows([("a", "s", 1)]))


def test_noise_is_said_to_be_unstable() -> None:
    generator = np.random.default_rng(3)
    rows = [
        (f"p{n}", f"s{s}", int(generator.integers(-1, 2))) for n in range(60) for s in range(20)
    ]
    assert map_opinions(Votes.from_rows(rows)).stability < 0.5


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(shuffler: random.Random) -> None:
    rows = two_camps()
    first = map_opinions(Votes.from_rows(rows), minimum_votes=5, resamples=3)
    shuffler.shuffle(rows)
    assert map_opinions(Votes.from_rows(rows), minimum_votes=5, resamples=3) == first


POINTS = st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=6, max_size=40)


@settings(deadline=None)
@given(POINTS, st.integers(2, 4))
def test_every_point_is_nearest_to_its_own_centre(
    points: list[tuple[float, float]], k: int
) -> None:
    spots = np.array(points)
    held = Points(spots)
    for run in held.candidates(k, seed=0):
        labels = held.unsorted(run.labels)
        centres = {g: spots[labels == g].mean(axis=0) for g in set(labels.tolist())}
        for spot, label in zip(spots, labels, strict=True):
            own = ((spot - centres[int(label)]) ** 2).sum()
            assert all(own <= ((spot - c) ** 2).sum() + 1e-6 for c in centres.values())
        assert run.loss >= 0
        assert -1 <= compute_silhouette(spots, labels) <= 1


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30))
def test_a_grouping_agrees_with_itself_under_any_names(labels: list[int]) -> None:
    a = np.array(labels)
    assert rand_index(a, a) == 1
    assert rand_index(a, 3 - a) == 1


def test_real_conversations_come_near_polis_own_groups(shared_data: Path) -> None:
    folder = shared_data / "polis" / "canadian-electoral-reform"
    with (folder / "votes.csv").open(encoding="utf-8") as handle:
        votes = Votes.from_rows(
            (r["voter-id"], r["comment-id"], int(r["vote"])) for r in csv.DictReader(handle)
        )
    with (folder / "participants-votes.csv").open(encoding="utf-8") as handle:
        stored = {r["participant"]: r["group-id"] for r in csv.DictReader(handle)}
    found = map_opinions(votes, resamples=2)
    both = [
        (p.group, int(stored[p.id]))
        for p in found.participants
        if p.group is not None and stored.get(p.id)
    ]
    ours, theirs = np.array(both).T
    assert rand_index(ours, theirs) > 0.6
