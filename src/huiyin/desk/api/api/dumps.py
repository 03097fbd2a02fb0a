"""Dumps: all public data as files, made every night and on request, with a description and digests; withdrawn
at once when something in them is withdrawn.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from huiyin.desk.api.api.resource_rows import iterate_rows, spell_value
from huiyin.desk.api.data import LICENCE, LICENCE_URL, DumpFormat
from huiyin.desk.api.models import Dump, DumpFile
from huiyin.desk.api.resources.resource import RESOURCES, ReadQuery, Resource
from huiyin.desk.audit.api import record_audit_entry, was_done_since
from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.core.languages import override_language
from huiyin.desk.jobs import api as jobs
from huiyin.files.atomic_files import replace_file
from huiyin.i18n import say
from huiyin.text import as_csv_cell

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job

JOB = "dump"
DESCRIPTION = "datapackage.json"
#: How many dumps are kept, so that downloads of the previous one can finish.
_KEPT = 2
_BATCH = 5_000
#: Acts that withdraw public data: earlier dumps are not served after them.
TAKES_BACK = frozenset(
    {
        "withdraw", "move", "move.take_back", "personal.grant", "ledger.redact", "research.work_withdraw", "research.author_remove",
        "fact.withdraw", "statement.unword", "statement.withhold", "group.aside", "context.withdraw", "suggestion.drop",
        "edition.unsign", "intake.match", "prepare",
    }
)  # fmt: skip
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}


# ---- which there is --------------------------------------------------------------------------------------


def find_dump() -> Dump | None:
    """The newest finished dump that may be served; None while it is being made."""
    dump = Dump.objects.exclude(made_at=None).order_by("-pk").first()
    if dump is None or was_done_since(TAKES_BACK, dump.begun_at):
        return None
    return dump


def find_file(dump: str, name: str) -> DumpFile | None:
    """A file of the newest dump, or of the previous one if nothing was withdrawn since."""
    files = DumpFile.objects.select_related("dump").filter(dump__name=dump, name=name)
    found = files.exclude(dump__made_at=None).first()
    if found is None or was_done_since(TAKES_BACK, found.dump.begun_at):
        return None
    return found


def list_files(dump: Dump) -> list[DumpFile]:
    return list(dump.files.order_by("name", "pk"))


def is_being_made() -> bool:
    newest = Dump.objects.order_by("-pk").first()
    job = jobs.find_latest_job(newest, JOB) if newest is not None else None
    return job is not None and job.is_under_way


@transaction.atomic
def request_dump(by: User | None) -> Dump:
    """Start a dump; returns one that is already waiting, if any."""
    waiting = Dump.objects.select_for_update().filter(made_at=None).order_by("-pk").first()
    if waiting is not None:
        job = jobs.find_latest_job(waiting, JOB)
        if job is not None and job.is_under_way:
            return waiting
    now = timezone.now()
    dump = Dump.objects.create(name=_find_free_name(now), begun_at=now)
    if by is not None:
        record_audit_entry(by, "dump.ask", dump)
    jobs.start_job(dump, JOB, by)
    return dump


def _find_free_name(now: datetime) -> str:
    """The current second as a name, or the first later one that is free."""
    moment = timezone.localtime(now)
    while Dump.objects.filter(name=(name := f"{moment:%Y-%m-%d-%H%M%S}")).exists():
        moment += timedelta(seconds=1)
    return name


def go_round(now: datetime | None = None) -> None:
    """Start a dump every night, and when the last may no longer be served."""
    now = now or timezone.now()
    newest = Dump.objects.order_by("-pk").first()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    is_old = newest is None or newest.begun_at < midnight
    is_spent = newest is not None and was_done_since(TAKES_BACK, newest.begun_at)
    if (is_old or is_spent) and not is_being_made():
        request_dump(None)
    drop_spent()


def make_now() -> Dump | None:
    """Make a dump in this process; None if it failed or something in it was withdrawn meanwhile."""
    with transaction.atomic():
        now = timezone.now()
        dump = Dump.objects.create(name=_find_free_name(now), begun_at=now)
        record_audit_entry(None, "dump.ask", dump)
    jobs.perform_at_once(dump, JOB)
    drop_spent()
    made = find_dump()
    return made if made is not None and made.pk == dump.pk else None


def copy_files(dump: Dump, folder: Path) -> int:
    """Write the dump's files into ``folder``; returns how many. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    files = list_files(dump)
    for one in files:
        with one.file.open("rb") as held, replace_file(folder / one.name) as path:
            path.write_bytes(held.read())
    return len(files)


