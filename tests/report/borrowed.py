"""A consultation whose draft borrows from other laws."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.intake import Suggestion, read_suggestions
from huiyin.law import read_law
from huiyin.report.consultation_file import read_consultation
from huiyin.report.provenance import Provenances, trace_sources

__all__ = ["folder"]

KEPT = "居民可以向街道办事处申请在社区花园种植蔬菜和花卉。"
ASKED = "街道办事处应当自收到申请之日起十日内书面答复并说明理由。"
MODEL = "申请种植的居民应当使用不含化学农药的方法照料植物和土壤。"
PLAN = """
[consultation]
id = "garden"
opens = 2026-03-02
closes = 2026-04-01
[draft]
zh = "draft.txt"
[enacted]
zh = "enacted.txt"
[inputs]
suggestions = "asked.csv"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(f"花园条例\n\n第一条　{KEPT}\n第二条　{MODEL}\n", "utf-8")
    enacted = f"花园条例\n\n第一条　{KEPT}\n第二条　{MODEL}\n第三条　{ASKED}\n"
    (tmp_path / "enacted.txt").write_text(enacted, "utf-8")
    rows = f"id,target,action,wording\nS1,第一条,replace,{KEPT}{ASKED}\n"
    (tmp_path / "asked.csv").write_text(rows, "utf-8")
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "model.txt").write_text(f"花园示范法\n\n第一条　{MODEL}\n", "utf-8")
    table = "file,origin,country\nmodel.txt,foreign,FR\n"
    (tmp_path / "laws" / "sources.csv").write_text(table, "utf-8")
    return tmp_path


def found(folder: Path, more: str = "") -> Provenances:
    (folder / "consultation.toml").write_text(PLAN + more, "utf-8")
    plan = read_consultation(folder / "consultation.toml")
    asked: tuple[Suggestion, ...] = read_suggestions(folder / "asked.csv").taken
    drafts, enacted = ({"zh": read_law(files["zh"])} for files in (plan.draft, plan.enacted))
    return trace_sources(plan, drafts, enacted, asked)
