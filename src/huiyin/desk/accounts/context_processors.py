"""What every page may say about the account of its reader."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from huiyin.desk.accounts import second_step


def add_account(request: HttpRequest) -> dict[str, Any]:
    """``second_step_ends``: until when its reader may go on without; ``way_back``: where who has set it up goes on;
    ``sent_before``: what they had sent when they were led to it."""
    return {
        "second_step_ends": lambda: second_step.ends_on(getattr(request, "user", AnonymousUser())),
        "sent_before": lambda: second_step.sent_before(request),
        "way_back": lambda: second_step.way_back(request),
    }
