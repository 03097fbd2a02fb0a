"""Later steps based on a group, such as suggestions. Apps register what they know at startup."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.models import Group
from huiyin.desk.core.registration import Registry


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A step from comments to their results: text, link, and states as pairs (key of the state, key of the
    words before it or ""). ``kind``: the name of such a step.
    """

    words: str
    url: str
    states: tuple[tuple[str, str], ...] = ()
    kind: str = ""


#: Functions that return notes on statements, by primary key; with a constant number of queries.
STATEMENT_NOTES: Registry[Callable[[Sequence[int]], Mapping[int, Sequence[ChainLink]]]] = Registry(
    "consultations.links.STATEMENT_NOTES"
)
#: Functions that return what is based on a group; with a constant number of queries.
GROUP_LINKS: Registry[Callable[[Access, Group], Sequence[ChainLink]]] = Registry(
    "consultations.links.GROUP_LINKS"
)
