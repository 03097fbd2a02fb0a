"""While the desk gets ready its port is taken already: whoever comes is told to wait, not left without an answer."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.template.loader import render_to_string

from huiyin.desk.frame.middleware import POLICY
from huiyin.words import say

#: Seconds that a visitor may take to ask; the page asks again after so many.
_ASKING, _AGAIN = 0.5, 3
#: Bytes of a request that are read, of which none matters.
_READ = 16 * 1024


@contextmanager
def receive_visitors(listener: socket.socket) -> Iterator[None]:
    """Answer everybody who connects to ``listener`` with 503 and a page that asks again by itself."""
    asked_to_end, end = socket.socketpair()
    thread = threading.Thread(target=_receive, args=(listener, asked_to_end), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.close()
        thread.join()
        asked_to_end.close()


def _receive(listener: socket.socket, asked_to_end: socket.socket) -> None:
    answer = make_answer()
    with selectors.DefaultSelector() as waiting:
        waiting.register(listener, selectors.EVENT_READ)
        waiting.register(asked_to_end, selectors.EVENT_READ)
        while True:
            ready = [key.fileobj for key, _ in waiting.select()]
            if asked_to_end in ready:  # who waits in the line is taken by the desk itself
                return
            with suppress(OSError):  # who went away again
                visitor, _ = listener.accept()
                with visitor:
                    visitor.settimeout(_ASKING)
                    visitor.recv(_READ)
                    visitor.sendall(answer)
                    visitor.shutdown(socket.SHUT_WR)


def make_answer() -> bytes:
    """The page in all languages of the desk, for nobody has said yet which they read; without the desk's style sheet,
    which may not be there yet and is not served."""
    pages = [
        {
            "lang": tag,
            "title": say("operate.getting_ready", language),
            "sentence": say("operate.getting_ready_why", language),
        }
        for language, tag in (("zh", "zh-hans"), ("en", "en"))
    ]
    title = " · ".join(page["title"] for page in pages)
    page = render_to_string("frame/getting_ready.html", {"title": title, "pages": pages}).encode()
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
