"""Ids for many rows that come together: each after the one before, so that an index of them grows at its end."""

from __future__ import annotations

import os
import time
from uuid import UUID


def make_ordered_ids(count: int) -> list[UUID]:
    """UUIDs of version 7 (RFC 9562, 5.7): the millisecond, a counter of 28 bits, and 46 bits nobody can guess."""
    moment = time.time_ns() // 1_000_000
    # The upper half of the counter is drawn, so that batches of one millisecond do not meet.
    begin = int.from_bytes(os.urandom(1)) << 20
    drawn = os.urandom(6 * count)
    made = []
    for at in range(count):
        number = begin + at
        tail = int.from_bytes(drawn[6 * at : 6 * at + 6]) & (1 << 46) - 1
        value = moment << 80 | 0x7 << 76 | (number >> 16 & 0xFFF) << 64 | 0b10 << 62
        made.append(UUID(int=value | (number & 0xFFFF) << 46 | tail))
    return made
