"""The command line's own words, in the reader's language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Huiyin
from tests.cli.one_error import is_one_error


def test_a_language_that_is_not_spoken_is_named_with_those_that_are(called: Huiyin) -> None:
    for arguments in (
        ["--lang", "fr", "read", "x"],
        ["read", "x", "--lang=klingon"],
        ["read", "x", "--lang"],
    ):
        call = called(*arguments)
        assert (call.code, call.out) == (2, "")
        assert is_one_error(call.err) and "en, zh" in call.err


def test_an_unexpected_error_is_one_line_and_a_traceback_on_demand(tmp_path: Path) -> None:
    code = (
        "import sys, typer; from huiyin.cli.parser import run_program; app = typer.Typer();"
        "app.command()(lambda: 1 / 0); sys.exit(run_program(app, []))"
    )
    call = [sys.executable, "-c", code]
    spoken = {**os.environ, "HUIYIN_LANG": "en"}
    done = subprocess.run(call, check=False, capture_output=True, env=spoken, timeout=60)
    assert done.returncode == 2 and is_one_error(done.stderr.decode())
    assert "ZeroDivisionError" in done.stderr.decode()
    spoken["HUIYIN_TRACEBACK"] = "1"
    done = subprocess.run(call, check=False, capture_output=True, env=spoken, timeout=60)
    assert "Traceback" in done.stderr.decode()


@pytest.mark.parametrize(("asked", "is_told"), [("fr", True), ("pt_BR.UTF-8", True), ("zh", False), ("zh_CN.UTF-8", False), ("zh-Hant", False), ("en_GB", False), ("", False)])  # fmt: skip
def test_a_language_of_the_environment_that_is_not_offered_is_said_once(
    called: Huiyin, monkeypatch: pytest.MonkeyPatch, law_file: Path, asked: str, *, is_told: bool
) -> None:
    monkeypatch.setenv("HUIYIN_LANG", asked)
    call = called("read", law_file)
    assert call.code == 0
    assert call.err.count("HUIYIN_LANG") == is_told
    assert "HUIYIN_LANG" not in called("read", law_file, "--lang", "en").err
