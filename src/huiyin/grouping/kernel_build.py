"""Build the kernel: one C file, one compiler call. Used at install (hatch_build.py) and by a checkout that moved on."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "kernel.c"
BUILT = HERE / "kernel.shared"  # not .so: Python would take it for a module


class NoCompiler(RuntimeError):
    """The kernel has to be built and cannot be; ``args[0]`` says what is missing."""


def build_kernel(into: Path = BUILT) -> Path:
    """Compile ``kernel.c`` to a shared library. Raises :class:`NoCompiler`.

    The library appears whole or not at all, so several processes may build at once.
    """
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise NoCompiler("Huiyin needs a C compiler: apt-get install gcc libc6-dev")
    handle, fresh = tempfile.mkstemp(suffix=".shared", dir=into.parent)
    os.close(handle)
    try:
        # No -march: the library must run on whatever machine the folder is copied to.
        call = [compiler, "-std=gnu11", "-O3", "-shared", "-fPIC", "-o", fresh, str(SOURCE)]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoCompiler(f"{' '.join(call)}: {done.stderr.strip()}")
        Path(fresh).chmod(0o755)
        Path(fresh).replace(into)
    finally:
        Path(fresh).unlink(missing_ok=True)
    return into


def ensure_kernel() -> Path:
    """The built kernel; built now where it is missing or older than its source."""
    if not BUILT.exists() or (SOURCE.exists() and SOURCE.stat().st_mtime > BUILT.stat().st_mtime):
        return build_kernel()
    return BUILT
