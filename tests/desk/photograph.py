"""All that the desk holds, for tests that show that something changed nothing."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection

#: Apps of others that hold something of ours.
_OTHERS = frozenset({"auth", "mfa", "account", "taggit"})


def photograph() -> dict[str, list[Any]]:
    """Table → its rows as the database holds them; without sessions of browsers, queues, caches and who is on call.

    By bare statements: making values of a hundred tables took longer than what was being tried.
    """
    name = connection.ops.quote_name
    kept = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            app = model._meta.app_config
            is_ours = app.name.startswith("huiyin.desk.") and app.label != "operations"
            if is_ours or app.label in _OTHERS:
                key = name(model._meta.pk.column)
                cursor.execute(f"SELECT * FROM {name(model._meta.db_table)} ORDER BY {key}")
                kept[model._meta.label] = cursor.fetchall()
    return kept
