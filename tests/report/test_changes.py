"""What the law changed: told by article, among the words around it."""

from __future__ import annotations

from pathlib import Path

from huiyin.report.consultation_file import read_consultation
from huiyin.report.pipeline import run_loop
from huiyin.report.sections.changes import changes_view
from huiyin.report.view_data import TextPart

BEFORE = "第一条　花园每月公布名录。\n第二条　违反规定的，处三倍以上五倍以下罚款。\n"
AFTER = "第一条　花园每周公布名录。\n第二条　违反规定的，处五倍以上九倍以下罚款。\n"


def test_changes_nobody_asked_for_stand_among_the_words_around_them(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(f"花园条例\n{BEFORE}", "utf-8")
    (tmp_path / "enacted.txt").write_text(f"花园条例\n{AFTER}", "utf-8")
    (tmp_path / "s.csv").write_text(
        "id,target,action,wording\nS1,第一条,replace,花园每周公布名录。\n", "utf-8"
    )
    plan = tmp_path / "consultation.toml"
    plan.write_text(
        '[draft]\nzh = "draft.txt"\n[enacted]\nzh = "enacted.txt"\n[inputs]\nsuggestions = "s.csv"\n',
        "utf-8",
    )
    view = changes_view(run_loop(read_consultation(plan)))
    assert view is not None
    (row,) = view.tables[1].rows  # the first article's change was asked for
    assert row.name == "第二条"
    assert row.parts == (
        TextPart("equal", "违反规定的，处"),
        TextPart("delete", "三"),
        TextPart("insert", "五"),
        TextPart("equal", "倍以上"),
        TextPart("delete", "五"),
        TextPart("insert", "九"),
        TextPart("equal", "倍以下罚款。"),
    )
