"""Who agrees with whom, on what, and how sure that is."""

from huiyin.opinion.data import (
    OpinionGroup,
    OpinionMap,
    Participant,
    Representative,
    StatementFigures,
    UngroupedReason,
)
from huiyin.opinion.opinion_map import MINIMUM_GROUP_SIZE, TooFewVotes, map_opinions
from huiyin.opinion.readiness import Readiness, measure_readiness
from huiyin.opinion.statement_priority import first_statements, next_statements
from huiyin.opinion.subgroup_differences import (
    MapAlignment,
    SubgroupDifference,
    measure_alignment,
    part_by,
)
from huiyin.opinion.votes import Votes

__all__ = [
    "MINIMUM_GROUP_SIZE",
    "MapAlignment",
    "OpinionGroup",
    "OpinionMap",
    "Participant",
    "Readiness",
    "Representative",
    "StatementFigures",
    "SubgroupDifference",
    "TooFewVotes",
    "UngroupedReason",
    "Votes",
    "first_statements",
    "map_opinions",
    "measure_alignment",
    "measure_readiness",
    "next_statements",
    "part_by",
]
