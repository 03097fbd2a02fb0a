"""What is marked to go along when an initiative is parted."""

from __future__ import annotations

from types import SimpleNamespace

from huiyin.desk.initiatives.api.lineage import Held
from huiyin.desk.initiatives.lineage_forms import list_belongings


def test_nothing_is_offered_of_an_initiative_that_holds_nothing() -> None:
    held = Held(**dict.fromkeys(Held.__dataclass_fields__, ()))
    assert list_belongings(held, {}) == []


def test_each_thing_has_a_name_of_its_own_in_the_form() -> None:
    goal = SimpleNamespace(pk=3, title="Clean water")
    held = Held(**{name: (goal,) if name == "goals" else () for name in Held.__dataclass_fields__})
    assert [name for name, _ in list_belongings(held, {})] == ["g3"]
