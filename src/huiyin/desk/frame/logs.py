"""What the log tells of requests that make no sense: a line each."""

from __future__ import annotations

import logging

#: A line holds so many characters of what a stranger sent.
_LONGEST = 500
_CONTROLS = {n: "\ufffd" for n in (*range(32), *range(127, 160), 0x2028, 0x2029) if n not in (9,)}


class Brief(logging.Filter):
    """Takes the traceback of a request that was refused as suspicious: nothing of ours is wrong, and with a few bytes
    anybody could write a page of log. What a request says stands on its line, whatever line ends it holds."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(("django.security", "django.request")):
            if record.name.startswith("django.security"):
                record.exc_info = record.exc_text = None
            record.msg = record.getMessage().translate(_CONTROLS)[:_LONGEST]
            record.args = ()
        return True
