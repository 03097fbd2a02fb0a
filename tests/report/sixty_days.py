"""Three comments that ask for sixty days, and the loop run on them."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["folder"]

SIXTY = "我们要求把征求意见的期限延长到六十日。三十日连一次会都开不成。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "law.txt").write_text("花园条例\n\n第一条　为了花园，制定本条例。\n", "utf-8")
    rows = [f"1,{SIXTY}", f"2,{SIXTY}", f"3,{SIXTY.replace('六', '九')}", "4,请给足时间。"]
    (tmp_path / "comments.csv").write_text("编号,意见\n" + "\n".join(rows) + "\n", "utf-8")
    return tmp_path
