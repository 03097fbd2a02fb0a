"""What a table was taken for, and what was left out of it, is told by every command that reads one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Huiyin
from tests.workbooks import save_with_hidden

DRAFT = "Act\n\nArticle 1 Gardens are open.\nArticle 2 A council answers within thirty days.\n"
ENACTED = DRAFT.replace("thirty", "sixty")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    (tmp_path / "enacted.txt").write_text(ENACTED, "utf-8")
    return tmp_path


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


def test_run_tells_what_it_left_out(called: Huiyin, desk: Path) -> None:
    rows = [("id", "target", "wording", "x"), ("1", "Article 2", "Within sixty days", "x")]
    save_with_hidden(desk / "asked.xlsx", rows)
    plan = '[draft]\nen = "draft.txt"\n[inputs]\nsuggestions = "asked.xlsx"\n[output]\nlanguages = ["zh"]\n'
    (desk / "consultation.toml").write_text(plan, "utf-8")
    call = called("run", "consultation.toml")
    assert call.code == 0
    assert "This sheet is hidden" in call.err and "The column D" in call.err
    page = (desk / "out" / "report.zh.html").read_text("utf-8")
    assert "文件中有 2 处省略、合并或推断" in page and "表格的读取情况" in page
    told = called("run", "consultation.toml", "--json").document
    assert [one["code"] for one in told["remarks"]] == ["hidden_sheet", "hidden_column"]
    assert [one["rows"] for one in told["understood"]] == [1]


def test_group_tells_what_it_left_out_of_its_table_and_of_decisions(
    called: Huiyin, desk: Path
) -> None:
    rows = [("id", "text", "x"), ("1", "Too short a time", "x"), ("2", "Hidden words", "x"), ("3", "Fine", "x")]  # fmt: skip
    save_with_hidden(desk / "sent.xlsx", rows)
    book = openpyxl.load_workbook(desk / "sent.xlsx")
    book.worksheets[0].row_dimensions[3].hidden = True
    for row in (["id", "text"], ["9", "A second sheet"]):
        book["Old"].append(row)
    book["Old"].sheet_state = "visible"
    book.save(desk / "sent.xlsx")
    decided = [("decision", "comment", "other", "note"), ("together", "1", "3", "x")]
    save_with_hidden(desk / "decided.xlsx", decided)
    call = called("group", "sent.xlsx", "--decisions", "decided.xlsx")
    assert "This row is hidden" in call.err
    assert "sent.xlsx · Old: Only the first table of a file is read here" in call.err
    assert call.err.count("was not read. Unhide it if it counts") == 2
    assert "decided.xlsx · Old: This sheet is hidden" in call.err
