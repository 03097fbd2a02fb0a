"""What rests on a group further on in the chain: each app adds what it knows when the desk starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.models import Group
from huiyin.desk.core.registration import Registry


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A step of the chain from what was said to what became of it: what it is, where it is read, and how it stands: the key
    of each state, and the key of what is said before it or nothing. ``kind``: what such a step is called."""

    words: str
    url: str
    states: tuple[tuple[str, str], ...] = ()
    kind: str = ""


#: Each is given statements, by their numbers, and gives what is said beside those of which it knows something; as many
#: queries for many as for one.
STATEMENT_NOTES: Registry[Callable[[Sequence[int]], Mapping[int, Sequence[ChainLink]]]] = Registry(
    "consultations.links.STATEMENT_NOTES"
)
#: Each is given who reads and a group, and gives what rests on it; as many queries for much as for little.
GROUP_LINKS: Registry[Callable[[Access, Group], Sequence[ChainLink]]] = Registry(
    "consultations.links.GROUP_LINKS"
)
