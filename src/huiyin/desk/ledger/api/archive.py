"""The public ledger as an archive, and the entries since a given day, for anybody who wants to verify it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from typing import IO, Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from huiyin.desk.ledger.api.record_log import get_folder
from huiyin.desk.ledger.data import Visibility
from huiyin.desk.ledger.models import Exchange
from huiyin.presentation.spreadsheets import csv_bytes

#: The fields of an exchange in the archive, in order.
FIELDS = (
    "number", "day", "recorded_at", "published_on", "kind", "direction", "authority", "authority_name", "network", "body",
    "matter", "channel", "language", "subject_zh", "subject_en", "summary_zh", "summary_en", "thread", "answers", "due_on",
    "late_on", "answered_on", "meaning", "documents", "log_index", "digest", "address",
)  # fmt: skip
LICENCE = """The words and figures of this archive may be used by anybody for any purpose, with the name of the desk as its source
(Creative Commons Attribution 4.0, https://creativecommons.org/licenses/by/4.0/). Documents of authorities keep their own
terms. How to check the log: huiyin ledger verify, or docs/methods/transparency.md.
"""
#: The earliest time that a ZIP entry can have. A fixed time, so that the same ledger makes the same
#: archive, byte for byte.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def list_public(today: date, *, since: date | None = None) -> Iterator[dict[str, Any]]:
    """The entries that are public on the day ``today``; with ``since``, only those recorded or published from
    that day on.
    """
    rows = select_public(today)
    if since is not None:
        rows = rows.filter(Q(created_at__date__gte=since) | Q(published_on__gte=since))
    for exchange in rows.order_by("number", "pk").iterator(chunk_size=500):
        yield describe_exchange(exchange)


def select_public(today: date, *, since: datetime | None = None) -> QuerySet[Exchange]:
    """A queryset of the entries public on the day ``today``, with the related rows that
    :func:`describe_exchange` needs. With ``since``: recorded from that moment or published from that day on.
    """
    is_out = Q(embargo_until=None) | Q(embargo_until__lte=today)
    rows = Exchange.objects.filter(is_out, visibility=Visibility.PUBLIC)
    if since is not None:
        day = timezone.localtime(since).date()
        # An entry under an embargo is published on a later day than it was recorded.
        freed = Q(published_on__gte=day, published_on__gt=F("created_at__date"))
        rows = rows.filter(Q(created_at__gte=since) | freed)
    return rows.select_related("thread__ask", "answers", "entry").prefetch_related("documents")


def describe_exchange(exchange: Exchange) -> dict[str, Any]:
    """An exchange as plain values, with the keys of :data:`FIELDS`."""
    thread = exchange.thread
    is_ask = thread is not None and thread.ask_id == exchange.pk
    return {
        "number": exchange.number,
        "day": exchange.day.isoformat(),
        "recorded_at": exchange.created_at.isoformat(timespec="seconds"),
        "published_on": _spell(exchange.published_on),
        "kind": exchange.kind,
        "direction": exchange.direction,
        "authority": exchange.parties.get("authority", {}).get("slug", ""),
        "authority_name": exchange.authority_name,
        "network": exchange.parties.get("network", {}).get("slug", ""),
        "body": exchange.body_name,
        "thread": thread.ask.number if thread else None,
        "answers": exchange.answers.number if exchange.answers else None,
        "due_on": _spell(thread.due_on) if thread and is_ask else None,
        "late_on": _spell(thread.late_on) if thread and is_ask else None,
        "answered_on": _spell(thread.answered_on) if thread and is_ask else None,
        "meaning": thread.meaning if thread and is_ask else "",
        "documents": [document.sha256 for document in exchange.documents.all()],
        "log_index": exchange.entry.index if exchange.entry else None,
        "digest": exchange.digest,
        "address": f"{settings.SITE}/ledger/exchanges/{exchange.number}/",
        **{
            name: getattr(exchange, name)
            for name in (
                "matter", "channel", "language", "subject_zh", "subject_en", "summary_zh", "summary_en",
            )
        },
    }  # fmt: skip


def _spell(day: date | None) -> str | None:
    return day.isoformat() if day else None


def write_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the rows as JSON Lines."""
    for row in rows:
        yield json.dumps({name: row[name] for name in FIELDS}, ensure_ascii=False) + "\n"


def write_archive(out: IO[bytes], today: date) -> None:
    """Write a ZIP file with CSV, JSON Lines, the files of the log, the licence, and a SHA-256 digest of each."""
    rows = list(list_public(today))
    parts = {
        "exchanges.jsonl": "".join(write_lines(rows)).encode(),
        "exchanges.csv": _write_csv(rows),
        "LICENCE.txt": LICENCE.encode(),
    }
    folder = get_folder()
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.is_file() and not file.name.startswith("."):
            parts[f"log/{file.relative_to(folder).as_posix()}"] = file.read_bytes()
    sums = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(parts.items())
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [*sorted(parts.items()), ("SHA256SUMS", sums.encode())]:
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)


def _write_csv(rows: Iterable[dict[str, Any]]) -> bytes:
    written = ([_flatten(row[name]) for name in FIELDS] for row in rows)
    return csv_bytes(chain([FIELDS], written))


def _flatten(value: Any) -> Any:
    return " ".join(map(str, value)) if isinstance(value, list) else value
