"""Entries of the ledger's log: canonical JSON that names nobody, with a commitment for each personal field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from huiyin.transparency.canonical_json import read_canonical_json, write_canonical_json
from huiyin.transparency.commitments import Opening
from huiyin.transparency.encodings import decode_base64, encode_base64
from huiyin.transparency.merkle_tree import HASH_SIZE, hash_leaf
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

#: The limit of the 16-bit lengths in a bundle; digests of documents are logged, not documents.
LARGEST_ENTRY = 0xFFFF
REDACTED = "redacted"
_FORMAT = "huiyin-entry/1"
_KEYS = {"commitments", "fields", "format", "kind", "recorded"}
_KIND = re.compile(r"[a-z][a-z_.]{0,63}", re.ASCII)
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as recorded in the log.

    ``recorded`` is when it was appended, to the second; the day of the act itself is one of its ``fields``.
    """

    kind: str
    recorded: datetime
    fields: Mapping[str, Any] = field(default_factory=dict)
    commitments: Mapping[str, bytes] = field(default_factory=dict)

    def write_leaf(self) -> bytes:
        """Return the bytes to log. Raises :class:`RefusedEvidence`."""
        leaf = write_canonical_json(
            {
                "format": _FORMAT,
                "kind": self.kind,
                "recorded": say_moment(self.recorded),
                "fields": dict(self.fields),
                "commitments": {
                    name: encode_base64(value) for name, value in self.commitments.items()
                },
            }
        )
        parse_entry(leaf)  # so that nothing unreadable is ever logged
        return leaf

    def check_opening(self, opening: Opening) -> None:
        """Raise :class:`RefusedEvidence` if ``opening`` does not match the entry's commitment."""
        if self.commitments.get(opening.name) != opening.commitment:
            raise RefusedEvidence(RefusalCode.COMMITMENT_WRONG, name=opening.name)


def build_entry(
    kind: str,
    recorded: datetime,
    fields: Mapping[str, Any] | None = None,
    *,
    openings: Iterable[Opening] = (),
) -> Entry:
    """Build an entry from ``fields`` that name nobody and commitments to the personal ones in ``openings``."""
    commitments: dict[str, bytes] = {}
    for opening in openings:
        if opening.name in commitments:
            raise ValueError(f"{opening.name} is given twice")
        commitments[opening.name] = opening.commitment
    return Entry(kind, recorded, fields or {}, commitments)


def build_redaction(
    recorded: datetime, index: int, leaf: bytes, names: Iterable[str], *, reason: str
) -> Entry:
    """Build the entry that records that value and salt of ``names`` in the entry at ``index`` were destroyed, and
    why.

    ``leaf`` is that entry's bytes, so that the redaction identifies it even to readers without the log.
    """
    fields = {
        "index": index,
        "leaf_hash": encode_base64(hash_leaf(leaf)),
        "names": sorted(names),
        "reason": reason,
    }
    return Entry(REDACTED, recorded, fields)


def parse_entry(leaf: bytes) -> Entry:
    """Parse the entry in ``leaf``. Raises :class:`RefusedEvidence`."""
    if len(leaf) > LARGEST_ENTRY:
        raise RefusedEvidence(RefusalCode.TOO_LONG)
    read = read_canonical_json(leaf)
    if not isinstance(read, dict) or set(read) != _KEYS or read["format"] != _FORMAT:
        raise RefusedEvidence(RefusalCode.ENTRY_BROKEN)
    kind, fields, commitments = read["kind"], read["fields"], read["commitments"]
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        raise RefusedEvidence(RefusalCode.ENTRY_BROKEN)
    if not isinstance(fields, dict) or not isinstance(commitments, dict):
        raise RefusedEvidence(RefusalCode.ENTRY_BROKEN)
    recorded = parse_moment(read["recorded"])
    return Entry(kind, recorded, fields, {n: _read_digest(c) for n, c in commitments.items()})


def say_moment(moment: datetime) -> str:
    """Format a time as entries contain it: in UTC, to the second."""
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone could be any of two dozen hours")
    return moment.astimezone(UTC).strftime(_MOMENT)


def parse_moment(text: object) -> datetime:
    """Parse a time written by :func:`say_moment`. Raises :class:`RefusedEvidence`."""
    try:
        moment = datetime.strptime(str(text), _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise RefusedEvidence(RefusalCode.ENTRY_BROKEN) from None
    if say_moment(moment) != text:  # strptime also accepts single digits
        raise RefusedEvidence(RefusalCode.ENTRY_BROKEN)
    return moment


def _read_digest(text: object) -> bytes:
    digest = decode_base64(text) if isinstance(text, str) else None
    if digest is None or len(digest) != HASH_SIZE:
        raise RefusedEvidence(RefusalCode.ENTRY_BROKEN)
    return digest
