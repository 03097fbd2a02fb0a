"""What an app leaves to those above it: filled by an app above, added to by none below."""

from __future__ import annotations

import pytest
from django.apps import apps

from huiyin.desk.core.registration import NamedRegistry, Registry, Slot, list_points

ORDER = {
    app.name: place
    for place, app in enumerate(apps.get_app_configs())
    if app.name.startswith("huiyin.desk.")
}


def list_hooks() -> list[Registry[object] | NamedRegistry[object] | Slot[object]]:
    return [point for point in list_points() if ".hooks." in point.name]


def test_no_hook_is_taken_by_an_app_below_and_none_is_left_open() -> None:
    assert len(list_hooks()) > 10
    for point in list_hooks():
        owner = f"huiyin.desk.{point.name.partition('.')[0]}"
        assert point.apps, point.name
        places = [ORDER[f"huiyin.desk.{app.rpartition('.')[2]}"] for app in point.apps]
        # An app may add to a list of its own what it knows itself; what is a slot it leaves to others.
        least = ORDER[owner] + isinstance(point, Slot)
        assert min(places) >= least, point.name


@pytest.mark.parametrize("kind", [Registry, NamedRegistry, Slot])
def test_what_is_put_there_can_be_called(kind: type) -> None:
    for point in list_hooks():
        if not isinstance(point, kind):
            continue
        items = [point.item] if isinstance(point, Slot) else list(point.values()) if isinstance(point, NamedRegistry) else list(point)  # fmt: skip
        for item in items:
            assert callable(item) or any(callable(getattr(item, name)) for name in item.__slots__)
