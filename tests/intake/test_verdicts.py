"""What people decided became of suggestions, from a table."""

from __future__ import annotations

from pathlib import Path

from huiyin.intake.verdicts import read_verdicts


def test_a_verdict_is_read_by_its_word_and_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    path.write_text("id,person's verdict,note\ns1,adopted,seen\ns2,,\n", "utf-8")
    read = read_verdicts(path)
    assert [(one.suggestion, one.verdict) for one in read.taken] == [("s1", "adopted")]
    assert not read.refused


def test_a_word_that_is_no_verdict_is_refused_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    path.write_text("id,person's verdict\ns1,splendid\n", "utf-8")
    assert [refusal.row for refusal in read_verdicts(path).refused] == [2]
