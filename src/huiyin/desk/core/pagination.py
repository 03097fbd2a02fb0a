"""Pagination of long lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from huiyin.desk.core.request_params import parse_number

#: Rows on a page unless a view chooses another number.
ROWS = 50
#: The highest page number. No list is that long, and the offset of its rows still fits a database
#: integer.
FARTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its ``rows``, and how many rows are ``before`` it. ``previous`` and ``next`` are the
    addresses of the adjacent pages, empty if there is none. Rendered by ``core/part_pages.html``.
    """

    rows: list[Any]
    before: int
    previous: str
    next: str


def make_page(
    request: HttpRequest, found: Any, size: int = ROWS, *, at: int | None = None, name: str = "page"
) -> Page:
    """The page of ``found`` (a queryset or a list) that ``?page=`` asks for, by default the first.

    ``?at=``, or the argument ``at``, is the primary key of a row: the page that contains it is shown, at the
    cost of one more query. Otherwise it is one query, whatever the number of rows. A second list on the same
    page uses another ``name`` for its parameter and ignores ``?at=``.
    """
    number = read_page_number(request, name)
    wanted = parse_number(request.GET.get("at", "")) if at is None and name == "page" else at
    if wanted is not None:
        keys = (
            [getattr(row, "pk", None) for row in found]
            if isinstance(found, list)
            else list(found.values_list("pk", flat=True))
        )
        number = keys.index(wanted) // size + 1 if wanted in keys else 1
    before = (number - 1) * size
    # One row more than shown tells whether there is a next page, without a count.
    rows = list(found[before : before + size + 1])
    return Page(
        rows[:size],
        before,
        _make_page_url(request, number - 1, name) if number > 1 else "",
        _make_page_url(request, number + 1, name) if len(rows) > size else "",
    )


def page_within(
    request: HttpRequest,
    found: Any,
    weights: Sequence[tuple[Any, int]],
    room: int,
    *,
    size: int = ROWS,
    at: int | None = None,
) -> Page:
    """As :func:`make_page`, for rows that may be long: a page has as many rows as fit into ``room``, at least
    one.

    ``weights``: the key and weight of every row of ``found``, in its order. If all rows are short, the pages
    are those of :func:`make_page`.
    """
    wanted = parse_number(request.GET.get("at", "")) if at is None else at
    pages: list[list[Any]] = [[]]
    filled = chosen = 0
    for key, weight in weights:
        if pages[-1] and (len(pages[-1]) == size or filled + weight > room):
            pages.append([])
            filled = 0
        pages[-1].append(key)
        filled += weight
        if key == wanted:
            chosen = len(pages)
    number = chosen or (1 if wanted is not None else read_page_number(request))
    keys = pages[number - 1] if number <= len(pages) else []
    if isinstance(found, list):
        rows = [row for row in found if row.pk in set(keys)]
    else:
        rows = list(found.filter(pk__in=keys))
    return Page(
        rows,
        sum(map(len, pages[: number - 1])),
        _make_page_url(request, number - 1) if number > 1 else "",
        _make_page_url(request, number + 1) if number < len(pages) else "",
    )


def page_beside(request: HttpRequest, number: int, *, has_next: bool) -> Page:
    """Only the addresses next to page ``number``, for content that is not a list of rows."""
    return Page(
        [],
        0,
        _make_page_url(request, number - 1) if number > 1 else "",
        _make_page_url(request, number + 1) if has_next else "",
    )


def read_page_number(request: HttpRequest, name: str = "page") -> int:
    """The number in ``?page=``, by default 1 and at most :data:`FARTHEST`."""
    return min(max(parse_number(request.GET.get(name, "")) or 1, 1), FARTHEST)


def _make_page_url(request: HttpRequest, number: int, name: str = "page") -> str:
    query = request.GET.copy()
    query.pop("at", None)
    query[name] = str(number)
    return f"?{query.urlencode()}"
