"""The actions that a suggestion can ask for: one list for tables, tracing and the desk."""

from __future__ import annotations

from enum import StrEnum


class SuggestionAction(StrEnum):
    """What a suggestion wants done to its target."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    KEEP = "keep"
