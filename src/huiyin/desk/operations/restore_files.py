"""Put files in place during a restore so that, whenever it is killed, the next start yields the old desk or the
restored one.

Files cannot be committed together with rows. So everything is prepared in advance: the uploads in a folder
beside the current ones, the keys beside the keys, and a plan that lists them. The transaction that inserts the
rows also writes a witness with the plan's name. Every start (:func:`settle_files`) then finds the witness and
carries out the plan, or finds none and reverts the preparation. What needs the newest tables (erasing again who
was erased since) follows in :func:`finish_rows`; the witness stays until then.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from huiyin.desk.core.secret_files import make_secret, put_secret
from huiyin.desk.operations import private_files

#: A table with one row during a restore. It belongs to no app, since the tables may be those of
#: another version.
_WITNESS = "desk_restore"


@dataclass(frozen=True)
class RestorePlan:
    """``name``: its name in the witness. ``uploads``: all files of the backup, by path below the uploads
    folder; ``added``: those with a free name, which were put in place before the rows.
    """

    name: str
    uploads: tuple[str, ...]
    added: tuple[str, ...]


def fresh_folder() -> Path:
    """The folder for the backup's uploads, beside the current one."""
    uploads = _get_uploads_folder()
    return uploads.with_name(uploads.name + private_files.RESTORING)


def lay_ready(key: bytes | None) -> RestorePlan:
    """Write keys and plan beside the current ones, for the uploads in :func:`fresh_folder`; and put uploads
    with free names in place, so that no row is ever without its file. ``key``: the sealing key of the rows.
    """
    from django.conf import settings

    from huiyin.desk.core.uploads_place import find_place, list_files

    fresh, uploads = fresh_folder(), find_place()
    names = tuple(file.relative_to(fresh).as_posix() for file in list_files(fresh))
    added = tuple(name for name in names if not uploads.has(name))
    plan = RestorePlan(secrets.token_hex(16), names, added)
    if key is not None:
        put_secret(_make_restoring_path(settings.SEALING_FILE), key)
    # A new secret invalidates everything signed: sessions, reset links, links in mails.
    put_secret(_make_restoring_path(settings.SECRET_FILE), make_secret())
    told = {"name": plan.name, "database": name_database(), "uploads": names, "added": added}
    put_secret(private_files.find_plan(Path(settings.DATA)), json.dumps(told).encode())
    for name in added:
        uploads.put(fresh / name, name, is_last=False)
    return plan


def write_witness(cursor: Any, plan: RestorePlan, after: datetime | None) -> None:
    """Note within the rows' transaction that they belong to ``plan``. ``after``: people erased later than this
    are erased again; None means everybody, if the backup's date is not trusted.
    """
    cursor.execute(f"CREATE TABLE IF NOT EXISTS {_WITNESS} (told text NOT NULL)")
    told = {"name": plan.name, "after": after and after.isoformat(), "erased": None}
    _write_told(cursor, told)


def settle_files() -> None:
    """Carry out the plan if its rows are in the database, otherwise revert it. Does nothing without a plan, or
    if it belongs to another database. The caller must hold the restore lock
    (:func:`huiyin.desk.operations.private_files.hold_restore_lock`).
    """
    from django.conf import settings

    place = private_files.find_plan(Path(settings.DATA))
    try:
        told = json.loads(place.read_bytes())
    except FileNotFoundError:
        return
    if told["database"] != name_database():
        return  # what it waits for is not to be found here
    plan = RestorePlan(told["name"], tuple(told["uploads"]), tuple(told["added"]))
    witness = _read_told()
    if witness is not None and witness["name"] == plan.name:
        _put_in_place(plan)
    else:
        _take_back(plan)
    place.unlink()


def is_under_way() -> bool:
    """Whether a restore was interrupted after its rows were committed; the next start completes it."""
    from django.conf import settings

    return private_files.find_plan(Path(settings.DATA)).exists() or _read_told() is not None


def finish_rows() -> None:
    """Complete a restore after :func:`settle_files`, with the newest tables: erase again who was erased since
    the backup, rebuild search indexes, and remove the witness. Does nothing without one.
    """
    from django.core.cache import cache
    from django.core.management import call_command
    from django.db import connection

    from huiyin.desk.core import search

    told = _read_told()
    if told is None:
        return
    cache.clear()
    _erase_again(told)
    call_command("update_index", verbosity=0)
    search.rebuild_indexes()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {_WITNESS}")


