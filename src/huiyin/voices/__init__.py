"""What is really said: comments that say the same text fold into groups."""

from huiyin.voices.differing import Difference, difference, differences
from huiyin.voices.grouping import Group, Grouping, Relation, group

__all__ = ["Difference", "Group", "Grouping", "Relation", "difference", "differences", "group"]
