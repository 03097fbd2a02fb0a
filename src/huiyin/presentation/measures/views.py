"""How a measure is shown: a title, sentences, charts with their tables, and the same as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from huiyin.i18n import say, say_number

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """``name``: the file name without its ending. A cell that is None is unknown."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """``caption`` states the finding. ``table`` has the values drawn. ``draw`` returns the SVG and is called late,
    because drawing takes far longer than computing.
    """

    name: str
    title: str
    caption: str
    draw: Callable[[], str]
    table: MeasureTable


@dataclass(frozen=True, slots=True)
class MeasureView:
    """``findings``: sentences derived from the figures. ``limits``: what is unknown, and how to read the figures.
    ``tables``: those without a chart. ``document``: the same as data.
    """

    title: str
    findings: tuple[str, ...]
    limits: tuple[str, ...]
    charts: tuple[MeasureChart, ...]
    tables: tuple[MeasureTable, ...]
    document: Mapping[str, object]

    @property
    def all_tables(self) -> tuple[MeasureTable, ...]:
        return (*(chart.table for chart in self.charts), *self.tables)


def show_cell(cell: Cell) -> str:
    """Format a cell; figures have at most two decimals."""
    if cell is None:
        return say("measure.nothing")
    if isinstance(cell, str):
        return cell
    return show_figure(cell)


def show_figure(value: float) -> str:
    """Format a figure with at most two decimals in the reader's language."""
    return say_number(round(value, 2))


def show_year(year: int) -> str:
    """Format a year, without a thousands separator."""
    return str(year)


def join_names(names: Sequence[str], most: int = 5) -> str:
    """Join names in a sentence; of many, only the first ones."""
    shown = say("run.list.join").join(names[:most])
    more = len(names) - most
    return shown if more <= 0 else say("measure.and_more", names=shown, more=more)


def list_unknown(named: Sequence[tuple[int, Sequence[str]]]) -> list[dict[str, object]]:
    """Turn (year, organisations of which nothing is known) into one row per organisation with its years."""
    years: dict[str, list[int]] = {}
    for year, organisations in named:
        for organisation in organisations:
            years.setdefault(organisation, []).append(year)
    return [{"organisation": name, "years": own} for name, own in sorted(years.items())]
