"""Who sends slowly, reads slowly or sends what no browser would, at the real server: the others are answered."""

from __future__ import annotations

import asyncio
import os
import select
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from huiyin.desk.core.client_ip import find_network
from huiyin.desk.operations.connection_watch import ConnectionWatch, open_connections
from huiyin.desk.operations.request_receiver import (
    Arrivals,
    ClientGone,
    FairThreads,
    ReceiveLimits,
    RequestRefused,
    make_environ,
)
from huiyin.i18n import say
from tests.desk.loops import run_apart
from tests.desk.machine import Machine, Server, copy_of

# The server in front of the desk has no database.
pytestmark = pytest.mark.one_database

#: Of this desk; long enough that a busy machine answers a page within them.
SECONDS = 3
#: More than the desk has threads.
MANY = 40
#: Bytes that fit into no buffer of a connection.
LARGE = 16 << 20
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
#: With it the application reads the form to compare its token.
COOKIE = b"Cookie: csrftoken=" + b"a" * 32 + b"\r\n"


@pytest.fixture(scope="module")
def machine(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """On SQLite always: what is tried here happens before the database is asked."""
    return copy_of(prepared, tmp_path_factory.mktemp("slow") / "machine")


@pytest.fixture(scope="module")
def desk(machine: Machine) -> Iterator[Server]:
    (machine.folder / "static" / "large.bin").write_bytes(b"a" * LARGE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUIYIN_BODY_SECONDS", str(SECONDS))
        with machine.serving() as server:
            yield server


# ---- a client that does as it is told -------------------------------------------------------------------


def connect(port: int, *, reads: int = 0) -> socket.socket:
    line = socket.socket()
    if reads:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, reads)
    line.settimeout(60)
    try:
        line.connect(("127.0.0.1", port))
    except OSError:
        line.close()
        raise
    return line


def head(method: str, path: str, *headers: bytes, length: int | None = None) -> bytes:
    told = b"" if length is None else b"Content-Length: %d\r\n" % length
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode()
        + b"".join(headers)
        + told
        + b"\r\n"
    )


def read_all(line: socket.socket) -> bytes:
    """To the end of the connection."""
    got = b""
    try:
        while more := line.recv(65536):
            got += more
    except ConnectionError:
        pass
    return got


def ask(port: int, *sent: bytes) -> bytes:
    """What comes back for what is sent, in one connection that the desk closes at the latest when it waits."""
    with closing(connect(port)) as line:
        for piece in sent:
            try:
                line.sendall(piece)
            except ConnectionError:  # refused before it was whole
                break
        return read_all(line)


