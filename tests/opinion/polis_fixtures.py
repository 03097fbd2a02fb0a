"""What Polis itself computed of its conversations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from huiyin.opinion import Votes
from huiyin.opinion.matrix import Matrix

__all__ = ["polis"]

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
