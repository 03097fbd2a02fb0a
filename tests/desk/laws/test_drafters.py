"""Who looks at drafts, or writes them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from huiyin.desk.laws.drafters import ANYBODY, Drafter, read_drafter


@pytest.mark.parametrize(
    ("drafter", "may"),
    [(ANYBODY, False), (Drafter(is_member=True), False), (Drafter(is_team=True), True), (Drafter(networks=frozenset({3})), True)],
)  # fmt: skip
def test_who_leads_a_network_or_is_of_the_team_begins_a_draft(drafter: Drafter, may: bool) -> None:
    assert drafter.may_begin is may


def test_who_has_no_account_is_asked_of_no_table() -> None:
    assert read_drafter(AnonymousUser()) is ANYBODY
