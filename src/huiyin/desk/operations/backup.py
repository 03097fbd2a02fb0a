"""Back up the whole desk, every row and every upload, to one file and restore it.

A backup is a ``.zip``, usually within a file encrypted with age (:mod:`huiyin.desk.operations.age`):
``tables/NAME.jsonl`` (one row per line, columns by name, ordered by key), ``uploads/…``, ``manifest.json`` with
the SHA-256 of each part, and ``manifest.sig``, the desk's signature of it. The format does not depend on the
database, so a backup of SQLite can be restored to PostgreSQL and vice versa. ``sealing-key`` opens the sealed
values in the rows. Sign-in data and the desk's signing keys are not included (ADR 0050).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from huiyin.desk.operations import (
    age,
    backup_parts,
    database,
    folder_lock,
    private_files,
    restore_files,
    signature,
    upgrade,
)
from huiyin.desk.operations.backup_note import note_backup
from huiyin.desk.operations.backup_parts import MANIFEST, SEALING_KEY, SIGNATURE, TABLES, UPLOADS
from huiyin.desk.operations.preparation import Tell, keep_quiet, setup_django

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.models import Field, Model

#: The version of the format, raised when older programs cannot read it. Version 1 was not signed.
FORMAT = 2
_UNSIGNED = 1
_CHUNK = 1 << 20
#: The most bytes accepted for an unverified manifest, and for one row.
_LONGEST_MANIFEST, _LONGEST_ROW = 64 << 20, 256 << 20
#: Plausible times of a backup: not before backups existed, nor later than clocks may differ.
_FIRST_YEAR, _CLOCKS_DIFFER = 2020, timedelta(hours=12)
#: Apps whose rows are rebuilt from others: the pages' search index differs between databases.
_DERIVED = frozenset({"wagtailsearch", "modelsearch"})
#: Tables that are left out: what signs somebody in or represents a session, and the worker's queue,
#: which is rebuilt from the jobs.
_LEFT_OUT = frozenset(
    {
        "django_session", "accounts_session", "accounts_device", "accounts_guess", "accounts_requestcount", "account_emailconfirmation",
        "wagtailcore_apitoken", "wagtailadmin_editingsession", "wagtailadmin_formstate",
        "django_tasks_database_dbtaskresult", "operations_presence",
    }
)  # fmt: skip
#: Columns that would give access: left out, and generated anew when restored.
_MADE_ANEW: dict[tuple[str, str], Callable[[], str]] = {
    # Of versions before seeds existed.
    ("networks_invitation", "token"): lambda: secrets.token_urlsafe(32),
    ("networks_invitation", "seed"): lambda: secrets.token_urlsafe(32),
    ("networks_invitation", "proof"): lambda: secrets.token_hex(32),
}

#: Exceptions raised when reading a damaged file.
_UNREADABLE = (
    OSError, EOFError, zipfile.BadZipFile, zlib.error, age.Damaged, NotImplementedError, RuntimeError, ValueError,
    LookupError,
)  # fmt: skip


class UnusableBackup(Exception):
    """A backup that cannot be taken or restored here. ``code`` says why, ``details`` where.

    About its content: ``unreadable``, ``format``, ``damaged``, ``row``, ``other_version``, ``not_upgraded``;
    and ``part``, with the refused name and in ``why`` the code of
    :class:`~huiyin.desk.operations.backup_parts.BadPart`. About opening it: ``passphrase``, ``key``. About its
    origin: ``unsigned``, ``foreign``, ``not_that_desk``. About the file: ``missing``, ``cut``; ``taken_later``:
    its date is in the future. There is nothing to back up: ``no_desk``, ``other_database``,
    ``restore_broken_off``. About the target desk: ``not_empty``, ``no_room``, ``busy``, ``desk_runs``,
    ``others_run``, ``unwritable``. ``odd_name``: a file of the desk that cannot be backed up.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


# ---- taking ------------------------------------------------------------------------------------------


