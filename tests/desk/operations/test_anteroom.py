"""Whoever comes while the desk gets ready is answered, and whoever waits in the line then is not lost."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection

import pytest

from huiyin.desk.operations import anteroom
from huiyin.desk.operations.anteroom import receive_visitors
from huiyin.desk.operations.folder_lock import claim_port
from huiyin.i18n import say

# It is before there is a database.
pytestmark = pytest.mark.one_database


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with claim_port("127.0.0.1", port, waiting=1024) as listener:
        yield listener


def ask(listener: socket.socket) -> tuple[int, str | None, str]:
    """The status, when to ask again, and the page."""
    asking = HTTPConnection(*listener.getsockname(), timeout=30)
    with closing(asking):
        asking.request("GET", "/laws/?page=2")
        answer = asking.getresponse()
        return answer.status, answer.headers["Retry-After"], answer.read().decode()


def test_who_comes_while_the_desk_gets_ready_is_told_in_both_languages(
    listener: socket.socket,
) -> None:
    with receive_visitors(listener):
        for _ in range(3):
            status, again, page = ask(listener)
            assert (status, again) == (503, "3")
            assert all(say("operate.getting_ready", language) in page for language in ("zh", "en"))


def test_who_asks_nothing_or_goes_away_keeps_nobody_waiting(listener: socket.socket) -> None:
    with receive_visitors(listener), ExitStack() as held:
        for _ in range(3):
            held.enter_context(socket.create_connection(listener.getsockname()))
        socket.create_connection(listener.getsockname()).close()
        assert ask(listener)[0] == 503


def test_who_sends_a_file_reads_the_answer_and_who_asks_for_the_head_gets_no_page(
    listener: socket.socket,
) -> None:
    with receive_visitors(listener):
        for method, body in (("POST", b"x" * 5_000_000), ("HEAD", None)):
            asking = HTTPConnection(*listener.getsockname(), timeout=30)
            with closing(asking):
                asking.request(method, "/c/a/comments/", body)
                answer = asking.getresponse()
                assert answer.status == 503
                assert (answer.read() == b"") is (method == "HEAD")


def test_a_crowd_that_says_nothing_keeps_nobody_waiting(listener: socket.socket) -> None:
    with receive_visitors(listener), ExitStack() as held:
        for _ in range(2 * anteroom._MOST):
            held.enter_context(socket.create_connection(listener.getsockname()))
        assert ask(listener)[0] == 503


def test_who_stands_in_the_line_when_the_desk_is_ready_is_the_desks(
    listener: socket.socket,
) -> None:
    with receive_visitors(listener):
        assert ask(listener)[0] == 503
    with socket.create_connection(listener.getsockname()) as late:
        late.sendall(b"GET / HTTP/1.1\r\n\r\n")
        listener.settimeout(30)
        visitor, _ = listener.accept()
        with visitor:
            visitor.settimeout(30)
            assert visitor.recv(16) == b"GET / HTTP/1.1\r\n"
