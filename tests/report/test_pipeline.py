"""The whole loop on files: what was left out of every input is in the report and the data."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from huiyin.report.consultation_file import read_consultation
from huiyin.report.output_files import write_report
from huiyin.report.pipeline import Findings, run_loop
from tests.report.sixty_days import *  # noqa: F403
from tests.report.sixty_days import SIXTY
from tests.workbooks import save_with_hidden

#: Of each input that is a table its headings, and a row.
SHEETS = {
    "suggestions": (("id", "target", "wording", "notes"), ("S1", "第一条", "为了公园", "x")),
    "replies": (("suggestion", "status", "reason", "notes"), ("S1", "采纳", "好", "x")),
    "amendments": (("id", "target", "old", "new", "notes"), ("A1", "第一条", "花园", "公园", "x")),
    "organisations": (("id", "name_zh", "notes"), ("1", "山社", "x")),
    "statements": (("id", "text_zh", "notes"), ("1", "花园应当开放。", "x")),
    "votes": (("participant", "statement", "vote", "notes"), ("p", "1", "1", "x")),
    "decisions": (("决定", "意见", "另一条", "notes"), ("合并", "1", "2", "x")),
    "verdicts": (("id", "人工结论", "notes"), ("S1", "采纳", "x")),
}  # fmt: skip


@pytest.fixture
def told(folder: Path) -> Findings:
    """A run of which every input has a hidden sheet and a hidden column."""
    for name, rows in SHEETS.items():
        save_with_hidden(folder / f"{name}.xlsx", rows)
    save_with_hidden(folder / "sent.xlsx", [("编号", "意见", "备注"), ("9", SIXTY, "x")])
    inputs = "".join(f'{name} = "{name}.xlsx"\n' for name in SHEETS)
    plan = folder / "told.toml"
    comments = 'comments = ["comments.csv", "sent.xlsx"]'
    plan.write_text(f'[draft]\nzh = "law.txt"\n[inputs]\n{comments}\n{inputs}', "utf-8")
    return run_loop(read_consultation(plan))


def test_what_was_left_out_of_every_input_is_in_the_report_and_the_data(told: Findings) -> None:
    names = {f"{name}.xlsx" for name in SHEETS} | {"sent.xlsx"}
    for code in ("hidden_sheet", "hidden_column"):
        assert {r.file for r in told.remarks if r.code == code} == names
    assert {table.file for table in told.tables} == names | {"comments.csv"}
    written = write_report(told, told.consultation.output)
    for page in written.reports.values():
        words = page.read_text("utf-8")
        assert all(words.count(name) >= 3 for name in names)  # twice left out, once understood
    kept = pq.read_table(written.tables["remarks"]).to_pylist()
    assert len(kept) == len(told.remarks)
    assert {"file", "sheet", "reason", "what"} == set(kept[0])
    book = openpyxl.load_workbook(written.workbook)
    (sheet,) = (one for one in book if one.max_row == len(told.remarks) + 1 and one.max_column == 4)
    assert names <= {row[0] for row in sheet.values}
    understood = pq.read_table(written.tables["understood"]).to_pylist()
    assert {row["file"] for row in understood} == names | {"comments.csv"}
