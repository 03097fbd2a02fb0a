"""The kernel as it is built: without warnings, declared as it is, refused with another layout."""

from __future__ import annotations

import ctypes
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from huiyin import kernels
from huiyin.grouping import kernel, kernel_build


def compile_kernel(source: Path, into: Path, *options: str) -> subprocess.CompletedProcess[str]:
    call = ["cc", "-std=gnu11", "-shared", "-fPIC", *options, "-o", str(into), str(source)]
    return subprocess.run(call, capture_output=True, text=True, check=False)


def test_the_compiler_has_nothing_to_warn_of(tmp_path: Path) -> None:
    strict = ["-O3", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]
    done = compile_kernel(kernel_build.SOURCE, tmp_path / "kernel", *strict)
    assert (done.returncode, done.stderr) == (0, "")


#: What a function of the kernel takes and returns → how ``FUNCTIONS`` says it.
_ARRAYS = {"uint8_t": "|u1", "uint32_t": "<u4", "uint64_t": "<u8", "int64_t": "<i8", "double": "<f8"}  # fmt: skip
_NUMBERS = {"uint32_t": ctypes.c_uint32, "uint64_t": ctypes.c_uint64, "int64_t": ctypes.c_int64, "int": ctypes.c_int, "void": None}  # fmt: skip


def _as_declared(declaration: str) -> object:
    words = declaration.replace("const ", "").replace("*", " * ").split()
    if "*" not in words:
        return _NUMBERS[words[0]]
    if words[0] in _ARRAYS:
        return _ARRAYS[words[0]]
    return kernel._TEXTS if words[0] == "Texts" else ctypes.c_void_p


def _as_said(argument: Any) -> object:
    return argument._dtype_.str if hasattr(argument, "_dtype_") else argument


def test_every_function_that_the_kernel_exports_is_declared_as_it_is() -> None:
    """By a name of its own: in a process with other libraries, a `join` would be anybody's."""
    source = kernel_build.SOURCE.read_text("utf-8")
    exported = re.findall(
        r"^(?!static|WIDE|typedef)(\w[\w ]* \*?)(\w+)\(([^)]*)\) \{", source, re.M
    )
    written = {
        name: (_as_declared(result), [_as_declared(each) for each in arguments.split(",")])
        for result, name, arguments in exported
    }
    assert len(written) == len(exported) == 19
    assert [name for name in written if not name.startswith("huiyin_")] == []
    assert written == {
        name: (result, [_as_said(argument) for argument in arguments])
        for name, (result, arguments) in kernel.FUNCTIONS.items()
    }


def test_a_kernel_with_another_layout_is_refused(tmp_path: Path) -> None:
    kernel.check_layout(kernel.load_library())
    source = kernel_build.SOURCE.read_text("utf-8")
    field = "double near, contained; uint32_t enough;"
    assert field in source
    other = tmp_path / "kernel.c"
    other.write_text(source.replace(field, "double contained, near; uint32_t enough;"), "utf-8")
    assert compile_kernel(other, tmp_path / "other", "-O0").returncode == 0
    with pytest.raises(RuntimeError, match="another layout"):
        kernel.check_layout(ctypes.CDLL(str(tmp_path / "other")))


def test_without_a_compiler_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(kernels.shutil, "which", lambda name: None)
    monkeypatch.delenv("CC", raising=False)
    with pytest.raises(kernel_build.NoCompiler, match="apt-get install gcc"):
        kernel_build.build_kernel()
