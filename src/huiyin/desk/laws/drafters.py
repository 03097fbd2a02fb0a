"""Who looks at drafts, or writes them: what they lead and what they are members of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiyin.desk.accounts.second_step import is_overdue
from huiyin.desk.networks.api import list_networks_with

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor


@dataclass(frozen=True, slots=True)
class Drafter:
    """Who looks or writes. ``networks``: those they lead; ``member_networks``: those that an organisation of theirs is in."""

    number: int | None = None
    is_team: bool = False
    is_member: bool = False
    networks: frozenset[int] = frozenset()
    member_networks: frozenset[int] = frozenset()

    @property
    def may_begin(self) -> bool:
        return self.is_team or bool(self.networks)


#: Who has no account.
ANYBODY = Drafter()


def read_drafter(user: Visitor) -> Drafter:
    """Who somebody is. Three queries, none for who has no account."""
    if not user.is_authenticated:
        return ANYBODY
    seats = dict(user.seats.values_list("organisation_id", "organisation__kind"))
    # What leading a network opens, it opens after the second step alone.
    leads = () if is_overdue(user) else user.coordinates.values_list("pk", flat=True)
    networks = frozenset(leads)
    return Drafter(
        user.pk,
        user.is_secretariat or user.is_superuser,
        any(kind == "member" for kind in seats.values()),
        networks,
        networks | (frozenset(list_networks_with(seats)) if seats else frozenset()),
    )
