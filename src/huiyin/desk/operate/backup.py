"""The whole desk in one file, and back: every row, every upload, the secret key.

A backup is a ``.zip``: ``tables/NAME.jsonl`` (one row a line, columns by name, ordered by key), ``uploads/…``,
``secret-key``, and ``manifest.json`` with the SHA-256 of each part. It says nothing about the kind of database,
so that what was taken from SQLite is restored into PostgreSQL and the other way about.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from huiyin.desk.operate.prepare import setup

#: Of the form of the file; grows when an older program could not read it.
FORMAT = 1
_MANIFEST, KEY = "manifest.json", "secret-key"
_TABLES, _UPLOADS = "tables/", "uploads/"
_CHUNK = 1 << 20
#: Rows that are made anew from the others: the index of the pages' search differs between databases.
_DERIVED = frozenset({"wagtailsearch", "modelsearch"})


class UnusableBackup(Exception):
    """A backup that cannot be restored here. ``code`` is one of ``unreadable``, ``format``, ``damaged``,
    ``other_version``, ``not_upgraded`` and ``not_empty``; ``details`` says where."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


# ---- taking ------------------------------------------------------------------------------------------


def backup(path: Path) -> dict[str, Any]:
    """Write the desk as it is at this moment to ``path`` and return the manifest.

    The site may go on serving: all tables are read in one snapshot, and nobody waits for it. Uploads are read
    after it was opened; an upload is written before its row, so none that a row names can be missing.
    The file appears under its name only when it is whole, readable by its owner alone.
    """
    setup()
    from django.conf import settings

    path = path.absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".part")
    partial.unlink(missing_ok=True)
    parts: dict[str, dict[str, Any]] = {}
    try:
        with (
            os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            with _snapshot():
                for model in _models():
                    name = f"{_TABLES}{model._meta.db_table}.jsonl"
                    parts[name] = _write(archive, name, _lines(model))
            for upload in _files(Path(settings.MEDIA_ROOT)):
                name = _UPLOADS + upload.relative_to(settings.MEDIA_ROOT).as_posix()
                blocks = _blocks(upload)
                try:
                    first = next(blocks, b"")
                except FileNotFoundError:  # an export that was replaced by a newer one just now
                    continue
                parts[name] = _write(archive, name, chain([first], blocks))
            if (key := settings.DATA / KEY).exists():
                parts[KEY] = _write(archive, KEY, _blocks(key))
            manifest = {
                "format": FORMAT,
                "taken": datetime.now(UTC).isoformat(timespec="seconds"),
                "migrations": _migrations(),
                "parts": parts,
            }
            archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
            archive.close()
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


@contextmanager
def _snapshot() -> Iterator[None]:
    """All reads inside see the database as it was at the first."""
    from django.db import connection, transaction

    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Not `atomic`, which would take the lock of writers: in WAL a reader holds its snapshot without one.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _models(of: Any = None) -> list[Any]:
    """Every table's model, those of many-to-many relations included, by name of the table. ``of``: the apps as
    they were at another time."""
    from django.apps import apps

    found = {
        model._meta.db_table: model
        for model in (of or apps).get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not model._meta.swapped
        and model._meta.app_label not in _DERIVED
    }
    return [found[table] for table in sorted(found)]


def _fields(model: Any) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _migrations() -> list[str]:
    """The forms of the tables that this version of the program knows."""
    from django.apps import apps

    return sorted(
        f"{app.label}.{file.stem}"
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[0-9]*.py")
    )


def _lines(model: Any) -> Iterator[bytes]:
    fields = _fields(model)
    names = [field.attname for field in fields]
    rows = model._base_manager.order_by(model._meta.pk.attname).values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        plain = {
            field.column: _plain(field, value) for field, value in zip(fields, row, strict=True)
        }
        yield json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(field: Any, value: Any) -> Any:
    """The value as JSON holds it. Times keep their microseconds; bytes are in base64."""
    from django.db.models import JSONField
    from django.utils.duration import duration_iso_string

    if value is None or isinstance(field, JSONField) or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode("ascii")
    return field.get_prep_value(value)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_CHUNK):
            yield block


def _write(archive: zipfile.ZipFile, name: str, blocks: Iterator[bytes]) -> dict[str, Any]:
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.open(name, "w", force_zip64=True) as part:
        for block in blocks:
            part.write(block)
            digest.update(block)
            size += len(block)
            count += 1
    rows = {"rows": count} if name.startswith(_TABLES) else {}
    return {"sha256": digest.hexdigest(), "bytes": size, **rows}


# ---- restoring ---------------------------------------------------------------------------------------


def restore(path: Path, *, overwrite: bool = False) -> dict[str, Any]:
    """Put the backup at ``path`` in place of what the prepared desk holds, and return its manifest.

    Every part is checked before anything is touched. Rows are put in within one transaction; when it fails,
    the desk is as it was. Their files are there before them, and files of before go after them: whenever it is
    broken off, no row names a file that is not there, and restoring once more finishes it. A backup that an
    earlier version took is brought to the form of this one first (:mod:`huiyin.desk.operate.upgrade`).

    Raises :class:`UnusableBackup`: a desk that has accounts or uploads is only replaced with ``overwrite``, and
    what a later version took is not restored.
    """
    setup()
    from django.conf import settings
    from django.core.management import call_command

    from huiyin.desk.frame import search
    from huiyin.desk.operate import prepare
    from huiyin.desk.operate.upgrade import upgrade

    uploads = Path(settings.MEDIA_ROOT)
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise UnusableBackup("unreadable", file=path.name) from error
    with archive:
        manifest = checked(archive, path.name)
        if not overwrite and not (prepare.is_empty() and not _files(uploads)):
            raise UnusableBackup("not_empty", folder=str(settings.DATA))
        if manifest["migrations"] != _migrations():
            with TemporaryDirectory(dir=settings.DATA, prefix="upgrading-") as place:
                restored = restore(upgrade(path, Path(place)), overwrite=overwrite)
            return restored | {"taken": manifest["taken"]}
        fresh = uploads.with_name(uploads.name + ".restoring")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        extract_uploads(archive, manifest, fresh)
        _add_files(fresh, uploads)
        put_rows(archive, manifest)
        _drop_other_files(fresh, uploads)
        if KEY in manifest["parts"]:
            key = settings.DATA / f"{KEY}.restoring"
            key.unlink(missing_ok=True)
            extract(archive, KEY, key)
            key.replace(settings.DATA / KEY)
    call_command("update_index", verbosity=0)
    search.rebuild()
    return manifest


