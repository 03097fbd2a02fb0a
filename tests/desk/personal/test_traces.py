"""What is marked of a row, so that a restored backup does not bring it back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.notifications.models import Mail
from huiyin.desk.personal.traces import name_row

AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "table"),
    [
        (AuditEntry(pk=7, created_at=AT), "accounts.act"),
        (Mail(pk=7, created_at=AT), "accounts.mail"),
    ],
    ids=["an act", "a mail"],
)
def test_a_mark_knows_a_row_again_though_its_table_was_moved_since(row: Any, table: str) -> None:
    """Marks are digests that lie outside of the database: what they were made of stays as it was."""
    assert name_row("act", row) == f"act {table} 7 2026-11-01T00:00:00+00:00"