@transaction.atomic
def drop_spent() -> int:
    """Delete the files of dumps that are no longer served. Returns how many dumps."""
    made = list(Dump.objects.select_for_update().exclude(made_at=None).order_by("-pk"))
    gone = [
        dump
        for at, dump in enumerate(made)
        if at >= _KEPT or was_done_since(TAKES_BACK, dump.begun_at)
    ]
    for dump in gone:
        _delete_dump(dump)
    return len(gone)


@transaction.atomic
def drop_dumps() -> None:
    """Delete all dumps, since any may contain what somebody asked to have erased. The next round makes a new one."""
    for dump in Dump.objects.select_for_update().order_by("pk"):
        _delete_dump(dump)


def _delete_dump(dump: Dump) -> None:
    names = [one.file.name for one in dump.files.order_by("pk")]
    dump.delete()  # first the rows: none may name a file that is not there
    transaction.on_commit(lambda: _delete_files(names))


def _delete_files(names: list[str | None]) -> None:
    for name in names:
        default_storage.delete(str(name))


# ---- making one ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _TableWritten:
    resource: Resource
    rows: int


def make_dump(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: write all tables in all formats, then the description. Texts in a single language use the desk's
    language.
    """
    dump = Dump.objects.filter(pk=job.subject_id).first()
    if dump is None:  # dropped meanwhile
        return {}
    # Data withdrawn while it waited are not in it, so it counts from now.
    dump.begun_at = timezone.now()
    Dump.objects.filter(pk=dump.pk).update(begun_at=dump.begun_at)
    resources = list(RESOURCES)
    with TemporaryDirectory() as place, override_language(settings.LANGUAGE_CODE):
        folder = Path(place)
        written = []
        for at, resource in enumerate(resources):
            written.append(_TableWritten(resource, write_table(folder, resource)))
            tell(at + 1, len(resources) + 1)
        description = describe_dump(folder, dump, written)
        (folder / DESCRIPTION).write_text(
            json.dumps(description, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
        _keep_files(dump, folder, written)
    tell(len(resources) + 1, len(resources) + 1)
    return {"dump": dump.name}


@transaction.atomic
def _keep_files(dump: Dump, folder: Path, written: list[_TableWritten]) -> None:
    held = Dump.objects.select_for_update().filter(pk=dump.pk).first()
    if held is None:  # dropped while it was made
        return
    DumpFile.objects.filter(dump=held).delete()  # of a try that broke off
    for path in sorted(folder.iterdir()):
        row = DumpFile(
            dump=held,
            name=path.name,
            table="" if path.name == DESCRIPTION else path.stem,
            format="" if path.name == DESCRIPTION else path.suffix[1:],
            size=path.stat().st_size,
            sha256=digest_file(path),
        )
        with path.open("rb") as file:
            row.file.save(f"{held.name}-{path.name}", File(file), save=False)
        row.save(force_insert=True)
    held.made_at = timezone.now()
    held.counts = {one.resource.name: one.rows for one in written}
    held.save(update_fields=("made_at", "counts"))


def list_rows(resource: Resource) -> Iterator[dict[str, Any]]:
    """All public rows of a resource; for parts, those of every consultation."""
    today = timezone.localdate()
    if not resource.is_part:
        yield from iterate_rows(resource, ReadQuery(today))
        return
    found = select_public_consultations().select_related("authority", "initiator", "network")
    for consultation in found.order_by("pk"):
        yield from iterate_rows(resource, ReadQuery(today, consultation=consultation))


def write_table(folder: Path, resource: Resource) -> int:
    """Write the table in all formats in one pass; returns the number of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _arrow_type(one)) for name, one in _list_types(resource)])
    kinds = dict(_list_types(resource))
    count = 0
    with ExitStack() as files:
        lines = files.enter_context((folder / f"{resource.name}.jsonl").open("w", encoding="utf-8"))
        sheet = files.enter_context(
            (folder / f"{resource.name}.csv").open("w", encoding="utf-8", newline="")
        )
        table = csv.writer(sheet)
        table.writerow(resource.fields)
        columns = files.enter_context(pq.ParquetWriter(folder / f"{resource.name}.parquet", schema))
        batch: list[dict[str, Any]] = []
        for row in list_rows(resource):
            whole = {name: row.get(name) for name in resource.fields}
            lines.write(json.dumps(spell_value(whole), ensure_ascii=False) + "\n")
            table.writerow([_spell_cell(value) for value in whole.values()])
            batch.append({name: _fit(value, kinds[name]) for name, value in whole.items()})
            count += 1
            if len(batch) == _BATCH:
                columns.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        columns.write_table(pa.Table.from_pylist(batch, schema))
    return count


