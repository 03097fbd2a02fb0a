"""Inner loops in C: one file each, one compiler call. Used at install (hatch_build.py) and by a checkout that moved on.

It is run by itself before anything is installed, so it imports nothing of Huiyin.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

#: Not .so: Python would take it for a module.
SUFFIX = ".shared"
#: What an installation brings.
SOURCES = ("grouping/kernel.c", "transparency/hash_kernel.c")


class NoCompiler(RuntimeError):
    """A kernel has to be built and cannot be; ``args[0]`` says what is missing."""


def compile_kernel(source: Path, into: Path | None = None) -> Path:
    """Compile ``source`` to a shared library, beside it unless ``into`` is given. Raises :class:`NoCompiler`.

    The library appears whole or not at all, so several processes may build at once.
    """
    into = into or source.with_suffix(SUFFIX)
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise NoCompiler("Huiyin needs a C compiler: apt-get install gcc libc6-dev")
    handle, fresh = tempfile.mkstemp(suffix=SUFFIX, dir=into.parent)
    os.close(handle)
    try:
        # No -march: the library must run on whatever machine the folder is copied to.
        call = [compiler, "-std=gnu11", "-O3", "-shared", "-fPIC", "-o", fresh, str(source)]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoCompiler(f"{' '.join(call)}: {done.stderr.strip()}")
        Path(fresh).chmod(0o755)
        Path(fresh).replace(into)
    finally:
        Path(fresh).unlink(missing_ok=True)
    return into


def ensure_compiled(source: Path) -> Path:
    """The library of ``source``; built now where it is missing or older. Raises :class:`NoCompiler`."""
    built = source.with_suffix(SUFFIX)
    is_older = source.exists() and built.exists() and source.stat().st_mtime > built.stat().st_mtime
    return compile_kernel(source) if is_older or not built.exists() else built
