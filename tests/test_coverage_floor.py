"""The floor under the coverage of the tests only rises, and below it `make coverage` fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tools import coverage_floor
from tools.library_alone import LIBRARY


def report(**percent: int) -> dict[str, Any]:
    """What ``coverage json`` writes: a file of a hundred lines and branches for each folder of the program."""
    return {
        "meta": {"branch_coverage": True},
        "files": {
            f"src/huiyin/{folder}/module.py": {
                "summary": {
                    "covered_lines": passed // 2, "covered_branches": passed - passed // 2,
                    "num_statements": 60, "num_branches": 40,
                }
            }
            for folder, passed in percent.items()
        },
    }  # fmt: skip


@pytest.fixture
def measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the tool says of a report, with floors of its own: its exit status, and the floors afterwards."""
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"library": 80.0, "desk": 70.0}), "utf-8")
    monkeypatch.setattr(coverage_floor, "FLOORS", floors)

    def tell(written: dict[str, Any]) -> tuple[int, dict[str, float]]:
        file = tmp_path / "coverage.json"
        file.write_text(json.dumps(written), "utf-8")
        code = coverage_floor.main([str(file)])
        return code, json.loads(floors.read_text("utf-8"))

    return tell


def test_what_was_reached_is_the_floor_from_then_on(
    measure: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measure(report(law=90, text=80, desk=72)) == (0, {"library": 85.0, "desk": 72.0})
    assert measure(report(law=84, text=85, desk=99)) == (1, {"library": 85.0, "desk": 72.0})
    told = capsys.readouterr().out
    assert "Below the floor: library." in told and "left out  src/huiyin/law/module.py" in told
    assert measure(report(law=86, text=85, desk=72)) == (0, {"library": 85.5, "desk": 72.0})


def test_the_command_line_and_reports_are_of_neither_half(measure: Any) -> None:
    assert measure(report(law=80, desk=70, cli=1, report=1)) == (0, {"library": 80.0, "desk": 70.0})


def test_a_report_without_branches_is_refused() -> None:
    with pytest.raises(ValueError, match="branches"):
        coverage_floor.read_coverage({"meta": {"branch_coverage": False}, "files": {}})


def test_every_folder_is_of_a_half_or_named_as_of_neither() -> None:
    """And the library is what `make library-alone` proves to stand alone."""
    program = Path(__file__).parents[1] / "src/huiyin"
    folders = {path.parent.name for path in program.glob("*/__init__.py")}
    halves = {
        folder: coverage_floor.name_half(f"src/huiyin/{folder}/module.py") for folder in folders
    }
    assert {folder for folder, half in halves.items() if half == "library"} == set(LIBRARY)
    assert {folder for folder, half in halves.items() if not half} == set(coverage_floor.NEITHER)
    assert coverage_floor.name_half("src/huiyin/__main__.py") == ""
