"""Mask tokens in addresses, such as invitations and links that set a password.

Whoever reads the log must not find a token that still works. Tokens are masked in every log record, of whatever
library; and pages with a token in their address do not reveal it to other sites as the referrer.
"""

from __future__ import annotations

import logging
import re
from typing import Any

#: Addresses with tokens: invitations, links in mails (also to confirm or stop a subscription), new
#: passwords. Also within a query string, where slashes and other characters are percent-encoded,
#: once or repeatedly.
_CARRIES = re.compile(
    r"((?:/|%(?:25)*2[Ff])(?:join|mails|key|confirm|stop|stop-all)(?:/|%(?:25)*2[Ff]))"
    r"((?:[\w.:=~+-]|%(?:25)*(?:2[BDEbde]|3[ADad]|5[Ff]|7[Ee])){12,})"
)
#: Tokens of programs and secrets of webhooks, wherever somebody put them.
_PROGRAMS = re.compile(r"\b(huiyin_|whsec_)[\w+/=%-]{30,}")
_MASK = "***"
_PLAIN = logging.Formatter()


def carries_token(path: str) -> bool:
    return _CARRIES.search(path) is not None


def mask_tokens(text: str) -> str:
    """``text`` with the tokens of addresses and of programs in it masked."""
    return _PROGRAMS.sub(rf"\1{_MASK}", _CARRIES.sub(rf"\1{_MASK}", text))


def mask_records() -> None:
    """Mask tokens in all log records from now on, whichever handler receives them."""
    make = logging.getLogRecordFactory()
    if getattr(make, "masks", False):
        return

    def masked(*args: Any, **options: Any) -> logging.LogRecord:
        record = make(*args, **options)
        try:
            told = record.getMessage()
        except (TypeError, ValueError):  # its arguments do not fit: what handles it will say so
            return record
        if (masked_words := mask_tokens(told)) != told:
            record.msg, record.args = masked_words, ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = mask_tokens(_PLAIN.formatException(record.exc_info))
        return record

    masked.masks = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(masked)
