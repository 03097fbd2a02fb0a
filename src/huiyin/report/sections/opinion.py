"""Who agrees with whom, on what, and how certain that is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from huiyin.i18n import current_language, say, say_number, say_percent
from huiyin.intake import Organisation
from huiyin.opinion import MINIMUM_GROUP_SIZE, OpinionMap, StatementFigures, SubgroupDifference
from huiyin.opinion.charts import (
    ChartWords,
    consensus_chart,
    map_chart,
    parting_chart,
    rank_pulling_statements,
)
from huiyin.presentation.citations import shorten_text
from huiyin.presentation.thresholds import SURE, how_sure
from huiyin.report.pipeline import SubgroupDifferences
from huiyin.report.view_data import ChartView, OpinionView, TableView

_SHOWN = 8


class HasWording(Protocol):
    """The text of a statement in the languages it has."""

    @property
    def id(self) -> str: ...
    @property
    def text_zh(self) -> str: ...
    @property
    def text_en(self) -> str: ...


class Deliberation(Protocol):
    """What the section is built from: a report's findings or the desk's data."""

    @property
    def statements(self) -> Sequence[HasWording]: ...
    @property
    def organisations(self) -> Sequence[Organisation]: ...
    @property
    def opinion(self) -> OpinionMap | None: ...
    @property
    def partings(self) -> Sequence[SubgroupDifferences]: ...


def opinion_view(findings: Deliberation) -> OpinionView | None:
    """Build the section; ``None`` if too few voted.

    If no grouping has two visible groups, it says so and only shows along which kinds members differ.
    """
    opinion = findings.opinion
    if opinion is None:
        return None
    partings = tuple(
        _parting_chart(findings, one) for one in findings.partings if _select_significant(one)
    )
    if not opinion.groups:
        return OpinionView(lede=say_no_map(), charts=partings, tables=())
    words = chart_words(opinion)
    return OpinionView(
        lede=_write_lede(opinion),
        charts=(
            _build_map_chart(findings, opinion, words),
            _build_consensus_chart(findings, opinion, words),
            *partings,
        ),
        tables=tuple(
            t
            for t in (
                _build_distinctive_table(findings, opinion, words),
                _build_divisive_table(findings, opinion, words),
                _build_bridging_table(findings, opinion, words),
                _build_pulling_table(findings, opinion),
            )
            if t.rows
        ),
    )


def say_no_map() -> str:
    """Say that there is no map, and why."""
    return say("run.opinion.no_map", smallest=say_number(MINIMUM_GROUP_SIZE))


def _write_lede(found: OpinionMap) -> str:
    groups = say_number(len(found.groups))
    sentences = [
        say(
            "run.opinion.lede",
            participants=say_number(len(found.participants)),
            statements=say_number(len(found.statements)),
            groups=groups,
            placed=say_number(sum(group.size for group in found.groups)),
        ),
        say(f"run.opinion.{how_sure(found.stability)}", stability=f"{found.stability:.2f}"),
        say("run.opinion.count", groups=groups, share=say_percent(found.count_stability)),
    ]
    if found.unshown:
        smallest = say_number(MINIMUM_GROUP_SIZE)
        sentences.append(say("run.opinion.unshown", n=found.unshown, smallest=smallest))
    return " ".join(sentences)


def chart_words(found: OpinionMap) -> ChartWords:
    """Return the charts' texts in the current language; groups are called A, B, C …"""
    return ChartWords(
        groups=tuple(say("run.opinion.group", name="ABCDE"[at]) for at in range(len(found.groups))),
        left_out=say("run.opinion.left_out"),
        agree=say("run.opinion.agree"),
        disagree=say("run.opinion.disagree"),
        skip=say("run.opinion.pass"),
    )


def text_of(findings: Deliberation, statement: str) -> str:
    """Return a statement's text in the reader's language, or in the one it has."""
    for own in findings.statements:
        if own.id == statement:
            first, second = (
                (own.text_zh, own.text_en)
                if current_language() == "zh"
                else (own.text_en, own.text_zh)
            )
            return first or second
    return statement


