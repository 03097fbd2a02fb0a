"""What apps above add to the public page of an organisation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from huiyin.desk.core.registration import Registry
from huiyin.desk.directory.data import ActList


@dataclass(frozen=True, slots=True)
class ActSource:
    """Acts of one kind. ``name``: in addresses; ``list_acts``: the number of an organisation and which of its acts, the
    newest first → those, as the app that registers it knows; None where it did nothing."""

    name: str
    list_acts: Callable[[int, slice], ActList | None]


ACT_SOURCES: Registry[ActSource] = Registry("directory.hooks.ACT_SOURCES")
