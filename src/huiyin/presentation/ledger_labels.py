"""What the ledger's log, its receipts and its witnesses are said to show."""

from __future__ import annotations

from huiyin.i18n import say
from huiyin.transparency import RefusedEvidence, UnreachableLog


def say_refused_evidence(refused: RefusedEvidence) -> str:
    return say(f"ledger.refused.{refused.code}", **refused.details)


def say_unreachable_log(error: UnreachableLog) -> str:
    return say(f"ledger.unreachable.{error.code}", **error.details)
