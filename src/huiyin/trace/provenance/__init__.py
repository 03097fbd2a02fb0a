"""Where the words of a text come from: passages from its sources, each with an origin and a degree of adaptation."""

from huiyin.trace.provenance.analysis import trace_provenance
from huiyin.trace.provenance.cover import OPEN, best_cover
from huiyin.trace.provenance.data import (
    BorrowedPassage,
    Origin,
    OriginTotal,
    Provenance,
    ProvenanceSource,
    ProvisionProvenance,
    SourceProblem,
    SourceText,
    SourceTotal,
)
from huiyin.trace.provenance.index import Index, UnusableIndex
from huiyin.trace.provenance.recommendations import (
    RecommendedPassage,
    find_recommended_passages,
)
from huiyin.trace.provenance.sources import list_traced_units, read_sources
from huiyin.trace.provenance.titles import SourceRank

__all__ = [
    "OPEN",
    "BorrowedPassage",
    "Index",
    "Origin",
    "OriginTotal",
    "Provenance",
    "ProvenanceSource",
    "ProvisionProvenance",
    "RecommendedPassage",
    "SourceProblem",
    "SourceRank",
    "SourceText",
    "SourceTotal",
    "UnusableIndex",
    "best_cover",
    "find_recommended_passages",
    "list_traced_units",
    "read_sources",
    "trace_provenance",
]
