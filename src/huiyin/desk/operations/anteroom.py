"""Serves a waiting page on the desk's port while the desk is being prepared."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.template.loader import render_to_string

from huiyin.desk.core.middleware import POLICY
from huiyin.i18n import say

#: Seconds that a visitor may take, and after which the page reloads itself.
_PATIENCE, _AGAIN = 5.0, 3
#: The most visitors at once; beyond that the oldest is dropped.
_MOST = 200
#: Bytes read at once, and per request. A client that uploads a file only reads the answer after it
#: has sent everything.
_READ, _LONGEST = 64 * 1024, 64 * 1024 * 1024


@contextmanager
def receive_visitors(listener: socket.socket) -> Iterator[Callable[[], None]]:
    """Answer every connection to ``listener`` with status 503 and a page that reloads itself, until the yielded
    function is called, when the desk answers on the same socket.
    """
    asked_to_end, end = socket.socketpair()
    room = _Anteroom(listener, asked_to_end)
    thread = threading.Thread(target=room.receive, daemon=True)
    thread.start()

    def close() -> None:
        end.close()
        thread.join()

    try:
        yield close
    finally:
        close()
        asked_to_end.close()


class _Visitor:
    """A connected client: its deadline, and how much of its request was read."""

    def __init__(self) -> None:
        self.until = time.monotonic() + _PATIENCE
        self.read = 0


class _Anteroom:
    def __init__(self, listener: socket.socket, asked_to_end: socket.socket) -> None:
        self._listener, self._asked_to_end = listener, asked_to_end
        self._waiting = selectors.DefaultSelector()
        self._visitors: dict[socket.socket, _Visitor] = {}

    def receive(self) -> None:
        """Answer until asked to stop; connections still queued then are left to the desk."""
        whole = make_answer()
        head = whole[: whole.index(b"\r\n\r\n") + 4]
        # The server's processes accept from the same socket, so a connection that was just there
        # may be gone; accept() must not block.
        self._listener.setblocking(False)
        with self._waiting:
            for waiting in (self._listener, self._asked_to_end):
                self._waiting.register(waiting, selectors.EVENT_READ, waiting)
            while True:
                ready: list[socket.socket] = [
                    key.data for key, _ in self._waiting.select(1 if self._visitors else None)
                ]
                if self._asked_to_end in ready:
                    break
                for waiting in ready:
                    if waiting is self._listener:
                        self._let_in()
                    elif waiting in self._visitors:
                        self._answer(waiting, whole, head)
                now = time.monotonic()
                for visitor in [v for v, about in self._visitors.items() if about.until < now]:
                    self._let_go(visitor)
            for visitor in list(self._visitors):
                self._let_go(visitor)

    def _let_in(self) -> None:
        with suppress(OSError):  # another process took them, or they went away again
            visitor, _ = self._listener.accept()
            visitor.setblocking(False)
            self._visitors[visitor] = _Visitor()
            self._waiting.register(visitor, selectors.EVENT_READ, visitor)
        if len(self._visitors) > _MOST:
            self._let_go(next(iter(self._visitors)))

    def _answer(self, visitor: socket.socket, whole: bytes, head: bytes) -> None:
        """Answer once. Further data is read and discarded, since otherwise the client would not read the answer."""
        about = self._visitors[visitor]
        try:
            sent = visitor.recv(_READ)
            if sent and not about.read:
                visitor.sendall(head if sent.startswith(b"HEAD ") else whole)
                visitor.shutdown(socket.SHUT_WR)
        except OSError:
            sent = b""
        about.read += len(sent)
        if not sent or about.read > _LONGEST:
            self._let_go(visitor)

    def _let_go(self, visitor: socket.socket) -> None:
        self._waiting.unregister(visitor)
        del self._visitors[visitor]
        visitor.close()


def make_answer() -> bytes:
    """The page in all languages, since the reader's is unknown, and without the style sheet, which may not
    exist yet.
    """
    pages = [
        {
            "lang": tag,
            "title": say("operate.getting_ready", language),
            "sentence": say("operate.getting_ready_why", language),
        }
        for language, tag in (("zh", "zh-hans"), ("en", "en"))
    ]
    title = " · ".join(page["title"] for page in pages)
    page = render_to_string("core/getting_ready.html", {"title": title, "pages": pages}).encode()
    head = (
        "HTTP/1.1 503 Service Unavailable",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(page)}",
        f"Content-Security-Policy: {POLICY}",
        "X-Content-Type-Options: nosniff",
        f"Retry-After: {_AGAIN}",
        f"Refresh: {_AGAIN}",
        "Cache-Control: no-store",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*head, "")).encode() + page
