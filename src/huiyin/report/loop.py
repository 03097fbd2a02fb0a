"""The whole loop on files: read → intake → group → map → trace. Computes; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from huiyin.intake import (
    Comment,
    Organisation,
    Refusal,
    Reply,
    Statement,
    Suggestion,
    read_comments,
    read_organisations,
    read_replies,
    read_statements,
    read_suggestions,
    read_votes,
)
from huiyin.law import Comparison, Law, compare, read
from huiyin.opinion import OpinionMap, Votes, map_opinions
from huiyin.report.consultation import Consultation
from huiyin.trace import Ask, Tracing, trace
from huiyin.voices import Grouping, group

STAGES = ("read", "intake", "group", "map", "trace")


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the loop found out about one consultation. Parts without input are empty or ``None``.

    ``drafts``, ``enacted`` and ``comparisons`` map a language (``zh``, ``en``) to the law read in it.
    """

    consultation: Consultation
    drafts: Mapping[str, Law]
    enacted: Mapping[str, Law]
    comparisons: Mapping[str, Comparison]
    comments: tuple[Comment, ...]
    organisations: tuple[Organisation, ...]
    grouping: Grouping | None
    statements: tuple[Statement, ...]
    opinion: OpinionMap | None
    suggestions: tuple[Suggestion, ...]
    replies: tuple[Reply, ...]
    tracing: Tracing | None
    refused: tuple[Refusal, ...]

    def main_language(self, wanted: str) -> str:
        """``wanted`` if the draft is there in it, else the first language that it is in."""
        return wanted if wanted in self.drafts else next(iter(self.drafts))
