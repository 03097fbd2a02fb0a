"""Until when a request about personal data is to be answered: the earlier of two deadlines, both shown."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from huiyin.desk.personal.models import Erasure
from huiyin.desk.registry.calendars import count_working_days

#: One month (GDPR, article 12), and fifteen working days, as is usual under China's PIPL (articles 44 to 50).
DAYS, WORKING_DAYS = 30, 15


def compute_deadlines(erasure: Erasure) -> tuple[date, date]:
    """The day by days, and the day by working days as China counts them."""
    asked = timezone.localtime(erasure.created_at).date()
    return asked + timedelta(days=DAYS), count_working_days("cn").after(asked, WORKING_DAYS)


def answer_by(erasure: Erasure) -> date:
    return min(compute_deadlines(erasure))
