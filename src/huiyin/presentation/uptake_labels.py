"""The words of uptake tracking, from the catalogue."""

from __future__ import annotations

from huiyin.i18n import say
from huiyin.trace import Uptake, Verdict


def say_verdict(verdict: Verdict) -> str:
    """A verdict's name."""
    return say(f"trace.verdict.{verdict.value}")


def say_reason(uptake: Uptake) -> str:
    """Say why the verdict was given, in one plain sentence."""
    return say(f"trace.reason.{uptake.reason.value}", **dict(uptake.details))
