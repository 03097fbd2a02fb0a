"""Permanently erase texts and documents of exchanges, without invalidating any proof.

The value and salt of a commitment are destroyed, and so is every other copy of the same text: replies that
repeat a subject, the register that a row came from, charts already drawn. Afterwards the worker rewrites the
database file, so that nothing is left in its free space and no later backup contains it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.ledger.api.figures import forget_figures
from huiyin.desk.ledger.api.log_entries import WORDS, forget_names, log_act, read_values
from huiyin.desk.ledger.api.record_log import append_waiting
from huiyin.desk.ledger.data import ExchangeSource
from huiyin.desk.ledger.models import (
    CountDispute,
    Exchange,
    ExchangeDocument,
    LogEntry,
    LogOpening,
    TableImport,
    Thread,
)
from huiyin.transparency import build_redaction

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: The kind of log entries that record an erasure.
_REDACTED = "redacted"
#: The prefix of a document's primary key among the names of parts to erase.
DOCUMENT = "document-"
#: Texts of a thread and of disputes about its term; no commitment covers them.
_THREAD_WORDS = ("promise", "promise_source", "meaning_note")
_DISPUTE_WORDS = ("reason_civil", "reason_authority")


def list_erasable(exchange: Exchange) -> list[tuple[str, str]]:
    """The parts of an exchange that can be erased: (name, "") for a text, (name, file name) for a document."""
    parts = [(name, "") for name, value in read_values(exchange).items() if value]
    documents = [(f"{DOCUMENT}{d.pk}", d.name) for d in exchange.documents.all() if d.name]
    thread = Thread.objects.filter(ask=exchange).prefetch_related("disputes").first()
    said: set[str] = set()
    if thread is not None:
        said = {name for name in _THREAD_WORDS if getattr(thread, name)}
        for dispute in thread.disputes.all():
            said |= {name for name in _DISPUTE_WORDS if getattr(dispute, name)}
    return parts + documents + [(name, "") for name in sorted(said)]


@transaction.atomic
def redact_exchange(exchange: Exchange, names: Iterable[str], reason: str, by: User) -> None:
    """Erase the parts ``names`` of an exchange, and log which, why and when.

    Proofs of the exchange stay valid. If another exchange of the thread repeats a text in the same field, it is
    erased there too.
    """
    locked = Exchange.objects.select_for_update().get(pk=exchange.pk)
    wanted, values = set(names), read_values(locked)
    _erase_parts(locked, wanted, reason)
    _delete_documents(locked, wanted)
    _erase_thread_words(locked, wanted)
    for other in _list_beside(locked):
        own = read_values(other)
        same = {name for name in wanted & set(WORDS) if values[name] and own[name] == values[name]}
        if same:
            _erase_parts(other, same, reason)
    _forget_register(locked)
    forget_figures()
    record_audit_entry(
        by, "ledger.redact", locked, number=locked.number, names=sorted(wanted), reason=reason
    )


def _list_beside(exchange: Exchange) -> list[Exchange]:
    """The other exchanges of its threads, and its corrections; locked."""
    near = Q(answers=exchange) | Q(answered_by=exchange)
    if exchange.thread_id is not None:
        near |= Q(thread=exchange.thread_id)
    beside = Exchange.objects.filter(near).exclude(pk=exchange.pk).order_by().values("pk")
    rows = Exchange.objects.select_for_update().filter(pk__in=beside)
    return list(rows.order_by("number", "pk"))


def _erase_parts(exchange: Exchange, names: Iterable[str], reason: str) -> None:
    assert exchange.entry_id is not None
    entry = LogEntry.objects.get(pk=exchange.entry_id)
    # A redaction refers to the entry by its place in the log, so the entry must have one.
    if entry.index is None:
        append_waiting()
        entry.refresh_from_db()
    assert entry.index is not None
    erased = sorted(set(names) & set(read_values(exchange)))
    elsewhere = (*_THREAD_WORDS, *_DISPUTE_WORDS)
    documents = sorted(n for n in names if n.startswith(DOCUMENT) or n in elsewhere)
    emptied: dict[str, Any] = dict.fromkeys(erased, "")
    if "details" in emptied:
        emptied["details"] = {}
    if "parties" in emptied:
        emptied["parties"] = forget_names(exchange)
    if exchange.seal == 1 and erased:
        emptied["seal"] = 0  # its digest holds the words themselves, and is in the log
    if emptied:
        Exchange.objects.filter(pk=exchange.pk).update(**emptied)
    LogOpening.objects.filter(entry=entry, name__in=erased).delete()
    redaction = build_redaction(
        timezone.now(), entry.index, entry.leaf.encode(), erased + documents, reason=reason
    )
    log_act(redaction.kind, redaction.fields, {}, subject=("redacted", exchange.number))


def _delete_documents(exchange: Exchange, names: Collection[str]) -> None:
    """Delete files and their names. That a document existed, and its digest, stays in the log."""
    for document in exchange.documents.all():
        if f"{DOCUMENT}{document.pk}" in names:
            delete_file(document.file.name)
            ExchangeDocument.objects.filter(pk=document.pk).update(name="", file="", size=0)


def _erase_thread_words(exchange: Exchange, names: Collection[str]) -> None:
    """Erase texts of the thread that the exchange opened: promises, notes, reasons of disputes."""
    thread = Thread.objects.filter(ask=exchange)
    words = {name: "" for name in _THREAD_WORDS if name in names}
    reasons = {name: "" for name in _DISPUTE_WORDS if name in names}
    if words:
        thread.update(**words)
    if reasons:
        CountDispute.objects.filter(thread__in=thread).update(**reasons)


def _forget_register(exchange: Exchange) -> None:
    """Delete the register file that the exchange was a row of, if it is still stored, and its preview."""
    if exchange.source != ExchangeSource.TABLE:
        return
    name = exchange.details.get("register", "")
    for table in TableImport.objects.filter(Q(mapping__name=name) | Q(file_name=name)):
        delete_file(table.file.name)
        TableImport.objects.filter(pk=table.pk).update(file="", preview=[], plan={})


def delete_file(name: str) -> None:
    """Delete a stored file after the transaction has committed, when no row refers to it any more."""
    if name:
        transaction.on_commit(partial(default_storage.delete, name))


def list_redactions(number: int) -> list[LogEntry]:
    """The log entries about erasures in the exchange ``number``, oldest first. One query."""
    found = LogEntry.objects.filter(subject_type="redacted", subject_id=number)
    return list(found.order_by("pk"))


def list_uncleaned() -> list[int]:
    """Primary keys of erasures after which the database has not been rewritten yet. One query."""
    erased = LogEntry.objects.filter(kind=_REDACTED, cleaned_at=None)
    return list(erased.order_by("pk").values_list("pk", flat=True))


def mark_cleaned(numbers: Collection[int]) -> None:
    """Note that the database was rewritten after these erasures."""
    LogEntry.objects.filter(pk__in=numbers).update(cleaned_at=timezone.now())
