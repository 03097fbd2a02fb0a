"""Slugs: short names in addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import Manager, QuerySet


def find_free_slug(rows: QuerySet[Any] | Manager[Any], wanted: str) -> str:
    """``wanted``, or ``wanted-2``, ``wanted-3`` …: the first ``slug`` that none of ``rows`` has. One query."""
    taken = set(rows.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, candidate = 1, wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