def write_backup(
    path: Path, locks: Sequence[age.Lock], *, tell: Tell = keep_quiet
) -> dict[str, Any]:
    """Back up the current state of the desk to ``path`` and return the manifest.

    ``locks``: a passphrase, or recipients; if empty the file is not encrypted. The site may keep running: all
    tables are read in one snapshot without blocking anybody. Uploads are read after the snapshot is taken;
    since an upload is stored before its row, none that a row refers to can be missing.

    The file gets its name only when it is complete, and only its owner can read it; nothing is kept in memory
    or written elsewhere on the way. Raises :class:`UnusableBackup` and ``OSError``.
    """
    setup_django()
    from django.conf import settings

    _check_desk()
    path = path.absolute()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with private_files.make_file(path) as file:
        if not locks:
            manifest = _write_parts(file, tell)
        else:
            encrypting = age.EncryptedWriter(file, locks)
            manifest = _write_parts(encrypting, tell)
            encrypting.finish()
    note_backup(settings.DATA, path, is_encrypted=bool(locks))
    return manifest


def _check_desk() -> None:
    """Check that there is a desk, that it is this folder's, and that it is complete. Raises
    :class:`UnusableBackup`.
    """
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection

    folder = str(settings.DATA)
    try:
        database.check_kind()
    except database.OtherDatabaseKind as error:
        raise UnusableBackup("other_database", folder=folder, kind=error.kind) from error
    # Checked first, since connecting would create an empty database.
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        raise UnusableBackup("no_desk", folder=folder)
    if get_user_model()._meta.db_table not in connection.introspection.table_names():
        raise UnusableBackup("no_desk", folder=folder)
    if restore_files.is_under_way():
        raise UnusableBackup("restore_broken_off", folder=folder)


def _write_parts(file: Any, tell: Tell) -> dict[str, Any]:
    from django.conf import settings

    from huiyin.desk.core.uploads_place import find_place

    uploads = find_place()
    taken: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with _hold_snapshot():
            for model in _list_models():
                if model._meta.db_table not in _LEFT_OUT:
                    name = f"{TABLES}{model._meta.db_table}.jsonl"
                    taken[name] = _write_part(archive, name, _list_lines(model))
        files = uploads.list_names()
        total, done = sum(map(uploads.size, files)), 0
        for upload in files:
            name = UPLOADS + upload
            try:
                backup_parts.check_name(name)
            except backup_parts.BadPart as error:
                raise UnusableBackup("odd_name", file=escape_name(upload)) from error
            tell("packing", done, total)
            blocks = _read_blocks(partial(uploads.open, upload))
            try:
                first = next(blocks, b"")
            except FileNotFoundError:  # an export that was replaced by a newer one just now
                continue
            taken[name] = _write_part(archive, name, chain([first], blocks))
            done += taken[name]["bytes"]
        if settings.SEALING_FILE.exists():
            taken[SEALING_KEY] = _write_part(
                archive, SEALING_KEY, _read_blocks(lambda: settings.SEALING_FILE.open("rb"))
            )
        manifest = {
            "format": FORMAT,
            "taken": datetime.now(UTC).isoformat(timespec="seconds"),
            "migrations": _list_migrations(),
            "parts": taken,
        }
        told = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        archive.writestr(MANIFEST, told)
        archive.writestr(SIGNATURE, signature.sign_data(told))
    return manifest


@contextmanager
def _hold_snapshot() -> Iterator[None]:
    """All reads within see the database as it was at the first one."""
    from django.db import connection, transaction

    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Not `atomic`, which would take the write lock: in WAL mode a reader keeps its snapshot
        # without one.
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


def _list_models(of: Apps | None = None) -> list[type[Model]]:
    """The models of all tables, including many-to-many relations, by table name. ``of``: the apps of another
    version.
    """
    from django.apps import apps

    models_by_label = {
        model._meta.db_table: model
        for model in (of or apps).get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not model._meta.swapped
        and model._meta.app_label not in _DERIVED
    }
    return [models_by_label[table] for table in sorted(models_by_label)]


