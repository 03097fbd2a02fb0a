"""A variable for every page: the footer of printed pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from huiyin.desk.ledger.api.record_log import say_shown_foot


def add_checkpoint(_request: HttpRequest) -> dict[str, Any]:
    """``printed_foot``: the newest checkpoint of the public log, as in mails and documents."""
    return {"printed_foot": say_shown_foot}
