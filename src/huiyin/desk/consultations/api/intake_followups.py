"""What is done with the rows of a file after they stand in the consultation: they are found by search, and the public record
says that they came.

Few rows are settled before the file counts as taken in, many by a job of their own: their words and their entries in the
record take longer than they do. Begun again, it goes on with the rows that are not settled yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction

from huiyin.desk.consultations.api.comments import log_new_rows
from huiyin.desk.consultations.models import Comment, Intake
from huiyin.desk.core.search import index_missing
from huiyin.desk.ledger.api import list_logged

if TYPE_CHECKING:
    from huiyin.desk.jobs.models import Job

#: Rows that are settled together.
_TOGETHER = 5_000


def settle_intake(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Settle the rows of the intake that the job names."""
    return {"rows": settle_rows(Intake.objects.get(pk=job.arguments["intake"]), tell)}


def settle_rows(intake: Intake, tell: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Let the rows of a file be found and logged, as far as they are not; how many rows were looked at."""
    rows = intake.comments.order_by("pk")
    total = rows.count()
    done, last = 0, 0
    while keys := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:_TOGETHER]):
        last = keys[-1]
        with transaction.atomic():
            batch = Comment.objects.filter(intake=intake, pk__gte=keys[0], pk__lte=last)
            index_missing(batch.select_for_update())
            log_new_rows(batch, list_logged("comment", keys[0], last))
        done += len(keys)
        tell(done, total)
    return done