def checked(archive: zipfile.ZipFile, file: str) -> dict[str, Any]:
    """The manifest, when this program can restore it, or upgrade it, and every part is what it says."""
    try:
        manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
        form, parts, migrations = manifest["format"], manifest["parts"], manifest["migrations"]
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise UnusableBackup("unreadable", file=file) from error
    if form != FORMAT:
        raise UnusableBackup("format", file=file)
    for name, said in parts.items():
        digest = hashlib.sha256()
        steps = PurePosixPath(name)
        if steps.is_absolute() or ".." in steps.parts or "\\" in name:
            raise UnusableBackup("damaged", file=file, part=name)
        try:
            with archive.open(name) as part:
                while block := part.read(_CHUNK):
                    digest.update(block)
        except (KeyError, OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise UnusableBackup("damaged", file=file, part=name) from error
        if digest.hexdigest() != said["sha256"]:
            raise UnusableBackup("damaged", file=file, part=name)
    if not set(migrations) <= set(_migrations()):
        raise UnusableBackup("other_version", file=file, taken=manifest["taken"])
    return manifest


def _add_files(fresh: Path, uploads: Path) -> None:
    """Put beside the files that are there those of the backup whose names are free."""
    for file in _files(fresh):
        to = uploads / file.relative_to(fresh)
        if not to.exists():
            to.parent.mkdir(parents=True, exist_ok=True)
            partial = to.with_name(to.name + ".part")
            shutil.copy2(file, partial)
            partial.replace(to)


def _drop_other_files(fresh: Path, uploads: Path) -> None:
    """Leave in ``uploads`` the files of the backup alone, each with what it holds there."""
    own = {file.relative_to(fresh) for file in _files(fresh)}
    for name in own:
        (fresh / name).replace(uploads / name)
    for file in _files(uploads):
        if file.relative_to(uploads) not in own:
            file.unlink()
    shutil.rmtree(fresh)


def extract_uploads(archive: zipfile.ZipFile, manifest: dict[str, Any], folder: Path) -> None:
    """Write every upload of the backup to its place below ``folder``."""
    for name in manifest["parts"]:
        if name.startswith(_UPLOADS):
            extract(archive, name, folder / name.removeprefix(_UPLOADS))


def extract(archive: zipfile.ZipFile, name: str, to: Path) -> None:
    """Write one part to a new file that its owner alone reads, and wait until the disk has it."""
    to.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, archive.open(name) as part:
        shutil.copyfileobj(part, file, _CHUNK)
        file.flush()
        os.fsync(file.fileno())


def put_rows(archive: zipfile.ZipFile, manifest: dict[str, Any], of: Any = None) -> None:
    """Put the rows of the backup in place of all that are there. ``of``: the apps as they were when it was taken,
    where the tables are as they were then too."""
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType
    from django.core.management.color import no_style
    from django.db import connection, transaction

    models = _models(of)
    derived = [
        model
        for model in (of or apps).get_models()
        if model._meta.app_label in _DERIVED and model._meta.managed and not model._meta.proxy
    ]
    # Foreign keys are checked when the transaction ends, so tables may go and come in any order.
    with transaction.atomic(), connection.cursor() as cursor:
        for model in (*derived, *models):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
        for model in models:
            name = f"{_TABLES}{model._meta.db_table}.jsonl"
            if name in manifest["parts"]:
                with archive.open(name) as part:
                    _insert(model, part)
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        connection.check_constraints()
    ContentType.objects.clear_cache()


def _insert(model: Any, lines: Any) -> None:
    """Rows as they were: nothing is computed anew, no signal is sent."""
    from django.db import connection

    fields = _fields(model)
    most = min(1000, connection.ops.bulk_batch_size(fields, [None] * 1000) or 1000)
    batch: list[SimpleNamespace] = []
    for line in lines:
        row = json.loads(line)
        values = {field.attname: _valued(field, row[field.column]) for field in fields}
        batch.append(SimpleNamespace(**values))
        if len(batch) >= most:
            model._base_manager._insert(batch, fields=fields, using=connection.alias, raw=True)
            batch = []
    if batch:
        model._base_manager._insert(batch, fields=fields, using=connection.alias, raw=True)


def _valued(field: Any, value: Any) -> Any:
    from django.db import models

    if value is None and isinstance(field, models.JSONField) and not field.null:
        return models.Value(None, models.JSONField())  # the JSON word, not an empty cell
    if isinstance(
        field,
        (
            models.DateField, models.TimeField, models.DurationField, models.DecimalField,
            models.UUIDField, models.BinaryField,
        ),
    ):  # fmt: skip
        return field.to_python(value)
    return value
