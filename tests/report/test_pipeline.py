"""The loop takes what can be read, and tells what cannot."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from huiyin.report.consultation_file import read_consultation
from huiyin.report.output_files import write_report
from huiyin.report.pipeline import Findings, run_loop
from huiyin.report.sections.attention import attention_view
from tests.workbooks import save_with_hidden

SIXTY = "我们要求把征求意见的期限延长到六十日。三十日连一次会都开不成。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "law.txt").write_text("花园条例\n\n第一条　为了花园，制定本条例。\n", "utf-8")
    rows = [f"1,{SIXTY}", f"2,{SIXTY}", f"3,{SIXTY.replace('六', '九')}", "4,请给足时间。"]
    (tmp_path / "comments.csv").write_text("编号,意见\n" + "\n".join(rows) + "\n", "utf-8")
    return tmp_path


def run(folder: Path, inputs: str) -> Findings:
    plan = folder / "consultation.toml"
    plan.write_text(
        f'[draft]\nzh = "law.txt"\n[inputs]\ncomments = "comments.csv"\n{inputs}', "utf-8"
    )
    return run_loop(read_consultation(plan))


def test_what_people_decided_about_groups_is_kept(folder: Path) -> None:
    (folder / "decided.csv").write_text("决定,意见,另一条\n合并,4,1\n分开,3,1\n分开,8,1\n", "utf-8")
    findings = run(folder, 'decisions = "decided.csv"\n')
    assert findings.grouping is not None
    assert sorted(findings.grouping.members.values()) == [("1", "2", "4"), ("3",)]
    (table,) = attention_view(findings)
    assert table.rows[0][0].startswith("Decision not applied (apart: 8, 1)")


@pytest.mark.parametrize(
    "name", ["organisations", "statements", "votes", "suggestions", "replies", "decisions"]
)
def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_taken(folder: Path, name: str) -> None:
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    findings = run(folder, f'{name} = "broken.xlsx"\n')
    assert len(findings.comments) == 4
    (refusal,) = findings.refused
    assert (refusal.file, refusal.row, refusal.reason) == ("broken.xlsx", 0, "unreadable")
    (table,) = attention_view(findings)
    assert table.rows[0][0] == "broken.xlsx"


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
