"""Where a text's words come from: passages of its sources, each with an origin and an adaptation."""

from huiyin.trace.provenance.cover import OPEN, best_cover
from huiyin.trace.provenance.data import (
    Borrowed,
    Origin,
    OriginTotal,
    Provenance,
    ProvisionProvenance,
    Source,
    SourceProblem,
    SourceText,
    SourceTotal,
)
from huiyin.trace.provenance.find import provenance
from huiyin.trace.provenance.index import Index, UnusableIndex
from huiyin.trace.provenance.sources import read_sources, units_of
from huiyin.trace.provenance.titles import Rank

__all__ = [
    "OPEN",
    "Borrowed",
    "Index",
    "Origin",
    "OriginTotal",
    "Provenance",
    "ProvisionProvenance",
    "Rank",
    "Source",
    "SourceProblem",
    "SourceText",
    "SourceTotal",
    "UnusableIndex",
    "best_cover",
    "provenance",
    "read_sources",
    "units_of",
]
