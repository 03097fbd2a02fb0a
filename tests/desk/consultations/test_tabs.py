"""The parts of a consultation that other apps bring."""

from __future__ import annotations

from typing import Any, cast

import pytest

from huiyin.desk.consultations import tabs
from huiyin.desk.consultations.tabs import Tab, list_tabs


def test_each_part_is_shown_in_its_order_to_who_has_something_to_see_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def make(name: str, *, is_there: bool) -> Any:
        def tell(access: object) -> Tab | None:
            asked.append((name, access))
            return Tab(name, name.title(), f"/{name}/") if is_there else None

        return tell

    parts = [
        make("proposal", is_there=True),
        make("uptake", is_there=False),
        make("export", is_there=True),
    ]
    monkeypatch.setattr(tabs, "TABS", parts)
    access = cast("Any", object())
    assert [tab.name for tab in list_tabs(access)] == ["proposal", "export"]
    assert asked == [(name, access) for name in ("proposal", "uptake", "export")]
