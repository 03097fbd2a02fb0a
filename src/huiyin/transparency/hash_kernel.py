"""Many leaves and nodes hashed in one call. The work is in ``hash_kernel.c``.

What checks a proof needs a few hashes and does without; so where nothing was built and nothing can be, whoever checks a
receipt misses nothing, and a log grows as before, more slowly.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from huiyin.kernels import NoCompiler, ensure_compiled

SOURCE = Path(__file__).resolve().with_name("hash_kernel.c")
_HASH_SIZE = 32


class HashKernel:
    """The kernel's functions, as bytes in and out. ``is_native``: whether the processor's own instructions are used."""

    def __init__(self, library: ctypes.CDLL, *, is_plain: bool = False) -> None:
        self._hash_entries = library.huiyin_hash_entries
        self._hash_entries.restype = None
        self._hash_entries.argtypes = [
            ctypes.c_char_p, ctypes.c_void_p, ctypes.c_uint64, ctypes.c_char_p, ctypes.c_char_p,
        ]  # fmt: skip
        self._fold = library.huiyin_hash_fold
        self._fold.restype = ctypes.c_int
        self._fold.argtypes = [ctypes.c_char_p, ctypes.c_uint64, ctypes.c_char_p]
        library.huiyin_hash_choose.restype = ctypes.c_int
        library.huiyin_hash_choose.argtypes = [ctypes.c_int]
        self.is_native = bool(library.huiyin_hash_choose(int(is_plain)))

    def hash_entries(self, entries: Sequence[bytes]) -> tuple[bytes, bytes]:
        """The bundle of ``entries`` and the hashes of their leaves. Raises ``OverflowError`` where one is longer than a
        bundle can say."""
        data = b"".join(entries)
        lengths = array("H", map(len, entries))
        bundle = ctypes.create_string_buffer(len(data) + 2 * len(lengths) or 1)
        hashes = ctypes.create_string_buffer(_HASH_SIZE * len(lengths) or 1)
        self._hash_entries(data, lengths.buffer_info()[0], len(lengths), bundle, hashes)
        return (bundle.raw, hashes.raw) if lengths else (b"", b"")

    def fold_hashes(self, hashes: bytes) -> bytes:
        """The root over hashes that stand one after the other: a power of two of them, and no more than a tile has."""
        root = ctypes.create_string_buffer(_HASH_SIZE)
        if len(hashes) % _HASH_SIZE or self._fold(hashes, len(hashes) // _HASH_SIZE, root):
            raise ValueError(f"{len(hashes)} bytes are no perfect subtree of a tile")
        return root.raw


@cache
def load_kernel() -> HashKernel | None:
    """The kernel, built now where that is needed; None where it cannot be."""
    try:
        return HashKernel(ctypes.CDLL(str(ensure_compiled(SOURCE))))
    except (NoCompiler, OSError):
        return None
