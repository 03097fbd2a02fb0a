"""The log of requests: a line each, in the file of its day, without a page of traceback for a stranger's bytes."""

from __future__ import annotations

import logging
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

from huiyin.desk.core.request_log import DailyFileHandler, SuspiciousRequestFilter


def make_record(name: str, message: str, *arguments: object, day: int = 1) -> logging.LogRecord:
    try:
        raise ValueError("x")
    except ValueError:
        record = logging.LogRecord(name, logging.ERROR, "", 0, message, arguments, sys.exc_info())
    record.created = datetime(2026, 12, day, 12, tzinfo=UTC).timestamp()
    return record


def test_a_suspicious_request_is_a_short_line_and_an_error_of_ours_keeps_its_traceback() -> None:
    suspicious = make_record("django.security.DisallowedHost", "host %s", "x" * 1000)
    ours = make_record("django.request", "broken")
    for record in (suspicious, ours):
        assert SuspiciousRequestFilter().filter(record)
    assert suspicious.getMessage() == f"host {'x' * 495}"
    assert suspicious.exc_info is None
    assert ours.exc_info is not None


def test_each_day_has_its_file_which_no_other_user_reads(tmp_path: Path) -> None:
    handler = DailyFileHandler(str(tmp_path / "log"))
    handler.setFormatter(logging.Formatter("%(message)s"))
    for day, words in ((1, "one"), (2, "two \ud800"), (1, "three")):
        record = make_record("x", words, day=day)
        record.exc_info = None
        handler.emit(record)
    assert (tmp_path / "log/2026-12-01.log").read_text() == "one\nthree\n"
    assert (tmp_path / "log/2026-12-02.log").read_text() == "two \\ud800\n"
    assert stat.S_IMODE((tmp_path / "log/2026-12-01.log").stat().st_mode) == 0o600
