"""Template variables about the reader's account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from huiyin.desk.accounts import second_step


def add_account(request: HttpRequest) -> dict[str, Any]:
    """``second_step_ends``: until when the reader may go on without a second factor; ``way_back``: where they
    continue after setting it up; ``sent_before``: what they had submitted when they were redirected to it.
    """
    return {
        "second_step_ends": lambda: second_step.ends_on(getattr(request, "user", AnonymousUser())),
        "sent_before": lambda: second_step.sent_before(request),
        "way_back": lambda: second_step.way_back(request),
    }
