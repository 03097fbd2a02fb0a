"""Which statement a further vote would tell most about."""

from __future__ import annotations

from huiyin.opinion import Votes, map_opinions, next_statements
from huiyin.opinion.statement_priority import first_statements
from tests.opinion.made_votes import camps


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
