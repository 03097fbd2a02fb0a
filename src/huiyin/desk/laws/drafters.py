"""Readers and authors of drafts, with their networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiyin.desk.accounts.second_step import is_overdue
from huiyin.desk.networks.api import list_networks_with

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor


@dataclass(frozen=True, slots=True)
class Drafter:
    """A reader or author. ``networks``: those they coordinate; ``member_networks``: those of their organisations."""

    number: int | None = None
    is_team: bool = False
    is_member: bool = False
    networks: frozenset[int] = frozenset()
    member_networks: frozenset[int] = frozenset()

    @property
    def may_begin(self) -> bool:
        return self.is_team or bool(self.networks)


#: A visitor without an account.
ANYBODY = Drafter()


def read_drafter(user: Visitor) -> Drafter:
    """The user as a drafter. Three queries, none without an account."""
    if not user.is_authenticated:
        return ANYBODY
    seats = dict(user.seats.values_list("organisation_id", "organisation__kind"))
    # Permissions of coordinators require the second factor.
    leads = () if is_overdue(user) else user.coordinates.values_list("pk", flat=True)
    networks = frozenset(leads)
    return Drafter(
        user.pk,
        user.is_secretariat or user.is_superuser,
        any(kind == "member" for kind in seats.values()),
        networks,
        networks | (frozenset(list_networks_with(seats)) if seats else frozenset()),
    )
