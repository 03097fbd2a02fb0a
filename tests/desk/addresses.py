"""Every address of the desk, for tests that none may escape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver


def patterns(found: list[Any] | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each address as it is written, with what included it before it, and its pattern."""
    for pattern in get_resolver().url_patterns if found is None else found:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield where, pattern
        else:
            yield from patterns(pattern.url_patterns, where)
