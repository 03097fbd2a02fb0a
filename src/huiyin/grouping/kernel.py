"""The kernel's functions for NumPy. The implementation is in ``kernel.c``."""

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
#: Markers: a row that Python must fold; a text without a leader.
LATER = np.uint32(0xFFFFFFFF)
COPY, NEAR, CONTAINS = range(3)
#: ``Edge`` of ``kernel.c``: two texts, one near the other or containing it.
EDGE = np.dtype([("from", "<u4"), ("to", "<u4"), ("how", "<u4"), ("pad", "<u4"), ("like", "<f8")])


class _Texts(ctypes.Structure):
    """``Texts`` of ``kernel.c``."""

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


def _array_of(dtype: type[np.generic], *, is_optional: bool = False) -> Any:
    """Return the argument type for a contiguous array of ``dtype``; other arrays are refused."""
    declared = np.ctypeslib.ndpointer(dtype, flags="C_CONTIGUOUS")
    if not is_optional:
        return declared

    def from_param(cls: Any, array: NDArray[Any] | None) -> Any:
        return None if array is None else declared.from_param(array)

    return type("optional_array", (declared,), {"from_param": classmethod(from_param)})


def _check_status(status: Any, function: object, arguments: object) -> Any:
    """Return the kernel's result, or raise ``MemoryError`` if it could not allocate memory."""
    if status is None or status == -1:
        raise MemoryError("grouping: not enough memory")
    return status


_POINTER, _NUMBER32, _NUMBER64 = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint64
_STATUS = ctypes.c_int64  # 0, or -1 if memory ran out
_TEXTS = ctypes.POINTER(_Texts)
_U8, _U32, _U64 = _array_of(np.uint8), _array_of(np.uint32), _array_of(np.uint64)
_I64, _F64 = _array_of(np.int64), _array_of(np.float64)
#: The result and argument types of each function, as declared in ``kernel.c``.
FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "huiyin_seen_new": (_POINTER, [_NUMBER64, _NUMBER32]),
    "huiyin_seen_free": (None, [_POINTER]),
    "huiyin_seen_slots": (_NUMBER64, [_POINTER]),
    "huiyin_take_texts": (
        _STATUS,
        [_POINTER, _NUMBER32, _I64, _U8, ctypes.c_int64, _U32, _U32, _NUMBER32, ctypes.c_int, _U32,
         _array_of(np.uint64, is_optional=True)],
    ),
    "huiyin_texts_count": (_NUMBER64, [_POINTER]),
    "huiyin_texts_tell": (None, [_POINTER, _U64, _U64, _U32, _U32, _U32]),
    "huiyin_samples_gather": (None, [_U64, _U32, _NUMBER64, _U32]),
    "huiyin_index_new": (_POINTER, [_NUMBER64]),
    "huiyin_index_free": (None, [_POINTER]),
    "huiyin_index_thin": (_STATUS, [_POINTER]),
    "huiyin_lead": (_STATUS, [_TEXTS, _POINTER, _U32, _NUMBER64, _U32, _U32, _U8]),
    "huiyin_enlist": (_STATUS, [_TEXTS, _POINTER, _U32, _NUMBER64, _NUMBER32, _U32]),
    "huiyin_join": (_STATUS, [_TEXTS, _POINTER, _U32, _U32, _NUMBER64, _U32, _U8]),
    "huiyin_edges": (
        _STATUS,
        [_TEXTS, _U32, _NUMBER64, _array_of(np.uint8, is_optional=True), _POINTER],
    ),
    "huiyin_edges_free": (None, [_POINTER]),
    "huiyin_settle": (_STATUS, [_TEXTS, _U32, _NUMBER64, _POINTER, _NUMBER64, _F64, _U32, _U8]),
    "huiyin_mark": (None, [_TEXTS, _U32, _NUMBER64, _U32, _NUMBER32]),
    "huiyin_meets": (None, [_TEXTS, _U32, _NUMBER64, _U32, _NUMBER32, ctypes.c_int, _U8]),
    "huiyin_smallest_ids": (None, [_I64, _U8, _I64, _U32, _NUMBER64, _I64]),
}  # fmt: skip


@lru_cache(maxsize=1)
def load_library() -> Any:
    """Load the built kernel; its functions raise ``MemoryError`` when memory runs out.

    Raises :class:`~huiyin.grouping.kernel_build.NoCompiler` if it cannot be built.
    """
    lib = ctypes.CDLL(str(ensure_kernel()))
    check_layout(lib)
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
        if result in (_POINTER, _STATUS):
            function.errcheck = _check_status
    return lib


def check_layout(lib: ctypes.CDLL) -> None:
    """Raise ``RuntimeError`` if the kernel's struct layout differs from :class:`_Texts`."""
    theirs = (ctypes.c_uint32 * (len(_Texts._fields_) + 1)).in_dll(lib, "huiyin_texts_layout")
    ours = [ctypes.sizeof(_Texts), *(getattr(_Texts, name).offset for name, *_ in _Texts._fields_)]
    if list(theirs) != ours:
        raise RuntimeError(
            f"grouping: the kernel was built for another layout: {list(theirs)}, not {ours}"
        )


@dataclass(frozen=True)
class Texts:
    """Distinct texts, sorted by key.

    ``key``: 64-bit hash of the folded text. ``address``: the memory address of its sample of runs. ``count``: runs
    in the sample. ``level``: the sample contains one run in 2^level.
    """

    key: U64
    address: U64
    count: U32
    level: U32
    alive: tuple[object, ...] = field(
        default=(), repr=False
    )  # owns the memory that ``address`` points to

    def __len__(self) -> int:
        return len(self.key)

    def structure(self, near: float, contained: float, enough: int) -> _Texts:
        return _Texts(
            len(self.key), self.key.ctypes.data, self.address.ctypes.data,
            self.count.ctypes.data, self.level.ctypes.data, near, contained, enough,
        )  # fmt: skip

    def samples(self) -> U32:
        """The samples, concatenated."""
        out = np.empty(int(self.count.sum(dtype=np.int64)), np.uint32)
        load_library().huiyin_samples_gather(self.address, self.count, len(self), out)
        return out
