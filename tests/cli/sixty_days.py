"""Comments that ask for sixty days, and files of decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["comments"]

SIXTY = "我们要求把征求意见的期限延长到六十日。三十日连一次会都开不成。"


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    rows = {
        "1": SIXTY,
        "2": SIXTY,
        "3": SIXTY.replace("六十", "九十") + "=谢谢！",
        "4": "请给足时间。",
    }
    path = tmp_path / "comments.csv"
    path.write_text("id,text\n" + "".join(f"{k},{v}\n" for k, v in rows.items()), "utf-8")
    return path
