"""Short names for classes of texts."""

from __future__ import annotations

from huiyin.grouping.keyphrases import name_classes
from tests.grouping.gardens import BUSES, DATA, TIME


def test_a_name_is_what_sets_a_class_apart_in_each_of_its_languages() -> None:
    names = name_classes([DATA, TIME, BUSES])
    assert "排放数据" in names[0]["zh"]
    assert any("emission" in word for word in names[0]["en"])
    assert any("期限" in word for word in names[1]["zh"])
    assert any("days" in word or "period" in word for word in names[1]["en"])
