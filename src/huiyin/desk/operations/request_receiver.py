"""Receive request bodies before a thread is assigned to answer.

A thread that reads a body as it arrives is blocked by a slow sender, and a few such requests block all threads.
Here a single event loop receives all bodies, into memory or an unnamed file, and only complete requests get a
thread, in which the WSGI application runs unchanged. Threads persist, and with them their database connections.

Nothing waits for ever: slow bodies are abandoned; bodies and their bytes are limited per address and in total,
and so are requests waiting for a thread. Refused clients get a page that needs neither a thread nor the
database.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar
from urllib.parse import unquote_to_bytes

from huiyin.desk.core.client_ip import find_network

T = TypeVar("T")
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

#: Bytes of a body and of an answer kept in memory; the rest goes to disk.
_IN_MEMORY = 64 * 1024
_ANSWER_IN_MEMORY = 1024 * 1024
#: Seconds during which a new body is not evicted: it is not yet known whether it is slow.
_FRESH = 2.0


class RequestRefused(Exception):
    """The request is answered with the page for ``status`` and not by the application."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class ClientGone(Exception):
    """The client disconnected before its request was complete."""


@dataclass(frozen=True, slots=True)
class ReceiveLimits:
    """Limits of one process. A body must bring ``rate`` bytes per second, averaged over ``seconds``."""

    seconds: float
    rate: int
    #: The largest body accepted, and the largest that is read at all so that its sender can read
    #: the refusal.
    largest: int
    longest: int
    #: The most bodies arriving at once, and their total bytes.
    bodies: int
    room: int
    #: The most requests waiting for a thread, and for how many seconds.
    waiting: int
    patience: float

    @property
    def bodies_of_one(self) -> int:
        """Limits per address: an eighth of the bodies, half of the bytes, a quarter of the queue."""
        return max(1, self.bodies // 8)

    @property
    def room_of_one(self) -> int:
        return self.room // 2

    @property
    def waiting_of_one(self) -> int:
        return max(1, self.waiting // 4)


# ---- bodies --------------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class _Arrival:
    network: str
    length: int
    since: float
    deadline: asyncio.Timeout
    received: int = 0


class Arrivals:
    """The bodies currently arriving."""

    def __init__(self, bounds: ReceiveLimits, folder: str | None = None) -> None:
        self._bounds = bounds
        self._folder = folder
        self._open: list[_Arrival] = []

    async def receive(self, receive: Receive, length: int, network: str) -> IO[bytes]:
        """The body of ``length`` bytes; the caller closes it.

        A body that is too large is still read, and discarded: a browser only shows the answer after it has sent
        everything.
        """
        is_kept = length <= self._bounds.largest
        if length > self._bounds.longest:
            raise RequestRefused(413)
        self._make_room(network, length if is_kept else 0)
        body: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY, dir=self._folder)  # noqa: SIM115
        try:
            async with asyncio.timeout(self._bounds.seconds) as deadline:
                now = asyncio.get_running_loop().time()
                arrival = _Arrival(network, length if is_kept else 0, now, deadline)
                self._open.append(arrival)
                try:
                    await self._take_chunks(receive, arrival, body if is_kept else None)
                finally:
                    self._open.remove(arrival)
            if arrival.received != length:
                raise ClientGone
            if not is_kept:
                raise RequestRefused(413)
        except BaseException as error:
            body.close()
            if isinstance(error, TimeoutError):
                raise RequestRefused(408) from None
            raise
        body.seek(0)
        return body

    async def _take_chunks(
        self, receive: Receive, arrival: _Arrival, body: IO[bytes] | None
    ) -> None:
        """Read until the body is complete; a sender that is fast enough gets more time. Raises
        :class:`ClientGone`.
        """
        loop = asyncio.get_running_loop()
        enough = max(1, int(self._bounds.rate * self._bounds.seconds))
        lately = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise ClientGone
            chunk = message.get("body", b"")
            arrival.received += len(chunk)
            if body is not None:
                body.write(chunk)
            if not message.get("more_body", False):
                return
            lately += len(chunk)
            if lately >= enough and not arrival.deadline.expired():
                lately = 0
                arrival.deadline.reschedule(loop.time() + self._bounds.seconds)

    def _make_room(self, network: str, length: int) -> None:
        """Evict the slowest bodies, first those of the same address, so that no address can evict others."""
        bounds = self._bounds
        theirs = [each for each in self._open if each.network == network]
        self._end_slowest(theirs, bounds.bodies_of_one, bounds.room_of_one, length)
        self._end_slowest(list(self._open), bounds.bodies, bounds.room, length)

    def _end_slowest(self, among: list[_Arrival], most: int, room: int, length: int) -> None:
        now = asyncio.get_running_loop().time()
        staying = [each for each in among if not each.deadline.expired()]
        can_end = sorted(
            (each for each in staying if now - each.since >= min(_FRESH, self._bounds.seconds / 2)),
            key=lambda each: each.received / (now - each.since),
        )
        places, taken = len(staying), sum(each.length for each in staying)
        for each in can_end:
            if places < most and taken + length <= room:
                return
            each.deadline.reschedule(now)
            places, taken = places - 1, taken - each.length
        if places >= most or (taken and taken + length > room):
            raise RequestRefused(503)


# ---- threads -------------------------------------------------------------------------------------------


class FairThreads:
    """A limited number of threads; waiting requests are served in turn by address."""

    def __init__(self, threads: int, bounds: ReceiveLimits) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="desk")
        self._free = threads
        #: The most threads of one address; a quarter is left to others.
        self._share = max(1, threads - threads // 4)
        self._bounds = bounds
        self._running: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self._waiting_count = 0

    async def run(self, network: str, work: Callable[[], T]) -> T:
        if self._free > 0 and self._running[network] < self._share:
            self._free -= 1
            self._running[network] += 1
        else:
            await self._wait(network)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._give_back(network)

    async def _wait(self, network: str) -> None:
        queue = self._waiting.setdefault(network, deque())
        if self._waiting_count >= self._bounds.waiting or len(queue) >= self._bounds.waiting_of_one:
            if not queue:
                del self._waiting[network]
            raise RequestRefused(503)
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self._waiting_count += 1
        try:
            async with asyncio.timeout(self._bounds.patience):
                await turn
        except TimeoutError:
            if not turn.cancelled():  # came in the same moment
                self._give_back(network)
            elif turn in queue:
                queue.remove(turn)
                self._waiting_count -= 1
                if not queue:
                    del self._waiting[network]
            raise RequestRefused(503) from None

    def _give_back(self, network: str) -> None:
        self._free += 1
        self._running[network] -= 1
        if not self._running[network]:
            del self._running[network]
        for other in list(self._waiting):
            if self._free < 1:
                return
            if self._running[other] >= self._share:
                continue
            queue = self._waiting.pop(other)
            turn = queue.popleft()
            self._waiting_count -= 1
            if queue:
                self._waiting[other] = queue  # behind the others
            if not turn.done():
                self._free -= 1
                self._running[other] += 1
                turn.set_result(None)


# ---- requests ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class HttpAnswer:
    """``rest``: what follows ``body`` and did not fit into memory."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    rest: IO[bytes] | None = None


class DeskApplication:
    """An ASGI application that receives requests and lets a WSGI application answer them.

    ``find_address(peer, forwarded)`` determines the client's address; ``refusals`` has the answers for refused
    requests.
    """

    def __init__(
        self, application: Callable[..., Iterable[bytes]], bounds: ReceiveLimits, refusals: Mapping[int, HttpAnswer], *,
        threads: int, find_address: Callable[[str, str], str], folder: str | None = None,
    ) -> None:  # fmt: skip
        self._application = application
        self._refusals = refusals
        self._find_address = find_address
        self._folder = folder
        self._arrivals = Arrivals(bounds, folder)
        self._turns = FairThreads(threads, bounds)

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            answer = await self._answer(scope, receive)
        except ClientGone:
            return
        except RequestRefused as refused:
            answer = self._refusals[refused.status]
        await _send_answer(answer, send)

    async def _answer(self, scope: Mapping[str, Any], receive: Receive) -> HttpAnswer:
        environ = make_environ(scope)
        if not environ.get(
            "HTTP_HOST", ""
        ).strip():  # RFC 9112, 3.2; whose the request is cannot be told
            raise RequestRefused(400)
        if not _is_utf8(environ.get("CONTENT_TYPE", "")):
            raise RequestRefused(400)
        length = _read_length(environ)
        network = find_network(
            self._find_address(environ["REMOTE_ADDR"], environ.get("HTTP_X_FORWARDED_FOR", ""))
        )
        if not length:
            return await self._turns.run(network, partial(self._ask, environ))
        with await self._arrivals.receive(receive, length, network) as body:
            environ["wsgi.input"] = body
            return await self._turns.run(network, partial(self._ask, environ))

    def _ask(self, environ: dict[str, Any]) -> HttpAnswer:
        """Runs in a thread: collects the complete answer, so that no thread waits for a slow reader."""
        answer = HttpAnswer()

        def start(line: str, headers: list[tuple[str, str]], error: Any = None) -> None:
            answer.status = int(line[:3])
            answer.headers = [
                (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
            ]

        parts = self._application(environ, start)
        try:
            if not getattr(parts, "streaming", True):
                answer.body = b"".join(parts)
                return answer
            rest = _open_again(parts) or self._spool(parts)
            answer.body = rest.read(_ANSWER_IN_MEMORY)
            if len(answer.body) < _ANSWER_IN_MEMORY:
                rest.close()
            else:
                answer.rest = rest
            return answer
        finally:
            if hasattr(parts, "close"):
                parts.close()

    def _spool(self, parts: Iterable[bytes]) -> IO[bytes]:
        held: IO[bytes] = SpooledTemporaryFile(max_size=_ANSWER_IN_MEMORY, dir=self._folder)  # noqa: SIM115
        try:
            for part in parts:
                held.write(part)
            held.seek(0)
        except BaseException:
            held.close()
            raise
        return held


def _open_again(parts: Any) -> IO[bytes] | None:
    """The file that the application wants to send, opened again, because the application closes its own."""
    stream = getattr(parts, "file_to_stream", None)
    try:
        again = os.fdopen(os.dup(stream.fileno()), "rb")  # type: ignore[union-attr]
    except (AttributeError, OSError):  # it is no file, or a part of one
        return None
    again.seek(stream.tell())  # type: ignore[union-attr]
    return again


def _is_utf8(kind: str) -> bool:
    """Whether a content type declares no encoding, or UTF-8 as our own pages do.

    Python knows codecs that yield no text (hex), and a declaration as in RFC 2231 may contain any character:
    the request would be decoded with it before an exception could be handled.
    """
    said = re.findall(r"charset\s*=\s*\"?([^\s;\"]*)", kind, re.IGNORECASE)
    return "*" not in kind and all(one.lower() in ("utf-8", "utf8") for one in said)


def _read_length(environ: Mapping[str, Any]) -> int:
    """The length of the body, or RequestRefused.

    Chunked bodies are not accepted: no browser sends them, and if a length is given too, two servers may
    disagree on where the body ends (request smuggling).
    """
    if "HTTP_TRANSFER_ENCODING" in environ:
        raise RequestRefused(400 if "CONTENT_LENGTH" in environ else 411)
    told = environ.get("CONTENT_LENGTH", "") or "0"
    if not (told.isascii() and told.isdigit() and len(told) < 18):
        raise RequestRefused(400)
    length = int(told)
    if length and environ["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS", "TRACE"):
        raise RequestRefused(400)
    return length


def make_environ(scope: Mapping[str, Any]) -> dict[str, Any]:
    """The WSGI environment (PEP 3333) of a request."""
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("0.0.0.0", 0)
    path = scope.get("raw_path") or scope["path"].encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path.partition(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": _NOTHING,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw, value in scope["headers"]:
        # ``X_Forwarded_For`` would get the same name as ``X-Forwarded-For``, which only proxies may
        # set.
        if b"_" in raw:
            continue
        name = raw.decode("latin-1").upper().replace("-", "_")
        if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            name = f"HTTP_{name}"
        text = value.decode("latin-1")
        if name in environ:
            text = environ[name] + ("; " if name == "HTTP_COOKIE" else ",") + text
        environ[name] = text
    return environ


class _EmptyBody:
    """The body of a request without one."""

    def read(self, size: int = -1) -> bytes:
        return b""

    readline = read

    def readlines(self, hint: int = -1) -> list[bytes]:
        return []

    def __iter__(self) -> Any:
        return iter(())


_NOTHING = _EmptyBody()


async def _send_answer(answer: HttpAnswer, send: Send) -> None:
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    if answer.rest is None:
        await send({"type": "http.response.body", "body": answer.body, "more_body": False})
        return
    with answer.rest as rest:
        while chunk := rest.read(_IN_MEMORY):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
