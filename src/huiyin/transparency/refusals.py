"""Why evidence is refused: codes whose sentences are in the catalogues (``ledger.refused.<code>``)."""

from __future__ import annotations

from enum import StrEnum


class RefusalCode(StrEnum):
    """What is wrong with a key, a note, a proof, a receipt or a log."""

    # JSON
    JSON_BROKEN = "json_broken"
    JSON_REPEATED_KEY = "json_repeated_key"
    JSON_NUMBER = "json_number"  # outside I-JSON: NaN, infinite, or beyond 2^53 - 1
    JSON_CHARACTERS = "json_characters"  # a lone surrogate, or invalid UTF-8
    JSON_NOT_CANONICAL = "json_not_canonical"
    TOO_LONG = "too_long"
    # keys, notes, checkpoints
    KEY_BROKEN = "key_broken"
    KEY_WEAK = "key_weak"  # a point of small order, for which anybody can sign
    KEY_KIND = "key_kind"  # a witness's key where a log's is expected, or the reverse
    NOTE_BROKEN = "note_broken"
    SIGNATURE_MISSING = "signature_missing"
    SIGNATURE_WRONG = "signature_wrong"
    SIGNATURE_REPEATED = "signature_repeated"
    CHECKPOINT_BROKEN = "checkpoint_broken"
    OTHER_LOG = "other_log"
    # entries and receipts
    ENTRY_BROKEN = "entry_broken"
    ENTRY_UNREADABLE = "entry_unreadable"  # the same for one entry among many
    RECEIPT_BROKEN = "receipt_broken"
    NOT_INCLUDED = "not_included"
    COMMITMENT_WRONG = "commitment_wrong"
    WITNESS_MISSING = "witness_missing"
    RECORDED_AFTER = (
        "recorded_after"  # recorded later than a witness saw the checkpoint that contains it
    )
    SPLIT_VIEW = "split_view"  # two different trees of one size, both signed
    # a log as published
    TILE_MISSING = "tile_missing"
    TILE_BROKEN = "tile_broken"
    TILE_DIFFERS = "tile_differs"  # not what the entries imply
    CUT_SHORT = "cut_short"
    OLDER_COPY = (
        "older_copy"  # an earlier state of a log or a truncated one; a copy cannot tell which
    )
    REWRITTEN = "rewritten"
    ENTRIES_DIFFER = "entries_differ"  # the tree was built from other entries
    BACKDATED = "backdated"
    OUT_OF_ORDER = "out_of_order"
    FROM_FUTURE = "from_future"
    # the state that a witness keeps
    CLOCK_BACK = "clock_back"
    STATE_BROKEN = "state_broken"


class RefusedEvidence(Exception):
    """The evidence proves nothing, or proves that somebody cheated; ``code`` says which.

    ``evidence``: signed checkpoints that contradict each other. Keep them: the log cannot deny its signatures.
    """

    def __init__(self, code: RefusalCode, **details: str | int) -> None:
        self.code = code
        self.details = {name: _make_showable(str(value)) for name, value in details.items()}
        self.evidence: tuple[str, ...] = ()
        shown = ", ".join(f"{name}={value}" for name, value in self.details.items())
        super().__init__(f"{code}: {shown}" if shown else str(code))


class UnreachableLog(Exception):
    """The log could not be reached, which says nothing about it. ``code``: ``ledger.unreachable.<code>``."""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = {name: _make_showable(value) for name, value in details.items()}
        super().__init__(f"{code}: {self.details}")


def _make_showable(text: str) -> str:
    """Return text from outside without terminal control characters, cut to a line or two."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:200])
