"""What is told of a reading, by code."""

from __future__ import annotations

from typing import Any

from huiyin.intake import Comment, IntakeResult, read_comments
from tests.intake.sends import Send


def take(send: Send, text: str, name: str = "a.csv", **options: Any) -> IntakeResult[Comment]:
    return read_comments([send(name, text)], **options)


def texts(found: IntakeResult[Comment]) -> list[str]:
    return [comment.text for comment in found.taken]


def codes(found: IntakeResult[Any]) -> set[str]:
    return {str(remark.code) for remark in found.remarks}
