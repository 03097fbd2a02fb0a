"""What a column may hold, from the list that says it for the whole program."""

from __future__ import annotations

from enum import StrEnum


def list_choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    """The members of a list as Django's fields take them; nobody is shown these words."""
    return [(one.value, one.name.replace("_", " ").title()) for one in values]
