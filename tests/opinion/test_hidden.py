"""What a map tells is of those in its groups; who is hidden stays hidden from one map to the next."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from huiyin.opinion import MINIMUM_GROUP_SIZE, OpinionMap, map_opinions
from huiyin.opinion.charts import ChartWords, map_chart
from tests.opinion.test_outliers import STATEMENTS, Table, cast, crowd, map_of

WORDS = ChartWords(("A", "B"), "none", "agree", "disagree", "pass")


def _told(found: OpinionMap, people: int) -> np.ndarray:
    """Every figure that a map gives of its statements and of the first ``people``, but how sure it is."""
    told = [value for s in found.statements for value in (s.x, s.y, s.priority, s.consensus)]
    told += [value for p in found.participants[:people] for value in (p.x, p.y)]
    told += [value for group in found.groups for value in (*group.centre, group.size)]
    return np.array([*told, *found.explained, *np.array(found.components).ravel()])


@cache
def _map(*hidden: int) -> OpinionMap:
    """Of both camps, and of whom :data:`HIDDEN` says."""
    return map_of(*CAMPS, *(table for at in hidden for table in HIDDEN[at]))


def _stray(*votes: float) -> Table:
    table = np.full((1, STATEMENTS), np.nan)
    table[0, : len(votes)] = votes
    return table


CAMPS = (crowd(40), crowd(30, -1, 1))
#: One alone against both camps, in many ways; and one who has voted too little to be placed.
HIDDEN = [
    [_stray(*[-1] * 14)],
    [_stray(*[-1] * 20)],
    [_stray(*[0, -1, -1] * 13)],
    [_stray(1, -1)],
    [_stray(-1, -1, 0)],
    [_stray(*[-1] * 14), _stray(-1, -1), _stray(1)],
]


@pytest.mark.parametrize("hidden", range(len(HIDDEN)))
def test_no_figure_depends_on_the_votes_of_who_is_hidden(hidden: int) -> None:
    alone, among = _map(), _map(hidden)
    assert [p.group for p in among.participants[70:]] == [None] * len(HIDDEN[hidden])
    assert _told(among, 70) == pytest.approx(_told(alone, 70), abs=1e-9)


@pytest.mark.parametrize("hidden", range(len(HIDDEN)))
def test_the_chart_draws_nobody_who_is_hidden(hidden: int) -> None:
    alone, among = _map(), _map(hidden)
    assert map_chart(among, WORDS) == map_chart(alone, WORDS)


def test_who_hides_nobody_counts_everybody_as_polis_does() -> None:
    found = map_of(*CAMPS, _stray(1, -1), minimum_group_size=1)
    assert _told(found, 70) != pytest.approx(_told(_map(), 70), abs=1e-9)


def _map_again(table: Table, before: OpinionMap, **options: object) -> OpinionMap:
    groups = {p.id: p.group for p in before.participants if p.group is not None}
    return map_opinions(cast(table), resamples=4, before=groups, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [1, 2, 4, 5, 9])
@pytest.mark.parametrize("joins", [True, False])
def test_fewer_than_five_neither_join_the_groups_nor_leave_them(number: int, joins: bool) -> None:
    """They come to have seven votes, or have them no more as a statement is withheld."""
    few, many = np.vstack(CAMPS), np.vstack(CAMPS)
    few[:number, 6:] = np.nan
    many[:number, 7:] = np.nan
    one, other = (few, many) if joins else (many, few)
    before = map_opinions(cast(one), resamples=4)
    after = _map_again(other, before)
    shown = sum(group.size for group in before.groups)
    assert shown == (70 - number if joins else 70)
    assert after.is_kept is (number < MINIMUM_GROUP_SIZE)
    new = (70 if joins else 70 - number) if number >= MINIMUM_GROUP_SIZE else shown
    assert sum(group.size for group in after.groups) == new
    if after.is_kept:
        # Every count is what it was, but for the votes that came or went.
        assert [s.per_group for s in after.statements][7:] == [
            s.per_group for s in before.statements
        ][7:]
        assert after.unshown + before.unshown <= number


def test_one_who_changes_camp_stays_counted_where_it_was() -> None:
    before = _map()
    moved = np.vstack(CAMPS)
    moved[0] = moved[69]
    after = _map_again(moved, before)
    assert after.is_kept and [g.size for g in after.groups] == [40, 30]
    moved[:6] = crowd(6, -1, 9)
    again = _map_again(moved, before)
    assert not again.is_kept and [g.size for g in again.groups] == [36, 34]


def test_a_map_is_not_given_up_where_the_counts_of_everybody_would_tell_of_a_few() -> None:
    before = _map(0)
    alike = np.ones((71, 8))
    assert _map_again(alike, before).is_kept
    assert not _map_again(np.vstack([alike] * 2), before).is_kept
    without = np.ones((70, 8))
    assert _map_again(without, before).groups == ()  # it is the same people whose counts are told
