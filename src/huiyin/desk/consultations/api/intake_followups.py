"""Follow-up work on imported rows: index them for search and log them publicly.

Small files are finished before the import counts as done, large ones by a separate job, because indexing and
logging take longer than importing. A restarted job continues with the rows not finished yet.
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

#: Rows handled in one transaction.
_TOGETHER = 5_000


def settle_intake(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: finish the rows of an import."""
    return {"rows": settle_rows(Intake.objects.get(pk=job.arguments["intake"]), tell)}


def settle_rows(intake: Intake, tell: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Index and log the rows of a file where missing; returns how many rows were examined."""
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
