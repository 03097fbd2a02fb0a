"""Who agrees with whom, on what, and how sure that is."""

from huiyin.opinion.mapping import (
    OpinionGroup,
    OpinionMap,
    Participant,
    Representative,
    StatementFigures,
    map_opinions,
)
from huiyin.opinion.votes import Votes

__all__ = [
    "OpinionGroup",
    "OpinionMap",
    "Participant",
    "Representative",
    "StatementFigures",
    "Votes",
    "map_opinions",
]
