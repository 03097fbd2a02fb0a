"""Who may do what with requests and works; the table stands in the guide, too (docs/en/desk.md, "Research")."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiyin.desk.research.models import ResearchRequest, Work
    from huiyin.desk.research.readers import Reader


class Deed(StrEnum):
    """What can be done."""

    ASK = "ask"  # for research, in a body's own name
    STEER = (
        "steer"  # accept offers, give more time, withdraw the request, confirm that it is answered
    )
    OFFER = "offer"
    WRITE = "write"  # a work: its metadata, authors, versions
    PUBLISH = "publish"  # hand a work over, withdraw it
    REPORT = "report"  # who used a work, and what honoured it
    TRACE = "trace"  # look for its recommendations in laws, and say what was found
    HONOUR = "honour"  # give a prize in one's own name


class Side(StrEnum):
    """What somebody is to a request or a work."""

    TEAM = "team"  # the secretariat, and who runs the machine
    COORDINATOR = "coordinator"  # of its network
    DELEGATE = (
        "delegate"  # of the member organisation that it is of; of a request, of any that may offer
    )
    OFFICER = "officer"  # of the authority that asks, is asked, or commissioned it


_WORKING = frozenset({Side.TEAM, Side.COORDINATOR})
#: Deed → who may. A request is steered by who asks: see :func:`may_on_request`.
TABLE: Mapping[Deed, Collection[Side]] = {
    Deed.ASK: frozenset({Side.TEAM, Side.COORDINATOR, Side.OFFICER}),
    Deed.STEER: frozenset({Side.TEAM, Side.COORDINATOR, Side.OFFICER}),
    Deed.OFFER: frozenset({Side.TEAM, Side.DELEGATE}),
    Deed.WRITE: frozenset({Side.TEAM, Side.COORDINATOR, Side.DELEGATE}),
    Deed.PUBLISH: _WORKING,
    Deed.REPORT: frozenset({Side.TEAM, Side.COORDINATOR, Side.DELEGATE}),
    Deed.TRACE: _WORKING,
    Deed.HONOUR: frozenset({Side.TEAM, Side.COORDINATOR, Side.OFFICER}),
}


def list_request_sides(reader: Reader, request: ResearchRequest) -> set[Side]:
    """What somebody is to a request."""
    sides = {Side.TEAM} if reader.is_team else set()
    if request.authority_id in reader.authorities:
        sides.add(Side.OFFICER)
    if request.network_id in reader.networks:
        sides.add(Side.COORDINATOR)
    if reader.members and request.organisation_id in (None, *reader.members):
        sides.add(Side.DELEGATE)
    return sides


def list_work_sides(reader: Reader, work: Work) -> set[Side]:
    """What somebody is to a work."""
    sides = {Side.TEAM} if reader.is_team else set()
    if work.network_id in reader.networks:
        sides.add(Side.COORDINATOR)
    if work.organisation_id in reader.members:
        sides.add(Side.DELEGATE)
    if reader.authorities and not work.is_draft:
        sides.add(Side.OFFICER)  # any authority may honour what it may see
    return sides


def may_on_request(reader: Reader, deed: Deed, request: ResearchRequest) -> bool:
    """Whether somebody may do ``deed`` with a request. Who asks steers it: of an authority's request its officers, of
    the network's own request its coordinators."""
    sides = list_request_sides(reader, request)
    if deed is Deed.STEER:
        sides.discard(Side.COORDINATOR if request.is_from_authority else Side.OFFICER)
    return bool(sides & set(TABLE[deed]))


def may_on_work(reader: Reader, deed: Deed, work: Work) -> bool:
    return bool(list_work_sides(reader, work) & set(TABLE[deed]))
