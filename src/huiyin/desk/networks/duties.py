"""What a network expects from its members. Apps register their duties at startup."""

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
    """Something members are asked to do. ``key``: permanent identifier; ``words`` and ``title``: in the
    reader's language; ``waiting``: primary keys of the organisations that have not done it; ``asked``: how many
    are asked.
    """

    key: str
    words: str
    title: str
    url: str
    waiting: frozenset[int]
    asked: int
    due: date | None = None


#: Functions that return the current duties in a network; with a constant number of queries.
DUTIES: Registry[Callable[[Network], Iterable[Duty]]] = Registry("networks.duties.DUTIES")


def list_duties(network: Network) -> list[Duty]:
    """The duties by due day; those without one come last."""
    found = [duty for find in DUTIES for duty in find(network)]
    return sorted(found, key=lambda duty: (duty.due is None, duty.due or date.max, duty.key))
