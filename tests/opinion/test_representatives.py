"""Representative statements and their tests are those of Polis."""

from __future__ import annotations

import pytest

from huiyin.opinion.representatives import select_representative
from tests.opinion.polis_fixtures import *  # noqa: F403
from tests.opinion.polis_fixtures import Conversation


def test_representative_statements_and_their_figures_are_polis_s(polis: Conversation) -> None:
    for group in range(polis.groups):
        ours = select_representative(polis.votes.statements, polis.counts, group, polis.matrix.out)
        theirs = polis.math["repness"][str(group)]
        assert [r.statement for r in ours] == [str(r["tid"]) for r in theirs]
        for own, other in zip(ours, theirs, strict=True):
            if own.agrees != (other["repful-for"] == "agree"):
                # Polis gives the figures of disagreeing with a statement that it puts first because the
                # group agrees with it; ours are those of agreeing, as Polis's own pages show it.
                assert other["best-agree"] and own.votes_so == other["n-agree"]
                continue
            assert (own.votes_so, own.votes) == (other["n-success"], other["n-trials"])
            assert own.probability == pytest.approx(other["p-success"], abs=1e-6)
            assert own.z == pytest.approx(other["p-test"], abs=1e-6)
            assert own.ratio == pytest.approx(other["repness"], rel=1e-6)
            assert own.z_ratio == pytest.approx(
                other["repness-test"], rel=1e-6
            )  # a float of 32 bits
