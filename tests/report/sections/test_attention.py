"""What needs a person: decisions that could not be kept, files that could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.report.consultation_file import read_consultation
from huiyin.report.pipeline import Findings, run_loop
from huiyin.report.sections.attention import attention_view
from tests.report.sixty_days import *  # noqa: F403


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
