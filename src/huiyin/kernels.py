"""Inner loops in C: one source file each, compiled by a single compiler call.

Called at install time (hatch_build.py) and by a checkout whose sources are newer than its libraries. This module
runs on its own before anything is installed, so it imports nothing from Huiyin.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

#: Not .so: Python would take the library for an extension module.
SUFFIX = ".shared"
#: The library that an installation ships.
SOURCES = ("grouping/kernel.c", "transparency/hash_kernel.c")


class NoCompiler(RuntimeError):
    """A kernel must be built but cannot be; ``args[0]`` says what is missing."""


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
    """Return the library of ``source``, building it first if it is missing or out of date.

    Raises :class:`NoCompiler`.
    """
    built = source.with_suffix(SUFFIX)
    is_older = source.exists() and built.exists() and source.stat().st_mtime > built.stat().st_mtime
    return compile_kernel(source) if is_older or not built.exists() else built
