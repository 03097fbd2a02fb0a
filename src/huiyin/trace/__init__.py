"""What became of every suggestion, and where a law's words come from."""

from huiyin.trace.carriers import Carrier, carriers
from huiyin.trace.data import (
    Action,
    Ask,
    LawChange,
    Passage,
    ReasonCode,
    Tracing,
    Uptake,
    Verdict,
    Where,
    is_missing,
)
from huiyin.trace.uptake import trace

__all__ = [
    "Action",
    "Ask",
    "Carrier",
    "LawChange",
    "Passage",
    "ReasonCode",
    "Tracing",
    "Uptake",
    "Verdict",
    "Where",
    "carriers",
    "is_missing",
    "trace",
]
