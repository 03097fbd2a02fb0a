"""What the log tells of requests that make no sense: a line each."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from pathlib import Path

#: A line holds so many characters of what a stranger sent.
_LONGEST = 500


class SuspiciousRequestFilter(logging.Filter):
    """Takes the traceback of a request that was refused as suspicious: nothing of ours is wrong, and with a few bytes
    anybody could write a page of log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
            record.msg, record.args = record.getMessage()[:_LONGEST], ()
        return True


class DailyFileHandler(logging.Handler):
    """Writes each line into the file of its day (UTC), which no other user reads. Every process of the desk writes at the end
    of the same file, so nothing is renamed or kept open; the desk deletes the files whose time is over."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = Path(folder)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = f"{self.format(record)}\n".encode("utf-8", "backslashreplace")
            path = self.folder / f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%d}.log"
            descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)
        except Exception:
            self.handleError(record)
