"""How much of the program the tests pass through, branches included, and that it never becomes less.

    python tools/coverage_floor.py out/coverage/coverage.json   # what `coverage json` wrote

Prints each half of the program beside its floor and its goal, and the modules that have most to gain. Exits 1 where a
half is below its floor in ``tools/coverage_floor.json``; one that is above raises it there.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("coverage_floor.json")
#: Folders of the program that are of neither half; what is not named here, and not the desk, is the library.
NEITHER = ("cli", "i18n", "presentation", "report")
#: Half of the program → per cent of its lines and branches that the tests are to pass through.
GOALS = {"library": 95.0, "desk": 90.0}
#: Modules listed.
_LISTED = 15


@dataclass(frozen=True)
class Coverage:
    """``passed`` of ``all``: lines, and ways on from a line that has several."""

    passed: int
    all: int

    @property
    def percent(self) -> float:
        return 100 * self.passed / self.all if self.all else 100.0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(self.passed + other.passed, self.all + other.all)


def name_half(path: str) -> str:
    """The half of the program that a file is of; empty for what is of neither: the command line, reports."""
    folder, _, below = path.replace("\\", "/").rpartition("huiyin/")[2].partition("/")
    if not below or folder in NEITHER:
        return ""
    return "desk" if folder == "desk" else "library"


def read_coverage(report: Mapping[str, Any]) -> dict[str, Coverage]:
    """File → its coverage, from what ``coverage json`` wrote. Raises ``ValueError`` where branches were not measured."""
    if not report["meta"]["branch_coverage"]:
        raise ValueError("branches were not measured")
    return {
        path: Coverage(
            entry["summary"]["covered_lines"] + entry["summary"]["covered_branches"],
            entry["summary"]["num_statements"] + entry["summary"]["num_branches"],
        )
        for path, entry in report["files"].items()
    }


def sum_halves(files: Mapping[str, Coverage]) -> dict[str, Coverage]:
    halves = dict.fromkeys(GOALS, Coverage(0, 0))
    for path, coverage in files.items():
        if half := name_half(path):
            halves[half] += coverage
    return halves


def list_gaps(files: Mapping[str, Coverage], half: str) -> list[tuple[str, Coverage]]:
    """The modules of a half through which the tests leave most out."""
    gaps = [
        (path, each)
        for path, each in files.items()
        if name_half(path) == half and each.passed < each.all
    ]
    return sorted(gaps, key=lambda gap: (gap[1].passed - gap[1].all, gap[0]))[:_LISTED]


def raise_floors(halves: Mapping[str, Coverage], floors: Mapping[str, float]) -> dict[str, float]:
    """The floors that hold from now on: to the tenth of a per cent that was reached, and never below what they were."""
    return {
        half: max(floors.get(half, 0.0), math.floor(coverage.percent * 10) / 10)
        for half, coverage in halves.items()
    }


def main(words: Sequence[str]) -> int:
    files = read_coverage(json.loads(Path(words[0]).read_text("utf-8")))
    halves = sum_halves(files)
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    below = [half for half, coverage in halves.items() if coverage.percent < floors.get(half, 0.0)]
    for half, coverage in halves.items():
        print(
            f"{half}: {coverage.percent:.2f} % (floor {floors.get(half, 0.0)} %, goal {GOALS[half]} %)"
        )
        for path, gap in (
            list_gaps(files, half) if coverage.percent < GOALS[half] or half in below else []
        ):
            print(f"  {gap.percent:6.1f} %  {gap.all - gap.passed:5} left out  {path}")
    if below:
        print(f"Below the floor: {', '.join(below)}. Test what was added, or what lost its test.")
        return 1
    raised = raise_floors(halves, floors)
    if raised != floors:
        FLOORS.write_text(json.dumps(raised, indent=2) + "\n", "utf-8")
        print(f"The floor is now {raised}: commit {FLOORS.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
