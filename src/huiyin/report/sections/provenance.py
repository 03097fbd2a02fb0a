"""Where the enacted text's words come from: the bar of every article, totals by source and by origin."""

from __future__ import annotations

from dataclasses import replace

from huiyin.i18n import current_language, say, say_percent
from huiyin.law import Law
from huiyin.presentation.citations import name_provision
from huiyin.presentation.provenance_chart import provenance_svg
from huiyin.presentation.provenance_labels import say_degrees, say_problem, say_source
from huiyin.report.pipeline import Findings
from huiyin.report.provenance import DRAFT, SUGGESTIONS
from huiyin.report.view_data import ChartView, ProvenanceView, TableView
from huiyin.trace.provenance import Provenance


def provenance_view(findings: Findings) -> ProvenanceView | None:
    """Build the section; ``None`` without an enacted text beside the draft."""
    wanted, provenances = current_language(), findings.provenances
    language = wanted if wanted in provenances.stages else next(iter(provenances.stages), None)
    if language is None:
        return None
    law, stages = findings.enacted[language], _name_stages(provenances.stages[language])
    own = say("provenance.own_share", own=say_percent(stages.own))
    charts = [_build_bars_chart(law, stages, say("run.provenance.stages"), own)]
    tables = [_build_totals_table(stages, say("run.provenance.by_stage"))]
    lede, meaning = own, say("run.provenance.no_library")
    if language in provenances.origins:
        origins = provenances.origins[language]
        lede, meaning = say_degrees(origins), say("run.provenance.meaning")
        charts.append(_build_bars_chart(law, origins, say("run.provenance.origins"), lede))
        tables.append(_build_totals_table(origins, say("run.provenance.by_origin")))
    return ProvenanceView(
        lede=lede,
        meaning=meaning,
        charts=tuple(charts),
        tables=tuple(tables),
        problems=tuple(say_problem(problem) for problem in provenances.problems),
    )


def _build_bars_chart(law: Law, found: Provenance, title: str, heading: str) -> ChartView:
    rows = tuple(
        (
            name_provision(law, p.eid) or p.eid,
            say_percent(p.own),
            say("run.list.join").join(
                say(
                    "provenance.passage",
                    source=_name_source(b.source),
                    share=say_percent(b.share),
                    adaptation=say_percent(b.adaptation),
                )
                for b in p.passages
            ),
        )
        for p in found.provisions
    )
    names = ("provision", "own", "passages")
    return ChartView(
        title=title,
        caption=say("run.provenance.bars_note"),
        svg=provenance_svg(law, found, heading),
        table=TableView(
            head=tuple(say(f"provenance.head.{name}") for name in names),
            rows=rows,
            numbers=frozenset({1}),
        ),
    )


def _build_totals_table(found: Provenance, title: str) -> TableView:
    names = ("source", "origin", "share", "adaptation")
    return TableView(
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


def _name_source(source: str) -> str:
    """Name a stage of the consultation; other sources keep their id."""
    if source == DRAFT:
        return say("run.provenance.draft")
    return say("run.provenance.suggestions") if source == SUGGESTIONS else source


def _name_stages(found: Provenance) -> Provenance:
    """Return ``found`` with the stages named in the reader's language."""
    named = (
        replace(t, source=replace(t.source, title=_name_source(t.source.id))) for t in found.sources
    )
    return replace(found, sources=tuple(named))
