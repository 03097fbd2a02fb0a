"""Search exchanges by words, for the desk-wide search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from huiyin.desk.core.search import split_query
from huiyin.desk.ledger.models import Exchange

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor

_FIELDS = ("subject_zh", "subject_en", "summary_zh", "summary_en")


def search_exchanges(reader: Visitor, words: str, most: int) -> list[Exchange]:
    """The exchanges visible to the reader that contain every word, newest first. One query; none if there is no
    word.
    """
    parts = split_query(words)
    if not parts:
        return []
    rows = Exchange.objects.visible_to(reader, timezone.localdate())
    for part in parts:
        anywhere = Q()
        for name in _FIELDS:
            anywhere |= Q(**{f"{name}__icontains": part})
        rows = rows.filter(anywhere)
    return list(rows.order_by("-day", "-number", "-pk")[:most])