def _spell_cell(value: Any) -> Any:
    """A value as a CSV cell that no program takes for a formula; structured values are JSON."""
    plain = spell_value(value)
    if isinstance(plain, list | dict):
        return json.dumps(plain, ensure_ascii=False)
    return as_csv_cell(plain) if isinstance(plain, str) else plain


def _list_types(resource: Resource) -> list[tuple[str, Any]]:
    return [
        (name, _strip_none(one.annotation)) for name, one in resource.schema.model_fields.items()
    ]


def _strip_none(annotation: Any) -> Any:
    if isinstance(annotation, UnionType):
        left = [one for one in get_args(annotation) if one is not type(None)]
        return left[0] if len(left) == 1 else annotation
    return annotation


_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date", datetime: "datetime"}  # fmt: skip


def _arrow_type(kind: Any) -> Any:
    import pyarrow as pa

    plain = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
        "datetime": pa.timestamp("us", tz="UTC"),
    }  # fmt: skip
    if kind in _PLAIN:
        return plain[_PLAIN[kind]]
    if get_origin(kind) is list and get_args(kind)[0] in (str, int):
        return pa.list_(plain[_PLAIN[get_args(kind)[0]]])
    return pa.string()  # JSON


def _fit(value: Any, kind: Any) -> Any:
    """A value as its Parquet column requires."""
    if value is None or kind in (int, float, bool) or isinstance(value, int | float):
        return value
    if kind in (date, datetime):
        return _PARSE[kind](value) if isinstance(value, str) else value
    if get_origin(kind) is list and get_args(kind)[0] in (str, int):
        return list(value)
    return value if isinstance(value, str) else json.dumps(spell_value(value), ensure_ascii=False)


_PARSE: dict[Any, Callable[[str], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def digest_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe_dump(folder: Path, dump: Dump, written: list[_TableWritten]) -> dict[str, Any]:
    """The description as a Frictionless Data Package: each file with its digest, size and table schema."""
    resources = []
    for one in written:
        name = one.resource.name
        schema = _describe_schema(one.resource)
        for kind in DumpFormat:
            path = folder / f"{name}.{kind.value}"
            resources.append(
                {
                    "name": name if kind is DumpFormat.CSV else f"{name}-{kind.value}",
                    "path": path.name,
                    "title": say(f"api.resource.{name}", "en"),
                    "format": kind.value,
                    "mediatype": CONTENT_TYPES[kind.value].partition(";")[0],
                    "encoding": "utf-8",
                    "bytes": path.stat().st_size,
                    "hash": f"sha256:{digest_file(path)}",
                    "schema": schema,
                    **({"profile": "tabular-data-resource"} if kind is DumpFormat.CSV else {}),
                }
            )
    return {
        "profile": "data-package",
        "name": "huiyin-public",
        "title": say("api.dump.title", "en"),
        "description": say("api.dump.about", "en"),
        "homepage": settings.SITE,
        "version": dump.name,
        "created": spell_value(dump.begun_at),
        "licenses": [{"name": LICENCE, "path": LICENCE_URL, "title": say("api.licence", "en")}],
        "resources": resources,
    }


def _describe_schema(resource: Resource) -> dict[str, Any]:
    fields = []
    for name, kind in _list_types(resource):
        is_parts = kind not in _PLAIN
        named = _PLAIN.get(kind, "array" if get_origin(kind) is list else "object")
        fields.append(
            {
                "name": name,
                "type": named,
                "description": say(f"api.field.{name}", "en"),
                **({"format": "default"} if not is_parts else {}),
            }
        )
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if resource.key:
        schema["primaryKey"] = [resource.key]
    return schema
