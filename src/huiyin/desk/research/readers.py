"""Who looks at research, or acts: what they speak for and lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiyin.desk.accounts.second_step import is_overdue
from huiyin.desk.ledger.data import Visibility

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks or acts: what they speak for and lead, by numbers. ``authorities``: those of ``organisations`` that are
    authorities."""

    is_known: bool = False
    is_team: bool = False
    organisations: frozenset[int] = frozenset()
    authorities: frozenset[int] = frozenset()
    networks: frozenset[int] = frozenset()

    @property
    def visibilities(self) -> list[Visibility]:
        return [Visibility.PUBLIC, *([Visibility.MEMBERS] if self.is_known else [])]

    @property
    def members(self) -> frozenset[int]:
        """Organisations of civil society that they speak for."""
        return self.organisations - self.authorities

    @property
    def may_ask(self) -> bool:
        return self.is_team or bool(self.authorities) or bool(self.networks)

    @property
    def may_work(self) -> bool:
        """Whether they may have something to do among the working pages."""
        return self.is_team or bool(self.organisations) or bool(self.networks)


#: Who has no account.
ANYBODY = Reader()


def read_reader(user: Visitor) -> Reader:
    """Who somebody is. Two queries, none for who has no account."""
    if not user.is_authenticated:
        return ANYBODY
    seats = dict(user.seats.values_list("organisation_id", "organisation__kind"))
    # What leading a network opens, it opens after the second step alone.
    leads = () if is_overdue(user) else user.coordinates.values_list("pk", flat=True)
    return Reader(
        is_known=True,
        is_team=user.is_secretariat or user.is_superuser,
        organisations=frozenset(seats),
        authorities=frozenset(pk for pk, kind in seats.items() if kind == "authority"),
        networks=frozenset(leads),
    )
