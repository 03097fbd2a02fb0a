"""Polis's own output, reproduced from Polis's own inputs (fixtures/README.md)."""

from __future__ import annotations

import numpy as np
import pytest

from huiyin.opinion.projection import project_participants, project_statements
from huiyin.opinion.statement_priority import compute_priorities
from tests.opinion.polis_fixtures import *  # noqa: F403
from tests.opinion.polis_fixtures import Conversation


def test_the_components_point_where_polis_s_do(polis: Conversation) -> None:
    theirs = np.array(polis.math["pca"]["comps"])[:, polis.column]
    ours = project_participants(polis.matrix).components
    for own, other in zip(ours, theirs, strict=True):
        assert abs(own @ other) / np.linalg.norm(other) > 0.999


def test_group_aware_consensus_is_polis_s(polis: Conversation) -> None:
    shares = (polis.counts[:, :, 0] + 1) / (polis.counts.sum(axis=2) + 2)
    for at, statement in enumerate(polis.votes.statements):
        assert shares[:, at].prod() == pytest.approx(
            polis.math["group-aware-consensus"][statement], abs=1e-6
        )


def test_where_its_votes_are_all_there_means_projections_and_priorities_are_polis_s() -> None:
    polis = Conversation("below-100")
    column = polis.column
    pca = polis.math["pca"]
    components = project_participants(polis.matrix).components
    places = project_statements(polis.matrix, components)
    # Polis's votes have the other sign: its −1 is to agree.
    assert polis.matrix.means == pytest.approx(-np.array(pca["center"])[column], abs=1e-9)
    theirs = np.array(pca["comment-projection"])[:, column]
    assert np.abs(places.T) == pytest.approx(np.abs(theirs), abs=1e-6)
    extremity = np.linalg.norm(places, axis=1)
    assert extremity == pytest.approx(np.array(pca["comment-extremity"])[column], abs=1e-6)
    everybody = polis.counts.sum(axis=0)
    ours = compute_priorities(everybody[:, 0], everybody[:, 2], everybody.sum(axis=1), extremity)
    for at, statement in enumerate(polis.votes.statements):
        assert ours[at] == pytest.approx(polis.math["comment-priorities"][statement], rel=1e-6)
