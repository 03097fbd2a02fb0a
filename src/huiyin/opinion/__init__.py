"""Who agrees with whom, on what, and how sure that is."""

from huiyin.opinion.attributes import Alignment, Parting, alignment, part_by
from huiyin.opinion.data import (
    OpinionGroup,
    OpinionMap,
    Participant,
    Representative,
    StatementFigures,
    Why,
)
from huiyin.opinion.mapping import MINIMUM_GROUP_SIZE, TooFewVotes, map_opinions
from huiyin.opinion.readiness import Readiness, readiness
from huiyin.opinion.routing import first_statements, next_statements
from huiyin.opinion.votes import Votes

__all__ = [
    "MINIMUM_GROUP_SIZE",
    "Alignment",
    "OpinionGroup",
    "OpinionMap",
    "Participant",
    "Parting",
    "Readiness",
    "Representative",
    "StatementFigures",
    "TooFewVotes",
    "Votes",
    "Why",
    "alignment",
    "first_statements",
    "map_opinions",
    "next_statements",
    "part_by",
    "readiness",
]
