"""Tabs of a consultation that other apps register at startup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from huiyin.desk.consultations.access import Access
from huiyin.desk.core.registration import Registry


@dataclass(frozen=True, slots=True)
class Tab:
    """``name``: the value of ``tab`` in the context of its views; ``words``: in the reader's language."""

    name: str
    words: str
    url: str


#: Functions that return a tab, or None if the reader has nothing to see there yet.
TABS: Registry[Callable[[Access], Tab | None]] = Registry("consultations.tabs.TABS")


def list_tabs(access: Access) -> tuple[Tab, ...]:
    return tuple(tab for make in TABS if (tab := make(access)) is not None)
