"""Inner loops in C: built whole or not at all, and anew where the source is younger."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

import pytest

from huiyin.kernels import NoCompiler, compile_kernel, ensure_compiled


def write(folder: Path, answer: int, *, at: int) -> Path:
    source = folder / "kernel.c"
    source.write_text(f"int answer(void) {{ return {answer}; }}\n")
    os.utime(source, (at, at))
    return source


def test_what_is_built_is_called_and_built_anew_where_its_source_is_younger(tmp_path: Path) -> None:
    built = ensure_compiled(write(tmp_path, 41, at=1_000))
    assert built == tmp_path / "kernel.shared"
    assert ctypes.CDLL(str(built)).answer() == 41
    before = built.stat().st_mtime_ns
    assert ensure_compiled(tmp_path / "kernel.c").stat().st_mtime_ns == before  # nothing to do
    os.utime(built, (2_000, 2_000))
    write(tmp_path, 42, at=3_000)
    again = ensure_compiled(tmp_path / "kernel.c")
    assert again.stat().st_mtime > 3_000
    assert b"\x2a" in again.read_bytes()


def test_a_source_that_does_not_compile_says_what_the_compiler_said_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    source = tmp_path / "kernel.c"
    source.write_text("int answer(void) { return nobody; }\n")
    with pytest.raises(NoCompiler, match="nobody"):
        compile_kernel(source)
    assert [path.name for path in tmp_path.iterdir()] == ["kernel.c"]


def test_a_compiler_that_is_not_there_is_named_with_the_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoCompiler, match="apt-get install gcc"):
        compile_kernel(tmp_path / "kernel.c")
