"""What a form or an address gave: numbers that may not be numbers, and rows chosen from a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def as_number(written: str) -> int | None:
    """The number that was given, or None where it is none."""
    return int(written) if written.isdecimal() else None


def as_numbers(written: Iterable[str]) -> list[int]:
    """Those of several that are numbers."""
    return [int(one) for one in written if one.isdecimal()]


def choice(among: Any, written: str) -> Any:
    """The row of the query set ``among`` that was chosen by its number, or None."""
    chosen = as_number(written)
    return None if chosen is None else among.filter(pk=chosen).first()
