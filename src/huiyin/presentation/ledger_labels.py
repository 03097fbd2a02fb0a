"""Sentences about the ledger's log, its receipts and its witnesses."""

from __future__ import annotations

from huiyin.i18n import say
from huiyin.transparency import RefusalCode, RefusedEvidence, UnreachableLog


def say_refused_evidence(refused: RefusedEvidence) -> str:
    if refused.code is RefusalCode.SIGNATURE_MISSING and "other_key" in refused.details:
        return say("ledger.refused.other_key", **refused.details)
    return say(f"ledger.refused.{refused.code}", **refused.details)


def say_unreachable_log(error: UnreachableLog, place: str) -> str:
    """Say why the log at ``place`` could not be reached."""
    return say(f"ledger.unreachable.{error.code}", **{"place": place, **error.details})
