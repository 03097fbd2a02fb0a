"""Tokens that end, and rows that say what they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from huiyin.desk.api.models import Delivery, Dump, Token, Webhook


@pytest.mark.parametrize(("hours", "is_over"), [(1, False), (-1, True)])
def test_a_token_is_over_when_its_days_are(hours: int, is_over: bool) -> None:
    assert Token(expires_at=timezone.now() + timedelta(hours=hours)).is_over is is_over


def test_a_row_is_shown_by_what_its_owner_calls_it() -> None:
    assert str(Token(name="reader", digest="d", start="s")) == "reader"
    assert (
        str(Webhook(url="https://example.org/hook", secret="sealed")) == "https://example.org/hook"
    )
    assert str(Delivery(topic="comment.sent", key="7")) == "comment.sent 7"
    assert str(Dump(name="2026-12-01")) == "2026-12-01"
