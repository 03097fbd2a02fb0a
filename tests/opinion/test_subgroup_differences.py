"""Which kinds of voters part over a statement."""

from __future__ import annotations

from huiyin.opinion import map_opinions, measure_alignment, part_by
from tests.opinion.made_votes import camps


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
