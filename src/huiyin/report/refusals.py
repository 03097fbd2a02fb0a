"""Why a file or a row could not be read, and the mend: one sentence, the same in every program."""

from __future__ import annotations

import errno
import os

from huiyin.intake.model import Refusal, RefusalCode
from huiyin.law.model import UnreadableLaw
from huiyin.words import say


def say_unreadable(error: UnreadableLaw, file: str) -> str:
    """Why a file could not be read at all. ``file``: its name, where the error itself holds none."""
    details = dict(error.details)
    if "reason" in details:
        details["reason"] = say_reason(details["reason"])
    return say(f"law.unreadable.{error.code}", **{"file": file, **details})


#: What the system says of a file in its own language → the name of that error.
_REASONS = {
    os.strerror(getattr(errno, name)): name
    for name in (
        "EACCES", "EPERM", "ENOENT", "ENOTDIR", "EISDIR", "ENOSPC", "EDQUOT", "EROFS", "ENAMETOOLONG", "EFBIG", "EIO", "ELOOP",
    )
}  # fmt: skip


def say_reason(reason: str | None) -> str:
    """Why the system gave a file no entry, from what it said (``OSError.strerror``); where the catalogues do not know
    it, in its own words."""
    name = _REASONS.get(reason or "")
    return say(f"cli.reason.{name}") if name else reason or say("cli.reason.unknown")


def say_refusal(refusal: Refusal) -> str:
    """Why a row or a file was refused."""
    details = dict(refusal.details)
    if refusal.reason == "unreadable" and "code" in details:
        return say_unreadable(UnreadableLaw(details.pop("code"), **details), refusal.file)
    return say(f"intake.refusal.{refusal.reason}", **details)


def say_refused_line(refusal: Refusal) -> str:
    """Where a refused row stands and why it was refused."""
    row = say("intake.row", row=refusal.row) if refusal.row else ""
    where = " · ".join(part for part in (refusal.file, refusal.sheet, row) if part)
    why = say_refusal(refusal)
    # A file that cannot be read at all names itself in its sentence.
    if refusal.reason is RefusalCode.UNREADABLE:
        return why
    return say("intake.refused_line", where=where, why=why)
