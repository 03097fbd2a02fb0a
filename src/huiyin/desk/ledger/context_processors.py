"""What every page bears when it is printed."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest

from huiyin.desk.ledger.api.record_log import say_foot


def add_checkpoint(_request: HttpRequest) -> dict[str, Any]:
    """``printed_foot``: the newest checkpoint of the public record, as mails and papers have it."""
    return {"printed_foot": _say_printed_foot}


def _say_printed_foot() -> str:
    """Nothing where the database does not answer: the page then says that, and is not lost for its foot."""
    try:
        return say_foot()
    except DatabaseError:
        return ""
