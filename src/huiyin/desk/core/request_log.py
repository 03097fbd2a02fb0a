"""Logging of malformed requests in one line each, and a log file per day."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from pathlib import Path

#: The most characters of a stranger's request in one line.
_LONGEST = 500


class SuspiciousRequestFilter(logging.Filter):
    """Removes the traceback of requests that were refused as suspicious. It is no error of ours, and a few
    bytes sent by anybody would produce a page of log.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
            record.msg, record.args = record.getMessage()[:_LONGEST], ()
        return True


class DailyFileHandler(logging.Handler):
    """Writes each line to the file of its day (UTC), readable by its owner only.

    All processes append to the same file, which is opened for each line, so nothing has to be rotated. The desk
    deletes files that are past their retention period.
    """

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
                # One write with O_APPEND: lines of several processes never mix.
                os.write(descriptor, line)
            finally:
                os.close(descriptor)
        except Exception:
            self.handleError(record)
