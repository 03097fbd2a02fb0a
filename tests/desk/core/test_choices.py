"""What a column may hold."""

from __future__ import annotations

from enum import StrEnum

from huiyin.desk.core.choices import list_choices


class Kind(StrEnum):
    LATE_REPLY = "late"


def test_each_member_is_a_choice() -> None:
    assert list_choices(Kind) == [("late", "Late Reply")]
