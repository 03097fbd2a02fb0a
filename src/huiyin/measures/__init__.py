"""Numbers of a network's life: diversity, turnover, reach, reciprocity, timeliness.

Arrays in, frozen values out, each with how many were known and how many were not. What is not known is named and never
guessed; where too little is known there is no figure. ``measure_…_history`` make them of dated facts, year by year.
"""

from huiyin.measures.ask_history import Ask, AskHistory, AskPair, AskYear, measure_ask_history
from huiyin.measures.compositions import (
    find_farthest_pair,
    measure_aitchison,
    measure_jensen_shannon,
    replace_zeros,
)
from huiyin.measures.diversity import (
    Diversity,
    DiversityPartition,
    HillNumber,
    compute_hill,
    estimate_coverage,
    measure_diversity,
    partition_diversity,
)
from huiyin.measures.focus_history import (
    FocusHeld,
    FocusHistory,
    FocusYear,
    measure_focus_history,
)
from huiyin.measures.periods import DatedFact, Standing, end_of_year, list_standing, list_years
from huiyin.measures.reach import (
    Degree,
    LocalFunding,
    Reach,
    ReachSummary,
    measure_reach,
    summarise_local_funding,
    summarise_reach,
)
from huiyin.measures.reach_history import (
    ReachStated,
    ReachYear,
    measure_reach_history,
    withhold_small,
)
from huiyin.measures.reciprocity import (
    PairReciprocity,
    Reciprocity,
    compute_reciprocity,
    draw_reciprocities,
    fit_totals,
    measure_pair,
    measure_reciprocity,
)
from huiyin.measures.reply_history import (
    ReplyCase,
    ReplyHistory,
    ReplyYear,
    count_days,
    measure_reply_history,
)
from huiyin.measures.route_history import ROUTES, RouteMix, RouteYear, measure_route_history
from huiyin.measures.timeliness import ReplyCurve, ShareByDay, Timeliness, measure_timeliness
from huiyin.measures.turnover import (
    Transitions,
    Turnover,
    compute_shorrocks,
    count_transitions,
    describe_transitions,
    measure_turnover,
)

__all__ = [
    "ROUTES",
    "Ask",
    "AskHistory",
    "AskPair",
    "AskYear",
    "DatedFact",
    "Degree",
    "Diversity",
    "DiversityPartition",
    "FocusHeld",
    "FocusHistory",
    "FocusYear",
    "HillNumber",
    "LocalFunding",
    "PairReciprocity",
    "Reach",
    "ReachStated",
    "ReachSummary",
    "ReachYear",
    "Reciprocity",
    "ReplyCase",
    "ReplyCurve",
    "ReplyHistory",
    "ReplyYear",
    "RouteMix",
    "RouteYear",
    "ShareByDay",
    "Standing",
    "Timeliness",
    "Transitions",
    "Turnover",
    "compute_hill",
    "compute_reciprocity",
    "compute_shorrocks",
    "count_days",
    "count_transitions",
    "describe_transitions",
    "draw_reciprocities",
    "end_of_year",
    "estimate_coverage",
    "find_farthest_pair",
    "fit_totals",
    "list_standing",
    "list_years",
    "measure_aitchison",
    "measure_ask_history",
    "measure_diversity",
    "measure_focus_history",
    "measure_jensen_shannon",
    "measure_pair",
    "measure_reach",
    "measure_reach_history",
    "measure_reciprocity",
    "measure_reply_history",
    "measure_route_history",
    "measure_timeliness",
    "measure_turnover",
    "partition_diversity",
    "replace_zeros",
    "summarise_local_funding",
    "summarise_reach",
    "withhold_small",
]
