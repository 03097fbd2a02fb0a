"""Who agrees with whom, on what, and how sure that is."""

from __future__ import annotations

from collections import Counter

from huiyin.opinion import OpinionMap, StatementFigures
from huiyin.opinion.charts import ChartWords, consensus_chart, map_chart
from huiyin.report.loop import Findings
from huiyin.report.sections.names import shorten
from huiyin.report.view import Chart, OpinionView, Table
from huiyin.words import current_language, say, say_number, say_percent

_SHOWN = 8
#: Mean adjusted Rand index of resampled groupings below which the report calls the map shaky, and
#: above which it calls it firm.
_SHAKY, _FIRM = 0.4, 0.7


def opinion_view(findings: Findings) -> OpinionView | None:
    """The section, or ``None`` where too few voted."""
    found = findings.opinion
    if found is None or not found.groups:
        return None
    words = chart_words(found)
    sure = "firm" if found.stability >= _FIRM else "fair" if found.stability >= _SHAKY else "shaky"
    placed = sum(group.size for group in found.groups)
    return OpinionView(
        lede=say(
            "run.opinion.lede",
            participants=say_number(len(found.participants)),
            statements=say_number(len(found.statements)),
            groups=say_number(len(found.groups)),
            placed=say_number(placed),
        )
        + " "
        + say(f"run.opinion.{sure}", stability=f"{found.stability:.2f}"),
        charts=(_map(findings, found, words), _consensus(findings, found, words)),
        tables=tuple(
            t for t in (_apart(findings, found, words), _divisive(findings, found, words)) if t.rows
        ),
    )


def chart_words(found: OpinionMap) -> ChartWords:
    """The charts' words in the current language; groups are called A, B, C …"""
    return ChartWords(
        groups=tuple(say("run.opinion.group", name="ABCDE"[at]) for at in range(len(found.groups))),
        left_out=say("run.opinion.left_out"),
        agree=say("run.opinion.agree"),
        disagree=say("run.opinion.disagree"),
        skip=say("run.opinion.pass"),
    )


def text_of(findings: Findings, statement: str) -> str:
    """A statement's words in the reader's language, or in the one it has."""
    for own in findings.statements:
        if own.id == statement:
            first, second = (
                (own.text_zh, own.text_en)
                if current_language() == "zh"
                else (own.text_en, own.text_zh)
            )
            return first or second
    return statement


def _map(findings: Findings, found: OpinionMap, words: ChartWords) -> Chart:
    routes = {o.id: o.route for o in findings.organisations if o.route}
    names = sorted({routes[p.id] for p in found.participants if p.id in routes})
    rows = []
    for at, group in enumerate(found.groups):
        counts = Counter(routes.get(p.id, "") for p in found.participants if p.group == group.id)
        rows.append(
            (
                words.groups[at],
                say_number(group.size),
                say_percent(group.stability),
                *(say_number(counts[n]) for n in names),
            )
        )
    left = [p for p in found.participants if p.group is None]
    if left:
        counts = Counter(routes.get(p.id, "") for p in left)
        rows.append(
            (words.left_out, say_number(len(left)), "", *(say_number(counts[n]) for n in names))
        )
    table = Table(
        head=(
            say("run.opinion.group_head"),
            say("run.opinion.size"),
            say("run.opinion.stability"),
            *(say_route(n) for n in names),
        ),
        rows=tuple(rows),
        numbers=frozenset(range(1, 3 + len(names))),
    )
    return Chart(
        say("run.opinion.map"), say("run.opinion.map_caption"), map_chart(found, words), table
    )


def say_route(route: str) -> str:
    """A route's name, where it is one of the three we know; else as the list has it."""
    if route in ("professional", "grassroots", "international"):
        return say(f"run.route.{route}")
    return route


def _shares(found: OpinionMap, figures: StatementFigures) -> tuple[str, ...]:
    per_group = dict(figures.per_group)
    cells = []
    for group in found.groups:
        agrees, disagrees, passes = per_group[group.id]
        cells.append(say_percent(agrees / max(1, agrees + disagrees + passes)))
    return tuple(cells)


def _consensus(findings: Findings, found: OpinionMap, words: ChartWords) -> Chart:
    best = found.consensus[:_SHOWN]
    table = Table(
        head=(
            say("run.opinion.statement"),
            *(say("run.opinion.agree_in", group=name) for name in words.groups),
        ),
        rows=tuple((text_of(findings, s.id), *_shares(found, s)) for s in best),
        numbers=frozenset(range(1, 1 + len(words.groups))),
    )
    length = 36 if current_language() == "zh" else 72
    svg = consensus_chart(
        [(f"{at}. {shorten(text_of(findings, s.id), length)}", s) for at, s in enumerate(best, 1)],
        words,
        [g.id for g in found.groups],
    )
    return Chart(say("run.opinion.consensus"), say("run.opinion.consensus_caption"), svg, table)


def _apart(findings: Findings, found: OpinionMap, words: ChartWords) -> Table:
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
    return Table(
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


def _divisive(findings: Findings, found: OpinionMap, words: ChartWords) -> Table:
    return Table(
        title=say("run.opinion.divisive"),
        note=say("run.opinion.divisive_note"),
        head=(
            say("run.opinion.statement"),
            *(say("run.opinion.agree_in", group=name) for name in words.groups),
        ),
        rows=tuple((text_of(findings, s.id), *_shares(found, s)) for s in found.divisive[:_SHOWN]),
        numbers=frozenset(range(1, 1 + len(words.groups))),
    )
