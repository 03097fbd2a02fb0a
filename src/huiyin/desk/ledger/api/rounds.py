"""The worker's regular tasks for the ledger."""

from __future__ import annotations

from django.utils import timezone

from huiyin.desk.ledger.api.figures import request_figures
from huiyin.desk.ledger.api.record_log import MOST_TOGETHER, append_waiting
from huiyin.desk.ledger.api.tables import record_due_tables
from huiyin.desk.ledger.api.threads import recount_open_threads


def go_round() -> None:
    """Record registers that can no longer be taken back, append and sign waiting entries, and once a day update
    terms.
    """
    record_due_tables(timezone.now())
    # After a large import, continue while full batches are waiting instead of waiting for the next
    # round.
    while append_waiting() == MOST_TOGETHER:
        pass
    today = timezone.localdate()
    recount_open_threads(today)
    request_figures(today)
