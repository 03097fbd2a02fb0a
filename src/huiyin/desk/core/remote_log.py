"""The log sent to another machine as it is written, where who breaks in here cannot change it: syslog (RFC 5424) over TLS
(RFC 5425).

``logging.handlers.SysLogHandler`` knows neither TLS nor frames, and waits for the network within the request that logs.
Here a thread sends what a bounded queue holds. While the other machine is away the desk goes on and keeps the newest
lines; how many were lost is the first thing that the other machine reads when it is back, and standard error says it too.
"""

from __future__ import annotations

import logging
import os
import socket
import ssl
import sys
import threading
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import SysLogHandler
from time import monotonic
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Lines kept while the other machine is away, and characters of one.
_MOST, _LONGEST = 10_000, 8_000
#: Seconds: for a connection or a line, between two tries at first and at last, and for what is left when a process ends.
_PATIENCE, _SOON, _LATE, _AT_END = 10.0, 0.5, 30.0, 2.0
_PORT = 6514
#: The facility for what concerns security and signing in.
_FACILITY = SysLogHandler.LOG_AUTHPRIV


class TlsSyslogHandler(logging.Handler):
    """Sends each line to ``host``, whose certificate must fit its name and come from an authority that this machine trusts, or
    from that of ``authority``. Whatever happens to it, nothing that logs waits or fails."""

    def __init__(self, host: str, port: int = _PORT, authority: str = "") -> None:
        super().__init__()
        self._where = host, port
        self._authority = authority
        self._name = socket.gethostname() or "-"
        self._begin()

    def _begin(self) -> None:
        """Anew in each process: a thread and a connection are of one alone."""
        self._process = os.getpid()
        self._lines: deque[bytes] = deque()
        self._lost = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._line: ssl.SSLSocket | None = None
        self._is_ending = False

    def emit(self, record: logging.LogRecord) -> None:
        try:
            frame = self._frame(record.levelname, self.format(record), record.created)
            if self._process != os.getpid():
                self._begin()
            with self._changed:
                if len(self._lines) >= _MOST:
                    self._lines.popleft()
                    self._lost += 1
                self._lines.append(frame)
                self._changed.notify()
                if self._thread is None:
                    self._thread = threading.Thread(
                        target=self._send_lines, name="syslog", daemon=True
                    )
                    self._thread.start()
        except Exception:  # as the handlers of the library: what logs must not fail by it
            self.handleError(record)

    def _frame(self, level: str, text: str, moment: float) -> bytes:
        """RFC 5424 in a frame that says its length, so that no line ends another."""
        severity = SysLogHandler.priority_names.get(level.lower(), SysLogHandler.LOG_INFO)
        when = datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds")
        told = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        head = f"<{_FACILITY * 8 + severity}>1 {when} {self._name} huiyin {os.getpid()} - - "
        data = (head + told).encode("utf-8", "backslashreplace")
        return b"%d %s" % (len(data), data)

    def _send_lines(self) -> None:
        wait = _SOON
        while True:
            with self._changed:
                while not self._lines and not self._is_ending:
                    self._changed.wait()
                if not self._lines:
                    return
                frame, lost = self._lines[0], self._lost
            try:
                line = self._find_line()
                if lost:
                    words = f"{lost} lines of the log were lost"
                    line.sendall(self._frame("WARNING", words, self._now()))
                line.sendall(frame)
            except (OSError, ValueError) as wrong:
                self._hang_up()
                if wait == _SOON:  # once for each time that it is away
                    self._tell_away(wrong)
                with self._changed:
                    if self._is_ending:
                        return
                    self._changed.wait_for(lambda: self._is_ending, wait)
                wait = min(2 * wait, _LATE)
                continue
            wait = _SOON
            with self._changed:
                self._lost -= lost
                if self._lines and self._lines[0] is frame:
                    self._lines.popleft()
                else:  # pushed out while it was being sent
                    self._lost -= 1

    @staticmethod
    def _now() -> float:
        return datetime.now(UTC).timestamp()

    def _find_line(self) -> ssl.SSLSocket:
        """The connection, made anew where the other side has closed it: what is sent into such a one is lost unseen."""
        line = self._line
        if line is not None:
            line.settimeout(0)
            with suppress(ssl.SSLWantReadError, BlockingIOError):
                if not line.recv(1024):
                    self._hang_up()
            if self._line is not None:
                line.settimeout(_PATIENCE)
        return self._line or self._connect()

    def _connect(self) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=self._authority or None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        plain = socket.create_connection(self._where, _PATIENCE)
        try:
            self._line = context.wrap_socket(plain, server_hostname=self._where[0])
        except BaseException:
            plain.close()
            raise
        return self._line

    def _tell_away(self, wrong: Exception) -> None:
        """Never through the log, which would come back here."""
        print(f"log: {self._where[0]} cannot be reached: {wrong}", file=sys.stderr)

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def flush(self) -> None:
        """Wait a moment for what was not sent yet."""
        end = monotonic() + _AT_END
        thread = self._thread if self._process == os.getpid() else None
        while thread is not None and thread.is_alive() and self._lines and monotonic() < end:
            threading.Event().wait(0.02)

    def close(self) -> None:
        if self._process == os.getpid() and self._thread is not None:
            self.flush()
            with self._changed:
                self._is_ending = True
                self._changed.notify_all()
            self._thread.join(_AT_END)
            self._hang_up()
        super().close()


def read_log_url(url: str) -> dict[str, object]:
    """What ``syslog+tls://logs.example.org:6514`` says, with ``?authority=/path/of/its.pem`` where the other machine's
    certificate comes from one of your own. Raises :class:`ImproperlyConfigured`."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
        parts = urlsplit("")
    asked = parse_qs(parts.query, keep_blank_values=True)
    if parts.scheme != "syslog+tls" or not host or set(asked) - {"authority"}:
        raise ImproperlyConfigured(
            f"HUIYIN_LOG_URL={url}: write syslog+tls://HOST:PORT, and ?authority=/path/of/its.pem "
            "where its certificate comes from an authority of your own"
        )
    authority = asked.get("authority", [""])[0]
    if authority and not os.access(authority, os.R_OK):
        raise ImproperlyConfigured(f"HUIYIN_LOG_URL: {authority} cannot be read")
    return {"host": host, "port": port or _PORT, "authority": authority}
