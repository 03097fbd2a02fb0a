"""What may be asked of a provision: each is read from a table and has its word in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.intake import read_suggestions
from huiyin.law.suggestion_actions import SuggestionAction


@pytest.mark.parametrize("action", list(SuggestionAction))
def test_every_action_is_read_from_a_table_as_it_is_written(
    tmp_path: Path, action: SuggestionAction
) -> None:
    path = tmp_path / "asked.csv"
    path.write_text(
        f"id,provision,action,wording,text\n1,Article 2,{action},Words.,Why.\n", "utf-8"
    )
    read = read_suggestions(path)
    assert [one.action for one in read.taken] == [action], read.refused
