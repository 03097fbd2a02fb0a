"""Long lists in parts: one page of rows at a time, and the addresses of the pages beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from huiyin.desk.core.request_params import parse_number

#: Rows on a page, where a view has no reason to show more or fewer.
ROWS = 50
#: No list has so many pages, and its rows are still counted by what a database counts with.
FARTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """``rows`` of a list, of which ``before`` stand on earlier pages. ``previous`` and ``next`` are the
    addresses of the pages beside this one, empty where there is none. Shown by ``core/part_pages.html``."""

    rows: list[Any]
    before: int
    previous: str
    next: str


def make_page(
    request: HttpRequest, found: Any, size: int = ROWS, *, at: int | None = None, name: str = "page"
) -> Page:
    """The page of ``found`` (a query set or a list) that ``?page=`` names, else the first.

    ``?at=``, or ``at`` where the view knows better, names a row by its key and gives the page it stands on,
    for one query more. Otherwise one query, however many rows there are. A second list on a page has another ``name`` for
    its pages, and no row of it is asked for.
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
    """As :func:`page_of`, of rows that may be long: as many on a page as weigh no more than ``room``, one at least.

    ``weights``: the key of every row of ``found`` and what it weighs, in its order. Where all are short these
    are the pages of :func:`page_of`.
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
    """The addresses beside the page with ``number``, for what is no list of rows."""
    return Page(
        [],
        0,
        _make_page_url(request, number - 1) if number > 1 else "",
        _make_page_url(request, number + 1) if has_next else "",
    )


def read_page_number(request: HttpRequest, name: str = "page") -> int:
    """The page that ``?page=`` names, else the first; of any that is too far to hold rows, one that is too."""
    return min(max(parse_number(request.GET.get(name, "")) or 1, 1), FARTHEST)


def _make_page_url(request: HttpRequest, number: int, name: str = "page") -> str:
    query = request.GET.copy()
    query.pop("at", None)
    query[name] = str(number)
    return f"?{query.urlencode()}"
