"""When a map drawn anew keeps the groups of the one before it."""

from __future__ import annotations

import numpy as np
import pytest

from huiyin.opinion import MINIMUM_GROUP_SIZE
from huiyin.opinion.continuity import keep_groups


@pytest.mark.parametrize(
    ("before", "now", "is_kept"),
    [
        ("aaaaaabbbbbb", "aaaaaabbbbbb", False),
        ("aaaaaabbbbbb", "bbbbbbaaaaaa", False),  # the same groups by other names
        ("aaaaaabbbbbb.", "aaaaaabbbbbbb", True),
        ("aaaaaabbbbbbb", "aaaaaabbbbbb.", True),
        ("aaaaaaabbbbbb", "aaaaaabbbbbbb", True),
        ("aaaaaabbbbbb.....", "aaaaaabbbbbbbbbbb", False),
        ("aaaaaabbbbbb....", "aaaaaabbbbbbbbbb", True),
        ("aaaaaabbbbbb....", "aaaaaabbbbbbabab", True),
        ("aaaaaaaaaabbbbbb", "aaaaacccccbbbbbb", False),  # five leave, for a group of their own
        ("aaaaaabbbbbb.", "             ".replace(" ", "a"), True),  # there is no map any more
        ("aaaaaabbbbbb.....", "a" * 17, False),
        ("aaaabbbbbb.", "aaaabbbbbbb", False),  # a group of four is not shown again
        ("...........", "aaaaaabbbbb", False),
    ],
)
def test_groups_change_by_five_or_not_at_all(before: str, now: str, is_kept: bool) -> None:
    one, other = (np.array([" .abc".find(c) - 2 for c in text]) for text in (before, now))
    one, other = np.where(one < 0, -1, one), np.where(other < 0, -1, other)
    everybody = np.ones(len(before), dtype=np.bool_)
    assert keep_groups(one, other, everybody, MINIMUM_GROUP_SIZE) is is_kept


def test_who_has_no_vote_that_counts_does_not_make_up_the_five() -> None:
    before, now = np.array([0] * 6 + [1] * 6 + [-1] * 5), np.array([0] * 6 + [1] * 11)
    is_voter = np.arange(17) < 13
    assert keep_groups(before, now, is_voter, MINIMUM_GROUP_SIZE)
