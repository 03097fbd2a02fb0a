"""The kernel's functions, as NumPy sees them. The work is in ``kernel.c``."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from huiyin.grouping.kernel_build import ensure_kernel

U8: TypeAlias = NDArray[np.uint8]
U32: TypeAlias = NDArray[np.uint32]
U64: TypeAlias = NDArray[np.uint64]
#: A row to be folded by Python; a text without a leader.
LATER = np.uint32(0xFFFFFFFF)
COPY, NEAR, CONTAINS = range(3)


@lru_cache(maxsize=1)
def load_library() -> Any:
    """The built kernel. Raises :class:`~huiyin.grouping.kernel_build.NoCompiler` where it cannot be built."""
    lib = ctypes.CDLL(str(ensure_kernel()))
    for name in ("seen_new", "index_new"):
        getattr(lib, name).restype = ctypes.c_void_p
    for name in ("take_texts", "lead", "index_thin", "enlist", "join", "settle"):
        getattr(lib, name).restype = ctypes.c_int64
    for name in ("seen_slots", "texts_count"):
        getattr(lib, name).restype = ctypes.c_uint64
    return lib


def get_address(array: NDArray[Any] | None) -> ctypes.c_void_p:
    """Where an array lies."""
    return ctypes.c_void_p(None if array is None else array.ctypes.data)


def check_handle(handle: Any) -> Any:
    """``handle``, or ``MemoryError`` where the kernel could not have the memory it asked for."""
    if handle is None or handle == -1:
        raise MemoryError("grouping: not enough memory")
    return handle


class _Texts(ctypes.Structure):
    _fields_ = [
        ("n", ctypes.c_uint64),
        ("key", ctypes.c_void_p),
        ("address", ctypes.c_void_p),
        ("count", ctypes.c_void_p),
        ("level", ctypes.c_void_p),
        ("near", ctypes.c_double),
        ("contained", ctypes.c_double),
        ("enough", ctypes.c_uint32),
    ]


@dataclass(frozen=True)
class Texts:
    """Distinct texts, by key. ``key``: 64-bit hash of the folded text; ``address``: where in memory its
    sample of runs lies; ``count``: runs in the sample; ``level``: the sample holds one run in 2^level."""

    key: U64
    address: U64
    count: U32
    level: U32
    alive: tuple[object, ...] = field(default=(), repr=False)  # what owns the memory

    def __len__(self) -> int:
        return len(self.key)

    def structure(self, near: float, contained: float, enough: int) -> _Texts:
        return _Texts(
            len(self.key), self.key.ctypes.data, self.address.ctypes.data,
            self.count.ctypes.data, self.level.ctypes.data, near, contained, enough,
        )  # fmt: skip

    def samples(self) -> U32:
        """The samples one after another."""
        out = np.empty(int(self.count.sum(dtype=np.int64)), np.uint32)
        load_library().samples_gather(
            get_address(self.address),
            get_address(self.count),
            ctypes.c_uint64(len(self)),
            get_address(out),
        )
        return out
