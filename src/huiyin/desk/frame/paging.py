"""Long lists in parts: one page of rows at a time, and the addresses of the pages beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from huiyin.desk.frame.given import as_number

#: Rows on a page, where a view has no reason to show more or fewer.
ROWS = 50
#: No list has so many pages, and its rows are still counted by what a database counts with.
FARTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """``rows`` of a list, of which ``before`` stand on earlier pages. ``previous`` and ``next`` are the
    addresses of the pages beside this one, empty where there is none. Shown by ``frame/part_pages.html``."""

    rows: list[Any]
    before: int
    previous: str
    next: str


def page_of(request: HttpRequest, found: Any, size: int = ROWS, *, at: int | None = None) -> Page:
    """The page of ``found`` (a query set or a list) that ``?page=`` names, else the first.

    ``?at=``, or ``at`` where the view knows better, names a row by its key and gives the page it stands on,
    for one query more. Otherwise one query, however many rows there are.
    """
    number = number_of(request)
    wanted = as_number(request.GET.get("at", "")) if at is None else at
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
        _address(request, number - 1) if number > 1 else "",
        _address(request, number + 1) if len(rows) > size else "",
    )


def number_of(request: HttpRequest) -> int:
    """The page that ``?page=`` names, else the first; of any that is too far to hold rows, one that is too."""
    return min(max(as_number(request.GET.get("page", "")) or 1, 1), FARTHEST)


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query.pop("at", None)
    query["page"] = str(number)
    return f"?{query.urlencode()}"
