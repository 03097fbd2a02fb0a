"""What passes between the directory and the apps above it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PublicAct:
    """Something that an organisation said, signed or asked in public, as its page lists it. ``label`` and ``outcome`` are
    words in the reader's language; ``words`` what was said, in ``language`` (empty where that is not known)."""

    day: date
    label: str
    title: str
    url: str
    words: str = ""
    language: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ActList:
    """Acts of one kind, the newest first: ``shown`` of ``total``."""

    title: str
    shown: tuple[PublicAct, ...]
    total: int
