"""What may be asked of a provision: one list for tables, tracing and the desk."""

from __future__ import annotations

from enum import StrEnum


class SuggestionAction(StrEnum):
    """What a suggestion asks to be done to its target."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    KEEP = "keep"
