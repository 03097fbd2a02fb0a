"""Nothing that reads or looks at people's texts takes longer than they are long, whatever they repeat.

The processor's time is counted, not the clock's; what takes too long is tried again, for the machine may be busy, and
what would take for ever is stopped. ``make sweep`` tries 20,000 of everything, the suite 500: what takes of 500 the
square and is no part of a second is found by the sweep alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from huiyin.intake import read_comments
from huiyin.law import UnreadableLaw, read_bytes, read_text
from tests.growth.adversary import analyses, comment_files, law_files, writings
from tools.patterns import time_call

FEW, MANY = 500, 20_000
LAW = read_text("某法\n第一条 甲。\n第二条 乙。\n")


Cases = list[tuple[str, Callable[[], object]]]


def must_be_quick(make: Callable[[int], Cases], count: int, seconds: float) -> None:
    """Each case within ``seconds`` of the processor, and none that takes a good part of them grows faster than it is
    long: see :func:`time_both`."""
    slow, slowest = [], (0.0, "")
    cases = make(count)
    quarters: Cases = []  # made for the first case that takes a good part of its time
    longer: Cases = []
    for place, (name, call) in enumerate(cases):
        took = time_call(call, limit=2 * seconds)
        if took > seconds / 4:
            quarters = quarters or make(count // 4)
            took, less = time_both(call, quarters[place][1], 2 * seconds)
            if took > max(seconds / 4, 8 * less):
                longer = longer or make(4 * count)
                longest, took = time_both(longer[place][1], call, 32 * seconds)
                if longest > 8 * took:
                    slow.append(f"{name}: {took:.2f} s, four times as long {longest:.2f} s")
        if took > seconds:
            slow.append(f"{name}: {took:.2f} s")
        slowest = max(slowest, (took, name))
    print(f"{len(cases)} cases, the slowest {slowest[0]:.2f} s ({slowest[1]})")
    assert slow == []


def time_both(
    call: Callable[[], object], quarter: Callable[[], object], limit: float
) -> tuple[float, float]:
    """Seconds of the processor that each takes, the best of four tries by turns: four times as long would be linear,
    sixteen is the square. The processor's time swells too where others use the same cache, and for what is short by
    more than that; so what grows too fast is asked once more at four times its length. What is plainly nearer to the
    line than to the square is not tried again."""
    best = least = limit
    for _ in range(4):
        best = min(best, time_call(call, limit=limit))
        least = min(least, time_call(quarter, limit=limit))
        if best <= 6 * least:
            break
    return best, least


def read_law(name: str, data: bytes) -> None:
    # Refused, and quickly; nothing but a refusal.
    with suppress(UnreadableLaw):
        read_bytes(data, name)


def read_rows(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        read_comments([path], law=LAW)


def laws(count: int) -> Cases:
    return [(what, lambda n=name, d=data: read_law(n, d)) for what, name, data in law_files(count)]  # type: ignore[misc]


def comments(count: int) -> Cases:
    return [(what, lambda n=name, d=data: read_rows(n, d)) for what, name, data in comment_files(count)]  # type: ignore[misc]  # fmt: skip


def looks(count: int) -> Cases:
    return list(analyses(count))


def writes(count: int) -> Cases:
    return list(writings(count))


def test_no_law_takes_long_to_write_or_to_amend() -> None:
    must_be_quick(writes, FEW, 0.5)


@pytest.mark.sweep
def test_no_long_law_takes_long_to_write_or_to_amend() -> None:
    must_be_quick(writes, MANY, 20)


def test_no_draft_takes_long_to_read() -> None:
    must_be_quick(laws, FEW, 0.25)


def test_no_file_of_comments_takes_long_to_read() -> None:
    must_be_quick(comments, FEW, 0.25)


def test_no_text_takes_long_to_look_at() -> None:
    must_be_quick(looks, FEW, 0.25)


@pytest.mark.sweep
def test_no_long_draft_takes_long_to_read() -> None:
    must_be_quick(laws, MANY, 3)


@pytest.mark.sweep
def test_no_long_file_of_comments_takes_long_to_read() -> None:
    must_be_quick(comments, MANY, 6)


@pytest.mark.sweep
def test_no_long_text_takes_long_to_look_at() -> None:
    must_be_quick(looks, MANY, 3)