def status(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1.1 "), answer[:200]
    return int(answer[9:12])


def page(port: int, path: str = "/") -> bytes:
    answer = ask(port, head("GET", path, b"Connection: close\r\n"))
    assert status(answer) == 200
    return answer


def unanswered(lines: list[socket.socket]) -> int:
    return len(lines) - len(select.select(lines, [], [], 0)[0])


def hung_up(lines: list[socket.socket]) -> int:
    """How many connections the other side has broken off, whatever of them is still to be read."""
    poll = select.poll()
    for line in lines:
        poll.register(line, 0)
    return len(poll.poll(0))


def until(true: Callable[[], Any], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} within {seconds} seconds"
        time.sleep(0.02)


@contextmanager
def slow_bodies(port: int, count: int, *headers: bytes) -> Iterator[list[socket.socket]]:
    """POSTs of which the first byte comes and the rest does not."""
    lines = [connect(port) for _ in range(count)]
    try:
        for line in lines:
            line.sendall(head("POST", "/speak/", FORM, COOKIE, *headers, length=100_000) + b"a")
        yield lines
    finally:
        for line in lines:
            line.close()


def arriving(server: Server, machine: Machine) -> int:
    """Files that the desk's processes hold open in the folder of what is arriving, and those that stand in it."""
    folder = machine.folder / "arriving"
    return len(list(folder.iterdir())) + opened(server, str(folder))


def opened(server: Server, name: str) -> int:
    """Files with ``name`` in their path that the desk's processes hold open."""
    held = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == server.process.pid:
                held += sum(name in str(one.readlink()) for one in (process / "fd").iterdir())
        except OSError:
            continue
    return held


# ---- the attack ------------------------------------------------------------------------------------------


def test_while_forty_bodies_are_held_others_are_answered_and_the_forty_are_then_given_up(
    desk: Server,
) -> None:
    page(desk.port)
    with slow_bodies(desk.port, MANY) as held:
        for _ in range(2):
            page(desk.port)
        assert unanswered(held) == MANY
        answers = [read_all(line) for line in held]
    assert {status(answer) for answer in answers} == {408}
    for language in ("zh", "en"):
        assert say("desk.refused.slow", language).encode() in answers[0]
    assert b"retry-after: " in answers[0] and b"content-security-policy: " in answers[0]


def test_slow_heads_and_connections_that_ask_nothing_are_ended(desk: Server) -> None:
    idle = [connect(desk.port) for _ in range(MANY)]
    slow = [connect(desk.port) for _ in range(MANY)]
    kept = connect(desk.port)
    kept.sendall(head("GET", "/"))
    try:
        for line in slow:
            line.sendall(b"POST /speak/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ")
        page(desk.port)
        assert {read_all(line)[9:12] for line in (*idle, *slow)} <= {b"", b"408"}
        assert read_all(kept).startswith(b"HTTP/1.1 200")  # and then ended too
    finally:
        for line in (*idle, *slow, kept):
            line.close()


def test_a_slow_body_that_comes_steadily_is_taken(desk: Server, machine: Machine) -> None:
    body = b"a=" + b"b" * 99_998
    with closing(connect(desk.port)) as line:
        line.sendall(head("POST", "/speak/", FORM, b"Connection: close\r\n", length=len(body)))
        began = time.monotonic()
        *pieces, last = (body[at : at + 4000] for at in range(0, len(body), 4000))
        for piece in pieces:  # about 20 KB a second: longer than the deadline in all
            line.sendall(piece)
            assert not select.select([line], [], [], 0.2)[0], "given up although it came"
        line.sendall(last)
        assert time.monotonic() - began > SECONDS
        assert status(read_all(line)) == 403  # whole, and the application asked for the token
    until(lambda: arriving(desk, machine) == 0, "nothing is left on disk")


def test_who_leaves_in_the_middle_leaves_nothing_behind(desk: Server, machine: Machine) -> None:
    lines = [connect(desk.port) for _ in range(6)]
    for line in lines:
        line.sendall(head("POST", "/speak/", FORM, length=1_000_000) + b"a" * 500_000)
    until(lambda: arriving(desk, machine) == 6, "the bodies are on disk")
    assert not list((machine.folder / "arriving").iterdir())  # they have no names
    for line in lines:
        line.close()
    until(lambda: arriving(desk, machine) == 0, "nothing is left on disk")
    page(desk.port)


def test_a_reader_who_takes_nothing_is_cut_off_and_holds_no_thread(desk: Server) -> None:
    lines = [connect(desk.port, reads=1) for _ in range(MANY)]
    try:
        for line in lines:
            line.sendall(head("GET", "/static/large.bin"))
        for _ in range(3):
            page(desk.port)
        until(lambda: hung_up(lines) == MANY, "all are cut off")
        assert all(len(read_all(line)) < LARGE for line in lines)
        until(lambda: opened(desk, "large.bin") == 0, "no file is held")
    finally:
        for line in lines:
            line.close()


# ---- what no browser sends -------------------------------------------------------------------------------

PIECES = b"Transfer-Encoding: chunked\r\n"
ODD: dict[str, tuple[list[bytes], set[int]]] = {
    "pieces of unknown number": ([head("POST", "/speak/", FORM, PIECES), b"1\r\na\r\n"], {411}),
    "pieces and a length": ([head("POST", "/speak/", FORM, PIECES, length=5), b"0\r\n\r\n"], {400, 411}),
    "a negative length": ([head("POST", "/speak/", FORM, length=-1)], {400}),
    "two lengths": ([head("POST", "/speak/", b"Content-Length: 5\r\n", length=6), b"aaaaaa"], {400}),
    "a list of lengths": ([head("POST", "/speak/", b"Content-Length: 5, 6\r\n"), b"aaaaaa"], {400}),
    "a length in words": ([head("POST", "/speak/", b"Content-Length: ten\r\n")], {400}),
    "a length that ends nowhere": ([head("POST", "/speak/", length=10**15)], {413}),
    "a length past every number": ([head("POST", "/speak/", length=10**30)], {400}),
    "GET with a body": ([head("GET", "/", length=5), b"aaaaa"], {400}),
    "a body that was promised after 413": (
        [head("POST", "/speak/", b"Expect: 100-continue\r\n", length=10**12)], {413},
    ),
    "too many heads": ([head("GET", "/", *(b"X-%d: a\r\n" % n for n in range(5000)))], {431, 400}),
    "a long head": ([head("GET", "/", b"X-A: " + b"a" * 200_000 + b"\r\n")], {431, 400}),
    "HTTP/2": ([b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], {400, 405, 505}),
    "no host": ([b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"], {400}),
    "noise": ([bytes(range(256)) * 10], {400}),
}  # fmt: skip


@pytest.mark.parametrize("kind", ODD)
def test_what_no_browser_sends_is_refused_and_the_connection_ends(desk: Server, kind: str) -> None:
    sent, statuses = ODD[kind]
    answer = ask(desk.port, *sent)
    assert answer == b"" or status(answer) in statuses, answer[:300]
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert b"100 Continue" not in answer


def _form(body: bytes, kind: bytes = FORM) -> list[bytes]:
    return [head("POST", "/speak/", kind, COOKIE, b"Connection: close\r\n", length=len(body)), body]


_MULTIPART = b"Content-Type: multipart/form-data; boundary=b\r\n"
_PART = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
BODIES: dict[str, tuple[list[bytes], set[int]]] = {
    "half a million fields": (_form(b"a&" * 1_000_000), {400}),
    "too much text": (_form(b"a=" + b"b" * 6_000_000), {413}),
    "a hundred thousand parts": (_form(_PART * 100_000 + b"--b--\r\n", _MULTIPART), {400}),
    "a head of a part without end": (_form(b"--b\r\nX: " + b"a" * 5_000_000, _MULTIPART), {400}),
    "a part without end": (_form(_PART + b"a" * 5_000_000, _MULTIPART), {400, 403, 413}),
    "no boundary": (_form(b"a" * 1000, b"Content-Type: multipart/form-data\r\n"), {400}),
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_made_to_be_much_work_is_refused_on_a_page(
    desk: Server, machine: Machine, kind: str
) -> None:
    sent, statuses = BODIES[kind]
    answer = ask(desk.port, *sent)
    assert status(answer) in statuses, answer[:300]
    assert b"<h1>" in answer
    until(lambda: arriving(desk, machine) == 0, "nothing is left on disk")


def test_a_request_that_is_too_large_is_read_to_its_end_kept_nowhere_and_told_so(
    desk: Server, machine: Machine
) -> None:
    piece = b"a" * (1 << 20)
    with closing(connect(desk.port)) as line:
        line.sendall(head("POST", "/speak/", FORM, length=130 << 20))
        for _ in range(129):
            line.sendall(piece)
        assert arriving(desk, machine) == 0
        line.sendall(piece)
        answer = read_all(line)
    assert status(answer) == 413
    assert say("desk.refused.large_why", "en", limit="105").encode() in answer


def test_two_requests_in_one_packet_get_two_answers_and_head_has_no_body(desk: Server) -> None:
    answer = ask(desk.port, head("GET", "/") + head("GET", "/", b"Connection: close\r\n"))
    assert answer.count(b"HTTP/1.1 200") == 2
    answer = ask(desk.port, head("HEAD", "/", b"Connection: close\r\n"))
    assert status(answer) == 200 and answer.endswith(b"\r\n\r\n")


def test_a_body_is_asked_for_where_it_is_promised(desk: Server) -> None:
    with closing(connect(desk.port)) as line:
        line.sendall(
            head(
                "POST", "/speak/", FORM, b"Expect: 100-continue\r\nConnection: close\r\n", length=3
            )
        )
        assert line.recv(100).startswith(b"HTTP/1.1 100")
        line.sendall(b"a=b")
        assert status(read_all(line)) == 403


def test_an_address_is_read_to_the_byte_and_a_header_cannot_take_the_name_of_another() -> None:
    scope = {
        "method": "GET", "path": "/c/湿", "raw_path": b"/c/%E6%B9%BF%FF", "query_string": b"q=%E6",
        "scheme": "http", "http_version": "1.1", "client": ("192.0.2.1", 5), "server": ("::1", 80),
        "headers": [
            (b"x-forwarded-for", b"192.0.2.7"), (b"x_forwarded_for", b"6.6.6.6"),
            (b"content_length", b"9"), (b"cookie", b"a=1"), (b"cookie", b"b=2"),
            (b"accept", b"x"), (b"accept", b"y"), (b"content-type", b"text/plain"),
        ],
    }  # fmt: skip
    environ = make_environ(scope)
    assert environ["PATH_INFO"].encode("latin-1") == "/c/湿".encode() + b"\xff"
    assert environ["QUERY_STRING"] == "q=%E6"
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.7"
    assert (environ["HTTP_COOKIE"], environ["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")
    assert environ["CONTENT_TYPE"] == "text/plain" and "CONTENT_LENGTH" not in environ
    assert not any(name in environ for name in ("PATH", "HOME"))  # nothing of the machine


# ---- who gives way ----------------------------------------------------------------------------------------

BOUNDS = ReceiveLimits(
    seconds=60, rate=1000, largest=1000, longest=2000, bodies=16, room=4000, waiting=8, patience=60
)


class Sender:
    """A body of which the first piece has come; ``push`` sends the next."""

    def __init__(self, first: bytes) -> None:
        self._pieces: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.push(first)

    def push(self, piece: bytes, *, more: bool = True) -> None:
        self._pieces.put_nowait({"type": "http.request", "body": piece, "more_body": more})

    def leave(self) -> None:
        self._pieces.put_nowait({"type": "http.disconnect"})

    async def receive(self) -> dict[str, Any]:
        return await self._pieces.get()


def test_the_slowest_body_of_an_address_gives_way_to_a_new_one_and_those_of_others_stay() -> None:
    async def play() -> None:
        clock = asyncio.get_running_loop()
        arrivals = Arrivals(BOUNDS)
        sent = {name: Sender(b"a" * size) for name, size in (("slow", 1), ("quick", 90))}
        bodies = {
            name: asyncio.create_task(arrivals.receive(one.receive, 100, "192.0.2.1"))
            for name, one in sent.items()
        }
        other = Sender(b"")
        foreign = asyncio.create_task(arrivals.receive(other.receive, 100, "192.0.2.2"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        with pytest.raises(RequestRefused) as full:  # all are too new to be called slow
            await arrivals.receive(Sender(b"").receive, 100, "192.0.2.1")
        assert full.value.status == 503
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "time", lambda now=clock.time: now() + 10)
            new = Sender(b"")
            third = asyncio.create_task(arrivals.receive(new.receive, 100, "192.0.2.1"))
            with pytest.raises(RequestRefused) as ended:
                await bodies["slow"]
        assert ended.value.status == 408
        sent["quick"].push(b"b" * 10, more=False)
        new.push(b"c" * 100, more=False)
        other.push(b"d" * 100, more=False)
        for body, first in (
            (await bodies["quick"], b"a"),
            (await third, b"c"),
            (await foreign, b"d"),
        ):
            with body:
                assert body.read(1) == first and len(body.read()) == 99

    run_apart(play())


def test_no_address_takes_more_than_half_of_the_room_and_none_is_pushed_out_for_it() -> None:
    async def play() -> None:
        arrivals = Arrivals(replace(BOUNDS, bodies=80))
        senders = [Sender(b"a") for _ in range(4)]
        bodies = [
            asyncio.create_task(arrivals.receive(one.receive, 1000, f"192.0.2.{n // 2}"))
            for n, one in enumerate(senders)
        ]
        await asyncio.sleep(0)
        for address in ("192.0.2.0", "192.0.2.9"):
            with pytest.raises(RequestRefused):
                await arrivals.receive(Sender(b"").receive, 1000, address)
        for one in senders:
            one.leave()
        for body in bodies:
            with pytest.raises(ClientGone):
                await body
        again = Sender(b"a" * 1000)
        again.push(b"", more=False)
        (await arrivals.receive(again.receive, 1000, "192.0.2.9")).close()

    run_apart(play())


def test_a_body_shorter_or_longer_than_it_said_is_not_taken() -> None:
    async def play() -> None:
        for size in (99, 101):
            sender = Sender(b"a" * size)
            sender.push(b"", more=False)
            with pytest.raises(ClientGone):
                await Arrivals(BOUNDS).receive(sender.receive, 100, "192.0.2.1")

    run_apart(play())


def test_addresses_take_turns_at_the_threads_and_none_waits_behind_the_queue_of_another() -> None:
    async def play() -> None:
        turns = FairThreads(4, BOUNDS)
        gate, order = asyncio.Event(), []
        loop = asyncio.get_running_loop()

        def work(name: str) -> None:
            order.append(name)
            asyncio.run_coroutine_threadsafe(gate.wait(), loop).result()

        async def run(name: str) -> None:
            await turns.run(name[0], lambda: work(name))

        crowd = [asyncio.create_task(run(f"a{n}")) for n in range(5)]
        await asyncio.sleep(0)
        # Three of four threads at most are theirs: the fourth is free for another.
        first = asyncio.create_task(run("b0"))
        await asyncio.sleep(0)
        until_waiting = [asyncio.create_task(run(name)) for name in ("b1", "c0")]
        await asyncio.sleep(0)
        with pytest.raises(RequestRefused) as busy:
            await turns.run("a", lambda: None)  # two of them wait already: a quarter of the places
        assert busy.value.status == 503
        gate.set()
        await asyncio.gather(*crowd, first, *until_waiting)
        assert set(order[:4]) == {"a0", "a1", "a2", "b0"}
        assert order.index("c0") < order.index("a4")
        assert await turns.run("a", lambda: 7) == 7

    run_apart(play())


def test_who_waits_too_long_for_a_thread_is_told_that_the_site_is_busy() -> None:
    async def play() -> None:
        turns = FairThreads(1, replace(BOUNDS, patience=0.01))
        gate = asyncio.Event()
        loop = asyncio.get_running_loop()
        held = asyncio.create_task(
            turns.run("a", lambda: asyncio.run_coroutine_threadsafe(gate.wait(), loop).result())
        )
        await asyncio.sleep(0)
        with pytest.raises(RequestRefused) as busy:
            await turns.run("b", lambda: None)
        assert busy.value.status == 503
        gate.set()
        await held
        assert await turns.run("b", lambda: 7) == 7

    run_apart(play())


def test_an_address_of_ipv6_is_counted_with_its_neighbours() -> None:
    one, other, far = "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"
    assert find_network(one) == find_network(other) != find_network(far)
    assert find_network("::ffff:192.0.2.1") == find_network("192.0.2.1") == "192.0.2.1"
    assert find_network("unknown") == "unknown"


# ---- connections --------------------------------------------------------------------------------------------


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_of_too_many_connections_of_one_address_those_that_are_quiet_longest_end(
    listening: socket.socket,
) -> None:
    port = listening.getsockname()[1]
    lines, ends = [], []
    for n in range(5):
        lines.append(connect(port))
        ends.append(listening.accept()[0])
        if n == 1:  # by more than the clock of the kernel is coarse
            until(lambda: shortest_quiet(port) > 20, "time passes")
    assert ConnectionWatch(60, 1000, 5).look(0.0) == 0
    assert ConnectionWatch(60, 1000, 3).look(0.0) == 2
    assert [line in select.select(lines, [], [], 0)[0] for line in lines] == [True] * 2 + [
        False
    ] * 3
    for line in (*lines, *ends):
        line.close()


def shortest_quiet(port: int) -> int:
    with open_connections() as connections:
        return min(each.quiet for each in connections if each.line.getsockname()[1] == port)


def test_a_reader_at_a_byte_a_second_is_ended_and_one_at_the_rate_is_not(
    listening: socket.socket,
) -> None:
    port = listening.getsockname()[1]
    lines = [connect(port, reads=4096) for _ in range(2)]
    ends = [listening.accept()[0] for _ in range(2)]
    for end in ends:
        end.setblocking(False)
        with pytest.raises(BlockingIOError):
            while True:
                end.send(b"a" * 65536)
    watch = ConnectionWatch(10, 1000, 0)
    assert watch.look(0.0) == 0
    slow, steady = lines
    taken = 0
    while taken < 200_000:
        taken += len(steady.recv(65536))
    slow.recv(1)
    assert watch.look(9.0) == 0
    assert watch.look(10.5) == 1
    assert not select.select([steady], [], [], 0)[2]
    steady.setblocking(False)
    with pytest.raises(BlockingIOError):
        while True:  # still there, and to the end of what was written
            assert steady.recv(65536)
    assert hung_up([steady]) == 0
    for line in (*lines, *ends):
        line.close()


# ---- behind Caddy, as the guide sets it up --------------------------------------------------------------------


def two_lines(language: str) -> str:
    """The guide's own two lines."""
    guide = Path(__file__).resolve().parents[3] / f"docs/{language}/operating.md"
    lines = guide.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip() == "reverse_proxy 127.0.0.1:8000")
    return "\n".join(line.strip() for line in lines[at - 1 : at + 1])


@pytest.fixture(scope="module", params=["en", "zh"])
def caddy(
    desk: Server, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[int]:
    """The port of a Caddy before the desk, set up with the two lines, without a certificate."""
    if shutil.which("caddy") is None:
        pytest.skip("caddy is not installed: tools/debian-package caddy")
    folder = tmp_path_factory.mktemp("caddy")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    lines = two_lines(request.param)
    assert lines.startswith("desk.example.org\n")
    lines = lines.replace("desk.example.org", f"http://127.0.0.1:{port}")
    (folder / "Caddyfile").write_text(lines.replace(":8000", f":{desk.port}") + "\n", "utf-8")
    process = subprocess.Popen(
        ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"],
        env=os.environ | {
            "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder),
            "CADDY_ADMIN": f"unix/{folder}/admin.sock",
        },
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until(lambda: answers_at(port), "Caddy answers")
        yield port
    finally:
        process.terminate()
        process.wait(30)


def answers_at(port: int) -> bool:
    try:
        page(port)
    except ConnectionError:
        return False
    return True


def established(port: int) -> int:
    """Connections that end at ``port``, by what the kernel lists of them."""
    lines = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return sum(local.endswith(f":{port:04X}") and state == "01" for _, local, _, state, *_ in lines)


def test_behind_caddy_slow_bodies_and_slow_readers_hold_nobody_up(desk: Server, caddy: int) -> None:
    with slow_bodies(caddy, MANY) as held:
        for _ in range(2):
            page(caddy)
        assert unanswered(held) == MANY
        readers = [connect(caddy, reads=1) for _ in range(MANY)]
        try:
            for line in readers:
                line.sendall(head("GET", "/static/large.bin"))
            page(caddy)
            # Caddy keeps its own connections to them; the desk keeps none, and no file.
            until(lambda: established(desk.port) == 0, "the desk has given all of them up")
            until(lambda: opened(desk, "large.bin") == 0, "no file is held")
            page(caddy)
        finally:
            for line in readers:
                line.close()
