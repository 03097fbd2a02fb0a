"""The parts of a consultation that other apps bring: each app adds its own when the desk starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from huiyin.desk.consultations.access import Access
from huiyin.desk.core.registration import Registry


@dataclass(frozen=True, slots=True)
class Tab:
    """``name`` is what a view gives as ``tab`` when it is the one shown; ``words`` in the reader's language."""

    name: str
    words: str
    url: str


#: Each is asked for its tab, and gives None where the reader has nothing to see there yet.
TABS: Registry[Callable[[Access], Tab | None]] = Registry("consultations.tabs.TABS")


def list_tabs(access: Access) -> tuple[Tab, ...]:
    return tuple(tab for make in TABS if (tab := make(access)) is not None)
