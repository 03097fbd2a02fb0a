"""Who asks whom over the years, in words, tables and charts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from huiyin.i18n import say, say_number
from huiyin.measures import AskHistory, AskYear, Reciprocity
from huiyin.presentation.measures.charts import render_diverging
from huiyin.presentation.measures.views import (
    Cell,
    MeasureChart,
    MeasureTable,
    MeasureView,
    show_figure,
)


def describe_asks(history: AskHistory) -> MeasureView:
    """Return the view in the current language."""
    is_any = history.pair.value is not None
    return MeasureView(
        say("measure.asks.title"),
        tuple(_list_findings(history)),
        (say("measure.asks.limit_pair"), say("measure.asks.limit_chance")),
        (_show_years(history),) if is_any else (),
        (_tabulate_pairs(history),),
        describe_document(history),
    )


def describe_document(history: AskHistory) -> dict[str, object]:
    """Return the same as data."""
    return {
        "years": [{"year": year.year, **_describe(year)} for year in history.years],
        "pairs": [
            {
                "body": one.body, "authority": one.authority, "to_authority": one.pair.forth, "from_authority": one.pair.back,
                "reciprocity": one.pair.value,
            }
            for one in history.pairs
        ],
        "whole": _describe(history),
        "unknown": [{"year": year.year, "asks": year.whole.unknown} for year in history.years if year.whole.unknown],
    }  # fmt: skip


def _describe(own: AskYear | AskHistory) -> dict[str, object]:
    whole = own.whole
    return {
        "to_authority": own.pair.forth, "from_authority": own.pair.back, "reciprocity": own.pair.value,
        "network_reciprocity": whole.value, "expected": whole.expected, "expected_low": whole.low, "expected_high": whole.high,
        "beyond_chance": whole.beyond_chance, "known": whole.known, "unknown": whole.unknown,
    }  # fmt: skip


def _list_findings(history: AskHistory) -> Iterator[str]:
    if history.pair.value is None:
        yield say("measure.asks.none")
        return
    yield _say_counts(history)
    yield from _say_change(history)
    yield from _say_chance(history.whole)


def _say_counts(history: AskHistory) -> str:
    pair = history.pair
    return say(
        "measure.asks.finding_counts",
        total=say_number(pair.forth + pair.back),
        forth=say_number(pair.forth),
        back=say_number(pair.back),
        value=show_figure(pair.value or 0.0),
    )


def _say_change(history: AskHistory) -> Iterator[str]:
    asked = [year for year in history.years if year.pair.value is not None]
    if len(asked) < 2:
        return
    first, last = asked[0], asked[-1]
    assert first.pair.value is not None and last.pair.value is not None
    change = last.pair.value - first.pair.value
    way = "more" if change > 0 else "less" if change < 0 else "same"
    yield say(
        f"measure.asks.finding_{way}",
        first=str(first.year),
        last=str(last.year),
        old_forth=say_number(first.pair.forth),
        old_back=say_number(first.pair.back),
        new_forth=say_number(last.pair.forth),
        new_back=say_number(last.pair.back),
        old=show_figure(first.pair.value),
        new=show_figure(last.pair.value),
    )


def _say_chance(whole: Reciprocity) -> Iterator[str]:
    if whole.value is None or whole.expected is None or whole.low is None or whole.high is None:
        yield say("measure.asks.few", known=say_number(whole.known))
        return
    way = "above" if whole.value > whole.high else "below" if whole.value < whole.low else "within"
    yield say(
        f"measure.asks.chance_{way}",
        value=show_figure(whole.value),
        expected=show_figure(whole.expected),
        low=show_figure(whole.low),
        high=show_figure(whole.high),
    )


def _show_years(history: AskHistory) -> MeasureChart:
    sides = (say("measure.asks.from_authority"), say("measure.asks.to_authority"))
    drawn = [
        {
            "label": str(year.year), "left": year.pair.back, "right": year.pair.forth,
            "note": say("measure.asks.note", value=show_figure(year.pair.value)) if year.pair.value is not None else "",
        }
        for year in history.years
    ]  # fmt: skip
    draw = partial(render_diverging, drawn, [str(year.year) for year in history.years], sides)
    title = say("measure.asks.years")
    names = ("year", "to_authority", "from_authority", "reciprocity", "network_reciprocity", "expected", "beyond_chance", "known", "unknown")  # fmt: skip
    table = MeasureTable(
        "reciprocity", title, tuple(map(_say_head, names)), tuple(map(_make_row, history.years))
    )
    caption = next(_say_change(history), _say_counts(history))
    return MeasureChart("reciprocity", title, caption, draw, table)


def _make_row(year: AskYear) -> tuple[Cell, ...]:
    whole = year.whole
    return (
        str(year.year), year.pair.forth, year.pair.back, year.pair.value, whole.value, whole.expected, whole.beyond_chance,
        whole.known, whole.unknown,
    )  # fmt: skip


def _tabulate_pairs(history: AskHistory) -> MeasureTable:
    names = ("body", "authority", "to_authority", "from_authority", "reciprocity")
    rows = [
        (one.body, one.authority, one.pair.forth, one.pair.back, one.pair.value)
        for one in history.pairs
    ]
    return MeasureTable(
        "pairs", say("measure.asks.pairs"), tuple(map(_say_head, names)), tuple(rows)
    )


def _say_head(name: str) -> str:
    if name in ("to_authority", "from_authority"):
        return say(f"measure.asks.{name}")
    if name in ("body", "authority"):
        return say(f"intake.role.{name}")
    return say(f"measure.head.{name}")
