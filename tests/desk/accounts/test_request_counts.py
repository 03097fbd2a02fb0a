"""Counts of requests that all machines share."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.desk.accounts.models import RequestCount
from huiyin.desk.accounts.request_counts import count_requests
from huiyin.desk.core import rate_limits

pytestmark = pytest.mark.django_db


def test_so_many_are_let_through_and_no_more_whoever_counts() -> None:
    waits = [count_requests("x", "a", 1, 3, 60) for _ in range(5)]
    assert waits[:3] == [0, 0, 0] and all(57 < wait <= 66 for wait in waits[3:])
    assert count_requests("x", "b", 1, 3, 60) == 0 and count_requests("y", "a", 1, 3, 60) == 0
    row = RequestCount.objects.order_by("expires_at").first()
    assert row is not None and sum(n for _, n in row.times) == 3  # what was refused does not count
    # A minute later all is forgotten.
    RequestCount.objects.update(times=[[at - 100, n] for at, n in row.times])
    assert count_requests("x", "a", 1, 3, 60) == 0


def test_what_writes_nothing_is_told_to_the_others_every_few_times() -> None:
    rate_limits.forget_counts()
    limit = rate_limits.RateLimit(person=12, address=12, seconds=60, apart=3)
    waits = [rate_limits.count_everywhere("search", "one", 12, limit) for _ in range(20)]
    assert waits[:3] == [0, 0, 0] and RequestCount.objects.count() == 1
    assert (
        waits.index(next(wait for wait in waits if wait)) == 15
    )  # twelve, and three that were untold
    assert waits[15:] and all(wait > 0 for wait in waits[15:])


def test_a_view_counts_for_all_machines_where_there_may_be_several(
    settings: Any, client: Any
) -> None:
    settings.LIMITS_TIMES, settings.HAS_SEVERAL_MACHINES = 1, True
    from django.urls import reverse

    for _ in range(2):
        client.post(reverse("join", args=("guess",)))
    row = RequestCount.objects.get()
    assert sum(n for _, n in row.times) == 2
