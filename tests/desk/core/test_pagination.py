"""Long lists in parts: every row stands on one page, and the addresses beside a page lead on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpRequest, QueryDict
from hypothesis import given
from hypothesis import strategies as st

from huiyin.desk.core.pagination import (
    FARTHEST,
    Page,
    make_page,
    page_beside,
    page_within,
    read_page_number,
)

pytestmark = pytest.mark.one_database  # lists; rows of a database are asked for by every view


@dataclass(frozen=True)
class Row:
    pk: int


def ask(query: str = "") -> HttpRequest:
    request = HttpRequest()
    request.GET = QueryDict(query.removeprefix("?"))  # type: ignore[assignment]
    return request


def walk(turn: Any) -> list[Page]:
    """All pages, by the addresses that lead on; going back by the others comes to the same."""
    pages: list[Page] = [turn(ask())]
    while pages[-1].next:
        pages.append(turn(ask(pages[-1].next)))
    back = pages[-1]
    for before in reversed(pages[:-1]):
        back = turn(ask(back.previous))
        assert back == before
    assert back.previous == ""
    return pages


@given(st.integers(0, 40), st.integers(1, 9))
def test_every_row_stands_on_one_page_in_its_order(count: int, size: int) -> None:
    rows = [Row(pk) for pk in range(1, count + 1)]
    pages = walk(lambda request: make_page(request, rows, size))
    assert [row for page in pages for row in page.rows] == rows
    assert [page.before for page in pages] == [
        sum(len(p.rows) for p in pages[:n]) for n in range(len(pages))
    ]
    assert all(len(page.rows) == size for page in pages[:-1])


@given(st.lists(st.integers(0, 30), max_size=30), st.integers(1, 40), st.integers(1, 9))
def test_no_page_weighs_more_than_there_is_room_but_of_one_row(
    weights: list[int], room: int, size: int
) -> None:
    rows = [Row(pk) for pk in range(len(weights))]
    weighed = list(enumerate(weights))
    pages = walk(lambda request: page_within(request, rows, weighed, room, size=size))
    assert [row for page in pages for row in page.rows] == rows
    for page in pages:
        assert len(page.rows) <= size
        assert len(page.rows) <= 1 or sum(weights[row.pk] for row in page.rows) <= room
    for row in rows:  # an address that names a row leads to where it stands
        assert row in page_within(ask(f"at={row.pk}"), rows, weighed, room, size=size).rows


@given(st.integers(1, 40), st.integers(1, 9), st.data())
def test_an_address_that_names_a_row_leads_to_its_page(count: int, size: int, data: Any) -> None:
    rows = [Row(pk * 7) for pk in range(1, count + 1)]
    row = data.draw(st.sampled_from(rows))
    page = make_page(ask(f"at={row.pk}&page=3&q=water"), rows, size)
    assert row in page.rows
    for address in filter(None, (page.previous, page.next)):
        assert "at=" not in address and "q=water" in address
    assert make_page(ask(), rows, size, at=row.pk) == make_page(ask(f"at={row.pk}"), rows, size)
    assert make_page(ask("at=1"), rows, size).before == 0  # of no row: the first page


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("", 1), ("page=", 1), ("page=0", 1), ("page=-3", 1), ("page=two", 1), ("page=2", 2),
        (f"page={FARTHEST + 1}", FARTHEST), (f"page={10**30}", 1), ("other=5", 1),
    ],
)  # fmt: skip
def test_whatever_stands_in_the_address_is_a_page(asked: str, number: int) -> None:
    assert read_page_number(ask(asked)) == number
    page = make_page(ask(asked), [Row(1)])
    assert page.rows == ([Row(1)] if number == 1 else []) and page.next == ""


def test_a_second_list_has_pages_of_its_own_and_asks_for_no_row() -> None:
    rows = [Row(pk) for pk in range(9)]
    page = make_page(ask("page=2&others=3&at=0"), rows, 2, name="others")
    assert [row.pk for row in page.rows] == [4, 5]
    assert page.next == "?page=2&others=4" and page.previous == "?page=2&others=2"


def test_what_is_no_list_of_rows_has_addresses_beside_it_too() -> None:
    page = page_beside(ask("q=a"), 2, has_next=True)
    assert (page.previous, page.next, page.rows) == ("?q=a&page=1", "?q=a&page=3", [])
    assert (
        page_beside(ask(), 1, has_next=False).next
        == page_beside(ask(), 1, has_next=True).previous
        == ""
    )
