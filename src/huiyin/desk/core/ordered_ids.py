"""Ids for many rows that come together: each after the one before, so that an index of them grows at its end."""

from __future__ import annotations

import os
import struct
import time
from uuid import UUID

#: The bits of an id that nobody can guess.
_DRAWN = (1 << 46) - 1


def make_ordered_ids(count: int) -> list[UUID]:
    """UUIDs of version 7 (RFC 9562, 5.7): the millisecond, a counter of 28 bits, and 46 bits nobody can guess."""
    return list(map(UUID, write_ordered_ids(count)))


def write_ordered_ids(count: int) -> list[str]:
    """The same as 32 hexadecimal digits each, as SQLite keeps them and PostgreSQL reads them."""
    moment = time.time_ns() // 1_000_000
    # The upper half of the counter is drawn, so that batches of one millisecond do not meet.
    begin = int.from_bytes(os.urandom(1)) << 20
    drawn = struct.unpack(f">{count}Q", os.urandom(8 * count))
    return [
        f"{moment:012x}7{number >> 16 & 0xFFF:03x}{1 << 63 | (number & 0xFFFF) << 46 | tail & _DRAWN:016x}"
        for number, tail in enumerate(drawn, begin)
    ]
