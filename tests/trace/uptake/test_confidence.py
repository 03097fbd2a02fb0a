"""How sure a verdict is: the less was found, the less so."""

from __future__ import annotations

import pytest

from huiyin.trace import Verdict
from huiyin.trace.uptake.confidence import (
    LEAST_FOUND,
    UNSURE,
    VerdictEvidence,
    estimate_confidence,
    load_parameters,
)


@pytest.mark.parametrize(("score", "most"), [(0.12, 0.68), (0.25, 0.75), (0.38, 0.83)])
def test_in_part_is_the_less_sure_the_less_was_found(score: float, most: float) -> None:
    from huiyin.trace.uptake.confidence import VerdictEvidence, estimate_confidence

    sure = VerdictEvidence(score=score, margin=0.3, size=1, exact=1, longest=1, likeness=1)
    assert estimate_confidence(Verdict.PARTLY, sure) <= most


def test_every_verdict_that_is_given_has_a_confidence() -> None:
    for verdict in Verdict:
        if verdict is Verdict.NEEDS_PERSON:
            assert estimate_confidence(verdict) == 0.0
            continue
        assert 0.5 < estimate_confidence(verdict) <= 0.99
        assert 0 < estimate_confidence(verdict, VerdictEvidence(score=1.0)) <= 0.99


def test_less_than_half_found_is_never_told_as_sure() -> None:
    for score in (0.12, 0.3, LEAST_FOUND - 0.01):
        strong = VerdictEvidence(score=score, margin=0.2, size=1.0, longest=1.0, likeness=1.0)
        assert estimate_confidence(Verdict.PARTLY, strong) <= UNSURE < 0.9


def test_the_parameters_name_their_source() -> None:
    assert "--calibrate" in load_parameters()["source"]
