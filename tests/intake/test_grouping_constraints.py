"""Decisions on which comments say the same, from a table."""

from __future__ import annotations

from pathlib import Path

from huiyin.intake.grouping_constraints import read_decisions


def test_pairs_are_read_and_what_is_no_decision_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("decision,comment,other\ntogether,a,b\napart,a,c\nperhaps,a,d\n", "utf-8")
    read = read_decisions(path)
    assert [(one.kind, one.comment, one.other) for one in read.taken] == [
        ("together", "a", "b"),
        ("apart", "a", "c"),
    ]
    assert [refusal.row for refusal in read.refused] == [4]