def _list_fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _list_migrations() -> list[str]:
    """All migrations that this version of the program has."""
    from django.apps import apps

    return sorted(
        f"{app.label}.{file.stem}"
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[0-9]*.py")
    )


def _list_lines(model: type[Model]) -> Iterator[bytes]:
    fields = [
        one for one in _list_fields(model) if (model._meta.db_table, one.column) not in _MADE_ANEW
    ]
    names = [field.attname for field in fields]
    rows = model._base_manager.order_by(model._meta.pk.attname).values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        plain = {
            field.column: _to_plain(field, value) for field, value in zip(fields, row, strict=True)
        }
        yield json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _to_plain(field: Field[Any, Any], value: Any) -> Any:
    """The value as JSON. Times keep their microseconds; bytes are base64."""
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


def _read_blocks(open_file: Callable[[], IO[bytes]]) -> Iterator[bytes]:
    with open_file() as file:
        while block := file.read(_CHUNK):
            yield block


def _write_part(archive: zipfile.ZipFile, name: str, blocks: Iterator[bytes]) -> dict[str, Any]:
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.open(name, "w", force_zip64=True) as part:
        for block in blocks:
            part.write(block)
            digest.update(block)
            size += len(block)
            count += 1
    rows = {"rows": count} if name.startswith(TABLES) else {}
    return {"sha256": digest.hexdigest(), "bytes": size, **rows}


# ---- opening -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenedBackup:
    """An open backup. ``file``: the file on disk; ``file_key``: what it is encrypted with, or None."""

    name: str
    file: IO[bytes]
    archive: zipfile.ZipFile
    file_key: bytes | None = field(repr=False)


def find_need(path: Path) -> str:
    """What is needed to open the file: ``passphrase``, ``key``, or an empty string. Raises
    :class:`UnusableBackup`.
    """
    try:
        with path.open("rb") as file:
            if not age.is_age(file):
                return ""
            return "passphrase" if age.is_for_passphrase(file) else "key"
    except FileNotFoundError as error:
        raise UnusableBackup("missing", file=str(path)) from error
    except age.Damaged as error:
        raise UnusableBackup("cut", file=path.name) from error
    except OSError as error:
        raise UnusableBackup("unreadable", file=path.name) from error


@contextmanager
def open_backup(
    path: Path, keys: Sequence[age.Key] = (), *, file_key: bytes | None = None
) -> Iterator[OpenedBackup]:
    """Open the file at ``path`` and decrypt it while reading; nothing decrypted is written to disk.

    Raises :class:`UnusableBackup`.
    """
    need = find_need(path)
    with ExitStack() as closing:
        try:
            plain: IO[bytes] = closing.enter_context(path.open("rb"))
            file = plain
            if need:
                file_key = file_key or age.find_file_key(plain, keys)
                plain = closing.enter_context(age.open_decrypted(plain, file_key))
            archive = closing.enter_context(zipfile.ZipFile(plain))
        except age.Locked as error:
            raise UnusableBackup(need, file=path.name) from error
        except age.Damaged as error:
            raise UnusableBackup("cut", file=path.name) from error
        except _UNREADABLE as error:
            raise UnusableBackup("unreadable", file=path.name) from error
        yield OpenedBackup(path.name, file, archive, file_key)


