"""Regulations that every format is tried with."""

from __future__ import annotations

from huiyin.law import (
    Law,
)


def furniture(law: Law) -> list[tuple[str, str]]:
    return [(f.name.value, f.text) for f in law.furniture]
