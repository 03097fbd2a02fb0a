"""Why a file or a row could not be read, and the mend: one sentence, the same in every program."""

from __future__ import annotations

from huiyin.intake.model import Refusal
from huiyin.law.model import UnreadableLaw
from huiyin.words import say


def say_unreadable(error: UnreadableLaw, file: str) -> str:
    """Why a file could not be read at all. ``file``: its name, where the error itself holds none."""
    return say(f"law.unreadable.{error.code}", **{"file": file, **error.details})


def say_refusal(refusal: Refusal) -> str:
    """Why a row or a file was refused."""
    details = dict(refusal.details)
    if refusal.reason == "unreadable" and "code" in details:
        return say_unreadable(UnreadableLaw(details.pop("code"), **details), refusal.file)
    return say(f"intake.refusal.{refusal.reason}", **details)
