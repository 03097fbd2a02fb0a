"""Cursor pagination that stays consistent while a list grows: the next page begins after the last row of this one."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.db.utils import DataError

from huiyin.desk.api.problems import ApiProblem
from huiyin.text import as_kept


@dataclass(frozen=True, slots=True)
class RowPage:
    """``cursor``: for requesting the next page; empty on the last."""

    rows: list[Any]
    cursor: str


def take_page(rows: Any, keys: Sequence[str], cursor: str, limit: int) -> RowPage:
    """The page after ``cursor`` of rows ordered by ``keys`` ascending: a queryset, in one query, or a list.

    Raises :class:`ApiProblem` for an invalid cursor.
    """
    after = _read_cursor(cursor, keys) if cursor else None
    try:
        taken = (
            _take_rows(rows, keys, after, limit)
            if isinstance(rows, QuerySet)
            else _take_items(rows, keys, after, limit)
        )
    except (ValidationError, ValueError, TypeError, OverflowError, DataError) as error:
        if after is None:
            raise
        raise ApiProblem("cursor") from error
    page = taken[:limit]
    return RowPage(page, _write_cursor(page[-1], keys) if len(taken) > limit else "")


def _take_rows(
    rows: QuerySet[Any], keys: Sequence[str], after: list[Any] | None, limit: int
) -> list[Any]:
    if after is not None:
        behind, same = Q(pk__in=()), Q()
        for name, value in zip(keys, after, strict=True):
            behind |= same & Q(**{f"{name}__gt": value})
            same &= Q(**{name: value})
        rows = rows.filter(behind)
    return list(rows[: limit + 1])


def _take_items(
    rows: Sequence[Any], keys: Sequence[str], after: list[Any] | None, limit: int
) -> list[Any]:
    """Lists have an order of their own: the page begins after the row that the cursor identifies."""
    if after is None:
        return list(rows[: limit + 1])
    for at, row in enumerate(rows):
        if [_spell(_read_key(row, name)) for name in keys] == after:
            return list(rows[at + 1 : at + limit + 2])
    raise ValueError("the row is there no more")


def _read_key(row: Any, name: str) -> Any:
    if isinstance(row, dict):
        return row[name]
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _spell(value: Any) -> str | int:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _write_cursor(row: Any, keys: Sequence[str]) -> str:
    values = [_spell(_read_key(row, name)) for name in keys]
    written = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(written).decode("ascii").rstrip("=")


def _read_cursor(cursor: str, keys: Sequence[str]) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError) as error:
        raise ApiProblem("cursor") from error
    is_ours = isinstance(values, list) and len(values) == len(keys)
    if not is_ours or not all(_is_plain(value) for value in values):
        raise ApiProblem("cursor")
    return list(values)


def _is_plain(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, str) and as_kept(value) == value)
