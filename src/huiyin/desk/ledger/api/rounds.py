"""What the worker does for the ledger again and again."""

from __future__ import annotations

from django.utils import timezone

from huiyin.desk.ledger.api.figures import request_figures
from huiyin.desk.ledger.api.record_log import append_waiting
from huiyin.desk.ledger.api.threads import recount_open_threads


def go_round() -> None:
    """Append and sign what waits; once a day, count what became late."""
    append_waiting()
    today = timezone.localdate()
    recount_open_threads(today)
    request_figures(today)
