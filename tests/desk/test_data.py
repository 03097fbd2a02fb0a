"""What passes between the apps of the desk cannot be changed by who gets it."""

from __future__ import annotations

import inspect
from dataclasses import FrozenInstanceError, fields, is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from huiyin.desk import core

DESK = Path(core.__file__).parents[1]
MODULES = sorted(
    ".".join(("huiyin.desk", *path.relative_to(DESK).with_suffix("").parts))
    for path in DESK.glob("*/data.py")
)


def list_classes(module: ModuleType) -> list[type]:
    """The classes that a module defines itself."""
    return [
        one
        for _, one in inspect.getmembers(module, inspect.isclass)
        if one.__module__ == module.__name__
    ]


@pytest.mark.parametrize("name", MODULES)
def test_every_value_is_frozen_and_no_word_stands_for_two(name: str) -> None:
    classes = list_classes(import_module(name))
    assert classes
    for one in classes:
        if is_dataclass(one):
            made = object.__new__(one)
            for field in fields(one)[:1]:
                with pytest.raises(FrozenInstanceError):
                    setattr(made, field.name, None)
        elif issubclass(one, Enum):
            assert len(one.__members__) == len({member.value for member in one}), one
