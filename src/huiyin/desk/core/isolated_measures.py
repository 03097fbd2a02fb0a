"""How the members change, computed and drawn apart: dated facts in, plain values out, in every language."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from huiyin.desk.core.memory_sweeps import rest_collector
from huiyin.i18n import LANGUAGES, current_language, use_language
from huiyin.measures import (
    FactColumns,
    FocusHeld,
    FocusHistory,
    ReachStated,
    ReachYear,
    RouteMix,
    RouteYear,
    measure_focus_history,
    measure_reach_history,
    measure_route_history,
    withhold_small,
)
from huiyin.presentation.measures import (
    MeasureTable,
    MeasureView,
    describe_focuses,
    describe_reach,
    describe_routes,
)
from huiyin.presentation.measures.charts import YearMark

#: Resampling begins here, so that the same facts always give the same figures.
SEED = 20
#: What is private is in no mean of fewer organisations.
LEAST = 5
#: Rows of a table that are kept. A table of years has a few dozen; one of organisations and years may have a million.
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """Organisations are their numbers; focuses and networks their short names."""

    focuses: FactColumns[FocusHeld]
    routes: FactColumns[RouteMix]
    reach: FactColumns[ReachStated]


@dataclass(frozen=True, slots=True)
class Wording:
    """Short name or number → name, of one language."""

    focuses: Mapping[str, str]
    networks: Mapping[str, str]
    organisations: Mapping[str, str]


@rest_collector()
def draw_members(
    facts: MemberFacts,
    years: Sequence[int],
    wording: Mapping[str, Wording],
    *,
    shown: Collection[str],
    marks: Sequence[tuple[int, str]],
) -> dict[str, Any]:
    """Language → sections, each with findings, limits, charts and tables. ``wording``: by language; ``shown``: numbers of
    the organisations that let their reach be seen; ``marks``: year and number of what happened outside."""
    focuses = measure_focus_history(facts.focuses, years, seed=SEED)
    routes = measure_route_history(facts.routes, years)
    reach = withhold_small(measure_reach_history(facts.reach, years), LEAST, public=shown)
    own_marks = [YearMark(*mark) for mark in marks]
    before = current_language()
    try:
        drawn = {}
        for language in LANGUAGES:
            use_language(language)
            names = wording[language]
            views = {
                "focus": describe_focuses(_name_focuses(focuses, names), marks=own_marks),
                "routes": describe_routes(_name_routes(routes, names)),
                "reach": describe_reach(
                    _name_reach(reach, names, shown),
                    shown={names.organisations.get(one, one) for one in shown},
                    marks=own_marks,
                ),
            }
            drawn[language] = [_lay_out(name, view) for name, view in views.items()]
    finally:
        use_language(before)
    return drawn


def _name_focuses(history: FocusHistory, names: Wording) -> FocusHistory:
    """The history with names in place of short names; the order of the focuses stays."""
    return replace(
        history,
        focuses=tuple(names.focuses.get(one, one) for one in history.focuses),
        years=tuple(
            replace(
                year,
                stayed=_name_all(year.stayed, names),
                unknown=_name_all(year.unknown, names),
                farthest=year.farthest
                and replace(
                    year.farthest,
                    first=names.networks.get(year.farthest.first, year.farthest.first),
                    second=names.networks.get(year.farthest.second, year.farthest.second),
                ),
            )
            for year in history.years
        ),
    )


def _name_all(organisations: Sequence[str], names: Wording) -> tuple[str, ...]:
    return tuple(names.organisations.get(one, one) for one in organisations)


def _name_routes(years: Sequence[RouteYear], names: Wording) -> tuple[RouteYear, ...]:
    return tuple(replace(year, unknown=_name_all(year.unknown, names)) for year in years)


def _name_reach(
    years: Sequence[ReachYear], names: Wording, shown: Collection[str]
) -> tuple[ReachYear, ...]:
    """The others are counted alone, and keep their numbers."""
    return tuple(
        replace(
            year,
            unknown=_name_all(year.unknown, names),
            organisations=tuple(
                replace(
                    one, organisation=names.organisations.get(one.organisation, one.organisation)
                )
                if one.organisation in shown
                else one
                for one in year.organisations
            ),
        )
        for year in years
    )


def _lay_out(name: str, view: MeasureView) -> dict[str, Any]:
    return {
        "name": name,
        "title": view.title,
        "findings": list(view.findings),
        "limits": list(view.limits),
        "charts": [
            {
                "name": f"{name}-{chart.name}",
                "title": chart.title,
                "caption": chart.caption,
                "svg": chart.draw(),
                "table": _lay_out_table(chart.table),
            }
            for chart in view.charts
        ],
        "tables": [
            {"name": f"{name}-{table.name}", "title": table.title, "table": _lay_out_table(table)}
            for table in view.tables
            if table.rows
        ],
    }


def _lay_out_table(table: MeasureTable) -> dict[str, Any]:
    """Of a table of all organisations the last rows, those of the latest years: it is kept whole in no page."""
    kept = table.rows[-MOST_ROWS:]
    return {
        "head": list(table.head),
        "rows": [list(row) for row in kept],
        "total": len(table.rows),
    }
