"""Find what is really said: comments with the same text become one shared point."""

from huiyin.grouping.differences import MOST as MOST_CLAUSES
from huiyin.grouping.differences import TextDifference, diff_comment, diff_texts
from huiyin.grouping.near_duplicates import CommentGroup, Grouping, GroupRelation, group_comments

__all__ = [
    "MOST_CLAUSES",
    "CommentGroup",
    "GroupRelation",
    "Grouping",
    "TextDifference",
    "diff_comment",
    "diff_texts",
    "group_comments",
]
