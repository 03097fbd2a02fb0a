"""The location of the grouping kernel, and how it is rebuilt."""

from __future__ import annotations

from pathlib import Path

from huiyin.kernels import NoCompiler, compile_kernel, ensure_compiled

__all__ = ["BUILT", "SOURCE", "NoCompiler", "build_kernel", "ensure_kernel"]

SOURCE = Path(__file__).resolve().with_name("kernel.c")
BUILT = SOURCE.with_suffix(".shared")


def build_kernel(into: Path = BUILT) -> Path:
    """Compile ``kernel.c`` to a shared library. Raises :class:`huiyin.kernels.NoCompiler`."""
    return compile_kernel(SOURCE, into)


def ensure_kernel() -> Path:
    """Return the kernel, building it first if it is missing or older than its source."""
    return ensure_compiled(SOURCE)
