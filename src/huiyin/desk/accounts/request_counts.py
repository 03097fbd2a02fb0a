"""Counts of requests over all machines that serve the desk (:mod:`huiyin.desk.core.rate_limits`)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import salted_hmac

from huiyin.desk.accounts.models import RequestCount

#: A window is divided into this many slices; a request counts until its slice has left the window.
_SLICES = 20


@transaction.atomic
def count_requests(name: str, who: str, more: int, most: int, seconds: int) -> float:
    """Count ``more`` requests by ``who``. Returns 0.0 if they are within ``most`` per ``seconds``, otherwise
    the seconds to wait. Refused requests do not count.

    The time is the database's, since the clocks of machines may differ.
    """
    key = salted_hmac(__name__, f"{name} {who}", algorithm="sha256").hexdigest()
    _need_not_last()
    row = _lock_row(key)
    if row is None:
        fresh = RequestCount(who=key, times=[], expires_at=timezone.now())
        RequestCount.objects.bulk_create([fresh], ignore_conflicts=True)
        row = _lock_row(key)
        assert row is not None
    now: float = row.now.timestamp()  # type: ignore[attr-defined]
    slice_seconds = seconds / _SLICES
    held = [(at, n) for at, n in row.times if (at + 1) * slice_seconds + seconds > now]
    if sum(n for _, n in held) + more > most:
        return _find_wait(held, more, most, seconds, now)
    current = int(now // slice_seconds)
    counts = dict(held)
    counts[current] = counts.get(current, 0) + more
    row.times = sorted(counts.items())
    row.expires_at = timezone.now() + timedelta(seconds=seconds + slice_seconds)
    row.save(update_fields=("times", "expires_at"))
    return 0.0


def clear_expired(now: datetime) -> None:
    """Delete the counts of people who have made no requests for long."""
    RequestCount.objects.filter(expires_at__lt=now).delete()


def _lock_row(key: str) -> RequestCount | None:
    return RequestCount.objects.select_for_update().annotate(now=Now()).filter(who=key).first()


def _find_wait(
    held: list[tuple[int, int]], more: int, most: int, seconds: int, now: float
) -> float:
    """The seconds until enough earlier requests have left the window."""
    too_many = sum(n for _, n in held) + more - most
    for at, n in held:
        too_many -= n
        if too_many <= 0:
            return max(1.0, (at + 1) * seconds / _SLICES + seconds - now)
    return float(seconds)  # more at once than there may be


def _need_not_last() -> None:
    """Commit without waiting for the disk: a count lost in a power cut does no harm. Only if nothing else is
    committed in this transaction.
    """
    if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO OFF")
