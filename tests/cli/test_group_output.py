"""What ``huiyin group`` says of each member, and how it applies what people decided."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Huiyin
from tests.cli.sixty_days import *  # noqa: F403
from tests.cli.sixty_days import SIXTY


def decide(folder: Path, text: str, name: str = "decisions.csv") -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("d.csv", "决定,意见,另一条\n合并,4,1\n分开,3,1\n"),
        ("d.csv", "decision,comment,other,note\ntogether,4,1,\napart,3,1,it asks for more\n"),
        (
            "d.json",
            '{"decisions": [{"decision": "together", "comment": "4", "other": "1"},'
            ' {"decision": "apart", "comment": 3, "other": 1}]}',
        ),
    ],
)
def test_decisions_in_either_language_and_format_are_kept(
    called: Huiyin, tmp_path: Path, comments: Path, name: str, text: str
) -> None:
    call = called("group", comments, "--decisions", decide(tmp_path, text, name), "--json")
    assert call.code == 0
    told = json.loads(call.out)
    assert [g["members"] for g in told["groups"]] == [[1, 2, 4], [3]]
    assert told["conflicts"] == []
    (joined,) = told["groups"][0]["differences"]
    assert (joined["id"], joined["relation"]) == (4, "joined")
    assert joined["adds"] == ["请给足时间。"]


def test_a_row_that_cannot_be_kept_is_told_and_the_others_hold(
    called: Huiyin, tmp_path: Path, comments: Path
) -> None:
    rows = "decision,comment,other\njoin,4,1\napart,9,1\ntogether,4,1\n"
    call = called("group", comments, "--decisions", decide(tmp_path, rows), "--json")
    assert call.code == 1
    told = json.loads(call.out)
    assert told["groups"][0]["size"] == 4
    assert [c["code"] for c in told["conflicts"]] == ["unknown_comment"]
    assert "decisions.csv · row 2" in call.err
    assert "“join” is not a recognised decision" in call.err
    assert "no comment 9" in call.err


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_sheet_says_what_each_member_adds_and_drops(
    called: Huiyin, tmp_path: Path, comments: Path, suffix: str
) -> None:
    out = tmp_path / f"groups{suffix}"
    assert called("group", comments, "--out", out).code == 0
    if suffix == ".csv":
        rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    else:
        sheet = openpyxl.load_workbook(out).worksheets[0]
        rows = [
            ["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)
        ]
    assert [row[3:5] for row in rows[1:]] == [
        ["representative", "1"],
        ["copy", "2"],
        ["near copy", "3"],
        ["single", "4"],
    ]
    adds, drops = rows[3][6:8]
    # In CSV what another spreadsheet would take for a cell of its own is text too.
    mark = "'" if suffix == ".csv" else ""
    assert adds == SIXTY.replace("六十", "九十").split("。")[0] + f"。\n{mark}=谢谢！"
    assert drops == SIXTY.split("。", maxsplit=1)[0] + "。"
