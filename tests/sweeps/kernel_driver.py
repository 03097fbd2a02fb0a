"""Groups at random with the kernel built to be watched; run by test_kernel.py in a process that has AddressSanitizer.

python kernel_driver.py LIBRARY SEED TIMES
"""

from __future__ import annotations

import ctypes
import random
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyarrow as pa

from huiyin.grouping import kernel

kernel.ensure_kernel = lambda: Path(sys.argv[1])

from huiyin.grouping.fingerprints import fold_all  # noqa: E402
from huiyin.grouping.near_duplicates import group_comments  # noqa: E402
from huiyin.grouping.ray_backend import merge_folded  # noqa: E402

ALPHABETS = (
    "天地玄黄宇宙洪荒", "ab", "abcdefghijklmnopqrstuvwxyz ", "发發髮ﬁＡ①㈱ﷺ가각e\u0301\u00adß", "\x00\x7f\u0080\u07ff\u0800\uffff\U00010000\U0010ffff",
    "湿地保护规划应当公开。，", "=+-@\t\r\n",
)  # fmt: skip


def text(chance: random.Random) -> str:
    alphabet = chance.choice(ALPHABETS)
    length = chance.choice((0, 1, 2, 4, 5, 8, 9, 30, 95, 96, 97, 255, 256, 300, 1500))
    whole = "".join(chance.choices(alphabet, k=chance.randint(0, length)))
    return whole * chance.choice((1, 1, 1, 2, 50 if len(whole) < 100 else 1))


def texts(chance: random.Random) -> list[str]:
    """Some new, some the same, some with an edit, some inside others."""
    found = [text(chance) for _ in range(chance.randint(1, 12))]
    for _ in range(chance.randint(0, 50)):
        one = chance.choice(found)
        at = chance.randint(0, len(one))
        found.append(
            chance.choice(
                (one, one.upper(), one[:at] + text(chance)[:9] + one[at:], one[:at], one + chance.choice(found)[:900])
            )
        )  # fmt: skip
    chance.shuffle(found)
    return found


def exact(column: pa.Array, changed: bytes | None = None) -> pa.Array:
    """The same in memory that ends where it ends: Arrow's own goes on a little, and hides who reads too far."""
    _, offsets, data = column.buffers()
    held = []
    for part in (
        offsets.to_pybytes()[: 8 * (len(column) + 1)],
        changed if changed is not None else data.to_pybytes(),
    ):
        held.append(pa.py_buffer((ctypes.c_ubyte * len(part)).from_buffer_copy(part)))
    return pa.Array.from_buffers(pa.large_string(), len(column), [None, *held])


def damaged(chance: random.Random, column: pa.Array) -> pa.Array:
    """The same with bytes changed, so that characters are cut and what is no UTF-8 stands there, also at the end."""
    offsets, data = column.buffers()[1:]
    end = int.from_bytes(offsets.to_pybytes()[8 * len(column) : 8 * len(column) + 8], "little")
    changed = bytearray(data.to_pybytes()[:end])
    for _ in range(chance.randint(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    if changed and chance.random() < 0.5:
        changed[-1] = chance.choice((0xC3, 0xE5, 0xF0, 0xFF))
    return exact(column, bytes(changed))


def once(chance: random.Random) -> None:
    said = texts(chance)
    rows = {"id": [f"c{n}" for n in range(len(said))], "text": said}
    if chance.random() < 0.5:
        rows["weight"] = [chance.choice((None, 0.0, 1.0, 3.5, 1e12)) for _ in said]
    found = group_comments(
        pa.table(rows),
        near=chance.choice((0.0, 0.3, 0.6, 1.0)),
        contained=chance.choice((0.0, 0.8, 1.0)),
        traditional=chance.random() < 0.5,
        threads=chance.choice((1, 2, 4)),
    )
    assert len(found.assignments) == len(said)
    column = pa.array(said, pa.large_string())
    if chance.random() < 0.3:
        piece = chance.randint(1, len(said))
        parts = []
        for at in range(0, len(said), piece):
            some = exact(pa.array(said[at : at + piece], pa.large_string()))
            folded = fold_all(iter([(0, iter([some]))]), len(some), crew=1, traditional=True)
            known = folded.texts
            parts.append(
                (known.key, known.count, known.level, known.samples(), folded.text, folded.printed)
            )
        assert len(np.unique(merge_folded(parts).text)) <= len(said)
    if chance.random() < 0.3:
        some = damaged(chance, column)
        with suppress(UnicodeDecodeError):  # a row that Python was asked to fold, and no text
            fold_all(iter([(0, iter([some]))]), len(said), crew=1, traditional=False)


def main(seed: int, times: int) -> None:
    for number in range(times):
        once(random.Random(f"{seed}:{number}"))
        if number % 50 == 49:
            print(number + 1, flush=True)
    print(times, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[2]), int(sys.argv[3]))
