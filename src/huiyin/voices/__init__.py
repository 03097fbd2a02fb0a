"""What is really said: comments that say the same text fold into groups."""

from huiyin.voices.grouping import Difference, Group, Grouping, Relation, differences, group

__all__ = ["Difference", "Group", "Grouping", "Relation", "differences", "group"]
