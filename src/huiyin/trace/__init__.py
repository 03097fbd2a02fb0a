"""What became of every suggestion, and where the words of a law come from."""

from huiyin.law.suggestion_actions import SuggestionAction
from huiyin.trace.amendment_matching import AmendmentMatch, match_amendments
from huiyin.trace.data import (
    LawChange,
    Passage,
    PassageSide,
    ReasonCode,
    TracedSuggestion,
    Tracing,
    Uptake,
    Verdict,
    is_missing,
)
from huiyin.trace.uptake import trace_uptake

__all__ = [
    "AmendmentMatch",
    "LawChange",
    "Passage",
    "PassageSide",
    "ReasonCode",
    "SuggestionAction",
    "TracedSuggestion",
    "Tracing",
    "Uptake",
    "Verdict",
    "is_missing",
    "match_amendments",
    "trace_uptake",
]
