"""How long a sweep goes on: small in `make test`, large in `make sweep`; and a large one in parts, each for itself."""

from __future__ import annotations

import os
from zlib import crc32

import pytest

#: ``3/8`` for the third part of eight of what a sweep tries; without it everything.
PART = "HUIYIN_SWEEP_PART"


def sizes(small: int, large: int) -> pytest.MarkDecorator:
    """Runs the test with ``times``, a small number always and a large one in a sweep."""
    return pytest.mark.parametrize(
        "times",
        [pytest.param(small, id="small"), pytest.param(large, id="large", marks=pytest.mark.sweep)],
    )


def read_part() -> tuple[int, int]:
    """Which part of a sweep is asked for, from 1, and of how many."""
    number, _, of = os.environ.get(PART, "1/1").partition("/")
    part = int(number), int(of or 1)
    if not 1 <= part[0] <= part[1]:
        raise ValueError(f"{PART}={number}/{of}: the part is from 1 to how many there are")
    return part


def is_in_part(name: str) -> bool:
    """Whether what is called ``name`` is tried in this part: the same part wherever the sweep runs, whatever else there is."""
    number, of = read_part()
    return crc32(name.encode()) % of == number - 1


def name_part() -> str:
    """What a sweep says of itself where it is a part."""
    number, of = read_part()
    return "" if of == 1 else f" (part {number} of {of})"
