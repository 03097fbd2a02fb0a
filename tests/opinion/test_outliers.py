"""A map shows at least two groups or none: nobody far from all the others makes one group of everybody else."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from huiyin.opinion import MINIMUM_GROUP_SIZE, OpinionMap, Votes, map_opinions

Table = NDArray[np.float64]
STATEMENTS = 40


def cast(table: Table) -> Votes:
    """Rows of participants, columns of statements; nan for no vote."""
    rows, columns = np.nonzero(~np.isnan(table))
    return Votes.from_arrays(
        [f"p{n}" for n in range(len(table))],
        [f"s{n}" for n in range(table.shape[1])],
        rows,
        columns,
        table[rows, columns].astype(np.int8),
    )


def crowd(size: int, side: int = 1, seed: int = 0, noise: float = 0.05) -> Table:
    """Participants who agree with everything, but on every third statement take a side; some votes are turned."""
    table = np.ones((size, STATEMENTS))
    table[:, ::3] = side
    turned = np.random.default_rng(seed).random(table.shape) < noise
    table[turned] *= -1
    return table


def outliers(number: int, *, pairs: bool = False) -> Table:
    """Who casts but seven votes, all against the crowd; each on statements of its own, or two on the same."""
    table = np.full((number, STATEMENTS), np.nan)
    for n in range(number):
        first = (n // 2 if pairs else n) * 7
        table[n, first : first + 7] = -1
    return table


def map_of(*tables: Table, **options: object) -> OpinionMap:
    return map_opinions(cast(np.vstack(tables)), resamples=8, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("pairs", [False, True])
@pytest.mark.parametrize("number", [1, 2, 4])
def test_outliers_do_not_make_one_group_of_all_the_others(number: int, pairs: bool) -> None:
    """The crowd is of one mind: what is shown of it is two groups at least, and not said to be firm."""
    found = map_of(crowd(106), outliers(number, pairs=pairs))
    assert len(found.groups) != 1
    assert not found.groups or found.stability < 0.7


@pytest.mark.parametrize("pairs", [False, True])
@pytest.mark.parametrize("number", [1, 2, 4])
def test_two_camps_are_found_among_outliers(number: int, pairs: bool) -> None:
    found = map_of(crowd(40), crowd(30, -1, 1), outliers(number, pairs=pairs))
    group_of = {p.id: p.group for p in found.participants}
    assert len(found.groups) == 2 and found.stability > 0.7 and found.count_stability > 0.7
    assert len({group_of[f"p{n}"] for n in range(40)}) == 1
    assert len({group_of[f"p{n}"] for n in range(40, 70)}) == 1
    assert group_of["p0"] != group_of["p40"]


@pytest.mark.parametrize("differing", range(MINIMUM_GROUP_SIZE))
@pytest.mark.parametrize("alone", [False, True])
def test_where_everybody_votes_alike_there_is_no_map(differing: int, alone: bool) -> None:
    """Also where fewer differ than may be shown, together or each elsewhere."""
    table = np.ones((30, 8))
    for n in range(differing):
        table[n, n if alone else slice(None)] = -1
    found = map_of(table)
    assert found.groups == () and found.unshown == 0
    assert {p.why for p in found.participants} == {"no_groups"}
    assert found.consensus == found.divisive == found.bridging == found.agreed == ()
    assert np.isnan([found.stability, found.statements[0].consensus]).all()


def test_groups_that_vote_wholly_alike_are_groups() -> None:
    two, three = np.ones((24, 8)), np.ones((24, 8))
    two[:12] = -1
    three[:8], three[8:16, :4] = -1, -1
    assert [g.size for g in map_of(two).groups] == [12, 12]
    assert [g.size for g in map_of(three).groups] == [8, 8, 8]
    five = np.ones((30, 8))
    five[:5] = -1
    assert [g.size for g in map_of(five).groups] == [25, 5]
    assert map_of(five, minimum_group_size=6).groups == ()


def test_far_outliers_are_set_aside_before_camps_are_sought() -> None:
    """With them every k up to five is used up: each stands alone."""
    apart = np.full((4, STATEMENTS), np.nan)
    for n in range(4):
        apart[n, n * 8 : n * 8 + 7] = (1, -1, 1, -1, 1, 1, -1)
    found = map_of(np.ones((50, STATEMENTS)), -np.ones((50, STATEMENTS)), apart)
    assert [g.size for g in found.groups] == [50, 50]
    assert found.unshown == 4


def test_what_all_shown_groups_agree_on_is_what_most_of_each_agree_with() -> None:
    found = map_of(crowd(40), crowd(30, -1, 1))
    assert {s.id for s in found.agreed} == {f"s{n}" for n in range(STATEMENTS) if n % 3}
    assert found.consensus[: len(found.agreed)] == found.agreed
    torn = np.ones((24, 8))
    torn[:12] = -1
    assert map_of(torn).agreed == () and len(map_of(torn).consensus) == 8


def loner(votes: int) -> Table:
    """One who votes against the first statements."""
    table = np.full((1, STATEMENTS), np.nan)
    table[0, :votes] = -1
    return table


def _without_a_vote_more(found: OpinionMap) -> bool:
    return all(
        (s.agrees, s.disagrees, s.passes)
        == tuple(sum(counts[side] for _, counts in s.per_group) for side in range(3))
        for s in found.statements
    )


@pytest.mark.parametrize("votes", [STATEMENTS, 3])
def test_no_count_beside_the_groups_includes_who_is_in_none_of_them(votes: int) -> None:
    """Whether their group is small or they have voted too little: their votes would be the difference."""
    found = map_of(crowd(40), crowd(30, -1, 1), loner(votes))
    assert len(found.groups) == 2 and sum(g.size for g in found.groups) == 70
    assert _without_a_vote_more(found)
    asked = found.statement_table.to_pydict()
    assert asked["agrees"] == [
        a + b for a, b in zip(asked["agrees_0"], asked["agrees_1"], strict=True)
    ]
    again = map_of(crowd(40), crowd(30, -1, 1))
    assert [(s.agrees, s.disagrees) for s in found.statements] == [
        (s.agrees, s.disagrees) for s in again.statements
    ]


def test_partings_beside_a_map_count_its_groups_alone() -> None:
    kinds = {f"p{n}": "a" if n % 2 else "b" for n in range(71)}
    found = map_of(crowd(40), crowd(30, -1, 1), loner(3))
    assert set(kinds) - set(found.among(kinds)) == {"p70"}
    assert map_of(np.ones((30, 8))).among(kinds) == kinds  # no map: nothing to subtract from