def read_manifest(opened: OpenedBackup) -> tuple[dict[str, Any], str]:
    """The manifest, and the fingerprint of the desk that signed it, or "".

    Raises :class:`UnusableBackup`.
    """
    manifest_text = _read_little(opened, MANIFEST)
    if manifest_text is None:
        raise UnusableBackup("unreadable", file=opened.name)
    try:
        manifest: dict[str, Any] = json.loads(manifest_text)
        form = manifest["format"]
        taken = datetime.fromisoformat(manifest["taken"])
        if taken.tzinfo is None or taken.year < _FIRST_YEAR:
            raise TypeError
        _check_types(manifest)
        is_later = taken > datetime.now(UTC) + _CLOCKS_DIFFER
    except (
        KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError,
    ) as error:  # fmt: skip
        raise UnusableBackup("unreadable", file=opened.name) from error
    if is_later:  # which of the erased were erased since could not be told
        raise UnusableBackup("taken_later", file=opened.name, taken=escape_name(manifest["taken"]))
    if form not in (FORMAT, _UNSIGNED):
        raise UnusableBackup("format", file=opened.name)
    if form == _UNSIGNED:
        return manifest, ""
    try:
        return manifest, signature.find_signer(
            manifest_text, _read_little(opened, SIGNATURE) or b""
        )
    except ValueError as error:
        raise UnusableBackup("damaged", file=opened.name, part=SIGNATURE) from error


def _check_types(manifest: dict[str, Any]) -> None:
    """Raises ``KeyError``, ``TypeError`` or ``AttributeError`` if the manifest describes parts or tables in a
    way that no desk does.
    """
    if not isinstance(manifest["parts"], dict):
        raise TypeError
    for part in manifest["parts"].values():
        numbers = (part["bytes"], part.get("rows", 0))
        if not isinstance(part["sha256"], str):
            raise TypeError
        if any(type(number) is not int or number < 0 for number in numbers):
            raise TypeError
    if not all(isinstance(name, str) for name in manifest["migrations"]):
        raise TypeError


def _read_little(opened: OpenedBackup, name: str) -> bytes | None:
    try:
        with opened.archive.open(name) as part:
            data = part.read(_LONGEST_MANIFEST + 1)
    except KeyError:
        return None
    except age.Damaged as error:
        raise UnusableBackup("cut", file=opened.name) from error
    except _UNREADABLE as error:
        raise UnusableBackup("unreadable", file=opened.name) from error
    if len(data) > _LONGEST_MANIFEST:
        raise UnusableBackup("unreadable", file=opened.name)
    return data


def check_backup(
    opened: OpenedBackup, manifest: dict[str, Any], *, tell: Tell = keep_quiet
) -> None:
    """Check that every part is allowed, matches the manifest, and can be restored or upgraded by this program.

    Raises :class:`UnusableBackup`.
    """
    from django.conf import settings

    file, said, uploads = opened.name, manifest["parts"], Path(settings.MEDIA_ROOT)
    try:
        for name in said:
            backup_parts.check_name(name)
        _check_tables(manifest)
        backup_parts.check_members(
            opened.archive.infolist(), said, folds=backup_parts.does_fold(Path(settings.DATA))
        )
        backup_parts.check_places(said, uploads)
    except backup_parts.BadPart as error:
        raise UnusableBackup(
            "part", file=file, part=escape_name(error.part), why=error.why
        ) from error
    if not set(manifest["migrations"]) <= set(_list_migrations()):
        raise UnusableBackup("other_version", file=file, taken=escape_name(manifest["taken"]))
    total, done = sum(one["bytes"] for one in said.values()), 0
    for name, held_part in said.items():
        tell("checking", done, total)
        digest, size = hashlib.sha256(), 0
        try:
            with opened.archive.open(name) as part:
                while block := part.read(_CHUNK):
                    digest.update(block)
                    size += len(block)
                    if size > held_part["bytes"]:  # it may unpack to any size
                        break
        except age.Damaged as error:
            raise UnusableBackup("cut", file=file) from error
        except _UNREADABLE as error:
            raise UnusableBackup("damaged", file=file, part=escape_name(name)) from error
        if size != held_part["bytes"] or digest.hexdigest() != held_part["sha256"]:
            raise UnusableBackup("damaged", file=file, part=escape_name(name))
        done += size


