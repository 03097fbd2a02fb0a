"""What was erased is gone from the file of the database too: deleted rows lie on in its free space until it is written anew.

SQLite writes zeros over what it deletes (``secure_delete``), but a cell that was moved from page to page before leaves
copies behind; so after an erasure the file is written anew (VACUUM), and its journal emptied. PostgreSQL's dead rows
go by VACUUM FULL. Both keep writers waiting, so a large desk is cleaned at night.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.apps import apps
from django.db import connection
from django.utils import timezone

from huiyin.desk.core.search import list_searched_models
from huiyin.desk.ledger.api.erasure import list_uncleaned, mark_cleaned
from huiyin.desk.notifications.api import list_mails
from huiyin.desk.notifications.outbox import list_forgotten
from huiyin.desk.personal import erasure_marks
from huiyin.desk.personal.models import Erasure

#: A database up to so many bytes is written anew in a second or two, at any hour; a larger one between these hours.
_SMALL = 256 * 1024 * 1024
_NIGHT = range(1, 5)

log = logging.getLogger("huiyin.retention")


def clean_when_due(now: datetime | None = None) -> bool:
    """Clean the database where somebody was erased, or words of the ledger were, since it was last cleaned, and the last mail
    to them is sent. Returns whether it was. Call it now and then, outside of a transaction."""
    now = now or timezone.now()
    due = Erasure.objects.filter(state=Erasure.State.GRANTED, cleaned_at=None)
    redactions = list_uncleaned()
    is_waiting = list_mails().filter(kind__in=list_forgotten()).exists()
    if not (due.exists() or redactions) or is_waiting:
        return False
    if _measure_size() > _SMALL and timezone.localtime(now).hour not in _NIGHT:
        return False
    keys = list(due.values_list("pk", flat=True))
    erasure_marks.keep_marks_missing_from_file(erasure_marks.read_marks())
    if not vacuum_database():
        return False  # somebody was reading all the while; the next round tries again
    Erasure.objects.filter(pk__in=keys).update(cleaned_at=timezone.now())
    mark_cleaned(redactions)
    log.info("the database was written anew after %s erasures", len(keys) + len(redactions))
    return True


def vacuum_database() -> bool:
    """Write the database anew, without what was deleted. Returns False where its journal could not be emptied."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%%fts5%%'"
            )
            for (table,) in cursor.fetchall():
                # A row that left the index stays in its segments until they are merged.
                cursor.execute(f'INSERT INTO "{table}" ("{table}") VALUES (%s)', ("optimize",))
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
            return not busy
        tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        tables |= {f"{model._meta.db_table}_words" for model in list_searched_models()}
        tables |= {"desk_cache"}
        for table in sorted(tables & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
    return True


def _measure_size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
