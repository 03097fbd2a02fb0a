"""How often one may ask: so many times within so many seconds, by person, or by address of who has not signed in.

A meeting of fifty delegates behind one office address must never meet a limit, so who has signed in is counted by
person. The counts are kept in the memory of each process that serves: exact to the number of processes, gone with
a restart, and never a write to the database for somebody who only reads. What must hold across processes, the count
of wrong passwords and codes, stands in the database (:mod:`huiyin.desk.accounts.attempt_limits`).
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

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
#: People and addresses remembered at once; the one that was quiet longest is forgotten first.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class RateLimit:
    """``person`` times within ``seconds`` for one who has signed in, ``address`` times for all others there."""

    person: int
    address: int
    seconds: int


LIMITS = {
    "comment": RateLimit(person=300, address=300, seconds=600),
    "upload": RateLimit(person=60, address=60, seconds=600),
    "search": RateLimit(person=120, address=300, seconds=60),
    "export": RateLimit(person=60, address=120, seconds=600),
    "join": RateLimit(person=300, address=300, seconds=600),
}
_times: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
_lock = threading.Lock()


def count_request(name: str, who: str, most: int, seconds: int, now: float | None = None) -> float:
    """Count one more time for ``who``: 0 where it is within the limit, else in how many seconds it will be.

    What is refused does not count, so somebody who keeps trying is let in again as soon as one who waits.
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
    """Begin to count anew."""
    with _lock:
        _times.clear()


def limit_rate(name: str, methods: Collection[str] = ("POST",)) -> Callable[[V], V]:
    """Let a view be asked with ``methods`` only as often as ``LIMITS[name]`` says; then answer 429."""

    def guard(view: V) -> V:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **details: Any) -> HttpResponseBase:
            if request.method in methods and settings.LIMITS_TIMES > 0:
                limit = LIMITS[name]
                if request.user.is_authenticated:
                    who, most = f"person {request.user.pk}", limit.person
                else:
                    who, most = f"address {find_network(client_address(request))}", limit.address
                wait = count_request(name, who, most * settings.LIMITS_TIMES, limit.seconds)
                if wait > 0:
                    return too_many(request, math.ceil(wait))
            return view(request, *args, **details)

        enter.limited = name  # type: ignore[attr-defined]
        return enter  # type: ignore[return-value]

    return guard


def too_many(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    """The page that says when to go on; allauth shows it too (``handler429`` of the addresses)."""
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