def _check_tables(manifest: dict[str, Any]) -> None:
    """Check that there is no part that a desk of this version would leave out, since it would silently be
    ignored.

    Raises :class:`huiyin.desk.operations.backup_parts.BadPart`.
    """
    if manifest["format"] == _UNSIGNED:
        return
    if backup_parts.OLD_KEY in manifest["parts"]:
        raise backup_parts.BadPart(backup_parts.OLD_KEY, "unknown")
    if (
        manifest["migrations"] == _list_migrations()
    ):  # which tables there were before is known when they are made
        known = {model._meta.db_table for model in _list_models()} - _LEFT_OUT
        for name in manifest["parts"]:
            if name.startswith(TABLES) and name[len(TABLES) :].removesuffix(".jsonl") not in known:
                raise backup_parts.BadPart(name, "unknown")


def escape_name(text: str) -> str:
    """A name from a file, safe for a terminal: on one line and without control characters."""
    text = text if len(text) <= 120 else text[:119] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


# ---- restoring ---------------------------------------------------------------------------------------


def restore_backup(
    path: Path,
    keys: Sequence[age.Key] = (),
    *,
    trust: str = "",
    is_unsigned: bool = False,
    overwrite: bool = False,
    prepare: Callable[[], object] = lambda: None,
    tell: Tell = keep_quiet,
) -> dict[str, Any]:
    """Replace the content of the prepared desk by the backup at ``path``, and return its manifest.

    ``keys``: what it may be opened with. ``trust``: the fingerprint of another desk whose backups are accepted
    from now on. ``is_unsigned``: accept one without a signature. ``prepare`` prepares the desk and is called
    once it is certain that the backup may be restored.

    Every part is checked before anything is changed. Rows are inserted in one transaction; if it fails, the
    desk is as before. Whenever a restore is interrupted, no row refers to a missing file, and the next start
    reverts or completes it (:mod:`huiyin.desk.operations.restore_files`). A backup of an earlier version is
    upgraded first (:mod:`huiyin.desk.operations.upgrade`). Afterwards nobody is signed in, and no earlier link
    works: the desk has a new secret.

    Raises :class:`UnusableBackup`. A desk with accounts or uploads is only replaced with ``overwrite``; a
    backup of a later version is refused.
    """
    setup_django()
    from django.conf import settings
    from django.db import OperationalError

    from huiyin.desk.operations import presence
    from huiyin.desk.personal import erasure_marks

    data = Path(settings.DATA)
    with open_backup(path, keys) as opened:
        manifest, signer = read_manifest(opened)
        _check_signer(opened, signer, trust, is_unsigned=is_unsigned)
        try:
            prepare()
            if others := presence.list_others():
                raise UnusableBackup("others_run", machines=", ".join(others))
            with (
                folder_lock.claim_folder(Path(settings.LOCAL)),
                private_files.hold_restore_lock(data),
            ):
                if not overwrite and not _is_empty():
                    raise UnusableBackup("not_empty", folder=str(data))
                _check_room(opened, manifest)
                check_backup(opened, manifest, tell=tell)
                restore_files.settle_files()
                # Those in the table too, since its rows are about to be replaced.
                erasure_marks.keep_marks_missing_from_file(erasure_marks.read_marks())
                after = _erased_after(manifest)
                if manifest["migrations"] == _list_migrations():
                    _put_back(opened, manifest, after, tell)
                else:
                    _put_back_upgraded(path, opened, after, tell)
        except folder_lock.DeskUnavailable as error:
            raise UnusableBackup("desk_runs", folder=str(data)) from error
        except private_files.RestoreRunning as error:
            raise UnusableBackup("busy", folder=str(data)) from error
        except (OSError, OperationalError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise UnusableBackup("unwritable", folder=str(data), why=why) from error
    if signer:
        signature.trust_fingerprint(signer)
    return manifest


def _check_signer(opened: OpenedBackup, signer: str, trust: str, *, is_unsigned: bool) -> None:
    file = opened.name
    if trust and not (signer and signature.is_same(trust, signer)):
        raise UnusableBackup(
            "not_that_desk", file=file, given=escape_name(trust), signer=signer or "–"
        )
    if not signer and not is_unsigned:
        raise UnusableBackup("unsigned", file=file)
    if signer and not trust and not signature.is_trusted(signer):
        raise UnusableBackup("foreign", file=file, signer=signer)


def _erased_after(manifest: dict[str, Any]) -> datetime | None:
    """The time after which erased people may still be in the backup; None, meaning everybody, if nobody vouches
    for its date.
    """
    if manifest["format"] == _UNSIGNED:
        return None
    # The manifest is written at the end, and a backup may take hours.
    return datetime.fromisoformat(manifest["taken"]) - timedelta(days=1)


def _is_empty() -> bool:
    from huiyin.desk.core.uploads_place import find_place
    from huiyin.desk.operations import preparation

    return preparation.is_empty() and not find_place().list_names()


def _check_room(opened: OpenedBackup, manifest: dict[str, Any]) -> None:
    """Check before any work that there is room for what the backup unpacks to. No more than the stated size is
    ever written, so a small file that would fill the disk is refused here.
    """
    from django.conf import settings

    sizes = {UPLOADS: 0, TABLES: 0}
    for name, one in manifest["parts"].items():
        for kind in sizes:
            sizes[kind] += max(0, one["bytes"]) if name.startswith(kind) else 0
    # Rows need space for indexes, and exist twice until the transaction ends; an upgrade needs room
    # for another desk and backup.
    needed = sizes[UPLOADS] + 3 * sizes[TABLES]
    if manifest["migrations"] != _list_migrations():
        needed = 3 * sizes[UPLOADS] + 6 * sizes[TABLES]
    there = shutil.disk_usage(settings.DATA).free
    if needed > there:
        raise UnusableBackup(
            "no_room", file=opened.name, folder=str(settings.DATA),
            needed=_to_megabytes(needed), there=_to_megabytes(there),
        )  # fmt: skip


def _to_megabytes(size: int) -> int:
    return -(-size // 1_000_000)


def _put_back_upgraded(
    path: Path, opened: OpenedBackup, after: datetime | None, tell: Tell
) -> None:
    from django.conf import settings

    with TemporaryDirectory(dir=settings.DATA, prefix=private_files.UPGRADING) as place:
        try:
            done = upgrade.upgrade_backup(
                path, Path(place), opened=opened.file, file_key=opened.file_key, tell=tell
            )
        except upgrade.UpgradeFailed as failed:
            why = escape_name(str(failed))
            raise UnusableBackup("not_upgraded", file=path.name, why=why) from None
        with open_backup(done) as newer:
            manifest, _ = read_manifest(newer)
            check_backup(newer, manifest)
            _put_back(newer, manifest, after, tell)


def _put_back(
    opened: OpenedBackup, manifest: dict[str, Any], after: datetime | None, tell: Tell
) -> None:
    from django.conf import settings

    Path(settings.MEDIA_ROOT).mkdir(mode=0o700, parents=True, exist_ok=True)
    restore_files.discard_ready()
    fresh = restore_files.fresh_folder()
    fresh.mkdir(mode=0o700)
    try:
        extract_uploads(opened.archive, manifest, fresh, tell=tell)
        plan = restore_files.lay_ready(read_sealing_key(opened, manifest))
        put_rows(
            opened, manifest, tell=tell,
            witness=lambda cursor: restore_files.write_witness(cursor, plan, after),
        )  # fmt: skip
    except BaseException:
        restore_files.settle_files()
        restore_files.discard_ready()
        raise
    restore_files.settle_files()
    database.note_kind(anew=True)
    tell("indexing", 0, 0)
    restore_files.finish_rows()


def read_sealing_key(opened: OpenedBackup, manifest: dict[str, Any]) -> bytes | None:
    """The key that the rows are sealed with; None if the backup has none."""
    return _read_little(opened, SEALING_KEY) if SEALING_KEY in manifest["parts"] else None


def extract_uploads(
    archive: zipfile.ZipFile, manifest: dict[str, Any], folder: Path, *, tell: Tell = keep_quiet
) -> None:
    """Write every upload to its place below ``folder``, which is new."""
    files = {name: one for name, one in manifest["parts"].items() if name.startswith(UPLOADS)}
    total, done = sum(one["bytes"] for one in files.values()), 0
    for name, one in files.items():
        tell("unpacking", done, total)
        extract_part(archive, name, folder / name.removeprefix(UPLOADS), one["bytes"])
        done += one["bytes"]


def extract_part(archive: zipfile.ZipFile, name: str, to: Path, size: int) -> None:
    """Write one part, at most ``size`` bytes, to a new private file, and wait until it is on disk."""
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, archive.open(name) as part:
        while size > 0 and (block := part.read(min(size, _CHUNK))):
            file.write(block)
            size -= len(block)
        file.flush()
        os.fsync(file.fileno())


def put_rows(
    opened: OpenedBackup,
    manifest: dict[str, Any],
    of: Any = None,
    *,
    witness: Callable[[Any], None] = lambda cursor: None,
    tell: Tell = keep_quiet,
) -> None:
    """Replace all rows by those of the backup. ``of``: the apps of the backup's version, if the tables are of
    that version too. ``witness`` is called within the transaction after all rows are inserted.

    Raises :class:`UnusableBackup` if a row does not fit its table.
    """
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType
    from django.core.exceptions import ValidationError
    from django.core.management.color import no_style
    from django.db import DataError, IntegrityError, connection, transaction

    models = _list_models(of)
    derived = [
        model
        for model in (of or apps).get_models()
        if model._meta.app_label in _DERIVED and model._meta.managed and not model._meta.proxy
    ]
    total, done, part_name = (
        sum(one.get("rows", 0) for one in manifest["parts"].values()),
        0,
        MANIFEST,
    )
    try:
        # Foreign keys are checked at the end of the transaction, so tables may be emptied and
        # filled in any order.
        with transaction.atomic(), connection.cursor() as cursor:
            for model in (*derived, *models):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
            for model in models:
                name = f"{TABLES}{model._meta.db_table}.jsonl"
                if name in manifest["parts"] and model._meta.db_table not in _LEFT_OUT:
                    tell("rows", done, total)
                    part_name = name
                    with opened.archive.open(name) as part:
                        done += _insert_rows(model, part)
            part_name = TABLES  # what leads from a row to another is looked at when all are there
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
            connection.check_constraints()
            witness(cursor)
    except (
        KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, ArithmeticError,
        ValidationError, DataError, IntegrityError,
    ) as error:  # fmt: skip
        raise UnusableBackup("row", file=opened.name, part=part_name) from error
    ContentType.objects.clear_cache()


def _insert_rows(model: type[Model], lines: IO[bytes]) -> int:
    """Insert rows unchanged, without computed values or signals. Returns how many."""
    from django.db import connection

    fields = _list_fields(model)
    most = min(1000, connection.ops.bulk_batch_size(fields, [None] * 1000) or 1000)
    insert = model._base_manager._insert  # type: ignore[attr-defined]
    batch: list[SimpleNamespace] = []
    count = 0
    while line := lines.readline(_LONGEST_ROW):
        row = json.loads(line)
        values = {field.attname: _parse_value(model, field, row) for field in fields}
        batch.append(SimpleNamespace(**values))
        count += 1
        if len(batch) >= most:
            insert(batch, fields=fields, using=connection.alias, raw=True)
            batch = []
    if batch:
        insert(batch, fields=fields, using=connection.alias, raw=True)
    return count


def _parse_value(model: Any, field: Any, row: dict[str, Any]) -> Any:
    from django.db import models

    if make := _MADE_ANEW.get((model._meta.db_table, field.column)):
        return make()
    value = row[field.column]
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
