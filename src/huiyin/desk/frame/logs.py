"""What the log tells of requests that make no sense: a line each."""

from __future__ import annotations

import logging

#: A line holds so many characters of what a stranger sent.
_LONGEST = 500


class Brief(logging.Filter):
    """Takes the traceback of a request that was refused as suspicious: nothing of ours is wrong, and with a few bytes
    anybody could write a page of log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
            record.msg, record.args = record.getMessage()[:_LONGEST], ()
        return True
