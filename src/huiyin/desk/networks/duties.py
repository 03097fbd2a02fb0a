"""What a network waits for from its members: each app adds what it knows when the desk starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from huiyin.desk.core.registration import Registry

if TYPE_CHECKING:
    from huiyin.desk.networks.models import Network


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that members are asked for: ``key`` names it for good, ``words`` and ``title`` say what it is, in the
    reader's language; ``waiting``: the numbers of the organisations that have not done it; ``asked``: how many are asked."""

    key: str
    words: str
    title: str
    url: str
    waiting: frozenset[int]
    asked: int
    due: date | None = None


#: Each gives what waits for members of a network now; as many queries for many consultations as for one.
DUTIES: Registry[Callable[[Network], Iterable[Duty]]] = Registry("networks.duties.DUTIES")


def list_duties(network: Network) -> list[Duty]:
    """What waits for somebody, what is due first; what has no day comes last."""
    found = [duty for find in DUTIES for duty in find(network)]
    return sorted(found, key=lambda duty: (duty.due is None, duty.due or date.max, duty.key))
