"""Who may do what with a draft, by what they are to it."""

from __future__ import annotations

import pytest

from huiyin.desk.laws.draft_rights import (
    TABLE,
    DraftDeed,
    DraftSide,
    list_draft_sides,
    may_on_draft,
)
from huiyin.desk.laws.drafters import ANYBODY, Drafter
from huiyin.desk.laws.models import WrittenDraft

READ, WRITE, LEAD = DraftDeed.READ, DraftDeed.WRITE, DraftDeed.LEAD


def draft(sharing: str = "private", network: int | None = 3) -> WrittenDraft:
    return WrittenDraft(network_id=network, sharing=sharing)


def test_every_deed_stands_in_the_table() -> None:
    assert set(TABLE) == set(DraftDeed)


@pytest.mark.parametrize(
    ("drafter", "may"),
    [
        (Drafter(is_team=True), {READ, WRITE, LEAD}),
        (Drafter(networks=frozenset({3})), {READ, WRITE, LEAD}),
        (Drafter(networks=frozenset({4})), set()),
        (Drafter(is_member=True, member_networks=frozenset({3})), set()),
        (ANYBODY, set()),
    ],
)
def test_a_draft_is_its_networks_coordinators_and_the_teams(
    drafter: Drafter, may: set[DraftDeed]
) -> None:
    assert {deed for deed in (READ, WRITE, LEAD) if may_on_draft(drafter, deed, draft())} == may


@pytest.mark.parametrize(
    ("sharing", "network", "drafter", "reads"),
    [
        ("network", 3, Drafter(is_member=True, member_networks=frozenset({3})), True),
        ("network", 3, Drafter(is_member=True, member_networks=frozenset({4})), False),
        ("network", None, Drafter(is_member=True), True),
        ("network", None, Drafter(), False),
        ("public", 3, ANYBODY, True),
    ],
)
def test_a_draft_that_is_shared_is_read_by_whom_it_is_shared_with_and_not_written(
    sharing: str, network: int | None, drafter: Drafter, reads: bool
) -> None:
    shared = draft(sharing, network)
    assert list_draft_sides(drafter, shared) == ({DraftSide.READER} if reads else set())
    assert may_on_draft(drafter, READ, shared) is reads
    assert not may_on_draft(drafter, WRITE, shared)
