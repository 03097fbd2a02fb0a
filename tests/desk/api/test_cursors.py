"""Pages of a list that grows while it is read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from huiyin.desk.api.cursors import take_page
from huiyin.desk.api.problems import ApiProblem

ROWS = [SimpleNamespace(name=f"n{n // 2}", pk=n) for n in range(7)]


def test_pages_follow_each_other_and_end() -> None:
    read: list[Any] = []
    cursor, pages = "", 0
    while True:
        page = take_page(ROWS, ("name", "pk"), cursor, 3)
        read, cursor, pages = [*read, *page.rows], page.cursor, pages + 1
        if not cursor:
            break
    assert read == ROWS and pages == 3


@pytest.mark.parametrize("cursor", ["x", "e30", "////"])
def test_what_is_no_cursor_is_a_problem(cursor: str) -> None:
    with pytest.raises(ApiProblem):
        take_page(ROWS, ("name", "pk"), cursor, 3)
