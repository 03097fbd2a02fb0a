"""`make check` says on one screen what is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import check


def call(code: str) -> list[str]:
    return [sys.executable, "-S", "-c", code]


COMPLAINS = "print(*(f'file.py:{n}: wrong ' + 'x' * 300 for n in range(500)), sep='\\n'); raise SystemExit(1)"
CHECKS = {
    "good": call("print('all well')"),
    "bad": call(COMPLAINS),
    "short": call("import sys; print('one thing', file=sys.stderr); sys.exit(3)"),
    "worse": call(COMPLAINS),
}


def test_what_fails_is_shown_with_its_first_complaints_and_fits_a_screen(tmp_path: Path) -> None:
    shown = check.write_screen(check.run_checks(CHECKS), tmp_path / "logs")
    assert len(shown) <= check.SCREEN and max(map(len, shown)) <= check.WIDTH + 2
    assert shown[0].startswith("passed: good (")
    assert [line.split(" (")[0] for line in shown if line.startswith("FAILED")] == [
        "FAILED: bad", "FAILED: short", "FAILED: worse",
    ]  # fmt: skip
    assert "  one thing" in shown and sum("file.py:0:" in line for line in shown) == 2
    assert shown[-1].startswith("failed: bad short worse; ")
    # Nothing is lost: the rest lies where the line says.
    assert str(tmp_path / "logs" / "bad.txt") in "".join(shown)
    assert len((tmp_path / "logs" / "bad.txt").read_text("utf-8").splitlines()) == 500


def test_what_passes_takes_one_line_however_much_it_says(tmp_path: Path) -> None:
    said = {f"check{n}": call("print('talk\\n' * 900)") for n in range(3)}
    (shown,) = check.write_screen(check.run_checks(said), tmp_path / "logs")
    assert shown.startswith("passed: check0 (") and not (tmp_path / "logs").exists()


def test_an_unknown_check_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["rough"]) == 2
    assert "no check rough" in (told := capsys.readouterr().out) and "ruff" in told