def _build_map_chart(findings: Deliberation, found: OpinionMap, words: ChartWords) -> ChartView:
    routes = {o.id: o.route for o in findings.organisations if o.route}
    names = sorted({routes[p.id] for p in found.participants if p.id in routes})
    counts: dict[int | None, Counter[str]] = defaultdict(Counter)
    for participant in found.participants:
        counts[participant.group][routes.get(participant.id, "")] += 1

    def list_cells(group: int | None) -> list[str]:
        return [say_number(counts[group][name]) for name in names]

    rows: list[tuple[str, ...]] = [
        (name, say_number(group.size), say_percent(group.stability), *list_cells(group.id))
        for name, group in zip(words.groups, found.groups, strict=False)
    ]
    left = counts[None].total()
    if left:
        rows.append((words.left_out, say_number(left), "", *list_cells(None)))
    table = TableView(
        head=(
            say("run.opinion.group_head"),
            say("run.opinion.size"),
            say("run.opinion.stability"),
            *(say_route(n) for n in names),
        ),
        rows=tuple(rows),
        numbers=frozenset(range(1, 3 + len(names))),
    )
    arrows = [(text_of(findings, s.id), s) for s in rank_pulling_statements(found)]
    return ChartView(
        say("run.opinion.map"),
        say("run.opinion.map_caption") + " " + say("run.opinion.arrows"),
        map_chart(found, words, statements=arrows),
        table,
    )


def _build_pulling_table(findings: Deliberation, found: OpinionMap) -> TableView:
    """Build the table of the numbered arrows' statements."""
    return TableView(
        title=say("run.opinion.pulling"),
        note=say("run.opinion.pulling_note"),
        head=(say("run.opinion.number"), say("run.opinion.statement")),
        rows=tuple(
            (say_number(number), text_of(findings, s.id))
            for number, s in enumerate(rank_pulling_statements(found), 1)
        ),
        numbers=frozenset({0}),
    )


def say_route(route: str) -> str:
    """Name a route if it is one of the three known ones; otherwise return it as written in the list."""
    if route in ("professional", "grassroots", "international"):
        return say(f"run.route.{route}")
    return route


def _list_shares(found: OpinionMap, figures: StatementFigures) -> tuple[str, ...]:
    per_group = dict(figures.per_group)
    cells = []
    for group in found.groups:
        agrees, disagrees, passes = per_group[group.id]
        cells.append(say_percent(agrees / max(1, agrees + disagrees + passes)))
    return tuple(cells)


def _by_group(
    findings: Deliberation,
    found: OpinionMap,
    words: ChartWords,
    statements: Iterable[StatementFigures],
    title: str = "",
    note: str = "",
) -> TableView:
    """List statements with the share of each group that agrees."""
    return TableView(
        title=title,
        note=note,
        head=(
            say("run.opinion.statement"),
            *(say("run.opinion.agree_in", group=name) for name in words.groups),
        ),
        rows=tuple((text_of(findings, s.id), *_list_shares(found, s)) for s in statements),
        numbers=frozenset(range(1, 1 + len(words.groups))),
    )


def _build_consensus_chart(
    findings: Deliberation, found: OpinionMap, words: ChartWords
) -> ChartView:
    best = _most_agreed(found)
    table = _by_group(findings, found, words, best)
    length = 36 if current_language() == "zh" else 72
    svg = consensus_chart(
        [
            (f"{at}. {shorten_text(text_of(findings, s.id), length)}", s)
            for at, s in enumerate(best, 1)
        ],
        words,
        [g.id for g in found.groups],
    )
    title = f"consensus{_of_shown(found)}" if found.agreed else "closest"
    return ChartView(say(f"run.opinion.{title}"), say("run.opinion.consensus_caption"), svg, table)


def _most_agreed(found: OpinionMap) -> tuple[StatementFigures, ...]:
    """Return what the groups agree on; if there is nothing, what they come closest to agreeing on."""
    return (found.agreed or found.consensus)[:_SHOWN]


