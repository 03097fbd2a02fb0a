"""Texts of odd characters."""

from __future__ import annotations


def parts(labels: list[object]) -> list[int]:
    """Each row → the first row with the same label."""
    first: dict[object, int] = {}
    return [first.setdefault(label, at) for at, label in enumerate(labels)]
