"""Decide which numbers at line beginnings count: 二、三类 is not a second item if no 一、 precedes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A line that begins like a list item. ``form``: how it is numbered. ``value``: its number. ``is_unsure``: the
    number may be a word of the sentence.
    """

    form: str
    value: int
    is_unsure: bool = False


def find_uncounted(lines: Sequence[CountedLine | None]) -> frozenset[int]:
    """Return the positions of unsure numbers that are not items: they neither continue a list nor begin one that
    continues.

    ``None`` is a line without a number; it does not end a list, but a line of an outer form restarts everything.
    """
    return frozenset(
        place
        for form in ("enumerated", "arabic")
        for run in _split_runs(lines, form)
        for place in _uncounted_in(lines, run)
    )


def _split_runs(lines: Sequence[CountedLine | None], form: str) -> Iterator[list[int]]:
    """Yield the positions of ``form``, divided at lines that certainly have another form: （二） restarts the 目."""
    run: list[int] = []
    for place, line in enumerate(lines):
        if line is None:
            continue
        if line.form == form:
            run.append(place)
        elif form == "arabic" and not line.is_unsure:
            yield run
            run = []
    yield run


def _uncounted_in(lines: Sequence[CountedLine | None], run: Sequence[int]) -> Iterator[int]:
    counted = [line for place in run if (line := lines[place]) is not None]
    are_levels = _are_levels(counted)
    sure_ahead = {line.value: at for at, line in enumerate(counted) if not line.is_unsure}
    last = 0
    for at, (place, line) in enumerate(zip(run, counted, strict=True)):
        after = counted[at + 1].value if at + 1 < len(counted) else 0
        is_elsewhere = sure_ahead.get(line.value, -1) > at
        is_doubtful = are_levels or is_elsewhere or not _runs_on(line, last, after)
        if _begins_late(line, last, after) or (line.is_unsure and is_doubtful):
            yield place
        else:
            last = line.value


def _are_levels(counted: Sequence[CountedLine]) -> bool:
    """1.1, 1.2 and 2.1 are multi-level numbers, not list numbers."""
    if not counted or counted[0].form != "arabic" or not all(line.is_unsure for line in counted):
        return False
    return len({line.value for line in counted}) != len(counted)


def _runs_on(line: CountedLine, last: int, after: int) -> bool:
    """Tell whether a number continues a list or begins one that continues. ``last``: the previous number, 0 for
    none.
    """
    begins = line.value == 1 and after == 2
    return begins or (last > 0 and line.value == last + 1)


def _begins_late(line: CountedLine, last: int, after: int) -> bool:
    """陸、海、空軍: no number comes before or after."""
    is_late = line.form == "enumerated" and not last and line.value > 1
    return is_late and after != line.value + 1
