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
from huiyin.opinion.mapping import TooFewVotes, map_opinions
from huiyin.opinion.routing import next_statements
from huiyin.opinion.votes import Votes

__all__ = [
    "Alignment",
    "OpinionGroup",
    "OpinionMap",
    "Participant",
    "Parting",
    "Representative",
    "StatementFigures",
    "TooFewVotes",
    "Votes",
    "Why",
    "alignment",
    "map_opinions",
    "next_statements",
    "part_by",
]
