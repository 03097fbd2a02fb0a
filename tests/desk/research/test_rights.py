"""Who may do what with requests and works, by what they are to them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from huiyin.desk.research.readers import Reader
from huiyin.desk.research.rights import (
    TABLE,
    Deed,
    Side,
    list_request_sides,
    list_work_sides,
    may_on_request,
    may_on_work,
)

TEAM = Reader(is_known=True, is_team=True)
OFFICER = Reader(is_known=True, organisations=frozenset({1}), authorities=frozenset({1}))
DELEGATE = Reader(is_known=True, organisations=frozenset({2}))
COORDINATOR = Reader(is_known=True, networks=frozenset({3}))


def request(**of: Any) -> Any:
    asked = {"authority_id": 1, "network_id": 3, "organisation_id": None, "is_from_authority": True}
    return SimpleNamespace(**asked | of)


def work(**of: Any) -> Any:
    return SimpleNamespace(**{"network_id": 3, "organisation_id": 2, "is_draft": False} | of)


def test_every_deed_stands_in_the_table_and_somebody_may_do_it() -> None:
    assert set(TABLE) == set(Deed)
    assert all(TABLE.values())


def test_who_asks_steers_the_request() -> None:
    assert may_on_request(OFFICER, Deed.STEER, request())
    assert not may_on_request(COORDINATOR, Deed.STEER, request())
    of_network = request(authority_id=None, is_from_authority=False)
    assert may_on_request(COORDINATOR, Deed.STEER, of_network)
    assert not may_on_request(OFFICER, Deed.STEER, of_network)
    assert may_on_request(TEAM, Deed.STEER, of_network)


def test_an_offer_is_made_for_any_request_or_for_the_one_that_was_asked_of_you() -> None:
    assert list_request_sides(DELEGATE, request()) == {Side.DELEGATE}
    assert list_request_sides(DELEGATE, request(organisation_id=2)) == {Side.DELEGATE}
    assert list_request_sides(DELEGATE, request(organisation_id=9)) == set()
    assert not may_on_request(DELEGATE, Deed.STEER, request())


@pytest.mark.parametrize(
    ("reader", "may"),
    [
        (TEAM, {Deed.WRITE, Deed.PUBLISH, Deed.REPORT, Deed.TRACE, Deed.HONOUR, Deed.ASK, Deed.STEER, Deed.OFFER}),
        (DELEGATE, {Deed.WRITE, Deed.REPORT, Deed.OFFER}),
        (OFFICER, {Deed.HONOUR, Deed.ASK, Deed.STEER}),
        (Reader(is_known=True, organisations=frozenset({9})), set()),
    ],
)  # fmt: skip
def test_of_a_work_each_may_what_the_table_says(reader: Reader, may: set[Deed]) -> None:
    assert {deed for deed in Deed if may_on_work(reader, deed, work())} == may


def test_an_authority_is_nothing_to_a_draft() -> None:
    assert list_work_sides(OFFICER, work()) == {Side.OFFICER}
    assert list_work_sides(OFFICER, work(is_draft=True)) == set()
