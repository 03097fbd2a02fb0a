"""Logs for tests: entries whose moments follow one another, and an attacker who has the log's files and its key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from huiyin.transparency import (
    FolderSource,
    KeyKind,
    Opening,
    Receipt,
    SigningKey,
    append_entries,
    build_entry,
    build_receipt,
    create_log,
    read_checkpoint,
)

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LOG_KEY = SigningKey("ledger.example.org/log", KeyKind.LOG, bytes(range(32)))
OTHER_LOG_KEY = SigningKey("other.example.org/log", KeyKind.LOG, bytes(range(1, 33)))
WITNESS_KEY = SigningKey("witness.example.org/w1", KeyKind.WITNESS, bytes(range(2, 34)))
NAME = Opening("author", "张三", bytes(range(64, 96)))


@cache
def make_leaf(number: int, *, minutes: float | None = None, words: str = "") -> bytes:
    """An entry recorded a second after the one before it, or so many ``minutes`` after the morning began."""
    after = timedelta(seconds=number) if minutes is None else timedelta(minutes=minutes)
    openings = [NAME] if number == 0 else []
    fields = {"number": number, "subject": words or f"第 {number} 号建议"}
    return build_entry("submission", MORNING + after, fields, openings=openings).write_leaf()


def make_leaves(count: int) -> list[bytes]:
    return [make_leaf(number) for number in range(count)]


def make_log(folder: Path, leaves: Sequence[bytes], key: SigningKey = LOG_KEY) -> FolderSource:
    """A log with ``leaves``: also what an attacker makes, who has the key and rewrites everything."""
    create_log(folder, key)
    append_entries(folder, leaves, key)
    return FolderSource(folder)


def make_receipt(source: FolderSource, *indices: int, key: SigningKey = LOG_KEY) -> Receipt:
    checkpoint = read_checkpoint(source, key.verifier)
    return build_receipt(source, checkpoint, indices, key.verifier)
