"""The table of OWASP ASVS holds every requirement, and what it names is there; its check sees what does not hold."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import asvs


def test_every_requirement_of_levels_one_and_two_is_there_and_what_is_named_exists() -> None:
    rows, requirements = asvs.read_rows(), asvs.read_requirements()
    assert list(asvs.find_faults(rows, requirements)) == []
    assert len(rows) == sum(asvs.HOW_MANY.values()) == 253
    assert {row.chapter for row in rows} == set(range(1, 18))


def test_the_page_is_what_the_tables_say() -> None:
    assert asvs.PAGE.read_text("utf-8") == asvs.write_page(asvs.read_rows())


Change = Callable[[asvs.Row], asvs.Row]
WRONG: dict[str, Change] = {
    "no test shows it": lambda row: replace(row, where=("settings.py",)),
    "no file says where": lambda row: replace(row, where=row.where[-1:]),
    "no such file": lambda row: replace(row, where=("nothing.py", *row.where)),
    "no such test": lambda row: replace(
        row, where=(*row.where, "audit/test_audit.py::test_nothing")
    ),
    "no such heading": lambda row: replace(row, where=(*row.where, "docs/security-design.md#none")),
    "no reason": lambda row: replace(row, verdict=asvs.NOT_APPLICABLE, why=""),
    "what would mend it": lambda row: replace(row, verdict=asvs.NOT_MET, why="It is hard."),
    "no verdict": lambda row: replace(row, verdict="nearly"),
    "level 3": lambda row: replace(row, level="3"),
    "not there": lambda row: replace(row, id="1.1.1"),
    "2 times": lambda row: replace(row, id="1.1.1"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_does_not_hold_is_seen(fault: str) -> None:
    rows = asvs.read_rows()
    at = next(n for n, row in enumerate(rows) if row.id == "3.3.3")
    rows[at] = WRONG[fault](rows[at])
    assert any(fault in told for told in asvs.find_faults(rows, asvs.read_requirements()))
