"""Internationalisation and localisation over the years in words, tables and charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import partial

from huiyin.i18n import say, say_number, say_percent
from huiyin.measures import Degree, Reach, ReachYear
from huiyin.presentation.measures.charts import YearMark, render_lines, render_plane
from huiyin.presentation.measures.views import (
    MeasureChart,
    MeasureTable,
    MeasureView,
    join_names,
    list_unknown,
    show_figure,
)


def describe_reach(
    years: Sequence[ReachYear],
    *,
    shown: Collection[str] | None = None,
    marks: Sequence[YearMark] = (),
) -> MeasureView:
    """Return the view in the current language.

    ``shown``: the organisations that may be shown individually, None for all; the others only enter the means.
    """
    known = [year for year in years if year.summary.known]
    return MeasureView(
        say("measure.reach.title"),
        tuple(_list_findings(known, years)),
        (say("measure.limit.year_end"), say("measure.reach.limit")),
        (_show_plane(years, known, shown), _show_both(known, marks)) if known else (),
        (_tabulate_organisations(years, shown),),
        describe_document(years) if shown is None else {},
    )


def describe_document(years: Sequence[ReachYear]) -> dict[str, object]:
    """Return the same as data."""
    return {
        "years": [_describe_year(year) for year in years],
        "unknown": [
            *list_unknown([(year.year, year.unknown) for year in years]),
            *(
                {"organisation": one.organisation, "years": [year.year], "components": list(_list_unknown(one.reach))}
                for year in years
                for one in year.organisations
                if any(_list_unknown(one.reach))
            ),
        ],
    }  # fmt: skip


def _describe_year(year: ReachYear) -> dict[str, object]:
    found = year.summary
    return {
        "year": year.year, "known": found.known, "unknown": found.unknown,
        "internationalisation": found.international, "localisation": found.local, "both": found.both, "tilt": found.tilt,
        "spread": found.spread,
        "local_funding": {
            "direct": year.local_funding.direct, "one_intermediary": year.local_funding.one_intermediary,
            "known": year.local_funding.known, "unknown": year.local_funding.unknown,
        },
        "organisations": [
            {
                "organisation": one.organisation,
                "internationalisation": _describe_degree(one.reach.international),
                "localisation": _describe_degree(one.reach.local),
                "both": one.reach.both, "tilt": one.reach.tilt, "spread": one.reach.spread,
            }
            for one in year.organisations
        ],
    }  # fmt: skip


def _describe_degree(degree: Degree) -> dict[str, object]:
    return {"value": degree.value, "known": degree.known, "unknown": degree.unknown}


def _list_unknown(reach: Reach) -> tuple[str, ...]:
    return (*reach.international.unknown, *reach.local.unknown)


def _list_findings(known: Sequence[ReachYear], years: Sequence[ReachYear]) -> Iterator[str]:
    if not known:
        yield say("measure.reach.none_known")
    else:
        yield _say_mean(known[-1])
        if len(known) > 1:
            yield _say_change(known[0], known[-1])
        yield from _say_funding(known[-1])
    yield from _say_unknown(years)


def _say_mean(year: ReachYear) -> str:
    summary = year.summary
    figures = {"international": summary.international, "local": summary.local, "both": summary.both}
    return say(
        "measure.reach.finding_mean",
        year=str(year.year),
        known=say_number(summary.known),
        unknown=say_number(summary.unknown),
        **{name: show_figure(value or 0.0) for name, value in figures.items()},
    )


def _say_change(first: ReachYear, last: ReachYear) -> str:
    old, new = first.summary, last.summary
    way = _name_way(
        (new.international or 0) - (old.international or 0), (new.local or 0) - (old.local or 0)
    )
    return say(
        f"measure.reach.finding_{way}",
        first=str(first.year),
        last=str(last.year),
        old_out=show_figure(old.international or 0),
        new_out=show_figure(new.international or 0),
        old_in=show_figure(old.local or 0),
        new_in=show_figure(new.local or 0),
    )


def _name_way(outward: float, inward: float) -> str:
    """Say which of the two rose."""
    if outward > 0 and inward > 0:
        return "both_rose"
    if outward <= 0 and inward <= 0:
        return "none_rose"
    return "outward_rose" if outward > 0 else "inward_rose"


def _say_funding(year: ReachYear) -> Iterator[str]:
    funding = year.local_funding
    if funding.direct is not None and funding.one_intermediary is not None:
        yield say(
            "measure.reach.finding_funding",
            year=str(year.year),
            direct=say_percent(funding.direct),
            one=say_percent(funding.one_intermediary),
            known=say_number(funding.known),
        )


def _say_unknown(years: Sequence[ReachYear]) -> Iterator[str]:
    """Name the components that are most often unknown in the last year."""
    if not years or not years[-1].organisations:
        return
    last = years[-1]
    counts = Counter(name for one in last.organisations for name in _list_unknown(one.reach))
    if counts:
        ranked = sorted(counts, key=lambda name: (-counts[name], name))
        named = [
            say("measure.reach.named", component=say(f"intake.role.{name}"), count=counts[name])
            for name in ranked
        ]
        yield say("measure.reach.finding_unknown", year=str(last.year), names=join_names(named))


def _may_show(organisation: str, shown: Collection[str] | None) -> bool:
    return shown is None or organisation in shown


def _show_both(known: Sequence[ReachYear], marks: Sequence[YearMark]) -> MeasureChart:
    names = (say("measure.head.both"), say("measure.head.tilt"))
    drawn = [
        {"year": str(year.year), "line": name, "value": value}
        for year in known
        for name, value in zip(names, (year.summary.both, year.summary.tilt), strict=True)
        if value is not None
    ]
    title, last = say("measure.reach.both_and_tilt"), known[-1]
    caption = say(
        "measure.reach.finding_both",
        year=str(last.year),
        both=show_figure(last.summary.both or 0),
        tilt=show_figure(last.summary.tilt or 0),
    )
    draw = partial(render_lines, drawn, names, title="", marks=marks)
    rows = tuple((str(year.year), year.summary.both, year.summary.tilt) for year in known)
    table = MeasureTable("both", title, (say("measure.head.year"), *names), rows)
    return MeasureChart("both", title, caption, draw, table)


def _show_plane(
    years: Sequence[ReachYear], known: Sequence[ReachYear], shown: Collection[str] | None
) -> MeasureChart:
    last = known[-1]
    points = [
        {"x": one.reach.local.value, "y": one.reach.international.value}
        for one in last.organisations
        if one.reach.both is not None and _may_show(one.organisation, shown)
    ]
    path = [
        {"x": year.summary.local, "y": year.summary.international, "year": str(year.year)}
        for year in known
    ]
    ends = (say("measure.reach.points", year=str(last.year)), say("measure.reach.means"))
    title = say("measure.reach.plane")
    draw = partial(
        render_plane,
        points,
        path,
        across=say("measure.reach.local"),
        up=say("measure.reach.international"),
        ends=ends,
    )
    caption = _say_change(known[0], last) if len(known) > 1 else _say_mean(last)
    if len(points) < last.summary.known:
        caption += " " + say("measure.reach.drawn", shown=len(points), total=last.summary.known)
    return MeasureChart("reach", title, caption, draw, _tabulate_years(years, title))


def _tabulate_years(years: Sequence[ReachYear], title: str) -> MeasureTable:
    names = ("year", "international", "local", "both", "tilt", "spread", "direct", "one_intermediary", "known", "unknown")  # fmt: skip
    rows = [
        (
            str(year.year), found.international, found.local, found.both, found.tilt, found.spread, year.local_funding.direct,
            year.local_funding.one_intermediary, found.known, found.unknown,
        )
        for year in years
        for found in [year.summary]
    ]  # fmt: skip
    return MeasureTable("reach", title, tuple(map(_say_head, names)), tuple(rows))


def _tabulate_organisations(
    years: Sequence[ReachYear], shown: Collection[str] | None
) -> MeasureTable:
    names = (
        "year",
        "organisation",
        "international",
        "local",
        "both",
        "tilt",
        "spread",
        "unknown_components",
    )
    rows = [
        (
            str(year.year), one.organisation, one.reach.international.value, one.reach.local.value, one.reach.both, one.reach.tilt,
            one.reach.spread, say("run.list.join").join(say(f"intake.role.{name}") for name in _list_unknown(one.reach)),
        )
        for year in years
        for one in year.organisations
        if _may_show(one.organisation, shown)
    ]  # fmt: skip
    return MeasureTable(
        "organisations",
        say("measure.reach.organisations"),
        tuple(map(_say_head, names)),
        tuple(rows),
    )


def _say_head(name: str) -> str:
    if name in ("international", "local"):
        return say(f"measure.reach.{name}")
    if name in ("direct", "one_intermediary"):
        return say(f"intake.role.{name}")
    return say(f"measure.head.{name}")
