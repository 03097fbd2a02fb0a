"""A button names a row by its number."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from huiyin.desk.core import row_deeds


@pytest.mark.parametrize(("given", "number"), [("7", 7), ("x", 0), ("", 0)])
def test_the_deed_is_done_to_the_row_that_is_named(
    monkeypatch: Any, given: str, number: int
) -> None:
    done: list[Any] = []
    monkeypatch.setattr(row_deeds.messages, "success", lambda _, words: done.append(words))
    request = RequestFactory().post("/", {"number": given})
    request.user = "somebody"  # type: ignore[assignment]
    deed = row_deeds.make_row_deed(lambda *all_: done.append(all_), "initiative.removed")
    assert deed(request, "goal", "reader") is None
    assert done[0] == ("goal", number, "somebody") and done[1] != "initiative.removed"
