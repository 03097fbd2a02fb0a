"""What ``huiyin trace`` tells of its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Huiyin
from tests.cli.left_out import *  # noqa: F403
from tests.workbooks import save_with_hidden

TRACE = ("trace", "--draft", "draft.txt", "--enacted", "enacted.txt", "--suggestions")


def test_trace_tells_what_it_left_out_of_each_of_its_tables(called: Huiyin, desk: Path) -> None:
    tables = {
        "asked": [("id", "target", "wording", "note"), ("S1", "Article 2", "within sixty days", "x")],
        "moved": [("id", "target", "old", "new", "x"), ("A1", "Article 2", "thirty", "sixty", "x")],
        "judged": [("id", "Person's verdict", "x"), ("S1", "adopted", "x")],
    }  # fmt: skip
    for name, rows in tables.items():
        save_with_hidden(desk / f"{name}.xlsx", rows)
    more = ("asked.xlsx", "--amendments", "moved.xlsx", "--verdicts", "judged.xlsx")
    call = called(*TRACE, *more)
    assert call.code == 0
    assert call.err.count("This sheet is hidden") == call.err.count(" is hidden and was not read. Unhide it if it counts") == 3  # fmt: skip
    told = called(*TRACE, *more, "--json").document
    assert {table["file"] for table in told["tables"]} == {f"{name}.xlsx" for name in tables}
    assert len(told["remarks"]) == 6


@pytest.mark.parametrize(
    "heads",
    ["Proposed wording (English),Proposed wording (Chinese)", "Proposed wording (Chinese),Proposed wording (English)"],
)  # fmt: skip
def test_a_wording_in_two_languages_is_adopted_in_the_one_of_the_law(
    called: Huiyin, desk: Path, heads: str
) -> None:
    words = ["A council answers within sixty days.", "议会应在六十日内答复。"]
    words = words if heads.index("English") < heads.index("Chinese") else words[::-1]
    (desk / "asked.csv").write_text(f"id,target,{heads}\nS1,Article 2,{','.join(words)}\n", "utf-8")
    (one,) = called(*TRACE, "asked.csv", "--json").document["suggestions"]
    assert (one["verdict"], one["score"]) == ("adopted", 1.0)
