"""Data for a stacked bar, which shows the share of each part in a total (``core/part_bar.html``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar. ``name``: its CSS class; ``url``: where it links to, if anywhere."""

    name: str
    words: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class BarSegment:
    """A part with its position: ``start`` and ``width`` in percent of the bar."""

    part: BarPart
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One of several bars (``core/part_bars.html``): label, value in words, and length in percent of the longest."""

    name: str
    value: str
    width: str


def lay_out_bar(parts: Iterable[BarPart]) -> tuple[BarSegment, ...]:
    """The parts that are not zero, side by side in their order; together they fill the bar."""
    shown = [part for part in parts if part.count > 0]
    total = sum(part.count for part in shown)
    segments, before = [], 0
    for part in shown:
        start, width = before / total * 100, part.count / total * 100
        segments.append(BarSegment(part, f"{start:.3f}", f"{width:.3f}"))
        before += part.count
    return tuple(segments)
