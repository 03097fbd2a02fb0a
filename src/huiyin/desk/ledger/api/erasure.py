"""Erase words and documents of exchanges for good: what proves the record holds as before.

Value and salt of a commitment are destroyed, and with them every other place in which the same words stand: replies that
repeat a subject, the register that a row came from, charts that were drawn. The worker writes the database anew
afterwards, so that nothing lies on in its free space and no later backup has it.
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

#: The kind of the entries that tell of erasures.
_REDACTED = "redacted"
#: Before the number of a document, in what is to be erased.
DOCUMENT = "document-"
#: Words of a thread and of its disputed counts; they stand in no commitment.
_THREAD_WORDS = ("promise", "promise_source", "meaning_note")
_DISPUTE_WORDS = ("reason_civil", "reason_authority")


def list_erasable(exchange: Exchange) -> list[tuple[str, str]]:
    """What of an exchange can be erased: names of its parts, and of its documents what they are called."""
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
    """Erase words and documents of an exchange: value and salt are destroyed, and an entry says what, why and when. What was
    proved of the exchange holds as before. Where another of its thread says the same in the same place, it goes there too.
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
    """The other exchanges of its threads, and what was said to be wrong with it."""
    near = Q(answers=exchange) | Q(answered_by=exchange)
    if exchange.thread_id is not None:
        near |= Q(thread=exchange.thread_id)
    beside = Exchange.objects.filter(near).exclude(pk=exchange.pk).order_by().values("pk")
    rows = Exchange.objects.select_for_update().filter(pk__in=beside)
    return list(rows.order_by("number", "pk"))


def _erase_parts(exchange: Exchange, names: Iterable[str], reason: str) -> None:
    assert exchange.entry_id is not None
    entry = LogEntry.objects.get(pk=exchange.entry_id)
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
    """The files go, and what they were called; that there was one, and its digest, is in the log."""
    for document in exchange.documents.all():
        if f"{DOCUMENT}{document.pk}" in names:
            delete_file(document.file.name)
            ExchangeDocument.objects.filter(pk=document.pk).update(name="", file="", size=0)


def _erase_thread_words(exchange: Exchange, names: Collection[str]) -> None:
    """What people wrote of the thread that the exchange opened: promises, notes, why a count is disputed."""
    thread = Thread.objects.filter(ask=exchange)
    words = {name: "" for name in _THREAD_WORDS if name in names}
    reasons = {name: "" for name in _DISPUTE_WORDS if name in names}
    if words:
        thread.update(**words)
    if reasons:
        CountDispute.objects.filter(thread__in=thread).update(**reasons)


def _forget_register(exchange: Exchange) -> None:
    """The file that the exchange was a row of, where it still lies here, and what was shown of it."""
    if exchange.source != ExchangeSource.TABLE:
        return
    name = exchange.details.get("register", "")
    for table in TableImport.objects.filter(Q(mapping__name=name) | Q(file_name=name)):
        delete_file(table.file.name)
        TableImport.objects.filter(pk=table.pk).update(file="", preview=[], plan={})


def delete_file(name: str) -> None:
    """Delete a stored file as soon as no row names it any more."""
    if name:
        transaction.on_commit(partial(default_storage.delete, name))


def list_redactions(number: int) -> list[LogEntry]:
    """What was erased of the exchange with a number, the first first. One query."""
    found = LogEntry.objects.filter(subject_type="redacted", subject_id=number)
    return list(found.order_by("pk"))


def list_uncleaned() -> list[int]:
    """The numbers of the entries that tell of an erasure after which the database was not written anew yet. One query."""
    erased = LogEntry.objects.filter(kind=_REDACTED, cleaned_at=None)
    return list(erased.order_by("pk").values_list("pk", flat=True))


def mark_cleaned(numbers: Collection[int]) -> None:
    """The database was written anew after these."""
    LogEntry.objects.filter(pk__in=numbers).update(cleaned_at=timezone.now())
