"""Addresses that carry what opens something: what is written down of a request shows them without it.

Whoever reads logs must not find there an invitation that is still open, or a link that sets a password: of every
record that is logged, by whatever program, the token is masked; and these pages tell no other address where they were.
"""

from __future__ import annotations

import logging
import re
from typing import Any

#: Invitations, links in mails (also those that confirm and stop what is followed), new passwords; also within a query, where slashes and marks are written in other ways, once or again.
_CARRIES = re.compile(
    r"((?:/|%(?:25)*2[Ff])(?:join|mails|key|confirm|stop|stop-all)(?:/|%(?:25)*2[Ff]))"
    r"((?:[\w.:=~+-]|%(?:25)*(?:2[BDEbde]|3[ADad]|5[Ff]|7[Ee])){12,})"
)
_MASK = "***"
_PLAIN = logging.Formatter()


def carries_token(path: str) -> bool:
    return _CARRIES.search(path) is not None


def mask_tokens(text: str) -> str:
    """``text`` without the tokens in the addresses that it names."""
    return _CARRIES.sub(rf"\1{_MASK}", text)


def mask_records() -> None:
    """From now on no record holds a token, whoever handles it."""
    make = logging.getLogRecordFactory()
    if getattr(make, "masks", False):
        return

    def masked(*args: Any, **options: Any) -> logging.LogRecord:
        record = make(*args, **options)
        try:
            told = record.getMessage()
        except (TypeError, ValueError):  # its arguments do not fit: what handles it will say so
            return record
        if _CARRIES.search(told):
            record.msg, record.args = mask_tokens(told), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = mask_tokens(_PLAIN.formatException(record.exc_info))
        return record

    masked.masks = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(masked)
