"""What an opinion map says of itself: consensus, what divides, what bridges."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from huiyin.opinion.data import (
    OpinionGroup,
    OpinionMap,
    Participant,
    StatementFigures,
    UngroupedReason,
    participant_table,
)


def figures(
    id: str, *groups: tuple[int, int, int], consensus: float = 0.5, divergence: float = 0.0
) -> StatementFigures:
    sums = [sum(group[at] for group in groups) for at in range(3)]
    return StatementFigures(
        id, 0.0, 0.0, *sums, consensus, 1 - consensus, divergence, 0.0, tuple(enumerate(groups))
    )


def make_map(*statements: StatementFigures) -> OpinionMap:
    table = participant_table(
        ("a", "b", "c", "d"),
        np.array([0, 1, -1, -1]),
        np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0], [6.0, 7.0]]),
        np.array([9, 8, 7, 6]),
        np.ones(4),
        np.array(["", "", "small_group", "few_votes"]),
    )
    groups = (OpinionGroup(0, 1, 1.0, ()), OpinionGroup(1, 1, 1.0, ()))
    return OpinionMap(table, groups, statements, 0.5, 1.0, 1.0, (0.5, 0.2), ((), ()))


def test_who_is_in_no_group_has_none_and_no_place_that_files_may_give() -> None:
    people = make_map().participants
    assert [(one.id, one.group, one.why) for one in people] == [
        ("a", 0, ""), ("b", 1, ""), ("c", None, UngroupedReason.SMALL_GROUP), ("d", None, UngroupedReason.FEW_VOTES),
    ]  # fmt: skip
    assert people[1].shown_place == (2.0, 3.0)
    assert people[2].shown_place == Participant("x", None, 1.0, 1.0, 3).shown_place == (None, None)
    assert make_map().unshown == 1


def test_counts_stand_beside_the_map_for_those_in_the_groups_shown() -> None:
    kinds = {"a": "member", "c": "member", "e": "partner"}
    drawn = make_map()
    assert drawn.among(kinds) == {"a": "member"}
    assert replace(drawn, groups=()).among(kinds) == kinds


def test_consensus_needs_most_of_every_group_and_bridging_the_same_side() -> None:
    all_agree = figures("agree", (3, 1, 0), (2, 1, 0), consensus=0.6)
    all_against = figures("against", (1, 3, 0), (1, 2, 0), consensus=0.1)
    split = figures("split", (4, 0, 0), (0, 4, 0), consensus=0.3, divergence=0.9)
    half = figures("half", (2, 2, 0), (4, 0, 0), consensus=0.4, divergence=0.2)
    drawn = make_map(split, half, all_against, all_agree)
    assert [s.id for s in drawn.consensus] == ["agree", "half", "split", "against"]
    assert [s.id for s in drawn.agreed] == ["agree"]
    assert [s.id for s in drawn.bridging] == ["against", "agree"]
    assert [s.id for s in drawn.divisive][:2] == ["split", "half"]


def test_without_a_map_nothing_is_agreed_by_groups() -> None:
    alone = replace(make_map(figures("agree")), groups=())
    assert (alone.consensus, alone.agreed, alone.divisive, alone.bridging) == ((), (), (), ())


def test_the_table_has_the_counts_of_each_group() -> None:
    table = make_map(figures("s", (3, 1, 2), (0, 5, 0))).statement_table
    assert table.select(["agrees_0", "disagrees_0", "passes_0", "disagrees_1"]).to_pylist() == [
        {"agrees_0": 3, "disagrees_0": 1, "passes_0": 2, "disagrees_1": 5}
    ]
