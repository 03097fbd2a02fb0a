"""Polis's own output, reproduced from Polis's own inputs (fixtures/README.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from huiyin.opinion import Votes
from huiyin.opinion.matrix import Matrix
from huiyin.opinion.projection import project_participants, project_statements
from huiyin.opinion.representatives import select_representative
from huiyin.opinion.statement_priority import compute_priorities

FIXTURES = Path(__file__).parent / "fixtures"


class Conversation:
    """Votes and Polis's mathematics of them; ``labels``: the groups as Polis has them."""

    def __init__(self, name: str) -> None:
        document = json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
        self.math: dict[str, Any] = document["math"]
        self.votes = Votes.from_rows((str(p), str(s), v) for p, s, v in document["votes"])
        self.out = tuple(str(t) for t in self.math["mod-out"])
        self.matrix = Matrix.of(self.votes, self.out)
        self.column = [self.math["tids"].index(int(s)) for s in self.votes.statements]
        base = dict(
            zip(
                self.math["base-clusters"]["id"], self.math["base-clusters"]["members"], strict=True
            )
        )
        self.labels = np.full(len(self.votes.participants), -1)
        for group in self.math["group-clusters"]:
            for cluster in group["members"]:
                for participant in base[cluster]:
                    self.labels[self.votes.participants.index(str(participant))] = group["id"]
        self.groups = len(self.math["group-clusters"])
        self.counts = Matrix.of(self.votes, ()).counts(self.labels, self.groups)[: self.groups]


@pytest.fixture(params=["below-100", "50ptpt"])
def polis(request: pytest.FixtureRequest) -> Conversation:
    return Conversation(request.param)


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
