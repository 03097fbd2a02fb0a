"""Characters that nothing can hold: a NUL (no PostgreSQL, no XML) and half of a character, a lone surrogate."""

from __future__ import annotations

import re

#: What stands where a character stood that is not known.
UNKNOWN = "\ufffd"
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def can_be_kept(written: str) -> bool:
    """Whether every character of it can be written into a database and onto a page."""
    return _UNKEEPABLE.search(written) is None


def as_kept(written: str) -> str:
    """The words, with U+FFFD in place of every character that cannot be kept."""
    return _UNKEEPABLE.sub(UNKNOWN, written)


def is_whole(written: str) -> bool:
    """Whether no character of it is lost: none that cannot be kept, and no U+FFFD, which stands where one was."""
    if "\0" in written or UNKNOWN in written:
        return False
    return written.isascii() or not _has_half_character(written)


def _has_half_character(written: str) -> bool:
    """Writing it in UTF-8 tells sooner than looking at each character does."""
    try:
        written.encode()
    except UnicodeEncodeError:
        return True
    return False
