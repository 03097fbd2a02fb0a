"""One bar that shares a total out: how much of it each part is, drawn by ``core/part_bar.html``, with its numbers in words
beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part before it is laid out. ``name`` is its class in the style sheet, ``url`` where it leads, if anywhere."""

    name: str
    words: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class BarSegment:
    """A part as it is drawn; ``start`` and ``width`` in hundredths of the bar."""

    part: BarPart
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar beside others, drawn by ``core/part_bars.html``: what it is of, its value in words, and its length in hundredths of the longest."""

    name: str
    value: str
    width: str


def lay_out_bar(parts: Iterable[BarPart]) -> tuple[BarSegment, ...]:
    """The parts that count anything, one behind the other, in their order; together they fill the bar."""
    shown = [part for part in parts if part.count > 0]
    total = sum(part.count for part in shown)
    segments, before = [], 0
    for part in shown:
        start, width = before / total * 100, part.count / total * 100
        segments.append(BarSegment(part, f"{start:.3f}", f"{width:.3f}"))
        before += part.count
    return tuple(segments)
