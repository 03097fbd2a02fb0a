"""Until when a request about personal data is to be answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from huiyin.desk.personal import deadlines
from huiyin.desk.personal.models import Erasure


def test_it_is_answered_within_thirty_days_or_fifteen_working_days(db: None, settings: Any) -> None:
    asked = Erasure(created_at=datetime.fromisoformat("2026-09-28T10:00+08:00"))
    days, working = deadlines.compute_deadlines(asked)
    assert days == date(2026, 10, 28)
    # 28 to 30 September, then the holiday until 7 October; Saturday the 10th is worked in its place.
    assert working == date(2026, 10, 23) and deadlines.answer_by(asked) == working
    asked.created_at = datetime.fromisoformat("2027-02-01T10:00+08:00")
    assert deadlines.answer_by(asked) == min(deadlines.compute_deadlines(asked))
