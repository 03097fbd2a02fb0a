"""Ids for many rows created together, in ascending order, so that an index on them only grows at its end."""

from __future__ import annotations

import os
import struct
import time
from uuid import UUID

#: The random, unguessable bits of an id.
_DRAWN = (1 << 46) - 1


def make_ordered_ids(count: int) -> list[UUID]:
    """``count`` UUIDs of version 7 (RFC 9562, section 5.7): time in milliseconds, a 28-bit counter, 46 random
    bits.
    """
    return list(map(UUID, write_ordered_ids(count)))


def write_ordered_ids(count: int) -> list[str]:
    """The same, each as 32 hexadecimal digits, the form that SQLite stores and PostgreSQL accepts."""
    moment = time.time_ns() // 1_000_000
    # The high bits of the counter are random, so that batches made within the same millisecond do
    # not collide.
    begin = int.from_bytes(os.urandom(1)) << 20
    drawn = struct.unpack(f">{count}Q", os.urandom(8 * count))
    return [
        f"{moment:012x}7{number >> 16 & 0xFFF:03x}{1 << 63 | (number & 0xFFFF) << 46 | tail & _DRAWN:016x}"
        for number, tail in enumerate(drawn, begin)
    ]
