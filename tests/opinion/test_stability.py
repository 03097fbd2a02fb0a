"""How firm the groups of a map are."""

from __future__ import annotations

import numpy as np

from huiyin.opinion import map_opinions
from tests.opinion.made_votes import camps


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
