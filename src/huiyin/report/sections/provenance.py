"""Where the enacted text's words come from: the bar of every article, totals by source and by origin."""

from __future__ import annotations

from dataclasses import replace

from huiyin.law import Law
from huiyin.report.labels_provenance import say_degrees, say_problem, say_source
from huiyin.report.loop import Findings
from huiyin.report.provenance import DRAFT, SUGGESTIONS
from huiyin.report.provenance_chart import provenance_svg
from huiyin.report.sections.names import name_provision
from huiyin.report.view import Chart, ProvenanceView, Table
from huiyin.trace.provenance import Provenance
from huiyin.words import current_language, say, say_percent


def provenance_view(findings: Findings) -> ProvenanceView | None:
    """The section, or ``None`` where there is no enacted text beside the draft."""
    wanted, found = current_language(), findings.provenances
    language = wanted if wanted in found.stages else next(iter(found.stages), None)
    if language is None:
        return None
    law, stages = findings.enacted[language], _named(found.stages[language])
    own = say("provenance.own_share", own=say_percent(stages.own))
    charts = [_bars(law, stages, say("run.provenance.stages"), own)]
    tables = [_totals(stages, say("run.provenance.by_stage"))]
    lede, meaning = own, say("run.provenance.no_library")
    if language in found.origins:
        origins = found.origins[language]
        lede, meaning = say_degrees(origins), say("run.provenance.meaning")
        charts.append(_bars(law, origins, say("run.provenance.origins"), lede))
        tables.append(_totals(origins, say("run.provenance.by_origin")))
    return ProvenanceView(
        lede=lede,
        meaning=meaning,
        charts=tuple(charts),
        tables=tuple(tables),
        problems=tuple(say_problem(problem) for problem in found.problems),
    )


def _bars(law: Law, found: Provenance, title: str, heading: str) -> Chart:
    rows = tuple(
        (
            name_provision(law, p.eid) or p.eid,
            say_percent(p.own),
            say("run.list.join").join(
                say(
                    "provenance.passage",
                    source=_title(b.source),
                    share=say_percent(b.share),
                    adaptation=say_percent(b.adaptation),
                )
                for b in p.passages
            ),
        )
        for p in found.provisions
    )
    names = ("provision", "own", "passages")
    return Chart(
        title=title,
        caption=say("run.provenance.bars_note"),
        svg=provenance_svg(law, found, heading),
        table=Table(
            head=tuple(say(f"provenance.head.{name}") for name in names),
            rows=rows,
            numbers=frozenset({1}),
        ),
    )


def _totals(found: Provenance, title: str) -> Table:
    names = ("source", "origin", "share", "adaptation")
    return Table(
        head=tuple(say(f"provenance.head.{name}") for name in names),
        rows=(
            *(
                (
                    say_source(t),
                    say(f"provenance.origin.{t.source.origin}"),
                    say_percent(t.share),
                    say_percent(t.adaptation),
                )
                for t in found.sources
            ),
            (say("provenance.own"), "", say_percent(found.own), ""),
        ),
        title=title,
        numbers=frozenset({2, 3}),
    )


def _title(source: str) -> str:
    """What the stages of the consultation are called; other sources keep their id."""
    if source == DRAFT:
        return say("run.provenance.draft")
    return say("run.provenance.suggestions") if source == SUGGESTIONS else source


def _named(found: Provenance) -> Provenance:
    """With the stages named in the reader's language."""
    named = (replace(t, source=replace(t.source, title=_title(t.source.id))) for t in found.sources)
    return replace(found, sources=tuple(named))
