"""Log entries of acts: fields that name nobody, and salted commitments to everything else.

An entry waits in the database until the worker appends it to the log
(:mod:`huiyin.desk.ledger.api.record_log`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from huiyin.desk.core.bulk_rows import insert_rows
from huiyin.desk.ledger.data import Visibility
from huiyin.desk.ledger.models import Exchange, LogEntry, LogOpening
from huiyin.transparency import make_opening
from huiyin.transparency.encodings import encode_base64

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Columns of an exchange that may contain people's words or names; the log contains only
#: commitments to them.
PARTIES = ("authority", "organisation", "network", "passed_to")
WORDS = ("subject_zh", "subject_en", "summary_zh", "summary_en", "body")
#: The kinds of log entries of exchanges, and of those taken over from the old chain.
EXCHANGE, TAKEN_OVER = "exchange", "exchange.taken_over"
#: The name of the commitment to all fields of an exchange that is not public.
_ALL = "fields"


def build_fields(exchange: Exchange) -> dict[str, Any]:
    """The fields of an exchange that name nobody."""
    return {
        "number": exchange.number,
        "day": exchange.day.isoformat(),
        "kind": str(exchange.kind),
        "direction": str(exchange.direction),
        **{role: _name_party(exchange, role) for role in PARTIES},
        "consultation": exchange.consultation_id,
        "answers": exchange.answers.number if exchange.answers else None,
        "matter": str(exchange.matter),
        "channel": str(exchange.channel),
        "language": exchange.language,
        "extended_to": exchange.extended_to.isoformat() if exchange.extended_to else None,
        "source": str(exchange.source),
        "documents": _list_digests(exchange),
    }


def _name_party(exchange: Exchange, role: str) -> dict[str, Any] | None:
    """A party by its primary key and its slug on that day; None if there is none."""
    number = getattr(exchange, f"{role}_id")
    if number is None:
        return None
    return {"id": number, "slug": exchange.parties.get(role, {}).get("slug", "")}


def _list_digests(exchange: Exchange) -> list[str]:
    """SHA-256 digests of the documents that were recorded with the exchange."""
    if exchange.pk is None:
        return list(getattr(exchange, "digests_given", ()))
    return sorted(document.sha256 for document in exchange.documents.all())


def read_values(exchange: Exchange) -> dict[str, str]:
    """The values under commitments, as they now are in the columns of the exchange."""
    values = {name: getattr(exchange, name) for name in WORDS}
    values["details"] = write_fields(exchange.details) if exchange.details else ""
    # After names are erased their slugs remain, which the log contains openly.
    is_named = any(party.get("zh") or party.get("en") for party in exchange.parties.values())
    values["parties"] = write_fields(exchange.parties) if is_named else ""
    return values


def forget_names(exchange: Exchange) -> dict[str, dict[str, str]]:
    """The parties of an exchange without their names."""
    return {role: {"slug": party.get("slug", "")} for role, party in exchange.parties.items()}


def is_open_in_log(exchange: Exchange) -> bool:
    """Whether the log contains the fields openly, rather than a commitment to all of them."""
    return exchange.visibility == Visibility.PUBLIC and exchange.embargo_until is None


def prepare_entry(exchange: Exchange) -> tuple[LogEntry, list[LogOpening]]:
    """The log entry for an exchange about to be recorded, and its openings; neither is saved."""
    fields = build_fields(exchange)
    values = {name: value for name, value in read_values(exchange).items() if value}
    if not is_open_in_log(exchange):
        values[_ALL] = write_fields(fields)
        fields = {"number": exchange.number, "withheld": True}
    return prepare_act(
        EXCHANGE, fields, values, subject=("exchange", exchange.number), stored_elsewhere=True
    )


def write_fields(fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def prepare_act(
    kind: str,
    fields: Mapping[str, Any],
    values: Mapping[str, str],
    *,
    subject: tuple[str, int | None] = ("", None),
    stored_elsewhere: bool = False,
) -> tuple[LogEntry, list[LogOpening]]:
    """A log entry with commitments to ``values``, and their openings; neither is saved. ``stored_elsewhere``:
    the values are read from their own rows when needed and not stored a second time.
    """
    commitments, openings = {}, []
    for name, value in values.items():
        opening = make_opening(name, value)
        commitments[name] = encode_base64(opening.commitment)
        openings.append(
            LogOpening(
                name=name,
                value="" if stored_elsewhere else value,
                salt=encode_base64(opening.salt),
            )
        )
    entry = LogEntry(
        kind=kind,
        subject_type=subject[0],
        subject_id=subject[1],
        fields=dict(fields),
        commitments=commitments,
    )
    return entry, openings


@transaction.atomic
def save_entries(prepared: Iterable[tuple[LogEntry, list[LogOpening]]]) -> None:
    """Save entries to wait for the log. Call it within the transaction of the acts."""
    pairs = list(prepared)
    LogEntry.objects.bulk_create([entry for entry, _ in pairs], batch_size=200)
    openings = []
    for entry, own in pairs:
        for opening in own:
            opening.entry = entry
            openings.append(opening)
    LogOpening.objects.bulk_create(openings, batch_size=200)


@transaction.atomic
def log_act(
    kind: str,
    fields: Mapping[str, Any],
    values: Mapping[str, str],
    *,
    subject: tuple[str, int],
    by: User | None = None,
) -> str:
    """Log an act that is no exchange, such as a comment or signature, and return the address of its receipt.

    ``fields`` must name nobody. ``values``, of at most 200 characters each, are committed to: digests and names
    of organisations, never texts.
    """
    entry, openings = prepare_act(kind, fields, values, subject=subject)
    entry.holder = by
    save_entries([(entry, openings)])
    return reverse("ledger_receipt", args=(entry.receipt_key,))


def log_acts(
    kind: str, acts: Iterable[tuple[Mapping[str, Any], Mapping[str, str], tuple[str, int]]]
) -> None:
    """Log many acts of one kind without an account: fields, values and subject of each. Two queries for some
    hundred.
    """
    save_entries(prepare_act(kind, fields, values, subject=own) for fields, values, own in acts)


@transaction.atomic
def log_acts_in_bulk(
    kind: str, acts: Sequence[tuple[Mapping[str, Any], Mapping[str, str], tuple[str, int]]]
) -> None:
    """As :func:`log_acts`, for thousands of acts on objects of one type that have no log entry yet."""
    if not acts:
        return
    fields: list[str] = []
    commitments: list[str] = []
    openings: list[tuple[int, str, str, str]] = []  # subject, name, value, salt
    for said, values, (_, number) in acts:
        committed = {}
        for name, value in values.items():
            opening = make_opening(name, value)
            committed[name] = encode_base64(opening.commitment)
            openings.append((number, name, value, encode_base64(opening.salt)))
        fields.append(json.dumps(said))
        commitments.append(json.dumps(committed))
    subject_type = acts[0][2][0]
    numbers = [number for _, _, (_, number) in acts]
    insert_rows(
        LogEntry,
        {
            "fields": fields,
            "commitments": commitments,
            "subject_id": numbers,
            "receipt_key": [uuid4() for _ in acts],
        },
        {"kind": kind, "subject_type": subject_type},
    )
    # Rows written in bulk return no primary keys, so they are found by subject.
    made = _find_entries(subject_type, min(numbers), max(numbers))
    entries = dict(made.order_by("pk").values_list("subject_id", "pk"))
    insert_rows(
        LogOpening,
        {
            "entry_id": [entries[number] for number, *_ in openings],
            "name": [name for _, name, *_ in openings],
            "value": [value for *_, value, _ in openings],
            "salt": [salt for *_, salt in openings],
        },
    )


def _find_entries(subject_type: str, first: int, last: int) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(
        subject_type=subject_type, subject_id__gte=first, subject_id__lte=last
    )


def list_logged(subject_type: str, first: int, last: int) -> set[int]:
    """Which objects of a type, with keys from ``first`` to ``last``, have a log entry, also a waiting one. One
    query.
    """
    found = _find_entries(subject_type, first, last).order_by().values_list("subject_id", flat=True)
    return {number for number in found if number is not None}


def find_receipt_url(subject_type: str, subject_id: int) -> str:
    """The address of the receipt for the newest act on an object; empty if none was logged. One query."""
    entry = (
        LogEntry.objects.filter(subject_type=subject_type, subject_id=subject_id)
        .order_by("-pk")
        .values_list("receipt_key", flat=True)
        .first()
    )
    return reverse("ledger_receipt", args=(entry,)) if entry else ""


def list_held(person: User) -> QuerySet[LogEntry]:
    """The log entries of a user's acts, newest first."""
    return LogEntry.objects.filter(holder=person).order_by("-pk")
