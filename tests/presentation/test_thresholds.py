"""When a map is called firm."""

from __future__ import annotations

from huiyin.presentation.thresholds import how_sure


def test_a_map_is_the_firmer_the_more_stable_it_is() -> None:
    assert [how_sure(stability) for stability in (1.0, 0.0)] == ["firm", "shaky"]
    assert {how_sure(n / 100) for n in range(101)} == {"firm", "fair", "shaky"}
