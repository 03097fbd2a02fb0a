"""The chain of digests: each entry's digest covers the entry and the digest of the one before.

Entries with seal 1 contain the words themselves. Those with seal 2 contain salted commitments to them, as the
log does, so that a text can be erased without breaking the chain. The check compares texts that still exist
with their commitments.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from huiyin.desk.ledger.api.log_entries import WORDS, build_fields, read_values, write_fields
from huiyin.desk.ledger.models import Exchange, LogEntry
from huiyin.transparency import Opening, RefusedEvidence
from huiyin.transparency.encodings import decode_base64, encode_base64


def digest_exchange(exchange: Exchange, entry: LogEntry | None) -> str:
    """SHA-256 (hexadecimal) of the entry and the previous digest, as canonical JSON: sorted keys, no spaces."""
    if exchange.seal == 0:  # words of the first form that were erased: the digest stands in the log
        return exchange.digest
    if exchange.seal == 1:
        said: list[Any] = [
            exchange.number,
            exchange.day.isoformat(),
            str(exchange.direction),
            str(exchange.kind),
            exchange.authority_id,
            exchange.network_id,
            exchange.consultation_id,
            exchange.details,
            exchange.before,
        ]
    else:
        said = [
            exchange.seal,
            build_fields(exchange),
            str(exchange.visibility),
            entry.commitments if entry else {},
            exchange.before,
        ]
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def find_broken_exchange() -> int | None:
    """The number of the first entry whose digest is wrong or whose number is out of sequence; None if the chain
    is intact.
    """
    before = ""
    rows = (
        Exchange.objects.order_by("number", "pk")
        .select_related("entry", "answers")
        .prefetch_related("entry__openings", "documents")
    )
    for number, exchange in enumerate(rows.iterator(chunk_size=500), 1):
        is_sealed = (
            exchange.number == number
            and exchange.before == before
            and exchange.digest == digest_exchange(exchange, exchange.entry)
        )
        if not is_sealed or not _is_as_committed(exchange):
            return number
        before = exchange.digest
    return None


def _is_as_committed(exchange: Exchange) -> bool:
    """Whether the texts match their commitments. An erased text has neither a value nor an opening."""
    entry = exchange.entry
    if exchange.seal < 2 or entry is None:
        return exchange.seal < 2
    values = read_values(exchange)
    values["fields"] = write_fields(build_fields(exchange))
    opened = {opening.name: opening for opening in entry.openings.all()}
    # A text without an opening was put in after the entry was sealed.
    if any(values[name] and name not in opened for name in (*WORDS, "details", "parties")):
        return False
    return all(
        is_opening(entry, opening.name, values.get(opening.name, opening.value), opening.salt)
        for opening in opened.values()
    )


def is_opening(entry: LogEntry, name: str, value: str, salt: str) -> bool:
    """Whether ``value`` and ``salt`` open the commitment of ``entry`` under ``name``."""
    key = decode_base64(salt)
    if key is None:
        return False
    try:
        commitment = Opening(name, value, key).commitment
    except RefusedEvidence:
        return False
    return bool(entry.commitments.get(name) == encode_base64(commitment))