def _of_shown(found: OpinionMap) -> str:
    """Return the end of the key for sentences about all groups: if some are too small to show, the sentence is
    about the others.
    """
    return "_shown" if found.unshown else ""


def _build_distinctive_table(
    findings: Deliberation, found: OpinionMap, words: ChartWords
) -> TableView:
    rows = []
    for at, group in enumerate(found.groups):
        for r in group.representative:
            side = say("run.opinion.agree" if r.agrees else "run.opinion.disagree")
            rows.append(
                (
                    words.groups[at],
                    side,
                    text_of(findings, r.statement),
                    say_percent(r.votes_so / max(1, r.votes)),
                    f"{r.ratio:.1f}×",
                )
            )
    return TableView(
        title=say("run.opinion.apart"),
        note=say("run.opinion.apart_note"),
        head=(
            say("run.opinion.group_head"),
            say("run.opinion.side"),
            say("run.opinion.statement"),
            say("run.opinion.share"),
            say("run.opinion.times"),
        ),
        rows=tuple(rows),
        numbers=frozenset({3, 4}),
    )


def _build_divisive_table(
    findings: Deliberation, found: OpinionMap, words: ChartWords
) -> TableView:
    title, note = say("run.opinion.divisive"), say("run.opinion.divisive_note")
    return _by_group(findings, found, words, found.divisive[:_SHOWN], title, note)


def _build_bridging_table(
    findings: Deliberation, found: OpinionMap, words: ChartWords
) -> TableView:
    shown = {s.id for s in _most_agreed(found)}
    others = [s for s in found.bridging if s.id not in shown][:_SHOWN]
    title = say(f"run.opinion.bridging{_of_shown(found)}")
    note = say(f"run.opinion.bridging_note{_of_shown(found)}")
    return _by_group(findings, found, words, others, title, note)


def _select_significant(partings: SubgroupDifferences) -> tuple[SubgroupDifference, ...]:
    return tuple(one for one in partings.statements if one.q < SURE)[:_SHOWN]


def _list_kind_shares(difference: SubgroupDifference, kinds: Sequence[str]) -> list[str]:
    """Return how many of each kind agree, formatted for people."""
    shares = {
        kind: say_percent(agrees / (agrees + disagrees + passes))
        for kind, (agrees, disagrees, passes) in difference.per_kind
    }
    return [shares.get(kind, "—") for kind in kinds]


def _parting_chart(findings: Deliberation, partings: SubgroupDifferences) -> ChartView:
    """Chart the statements on which grassroots and international members certainly differ."""
    sure = _select_significant(partings)
    kinds = sorted({kind for difference in sure for kind, _ in difference.per_kind})
    rows = [
        (
            text_of(findings, difference.statement),
            *_list_kind_shares(difference, kinds),
            f"{difference.effect:.2f}",
            f"{difference.q:.3f}",
        )
        for difference in sure
    ]
    note = say("run.opinion.parting_note")
    along = partings.alignment
    if along is not None:
        note += " " + say(
            "run.opinion.alignment", share=say_percent(along.share), p=f"{along.p:.3f}"
        )
    table = TableView(
        head=(
            say("run.opinion.statement"),
            *(say("run.opinion.agree_in", group=say_route(kind)) for kind in kinds),
            say("run.opinion.effect"),
            say("run.opinion.q"),
        ),
        rows=tuple(rows),
        numbers=frozenset(range(1, 3 + len(kinds))),
    )
    length = 26 if current_language() == "zh" else 48
    svg = parting_chart(
        [
            (f"{at}. {shorten_text(text_of(findings, one.statement), length)}", one)
            for at, one in enumerate(sure, 1)
        ],
        [(kind, say_route(kind)) for kind in kinds],
        say("run.opinion.agree"),
    )
    attribute = say(f"run.attribute.{partings.attribute}")
    total = sum(one.q < SURE for one in partings.statements)
    return ChartView(say("run.opinion.parting", n=total, attribute=attribute), note, svg, table)
