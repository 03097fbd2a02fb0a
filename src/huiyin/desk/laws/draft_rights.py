"""Permissions for drafts written on this desk; the same table is in the guide (docs/en/desk.md, "A draft of
one's own").
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from huiyin.desk.laws.draft_data import DraftSharing
from huiyin.desk.laws.drafters import Drafter

if TYPE_CHECKING:
    from huiyin.desk.laws.models import WrittenDraft


class DraftDeed(StrEnum):
    """What can be done."""

    BEGIN = "begin"  # a draft, in the name of a network
    READ = "read"
    WRITE = "write"  # its provisions; keep versions
    LEAD = "lead"  # who writes it, who reads it, what it is called; delete it, open a consultation on it


class DraftSide(StrEnum):
    """A user's relation to a draft."""

    TEAM = "team"  # the secretariat, and who runs the machine
    COORDINATOR = "coordinator"  # of its network
    EDITOR = "editor"  # was asked to write it
    READER = "reader"  # it is shared with them


TABLE: Mapping[DraftDeed, Collection[DraftSide]] = {
    DraftDeed.BEGIN: frozenset({DraftSide.TEAM, DraftSide.COORDINATOR}),
    DraftDeed.READ: frozenset(DraftSide),
    DraftDeed.WRITE: frozenset({DraftSide.TEAM, DraftSide.COORDINATOR, DraftSide.EDITOR}),
    DraftDeed.LEAD: frozenset({DraftSide.TEAM, DraftSide.COORDINATOR}),
}


def list_draft_sides(drafter: Drafter, draft: WrittenDraft) -> set[DraftSide]:
    """The user's relations to a draft. At most one query."""
    sides = {DraftSide.TEAM} if drafter.is_team else set()
    if draft.network_id in drafter.networks:
        sides.add(DraftSide.COORDINATOR)
    if drafter.number is not None and draft.editors.filter(pk=drafter.number).exists():
        sides.add(DraftSide.EDITOR)
    is_of_network = (
        drafter.is_member
        if draft.network_id is None
        else draft.network_id in drafter.member_networks
    )
    is_shared = draft.sharing == DraftSharing.NETWORK and is_of_network
    if is_shared or draft.sharing == DraftSharing.PUBLIC:
        sides.add(DraftSide.READER)
    return sides


def may_on_draft(drafter: Drafter, deed: DraftDeed, draft: WrittenDraft) -> bool:
    """Whether the user may do ``deed`` with a draft."""
    return bool(list_draft_sides(drafter, draft) & set(TABLE[deed]))
