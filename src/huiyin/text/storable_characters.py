"""Characters that cannot be stored: NUL (neither PostgreSQL nor XML allows it) and lone surrogates."""

from __future__ import annotations

import re

#: The replacement character for one that is unknown.
UNKNOWN = "\ufffd"
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def can_be_kept(written: str) -> bool:
    """Tell whether every character can be stored in a database and shown on a page."""
    return _UNKEEPABLE.search(written) is None


def as_kept(written: str) -> str:
    """Replace every character that cannot be stored by U+FFFD."""
    return _UNKEEPABLE.sub(UNKNOWN, written)


def as_xml(written: str) -> str:
    """Replace every character that no XML document, Word file or workbook can hold by U+FFFD."""
    return _NOT_IN_XML.sub(UNKNOWN, written)


def is_whole(written: str) -> bool:
    """Tell whether no character is lost: none that cannot be stored, and no U+FFFD in place of one."""
    if "\0" in written or UNKNOWN in written:
        return False
    return written.isascii() or not _has_half_character(written)


def _has_half_character(written: str) -> bool:
    """Tell whether there is a lone surrogate. Encoding to UTF-8 is faster than checking each character."""
    try:
        written.encode()
    except UnicodeEncodeError:
        return True
    return False
