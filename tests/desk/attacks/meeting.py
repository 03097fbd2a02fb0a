"""Two people at one moment: one act runs, and at a chosen statement of it another comes, on a connection of its own.

No clock is waited for. What a lock keeps out is told so at once and comes right after, as it would in life.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

from django.db import OperationalError, connection

Act = Callable[[], Any]


def apart(act: Act, *, waits: bool = True) -> Any:
    """Run ``act`` in a thread with its own connection; give what it gives or raises. Where it does not wait, a lock
    that it meets raises ``OperationalError``."""
    told: list[Any] = []

    def run() -> None:
        try:
            if not waits:
                with connection.cursor() as cursor:
                    is_sqlite = connection.vendor == "sqlite"
                    cursor.execute("PRAGMA busy_timeout=0" if is_sqlite else "SET lock_timeout=1")
            told.append(act())
        except BaseException as error:
            told.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return told[0]


def meet(first: Act, second: Act, at: int) -> tuple[Any, Any] | None:
    """Run ``first``; after its statement number ``at`` let ``second`` come, or where a lock keeps it out, after
    ``first``. What both gave or raised; None where ``first`` has no such statement."""
    came: list[Any] = []
    made = 0

    def note(execute: Any, *statement: Any) -> Any:
        nonlocal made
        answer = execute(*statement)
        made += 1
        if made == at:
            came.append(apart(second, waits=False))
        return answer

    with connection.execute_wrapper(note):
        try:
            one: Any = first()
        except Exception as error:
            one = error
    if not came:
        return None
    if isinstance(came[0], OperationalError):
        came[0] = apart(second)
    return one, came[0]


def meetings(make: Callable[[], tuple[Act, Act]]) -> Iterator[tuple[Any, Any]]:
    """Let two acts meet at every statement of the first there is; ``make`` makes them anew each time."""
    at = 1
    while (told := meet(*make(), at)) is not None:
        yield told
        at += 1


def together(acts: list[Act]) -> list[Any]:
    """Run all of them at once, each with its own connection; what each gave or raised."""
    told: list[Any] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(n: int) -> None:
        gate.wait()
        told[n] = apart(acts[n])

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def watch(act: Act, look: Act) -> list[Any]:
    """Run ``act``; what ``look`` gives to another session after every statement of it, and after the last."""
    seen: list[Any] = []

    def note(execute: Any, *statement: Any) -> Any:
        answer = execute(*statement)
        told = apart(look, waits=False)
        if not isinstance(told, OperationalError):  # kept out: it sees nothing yet
            seen.append(told)
        return answer

    with connection.execute_wrapper(note):
        act()
    return [*seen, apart(look)]
