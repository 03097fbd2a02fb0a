"""Routes over the years in words, tables and charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from huiyin.i18n import say, say_number, say_percent
from huiyin.measures import ROUTES, RouteYear
from huiyin.presentation.measures.charts import render_panels, render_ternary
from huiyin.presentation.measures.views import (
    MeasureChart,
    MeasureTable,
    MeasureView,
    list_unknown,
    show_figure,
)


def describe_routes(years: Sequence[RouteYear]) -> MeasureView:
    """Return the view in the current language."""
    known = [year for year in years if year.mean is not None]
    charts = (_show_shares(years, known), _show_path(years, known)) if known else ()
    return MeasureView(
        say("measure.routes.title"),
        tuple(_list_findings(known)),
        (say("measure.limit.year_end"), say("measure.routes.limit")),
        charts,
        (),
        describe_document(years),
    )


def describe_document(years: Sequence[RouteYear]) -> dict[str, object]:
    """Return the same as data."""
    return {
        "years": [
            {
                "year": year.year, "known": year.known, "unknown": len(year.unknown),
                "mean": dict(zip(ROUTES, year.mean, strict=True)) if year.mean else None,
                "main": dict(zip(ROUTES, year.main, strict=True)),
                "shift": year.shift, "own_shift": year.own_shift, "own_known": year.own_known,
                "networks": year.networks and {
                    "alpha": year.networks.alpha, "beta": year.networks.beta, "gamma": year.networks.gamma, "known": year.networks.known,
                },
            }
            for year in years
        ],
        "unknown": list_unknown([(year.year, year.unknown) for year in years]),
    }  # fmt: skip


def say_route(name: str) -> str:
    return say(f"intake.role.{name}")


def _list_findings(known: Sequence[RouteYear]) -> Iterator[str]:
    if not known:
        yield say("measure.none_known")
        return
    last = known[-1]
    yield _say_mean(last)
    if len(known) > 1:
        yield _say_change(known[0], last)
    if last.networks is not None and last.networks.beta is not None:
        beta = show_figure(last.networks.beta)
        yield say("measure.routes.finding_networks", year=str(last.year), networks=last.networks.known, beta=beta)  # fmt: skip


def _say_mean(year: RouteYear) -> str:
    assert year.mean is not None
    shares = {name: say_percent(share) for name, share in zip(ROUTES, year.mean, strict=True)}
    return say(
        "measure.routes.finding_mean",
        year=str(year.year),
        known=say_number(year.known),
        unknown=say_number(len(year.unknown)),
        **shares,
    )


def _say_change(first: RouteYear, last: RouteYear) -> str:
    """Say which route's share changed most."""
    assert first.mean is not None and last.mean is not None
    changes = [new - old for old, new in zip(first.mean, last.mean, strict=True)]
    widest = max(range(len(ROUTES)), key=lambda place: abs(changes[place]))
    return say(
        "measure.routes.finding_change",
        route=say_route(ROUTES[widest]),
        first=str(first.year),
        last=str(last.year),
        old=say_percent(first.mean[widest]),
        new=say_percent(last.mean[widest]),
    )


def _tabulate(years: Sequence[RouteYear], name: str, title: str) -> MeasureTable:
    names = [say_route(route) for route in ROUTES]
    head = (
        say("measure.head.year"), *names, *(say("measure.head.main_route", route=route) for route in names),
        say("measure.head.shift"), say("measure.head.own_shift"), say("measure.head.known"), say("measure.head.unknown"),
    )  # fmt: skip
    rows = [
        (
            str(year.year), *(year.mean or (None, None, None)), *year.main, year.shift, year.own_shift, year.known,
            len(year.unknown),
        )
        for year in years
    ]  # fmt: skip
    return MeasureTable(name, title, head, tuple(rows))


def _show_shares(years: Sequence[RouteYear], known: Sequence[RouteYear]) -> MeasureChart:
    names = [say_route(route) for route in ROUTES]
    drawn = [
        {"year": str(year.year), "line": name, "value": share}
        for year in known
        for name, share in zip(names, year.mean or (), strict=True)
    ]
    title = say("measure.routes.shares")
    draw = partial(render_panels, drawn, names)
    return MeasureChart(
        "routes", title, _say_caption(known), draw, _tabulate(years, "routes", title)
    )


def _show_path(years: Sequence[RouteYear], known: Sequence[RouteYear]) -> MeasureChart:
    drawn = [
        {"year": str(year.year), **dict(zip("abc", year.mean or (), strict=True))} for year in known
    ]
    corners = tuple(say_route(route) for route in ROUTES)
    title = say("measure.routes.path")
    draw = partial(render_ternary, drawn, (corners[0], corners[1], corners[2]))
    head = (say("measure.head.year"), *corners)
    rows = tuple((str(year.year), *(year.mean or ())) for year in known)
    table = MeasureTable("path", title, head, rows)
    return MeasureChart("path", title, say("measure.routes.path_note"), draw, table)


def _say_caption(known: Sequence[RouteYear]) -> str:
    return _say_change(known[0], known[-1]) if len(known) > 1 else _say_mean(known[-1])
