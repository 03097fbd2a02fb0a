"""Whether enough have voted for a map."""

from __future__ import annotations

from huiyin.opinion.readiness import measure_readiness


def test_nobody_has_voted_and_many_have() -> None:
    assert not measure_readiness([], 20).is_enough
    ready = measure_readiness([20] * 200, 20)
    assert ready.is_enough and ready.ready == 200


def test_who_has_cast_too_few_votes_does_not_count() -> None:
    some = measure_readiness([1] * 200, 20)
    assert some.votes_each > 1 and some.ready == 0
