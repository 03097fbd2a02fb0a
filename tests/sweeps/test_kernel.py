"""The kernel of grouping, built with AddressSanitizer and UndefinedBehaviorSanitizer, groups what chance brings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huiyin.grouping.kernel_build import SOURCE
from tests.sweeps.size import sizes

DRIVER = Path(__file__).with_name("kernel_driver.py")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The kernel that ends the process at the first byte it may not touch, and what has to be loaded before it."""
    built = tmp_path_factory.mktemp("kernel") / "kernel.watched"
    compiler = os.environ.get("CC", "cc")
    call = [
        compiler, "-std=gnu11", "-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-shared",
        "-fPIC", "-o", str(built), str(SOURCE),
    ]  # fmt: skip
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    runtime = subprocess.run(
        [compiler, "-print-file-name=libasan.so"], capture_output=True, text=True, check=True
    ).stdout.strip()
    if done.returncode or not Path(runtime).is_absolute():
        pytest.skip(f"this compiler has no sanitisers: {done.stderr.strip()[-200:]}")
    return built, runtime


def run(watched: tuple[Path, str], *words: str) -> subprocess.CompletedProcess[str]:
    built, runtime = watched
    return subprocess.run(
        [sys.executable, str(DRIVER), str(built), *words],
        env=os.environ
        | {
            "LD_PRELOAD": runtime,
            "PYTHONMALLOC": "malloc",
            "ARROW_DEFAULT_MEMORY_POOL": "system",
            "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=1:allocator_may_return_null=1",
            "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
        },
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@sizes(20, 7_300)
def test_the_kernel_touches_no_byte_that_is_not_its_own(
    watched: tuple[Path, str], times: int, told: Callable[[str, int, list[Any]], None]
) -> None:
    done = run(watched, "1", str(times))
    last = int(done.stdout.split()[-1]) if done.stdout.split() else 0
    failed = [] if done.returncode == 0 and last == times else [done.stderr[-2000:]]
    told("sanitised runs of the kernel", max(last, 1), failed)


@pytest.mark.sweep
def test_a_kernel_that_reads_too_far_is_noticed(watched: tuple[Path, str], tmp_path: Path) -> None:
    """What the sweep is worth: with the check for the end of a text taken out it fails."""
    source = SOURCE.read_text("utf-8")
    check = "if (end - p <= more) break;"
    assert check in source
    worse = tmp_path / "kernel.c"
    worse.write_text(source.replace(check, ""), "utf-8")
    built = tmp_path / "kernel.worse"
    subprocess.run(
        ["cc", "-std=gnu11", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-shared",
         "-fPIC", "-o", str(built), str(worse)],
        check=True,
    )  # fmt: skip
    done = run((built, watched[1]), "1", "200")
    assert done.returncode != 0 and "AddressSanitizer" in done.stderr
