"""The whole process on files: read → intake → group → map → trace. Computes, but writes nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from huiyin.grouping import Grouping, group_comments
from huiyin.grouping.constraints import Conflict, Constraint, ConstraintKind, apply_constraints
from huiyin.grouping.encoders import find_encoder
from huiyin.grouping.themes import Themes, find_themes
from huiyin.intake import (
    Amendment,
    Comment,
    ConstraintPair,
    IntakeResult,
    Organisation,
    Refusal,
    Remark,
    Reply,
    Statement,
    Suggestion,
    TableRead,
    read_amendments,
    read_comments,
    read_decisions,
    read_or_refuse,
    read_organisations,
    read_replies,
    read_statements,
    read_suggestions,
    read_verdicts,
    read_votes,
)
from huiyin.intake.receipt import RowCounts, count_rows
from huiyin.law import Comparison, Law, compare_laws, read_law
from huiyin.opinion import (
    MapAlignment,
    OpinionMap,
    SubgroupDifference,
    TooFewVotes,
    Votes,
    map_opinions,
    measure_alignment,
    part_by,
)
from huiyin.report.consultation_file import ConsultationPlan
from huiyin.report.provenance import Provenances, trace_sources
from huiyin.trace import (
    AmendmentMatch,
    TracedSuggestion,
    Tracing,
    Verdict,
    match_amendments,
    trace_uptake,
)

T = TypeVar("T")

STAGES = ("read", "intake", "group", "map", "trace")
#: The fewest participants for a map.
_ENOUGH_FOR_A_MAP = 10


@dataclass(frozen=True, slots=True)
class SubgroupDifferences:
    """How participants of different kinds differ; ``attribute`` is ``route``, ``focus`` or ``network``."""

    attribute: str
    statements: tuple[SubgroupDifference, ...]
    alignment: MapAlignment | None


@dataclass(frozen=True)
class Findings:
    """All findings about one consultation. Parts without input are empty or ``None``.

    ``drafts``, ``enacted`` and ``comparisons`` map a language (``zh``, ``en``) to the law read in it. ``tables``:
    how the tables of every input were understood. ``remarks``: what was left out, joined or guessed.
    """

    consultation: ConsultationPlan
    drafts: Mapping[str, Law]
    enacted: Mapping[str, Law]
    comparisons: Mapping[str, Comparison]
    comments: tuple[Comment, ...]
    comment_rows: RowCounts | None
    organisations: tuple[Organisation, ...]
    grouping: Grouping | None
    conflicts: tuple[Conflict, ...]
    themes: Themes | None
    statements: tuple[Statement, ...]
    opinion: OpinionMap | None
    partings: tuple[SubgroupDifferences, ...]
    suggestions: tuple[Suggestion, ...]
    replies: tuple[Reply, ...]
    amendments: tuple[Amendment, ...]
    carriers: Mapping[str, tuple[AmendmentMatch, ...]]
    tracing: Tracing | None
    refused: tuple[Refusal, ...]
    tables: tuple[TableRead, ...]
    remarks: tuple[Remark, ...]
    provenances: Provenances

    def main_language(self, wanted: str) -> str:
        """Return ``wanted`` if the draft exists in it, otherwise the draft's first language."""
        return wanted if wanted in self.drafts else next(iter(self.drafts))

    @cached_property
    def relations(self) -> Mapping[str, Counter[str]]:
        """Group id → number of comments per relation to it."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        if self.grouping is not None:
            for row in self.grouping.assignments.select(["group", "relation"]).to_pylist():
                found[row["group"]][row["relation"]] += 1
        return found


def _group_comments(
    comments: tuple[Comment, ...], decisions: Sequence[ConstraintPair]
) -> tuple[Grouping | None, tuple[Conflict, ...], Themes | None]:
    """Return the groups after people's decisions, the decisions that could not be applied, and the themes; empty
    without comments.
    """
    if not comments:
        return None, (), None
    table = comment_table(comments)
    pairs = (Constraint(ConstraintKind(d.kind), d.comment, d.other) for d in decisions)
    constrained = apply_constraints(group_comments(table), table, pairs)
    themes = find_themes(constrained.grouping, table, find_encoder())
    return constrained.grouping, constrained.conflicts, themes


def run_loop(
    consultation: ConsultationPlan, *, begin: Callable[[str], None] = lambda _stage: None
) -> Findings:
    """Run every stage that has its input. ``begin`` is called with each stage of :data:`STAGES`.

    Raises :class:`huiyin.law.UnreadableLaw` if a draft or an enacted text cannot be read at all. Unreadable files
    of comments, votes and so on are listed in ``refused`` instead.
    """
    begin("read")
    drafts = {language: read_law(path) for language, path in consultation.draft.items()}
    enacted = {language: read_law(path) for language, path in consultation.enacted.items()}
    comparisons = {
        language: compare_laws(drafts[language], enacted[language])
        for language in drafts
        if language in enacted
    }
    begin("intake")
    refused: list[Refusal] = []
    tables: list[TableRead] = []
    remarks: list[Remark] = []

    def tell(found: IntakeResult[T]) -> tuple[T, ...]:
        refused.extend(found.refused)
        tables.extend(found.tables)
        remarks.extend(found.remarks)
        return found.taken

    def take(path: Path | None, reader: Callable[[Path], IntakeResult[T]]) -> tuple[T, ...]:
        if path is None:
            return ()
        return tell(read_or_refuse(path, reader))

    read = read_comments(consultation.comments, law=tuple(drafts.values()))
    comments, comment_rows = tell(read), count_rows(read)
    organisations = take(consultation.organisations, read_organisations)
    statements = take(consultation.statements, read_statements)
    votes = take(consultation.votes, read_votes)
    languages = tuple(drafts)
    suggestions = take(
        consultation.suggestions, lambda path: read_suggestions(path, languages=languages)
    )
    replies = take(consultation.replies, read_replies)
    amendments = take(
        consultation.amendments, lambda path: read_amendments(path, languages=languages)
    )
    decided = take(consultation.decisions, read_decisions)
    judged = take(consultation.verdicts, read_verdicts)
    begin("group")
    grouping, conflicts, themes = _group_comments(comments, decided)
    begin("map")
    rows = Votes.from_rows((vote.participant, vote.statement, vote.vote) for vote in votes)
    opinion = _compute_map(rows, statements)
    begin("trace")
    tracing = None
    asks = tuple(
        TracedSuggestion(s.id, s.target, str(s.action), s.wording, s.text, s.language)
        for s in suggestions
    )
    if asks and comparisons:
        decisions = {v.suggestion: Verdict(v.verdict) for v in judged}
        tracing = trace_uptake(asks, drafts, enacted, comparisons=comparisons, decisions=decisions)
    return Findings(
        consultation=consultation,
        drafts=drafts,
        enacted=enacted,
        comparisons=comparisons,
        comments=comments,
        comment_rows=comment_rows,
        organisations=organisations,
        grouping=grouping,
        conflicts=conflicts,
        themes=themes,
        statements=statements,
        opinion=opinion,
        partings=_compare_subgroups(rows, organisations, opinion),
        suggestions=suggestions,
        replies=replies,
        amendments=amendments,
        carriers=match_amendments(asks, amendments, drafts),
        tracing=tracing,
        refused=tuple(refused),
        tables=tuple(tables),
        remarks=tuple(remarks),
        provenances=trace_sources(consultation, drafts, enacted, suggestions),
    )


def comment_table(comments: tuple[Comment, ...]) -> pa.Table:
    """Turn comments into the table that :func:`huiyin.grouping.group_comments` takes."""
    return pa.table(
        {
            "id": [c.id for c in comments],
            "text": [c.text or c.wording for c in comments],
            "organisation": [c.organisation for c in comments],
            "language": [c.language for c in comments],
            "eid": [c.eid for c in comments],
        }
    )


def _compute_map(votes: Votes, statements: tuple[Statement, ...]) -> OpinionMap | None:
    if len(votes.participants) < _ENOUGH_FOR_A_MAP:
        return None
    out = tuple(s.id for s in statements if s.is_moderated_out)
    try:
        return map_opinions(votes, moderated_out=out)
    except TooFewVotes:  # fewer than two statements
        return None


def _compare_subgroups(
    votes: Votes, organisations: tuple[Organisation, ...], opinion: OpinionMap | None
) -> tuple[SubgroupDifferences, ...]:
    """Compare by the attributes in the list of organisations; empty if it has none."""
    if opinion is None:
        return ()
    differences = []
    for attribute in ("route", "focus", "network"):
        kinds = {o.id: getattr(o, attribute) for o in organisations if getattr(o, attribute)}
        statements = part_by(votes, opinion.among(kinds))
        if statements:
            differences.append(
                SubgroupDifferences(attribute, statements, measure_alignment(opinion, kinds))
            )
    return tuple(differences)
