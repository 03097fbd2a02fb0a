"""While the desk gets ready its port is taken already: whoever comes is told to wait, not left without an answer."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

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
    """The page in all languages of the desk, for nobody has said yet which they read."""
    said = "".join(
        f'<p lang="{tag}">{say("operate.getting_ready", language)}</p>'
        for language, tag in (("zh", "zh-Hans"), ("en", "en"))
    )
    page = (
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="refresh" content="{_AGAIN}"><title>503</title></head>'
        f'<body style="font-family:sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem">{said}</body></html>'
    ).encode()
    head = (
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(page)}\r\nRetry-After: {_AGAIN}\r\nCache-Control: no-store\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode() + page
