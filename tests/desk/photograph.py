"""All that the desk holds, for tests that show that something changed nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

#: Apps of others that hold something of ours.
_OTHERS = frozenset({"auth", "mfa", "account", "taggit"})


def photograph() -> dict[str, list[Any]]:
    """Table → its rows as the database holds them; without sessions of browsers, queues, caches and who is on call."""
    return read_rows(_is_of_desk)


def _is_of_desk(model: type[Model]) -> bool:
    app = model._meta.app_config
    is_ours = app.name.startswith("huiyin.desk.") and app.label != "operations"
    return is_ours or app.label in _OTHERS


def read_rows(is_read: Callable[[type[Model]], bool]) -> dict[str, list[tuple[Any, ...]]]:
    """Model → its rows as the database holds them, of each model that ``is_read``.

    By bare statements: making values of a hundred tables took longer than what was being tried.
    """
    found: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        for label, query in _list_queries(is_read):
            cursor.execute(query)
            found[label] = cursor.fetchall()
    return found


@cache
def _list_queries(is_read: Callable[[type[Model]], bool]) -> list[tuple[str, str]]:
    name = connection.ops.quote_name
    return [
        (
            model._meta.label,
            f"SELECT * FROM {name(model._meta.db_table)} ORDER BY {name(model._meta.pk.column)}",
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and is_read(model)
    ]
