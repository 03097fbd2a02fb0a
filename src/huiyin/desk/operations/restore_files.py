"""What a restore puts in place beside the rows, so that a kill at any moment leaves the desk of before or that of the
backup, once it is started again.

Files cannot be committed with rows. So everything that will be put in place lies ready before: the uploads in a folder beside
theirs, the keys beside the keys, and a plan that says what belongs to it. The transaction that puts the rows in also writes a
witness with the name of the plan. Whoever comes next (:func:`settle_files`, at every start) finds the witness and
carries the plan out, or finds none and takes back what was prepared. What needs the tables in their newest form (who was
erased since is erased again) follows in :func:`finish_rows`, until which the witness stays.
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

#: Of one row, while a restore is under way. It is of no app: the tables may be those of another version.
_WITNESS = "desk_restore"


@dataclass(frozen=True)
class RestorePlan:
    """``name``: what the witness calls it. ``uploads``: every file of the backup, by its path below the folder of
    uploads; ``added``: those whose place was free, and that were put there before the rows."""

    name: str
    uploads: tuple[str, ...]
    added: tuple[str, ...]


def fresh_folder() -> Path:
    """Where the uploads of the backup lie ready, beside those of the desk."""
    uploads = _get_uploads_folder()
    return uploads.with_name(uploads.name + private_files.RESTORING)


def lay_ready(key: bytes | None) -> RestorePlan:
    """Write the keys and the plan beside what is there, for the uploads in :func:`fresh_folder`; and put those in
    place whose names are free, so that no row is ever without its file. ``key``: what the rows are sealed with."""
    from django.conf import settings

    from huiyin.desk.core.uploads_place import find_place, list_files

    fresh, uploads = fresh_folder(), find_place()
    names = tuple(file.relative_to(fresh).as_posix() for file in list_files(fresh))
    added = tuple(name for name in names if not uploads.has(name))
    plan = RestorePlan(secrets.token_hex(16), names, added)
    if key is not None:
        put_secret(_make_restoring_path(settings.SEALING_FILE), key)
    # With it ends what was signed: sessions, links that set a password, links in mails.
    put_secret(_make_restoring_path(settings.SECRET_FILE), make_secret())
    told = {"name": plan.name, "database": name_database(), "uploads": names, "added": added}
    put_secret(private_files.find_plan(Path(settings.DATA)), json.dumps(told).encode())
    for name in added:
        uploads.put(fresh / name, name, is_last=False)
    return plan


def write_witness(cursor: Any, plan: RestorePlan, after: datetime | None) -> None:
    """In the transaction of the rows: they are those of ``plan``. ``after``: who was erased later than that is erased
    again; everybody, where nothing is believed about when the backup was taken."""
    cursor.execute(f"CREATE TABLE IF NOT EXISTS {_WITNESS} (told text NOT NULL)")
    told = {"name": plan.name, "after": after and after.isoformat(), "erased": None}
    _write_told(cursor, told)


def settle_files() -> None:
    """Carry out the plan whose rows are in the database; take back one whose rows are not. Does nothing where
    there is none, or where it is of another database. Nobody else may restore meanwhile (:func:`huiyin.desk.operations.private_files.hold_restore_lock`)."""
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
    """Whether a restore was broken off when its rows were in, and the next start finishes it."""
    from django.conf import settings

    return private_files.find_plan(Path(settings.DATA)).exists() or _read_told() is not None


def finish_rows() -> None:
    """After :func:`settle_files`, with the tables in their newest form: erase again who was erased since the backup was
    taken, make the index of the search anew, and forget the witness. Does nothing where there is none."""
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
    """Before anybody sees what was brought back. The files of whom it was are written down with it, so that they
    go also where the machine dies before they have gone."""
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
    """Keys and uploads of the backup in place of those of before. Done again it goes on where it was broken off."""
    from django.conf import settings

    from huiyin.desk.core import sealed_secrets
    from huiyin.desk.core.uploads_place import find_place

    # What was read at the start of this process is of the desk of before.
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
    """The desk as it was before. Nobody used it meanwhile, so what lies in a place that was free is the backup's."""
    from huiyin.desk.core.uploads_place import find_place

    uploads = find_place()
    for name in plan.added:
        uploads.delete(name)
    _count_on()
    discard_ready()


def _count_on() -> None:
    """What PostgreSQL numbers rows by is not taken back with the rows: set it behind those that are there."""
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
    """Take away what lies ready; only while no plan names it."""
    from django.conf import settings

    for file in (settings.SEALING_FILE, settings.SECRET_FILE):
        _make_restoring_path(file).unlink(missing_ok=True)
    shutil.rmtree(fresh_folder(), ignore_errors=True)


def name_database() -> str:
    """Which one the desk uses, as far as it does not change when the folder is moved."""
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
