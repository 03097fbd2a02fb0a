"""What ``huiyin run`` tells of its inputs."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Huiyin
from tests.cli.left_out import *  # noqa: F403
from tests.workbooks import save_with_hidden


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
