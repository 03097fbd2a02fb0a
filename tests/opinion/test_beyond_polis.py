"""What the map says beyond Polis: how sure it is, who parts along what, and how it goes on after new votes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.opinion import Votes, map_opinions, measure_alignment, next_statements, part_by
from huiyin.opinion.clusters import compute_groupings, run_lloyd
from huiyin.opinion.matrix import Matrix
from huiyin.opinion.projection import project_participants
from huiyin.opinion.statement_priority import first_statements


def camps(n: int, m: int, seed: int = 0, *, filled: float = 0.7, noise: float = 0.5) -> Votes:
    """Two camps that part on a third of the statements."""
    rng = np.random.default_rng(seed)
    rows, columns = np.nonzero(rng.random((n, m)) < filled)
    side = np.where(rows < n // 2, 1.0, -1.0)
    lean = np.where(columns % 3 == 0, side, 0.6) + rng.normal(0, noise, len(rows))
    values = np.where(lean > 0.3, 1, np.where(lean < -0.3, -1, 0)).astype(np.int8)
    return Votes.from_arrays(
        [f"p{i}" for i in range(n)], [f"s{j}" for j in range(m)], rows, columns, values
    )


def test_camps_are_firm_and_noise_says_so() -> None:
    firm = map_opinions(camps(80, 24))
    noise = map_opinions(camps(80, 24, noise=50.0))
    assert firm.stability > 0.8 and firm.count_stability >= 0.8 and len(firm.groups) == 2
    assert noise.stability < 0.4
    assert min(g.stability for g in firm.groups) > max(g.stability for g in noise.groups)


def test_what_is_not_resampled_claims_nothing() -> None:
    found = map_opinions(camps(40, 12), resamples=0)
    assert np.isnan(
        [found.stability, found.count_stability, *(g.stability for g in found.groups)]
    ).all()


def test_kinds_that_part_are_found_and_those_that_do_not_are_not() -> None:
    votes = camps(120, 12, noise=0.3)
    camp = {f"p{i}": "grassroots" if i < 60 else "international" for i in range(120)}
    chance = {f"p{i}": "odd" if i % 2 else "even" for i in range(120)}
    parted = part_by(votes, camp, permutations=199)
    assert {one.statement for one in parted if one.q < 0.05} == {"s0", "s3", "s6", "s9"}
    assert parted[0].effect > 0.8 and dict(parted[0].per_kind).keys() == {
        "grassroots",
        "international",
    }
    assert not [one for one in part_by(votes, chance, permutations=199) if one.q < 0.05]
    found = map_opinions(votes, resamples=0)
    along, across = (
        measure_alignment(found, camp, permutations=199),
        measure_alignment(found, chance, permutations=199),
    )
    assert along is not None and across is not None
    assert along.share > 0.5 > across.share and along.p == 1 / 200 < across.p


def test_a_kind_with_few_voters_is_never_told() -> None:
    votes = camps(60, 9)
    kinds = {f"p{i}": "few" if i < 4 else "many" if i % 2 else "others" for i in range(60)}
    for one in part_by(votes, kinds, permutations=9):
        assert "few" not in dict(one.per_kind)
    assert part_by(votes, {}) == ()
    assert measure_alignment(map_opinions(votes, resamples=0), {}) is None


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(300, 330), st.floats(0.05, 0.4))
def test_a_map_goes_on_from_the_one_before_and_is_that_of_a_full_run(
    seed: int, statements: int, filled: float
) -> None:
    whole = camps(150, statements, seed, filled=filled)
    some = np.random.default_rng(seed).random(len(whole.values)) < 0.9
    before = Votes.from_arrays(
        whole.participants,
        whole.statements,
        whole.rows[some],
        whole.columns[some],
        whole.values[some],
    )
    start = map_opinions(before, resamples=0)
    on, full = map_opinions(whole, resamples=0, start=start), map_opinions(whole, resamples=0)
    assert np.array(on.components) == pytest.approx(np.array(full.components), abs=1e-6)
    assert on.participant_table["group"] == full.participant_table["group"]


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(3, 12))
def test_few_and_many_statements_are_projected_alike(seed: int, n: int, m: int) -> None:
    """The dense and the sparse way give the same plane, where there is one."""
    from huiyin.opinion import projection

    matrix = Matrix.of(camps(n + 10, m, seed), ())
    dense, strengths, total = projection._decompose_dense(matrix, np.ones(m))
    sparse, again, whole = projection._decompose_sparse(matrix, np.ones(m), None)
    assert total == pytest.approx(whole)
    assert again == pytest.approx(strengths, rel=1e-6, abs=1e-6)
    if strengths[0] > strengths[1] * 1.01:
        assert abs(dense[0] @ sparse[0]) == pytest.approx(1, abs=1e-6)


@given(
    st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=8, max_size=60, unique=True)
)
def test_a_grouping_is_at_least_as_good_as_from_polis_s_start(
    points: list[tuple[float, float]],
) -> None:
    spots = np.array(sorted(points))
    for k, (_, labels) in compute_groupings(spots, (2, 4)).items():
        polis = run_lloyd(spots, spots[:k].copy())
        loss = sum(
            ((spots[labels == g] - spots[labels == g].mean(0)) ** 2).sum() for g in set(labels)
        )
        assert loss <= polis.loss * (1 + 1e-6) + 1e-9


def test_statements_moderated_out_are_in_no_figure() -> None:
    votes = camps(60, 12)
    found = map_opinions(votes, moderated_out=("s0", "s3"), resamples=0)
    named = {s.id for s in found.statements}
    assert not named & {"s0", "s3"}
    assert not {r.statement for g in found.groups for r in g.representative} & {"s0", "s3"}
    assert found.statement_table.num_rows == 10


def test_the_next_statement_is_one_not_voted_on_and_new_ones_come_first() -> None:
    votes = camps(60, 9, filled=0.9)
    kept = (votes.columns != 8) | (votes.rows < 3)
    few = Votes.from_arrays(
        votes.participants,
        votes.statements,
        votes.rows[kept],
        votes.columns[kept],
        votes.values[kept],
    )
    found = map_opinions(few, resamples=0)
    order = [s.id for s in next_statements(found, voted=("s0",))]
    assert order[0] == "s8" and "s0" not in order and len(order) == 8
    assert first_statements({"a": (19, 1, 0), "b": (0, 0, 0), "c": (5, 0, 5)}, voted=("c",)) == [
        "b",
        "a",
    ]


def test_half_a_million_cells_are_not_filled_in() -> None:
    """A matrix of many statements is projected as the same one solved whole (a random orthogonal check)."""
    matrix = Matrix.of(camps(400, 300, filled=0.1), ())
    found = project_participants(matrix)
    assert found.components @ found.components.T == pytest.approx(np.eye(2), abs=1e-9)
    gram = (matrix.centred.T @ matrix.centred).toarray()
    residual = (
        gram @ found.components[0]
        - (found.components[0] @ gram @ found.components[0]) * found.components[0]
    )
    assert np.abs(residual).max() < 1e-6


def test_the_map_s_arrows_say_their_statement_without_script() -> None:
    from huiyin.opinion.charts import ChartWords, map_chart, parting_chart, rank_pulling_statements

    votes = camps(60, 12)
    found = map_opinions(votes, resamples=0)
    arrows = [(f"words of {s.id}", s) for s in rank_pulling_statements(found)]
    assert 1 <= len(arrows) <= 8
    words = ChartWords(("A", "B"), "none", "agree", "disagree", "pass")
    drawn = map_chart(found, words, statements=arrows)
    for number, (text, _) in enumerate(arrows, 1):
        assert f"<title>{number}. {text}</title>" in drawn
    assert "<script" not in drawn
    kinds = {f"p{i}": "grassroots" if i < 30 else "international" for i in range(60)}
    parted = part_by(votes, kinds, permutations=19)[:3]
    chart = parting_chart(
        [(p.statement, p) for p in parted], [("grassroots", "G"), ("international", "I")], "agree"
    )
    assert all(p.statement in chart for p in parted)
