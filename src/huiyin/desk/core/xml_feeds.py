"""Feeds whatever their entries say: characters that XML cannot hold become U+FFFD, where Django would answer with
an error, for everybody.
"""

from __future__ import annotations

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from huiyin.text import as_xml


class _WellFormed:
    """Before a feed of Django's."""

    def __init__(self, title: str, link: str, description: str, **more: Any) -> None:
        super().__init__(as_xml(title), link, as_xml(description), **_clean(more))  # type: ignore[call-arg]

    def add_item(self, title: str, link: str, description: str, **more: Any) -> None:
        super().add_item(as_xml(title), link, as_xml(description), **_clean(more))  # type: ignore[misc]


class AtomFeed(_WellFormed, Atom1Feed):  # type: ignore[misc]
    """Atom."""


class RssFeed(_WellFormed, Rss201rev2Feed):  # type: ignore[misc]
    """RSS 2.0."""


def _clean(given: dict[str, Any]) -> dict[str, Any]:
    return {
        name: as_xml(value) if isinstance(value, str) else value for name, value in given.items()
    }
