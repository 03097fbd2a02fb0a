"""What apps add to each other, and when."""

from __future__ import annotations

import pytest

from huiyin.desk.core import registration
from huiyin.desk.core.registration import (
    NamedRegistry,
    RegistrationClosed,
    RegistrationIncomplete,
    Registry,
    Slot,
)


@pytest.fixture(autouse=True)
def points(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What a test adds to is none of the desk's."""
    mine: list[object] = []
    monkeypatch.setattr(registration._state, "points", mine)
    return mine


def test_items_stand_in_the_order_in_which_apps_added_them() -> None:
    registry: Registry[int] = Registry("numbers")
    with registration._open_for("first"):
        registry.add(3, 1)
    with registration._open_for("second"):
        registry.add(2)
    assert list(registry) == [3, 1, 2] and registry[1:] == [1, 2]
    assert registry.apps == ("first", "first", "second")


def test_a_name_is_given_once() -> None:
    registry: NamedRegistry[int] = NamedRegistry("numbers")
    with registration._open_for("first"):
        registry.add("one", 1)
        with pytest.raises(ValueError, match="numbers: one is there already"):
            registry.add("one", 2)
    assert dict(registry) == {"one": 1} and registry.apps == ("first",)


def test_nothing_is_added_but_by_the_register_of_an_app() -> None:
    listed, named, slot = Registry[int]("a"), NamedRegistry[int]("b"), Slot[int]("c")
    for add in (lambda: listed.add(1), lambda: named.add("one", 1), lambda: slot.fill(1)):
        with pytest.raises(RegistrationClosed):
            add()
    assert not listed and not named and not slot.apps


def test_a_slot_is_filled_by_one_app(points: list[object]) -> None:
    slot = Slot[int]("numbers.ONE")
    assert points == [slot]
    with pytest.raises(RegistrationIncomplete, match="ONE is filled by no app"):
        _ = slot.item
    with registration._open_for("first"):
        slot.fill(1)
    with (
        registration._open_for("second"),
        pytest.raises(RegistrationIncomplete, match="first and second"),
    ):
        slot.fill(2)
    assert slot.item == 1 and slot.apps == ("first",)


def test_what_breaks_while_an_app_registers_leaves_nothing_open() -> None:
    registry: Registry[int] = Registry("numbers")
    with pytest.raises(ZeroDivisionError), registration._open_for("first"):
        raise ZeroDivisionError
    with pytest.raises(RegistrationClosed):
        registry.add(1)
