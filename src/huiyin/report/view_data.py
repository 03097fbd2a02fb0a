"""The values that the report's template shows: plain text and figures in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from huiyin.i18n import say, say_number


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number and what it counts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class TableView:
    """``numbers``: the columns, from 0, that contain figures and are right-aligned."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    note: str = ""
    caption: str = ""
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ChartView:
    """A picture, and the same data as a table."""

    title: str
    caption: str
    svg: str
    table: TableView


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of text: ``equal``, ``insert``, ``delete`` or ``mark`` (shared evidence)."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class TitledText:
    title: str
    parts: tuple[TextPart, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """``adds``: what members say beyond the representative, with how many say it."""

    text: str
    language: str
    note: str
    provision: str
    size: str
    organisations: str
    adds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """``texts``: (language, text) of its largest groups."""

    name: str
    texts: tuple[tuple[str, str], ...]
    groups: str
    size: str
    organisations: str


@dataclass(frozen=True, slots=True)
class VoicesView:
    lede: str
    charts: tuple[ChartView, ...]
    groups: tuple[GroupRow, ...]
    themes: tuple[ThemeRow, ...]
    themes_note: str


@dataclass(frozen=True, slots=True)
class OpinionView:
    lede: str
    charts: tuple[ChartView, ...]
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class SuggestionView:
    id: str
    what: str
    language: str
    verdict: str
    verdict_words: str
    reply: str
    reply_words: str
    reason: str
    why: str
    answer: str
    texts: tuple[TitledText, ...]
    carried: tuple[TitledText, ...] = ()


@dataclass(frozen=True, slots=True)
class UptakeView:
    lede: str
    charts: tuple[ChartView, ...]
    tables: tuple[TableView, ...]
    suggestions: tuple[SuggestionView, ...]


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    name: str
    parts: tuple[TextPart, ...]


@dataclass(frozen=True, slots=True)
class ChangesTable:
    title: str
    note: str
    head: tuple[str, str]
    language: str
    rows: tuple[ChangedUnit, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    lede: str
    counts: TableView
    tables: tuple[ChangesTable, ...]


@dataclass(frozen=True, slots=True)
class ProvenanceView:
    """``problems``: sentences about what to correct in the sources."""

    lede: str
    meaning: str
    charts: tuple[ChartView, ...]
    tables: tuple[TableView, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report in one language. A section without data is ``None`` and names the input it needs."""

    language: str
    title: str
    subtitle: str
    figures: tuple[KeyFigure, ...]
    findings: tuple[str, ...]
    voices: VoicesView | None
    opinion: OpinionView | None
    uptake: UptakeView | None
    changes: ChangesView | None
    provenance: ProvenanceView | None
    attention: tuple[TableView, ...]
    method: tuple[str, ...]
    understood: TableView
    files: TableView
    colophon: str
    sections: tuple[ReportSection, ...] = field(default=())


def count_table(
    title: str, what: str, rows: Sequence[tuple[str, int]], *, note: str = "", caption: str = ""
) -> TableView:
    """Build a table of names and counts."""
    return TableView(
        head=(what, say("run.table.number")),
        rows=tuple((name, say_number(number)) for name, number in rows),
        title=title,
        note=note,
        caption=caption,
        numbers=frozenset({1}),
    )
