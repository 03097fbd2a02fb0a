"""Who looks at research: what they speak for and lead."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from huiyin.desk.research.readers import ANYBODY, Reader, read_reader


def test_who_has_no_account_sees_what_is_public_and_has_nothing_to_do() -> None:
    assert read_reader(AnonymousUser()) is ANYBODY
    assert [str(one) for one in ANYBODY.visibilities] == ["public"]
    assert not (ANYBODY.may_ask or ANYBODY.may_work)


@pytest.mark.parametrize(
    ("reader", "may_ask", "may_work"),
    [
        (Reader(is_known=True), False, False),
        (Reader(is_known=True, organisations=frozenset({1})), False, True),
        (Reader(is_known=True, organisations=frozenset({1}), authorities=frozenset({1})), True, True),
        (Reader(is_known=True, networks=frozenset({1})), True, True),
        (Reader(is_known=True, is_team=True), True, True),
    ],
)  # fmt: skip
def test_who_asks_and_who_works(reader: Reader, may_ask: bool, may_work: bool) -> None:
    assert (reader.may_ask, reader.may_work) == (may_ask, may_work)


def test_an_authority_is_no_organisation_of_civil_society() -> None:
    reader = Reader(organisations=frozenset({1, 2}), authorities=frozenset({2}))
    assert reader.members == {1}
