"""Rate limits: how many requests one person, or one address of visitors who are not signed in, may make.

People who are signed in are counted by account, so that a meeting of fifty delegates behind one office address
never reaches a limit. On one machine (SQLite) each server process counts in its own memory; the limit is then
exact up to the number of processes, and a restart resets it. With several machines (PostgreSQL) the counts are
rows and exact over all of them. For requests that write nothing else, each process reports only every few times
(:attr:`RateLimit.apart`), because every write makes all machines drop their cached pages. Wrong passwords and
codes are counted in rows on both databases (:mod:`huiyin.desk.accounts.attempt_limits`).
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from huiyin.desk.core.client_ip import client_address, find_network
from huiyin.desk.core.page_cache import is_counted
from huiyin.desk.core.registration import Slot

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
#: How many people and addresses are remembered at once; the one that has been quiet longest is
#: dropped first. Bounds the memory that a flood of addresses can take.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class RateLimit:
    """At most ``person`` requests within ``seconds`` for one account, ``address`` for all others at one
    address.

    ``apart``: how many requests a process counts by itself before it reports to the others. The limit may
    therefore be exceeded by this many requests per process.
    """

    person: int
    address: int
    seconds: int
    apart: int = 0


LIMITS = {
    "comment": RateLimit(person=300, address=300, seconds=600),
    "draft": RateLimit(person=1200, address=1200, seconds=600),  # asked for while somebody types
    "upload": RateLimit(person=60, address=60, seconds=600),
    # The parts of a large file: 40 MB a second.
    "part": RateLimit(person=6000, address=6000, seconds=600, apart=50),
    "search": RateLimit(person=120, address=300, seconds=60, apart=10),
    "export": RateLimit(person=60, address=120, seconds=600),
    "follow": RateLimit(person=30, address=60, seconds=600),
    "join": RateLimit(person=300, address=300, seconds=600),
    "api": RateLimit(person=1200, address=1200, seconds=300),
    "api_write": RateLimit(person=120, address=120, seconds=300),
}
#: Counts over all machines. Arguments: name of the limit, who, how many more, the most allowed,
#: within how many seconds. Returns how many seconds to wait, 0 if within the limit.
SHARED_COUNTS: Slot[Callable[[str, str, int, int, int], float]] = Slot(
    "core.rate_limits.SHARED_COUNTS"
)
_times: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
_lock = threading.Lock()


def count_request(name: str, who: str, most: int, seconds: int, now: float | None = None) -> float:
    """Count one request by ``who`` in this process. Returns 0.0 if it is within the limit, otherwise the
    seconds to wait.

    Refused requests do not count, so somebody who keeps trying is let in as early as somebody who waits.
    """
    now = time.monotonic() if now is None else now
    with _lock:
        times = _times.setdefault((name, who), deque())
        _times.move_to_end((name, who))
        while times and times[0] <= now - seconds:
            times.popleft()
        if len(times) >= most:
            return times[0] + seconds - now
        times.append(now)
        while len(_times) > _REMEMBERED:
            _times.popitem(last=False)
    return 0.0


def forget_counts() -> None:
    """Reset all counts of this process."""
    with _lock:
        _times.clear()


def count_everywhere(name: str, who: str, most: int, limit: RateLimit) -> float:
    """As :func:`count_request`, over all machines that serve the desk."""
    if limit.apart:
        untold = _count_untold(name, who, limit)
        if untold <= limit.apart:
            return 0.0
        wait = SHARED_COUNTS.item(name, who, untold, most, limit.seconds)
        _settle_untold(name, who, told=wait <= 0)
        return wait
    return SHARED_COUNTS.item(name, who, 1, most, limit.seconds)


def _count_untold(name: str, who: str, limit: RateLimit) -> int:
    """Count one request here and return how many have not been reported to the other machines."""
    now = time.monotonic()
    with _lock:
        times = _times.setdefault((name, who), deque())
        _times.move_to_end((name, who))
        while times and times[0] <= now - limit.seconds:
            times.popleft()
        times.append(now)
        while len(_times) > _REMEMBERED:
            _times.popitem(last=False)
        return len(times)


def _settle_untold(name: str, who: str, *, told: bool) -> None:
    """Drop the unreported requests after they were reported (``told``), or only the last, which was refused and
    does not count.
    """
    with _lock:
        times = _times.get((name, who))
        if times:
            times.clear() if told else times.pop()


def limit_rate(name: str, methods: Collection[str] = ("POST",)) -> Callable[[V], V]:
    """Decorator: a view answers 429 once it is asked with ``methods`` more often than ``LIMITS[name]`` allows."""

    def guard(view: V) -> V:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **details: Any) -> HttpResponseBase:
            if request.method in methods and settings.LIMITS_TIMES > 0:
                is_counted(request)
                limit = LIMITS[name]
                if request.user.is_authenticated:
                    who, most = f"person {request.user.pk}", limit.person
                else:
                    who, most = f"address {find_network(client_address(request))}", limit.address
                most *= settings.LIMITS_TIMES
                if settings.HAS_SEVERAL_MACHINES:
                    wait = count_everywhere(name, who, most, limit)
                else:
                    wait = count_request(name, who, most, limit.seconds)
                if wait > 0:
                    return too_many(request, math.ceil(wait))
            return view(request, *args, **details)

        enter.limited = name  # type: ignore[attr-defined]
        return enter  # type: ignore[return-value]

    return guard


def too_many(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    """The page with status 429 that says when to try again. allauth shows it too (``handler429``)."""
    answer = render(
        request,
        "core/slow.html",
        {
            "seconds": seconds,
            "minutes": math.ceil(seconds / 60),
            "was_written": request.method == "POST",
        },
        status=429,
    )
    answer["Retry-After"] = str(seconds)
    return answer
