"""The words of tracing, from the catalogue."""

from __future__ import annotations

from huiyin.trace import Uptake, Verdict
from huiyin.words import say


def say_verdict(verdict: Verdict) -> str:
    """A verdict's name."""
    return say(f"trace.verdict.{verdict.value}")


def say_reason(uptake: Uptake) -> str:
    """Why the verdict was given, in one plain sentence."""
    return say(f"trace.reason.{uptake.reason.value}", **dict(uptake.details))
