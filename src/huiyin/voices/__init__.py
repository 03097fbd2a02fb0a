"""What is really said: comments that say the same text fold into groups."""

from huiyin.voices.differing import MOST as MOST_CLAUSES
from huiyin.voices.differing import Difference, difference, differences
from huiyin.voices.grouping import Group, Grouping, Relation, group

__all__ = [
    "MOST_CLAUSES",
    "Difference",
    "Group",
    "Grouping",
    "Relation",
    "difference",
    "differences",
    "group",
]
