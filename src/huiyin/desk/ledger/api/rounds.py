"""What the worker does for the ledger again and again."""

from __future__ import annotations

from django.utils import timezone

from huiyin.desk.ledger.api.figures import request_figures
from huiyin.desk.ledger.api.record_log import MOST_TOGETHER, append_waiting
from huiyin.desk.ledger.api.tables import record_due_tables
from huiyin.desk.ledger.api.threads import recount_open_threads


def go_round() -> None:
    """Record the registers that can no longer be taken back; append and sign what waits; once a day, count what became late."""
    record_due_tables(timezone.now())
    # Of a million rows that came in a file: as long as there are more than one checkpoint covers, the next is not waited for.
    while append_waiting() == MOST_TOGETHER:
        pass
    today = timezone.localdate()
    recount_open_threads(today)
    request_figures(today)
