"""Hash many leaves and nodes in one call. The implementation is in ``hash_kernel.c``.

Checking a proof needs only a few hashes and does not use it. Without a kernel, receipts can still be checked, and a
log still grows, only more slowly.
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
    """The kernel's functions on bytes. ``is_native``: whether the processor's SHA instructions are used."""

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
        """Return the bundle of ``entries`` and the hashes of their leaves.

        Raises ``OverflowError`` if an entry is too long for a bundle.
        """
        data = b"".join(entries)
        lengths = array("H", map(len, entries))
        bundle = ctypes.create_string_buffer(len(data) + 2 * len(lengths) or 1)
        hashes = ctypes.create_string_buffer(_HASH_SIZE * len(lengths) or 1)
        self._hash_entries(data, lengths.buffer_info()[0], len(lengths), bundle, hashes)
        return (bundle.raw, hashes.raw) if lengths else (b"", b"")

    def fold_hashes(self, hashes: bytes) -> bytes:
        """Return the root over concatenated hashes: a power of two of them, at most as many as a tile has."""
        root = ctypes.create_string_buffer(_HASH_SIZE)
        if len(hashes) % _HASH_SIZE or self._fold(hashes, len(hashes) // _HASH_SIZE, root):
            raise ValueError(f"{len(hashes)} bytes are no perfect subtree of a tile")
        return root.raw


@cache
def load_kernel() -> HashKernel | None:
    """Return the kernel, building it first if necessary; None if it cannot be built."""
    try:
        return HashKernel(ctypes.CDLL(str(ensure_compiled(SOURCE))))
    except (NoCompiler, OSError):
        return None
