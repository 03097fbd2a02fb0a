"""Where comments stand, and why rows were not taken."""

from __future__ import annotations

from huiyin.intake import Comment, IntakeResult


def where(found: IntakeResult[Comment]) -> list[str]:
    return [comment.eid for comment in found.taken]
