"""A law read from a text, sound in every respect, and its units in short."""

from __future__ import annotations

from huiyin.law import Law, read_bytes
from tests.law.checks import assert_sound


def sound(text: str, name: str = "law.txt") -> Law:
    law = read_bytes(text.encode(), name)
    assert_sound(law)
    return law


def outline(law: Law) -> list[str]:
    """eId, number, heading and words of each unit, what is empty left out."""
    return [" | ".join(filter(None, (p.eid, p.num, p.heading, p.text))) for p in law.walk()]


def told(law: Law) -> list[tuple[str, str]]:
    return [(p.code.value, dict(p.details)["text"]) for p in law.problems]
