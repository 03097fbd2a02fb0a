"""When Python looks for what refers to itself in a circle and nobody needs any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def rest_collector() -> Iterator[None]:
    """Python's collector rests meanwhile. Where a million rows are built it looks through all of them over and over, a quarter
    of the time, and finds nothing: they are let go as soon as nobody refers to them."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