def _erase_again(told: dict[str, Any]) -> None:
    """Erase before anybody can see the restored data. The files to delete are recorded too, so that they are
    deleted even if the machine fails in between.
    """
    from django.core.files.storage import default_storage
    from django.db import connection, transaction

    from huiyin.desk.personal import database_cleanup, erasure
    from huiyin.desk.personal.retention import list_named_files

    if told["erased"] is None:
        after = told["after"] and datetime.fromisoformat(told["after"])
        with transaction.atomic(), connection.cursor() as cursor:
            before = list_named_files()
            found = erasure.apply_again(after or None)
            told["erased"] = {"found": found, "files": sorted(before - list_named_files())}
            _write_told(cursor, told)
    for name in told["erased"]["files"]:
        default_storage.delete(name)
    if told["erased"]["found"]:
        database_cleanup.vacuum_database()


def _put_in_place(plan: RestorePlan) -> None:
    """Replace keys and uploads by those of the backup. Can be repeated after an interruption."""
    from django.conf import settings

    from huiyin.desk.core import sealed_secrets
    from huiyin.desk.core.uploads_place import find_place

    # Keys that this process has loaded are those of the old desk.
    for file, name in (
        (settings.SEALING_FILE, "SEALING_KEY"),
        (settings.SECRET_FILE, "SECRET_KEY"),
    ):
        ready = _make_restoring_path(file)
        if ready.exists():
            if file == settings.SEALING_FILE:
                sealed_secrets.keep_replaced(ready)
            ready.replace(file)
        if file.exists() and not (name == "SECRET_KEY" and os.environ.get("HUIYIN_SECRET_KEY")):
            setattr(settings, name, file.read_bytes().decode("utf-8", "surrogateescape"))
    fresh, uploads = fresh_folder(), find_place()
    for name in plan.uploads:
        if (fresh / name).exists():
            uploads.put(fresh / name, name, is_last=True)
    for name in set(uploads.list_names()).difference(plan.uploads):
        uploads.delete(name)
    shutil.rmtree(fresh, ignore_errors=True)


def _take_back(plan: RestorePlan) -> None:
    """Revert to the old desk. Nobody used it meanwhile, so files in places that were free are the backup's."""
    from huiyin.desk.core.uploads_place import find_place

    uploads = find_place()
    for name in plan.added:
        uploads.delete(name)
    _count_on()
    discard_ready()


def _count_on() -> None:
    """PostgreSQL's sequences are not rolled back with rows: set them behind the existing keys."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        models = [
            model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy and model._meta.db_table in there
        ]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def discard_ready() -> None:
    """Delete the prepared files; only when no plan refers to them."""
    from django.conf import settings

    for file in (settings.SEALING_FILE, settings.SECRET_FILE):
        _make_restoring_path(file).unlink(missing_ok=True)
    shutil.rmtree(fresh_folder(), ignore_errors=True)


def name_database() -> str:
    """Identifies the database, independent of the folder's location."""
    from django.db import connection

    name = "" if connection.vendor == "sqlite" else f" {connection.settings_dict['NAME']}"
    return f"{connection.vendor}{name}"


def _get_uploads_folder() -> Path:
    from django.conf import settings

    return Path(settings.MEDIA_ROOT).resolve()


def _make_restoring_path(file: Path) -> Path:
    return file.with_name(file.name + private_files.RESTORING)


def _read_told() -> dict[str, Any] | None:
    from django.db import connection

    with connection.cursor() as cursor:
        if _WITNESS not in connection.introspection.table_names(cursor):
            return None
        cursor.execute(f"SELECT told FROM {_WITNESS}")
        row = cursor.fetchone()
    told: dict[str, Any] | None = json.loads(row[0]) if row else None
    return told


def _write_told(cursor: Any, told: dict[str, Any]) -> None:
    cursor.execute(f"DELETE FROM {_WITNESS}")
    cursor.execute(f"INSERT INTO {_WITNESS} (told) VALUES (%s)", [json.dumps(told)])
