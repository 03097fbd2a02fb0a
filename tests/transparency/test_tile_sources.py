"""A log on the web is read as one in a folder, and a server of bad will gains nothing by it."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from huiyin.transparency import (
    FolderSource,
    RefusalCode,
    RefusedEvidence,
    UnreachableLog,
    WebSource,
    build_receipt,
    check_receipt,
    read_checkpoint,
)
from tests.transparency.ledgers import LOG_KEY, make_leaves, make_log, make_receipt
from tests.transparency.servers import serve, serve_files


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


class Hostile(BaseHTTPRequestHandler):
    """Answers by what it is asked for."""

    def log_message(self, *_arguments: Any) -> None:
        return

    def do_GET(self) -> None:
        what = self.path.strip("/")
        status, headers, body = {
            "redirect": (302, {"Location": "/endless"}, b""),
            "gzip": (200, {"Content-Encoding": "gzip"}, b"bomb"),
            "error": (500, {}, b"no"),
            "missing": (404, {}, b"no"),
            "gone": (410, {}, b"no"),
            "endless": (200, {}, b"a" * 1000),
            "promise": (200, {"Content-Length": "1000"}, b"a"),
        }[what]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "log"
    make_log(folder, make_leaves(300))
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve_files(folder) as address:
        yield address


@pytest.fixture(scope="module")
def hostile() -> Iterator[str]:
    with serve(Hostile) as address:
        yield address


@pytest.mark.parametrize("ending", ["", "/"])
def test_a_log_on_the_web_is_read_as_one_in_a_folder(
    folder: Path, address: str, ending: str
) -> None:
    source = WebSource(address + ending)
    checkpoint = read_checkpoint(source, LOG_KEY.verifier)
    receipt = build_receipt(source, checkpoint, [0, 299], LOG_KEY.verifier)
    assert receipt == make_receipt(FolderSource(folder), 0, 299)
    assert check_receipt(receipt, log_key=LOG_KEY.verifier).holds


@pytest.mark.parametrize("path", ["missing", "gone"])
def test_what_is_not_there_is_missing_and_no_fault_of_the_line(hostile: str, path: str) -> None:
    with pytest.raises(RefusedEvidence) as refused:
        WebSource(hostile).read_file(path, 100)
    assert refused.value.code is RefusalCode.TILE_MISSING


def test_more_than_a_tile_can_hold_is_not_taken(hostile: str) -> None:
    assert WebSource(hostile).read_file("endless", 1000) == b"a" * 1000
    with pytest.raises(RefusedEvidence) as refused:
        WebSource(hostile).read_file("endless", 999)
    assert refused.value.code is RefusalCode.TILE_BROKEN


@pytest.mark.parametrize(
    ("path", "code"),
    [("redirect", "status"), ("gzip", "encoded"), ("error", "status"), ("promise", "network")],
)
def test_an_answer_that_is_none_is_no_judgement_on_the_log(
    hostile: str, path: str, code: str
) -> None:
    with pytest.raises(UnreachableLog) as unreachable:
        WebSource(hostile).read_file(path, 100)
    assert unreachable.value.code == code


def test_a_server_that_takes_longer_than_the_time_for_a_file_is_left(hostile: str) -> None:
    with pytest.raises(UnreachableLog) as unreachable:
        WebSource(hostile, deadline=0).read_file("endless", 1000)
    assert unreachable.value.code == "slow"


def test_where_nobody_listens_the_log_is_out_of_reach() -> None:
    with pytest.raises(UnreachableLog) as unreachable:
        WebSource("http://127.0.0.1:9").read_file("checkpoint", 100)
    assert unreachable.value.code == "network"


def test_a_proxy_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", "carrier-pigeon://127.0.0.1:9")
    with pytest.raises(UnreachableLog) as unreachable:
        WebSource("http://127.0.0.1:9").read_file("checkpoint", 100)
    assert unreachable.value.code == "network"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc",
        "ftp://example.org/log",
        "https://",
        "https://example.org/log?x=1",
        "https://example.org/log#x",
        "http://[::1",
        "http://example.org:port/",
        "https://例.org/",
        "http://a b/",
    ],
)
def test_what_is_no_address_of_the_web_is_not_asked(address: str) -> None:
    with pytest.raises(UnreachableLog) as unreachable:
        WebSource(address).read_file("checkpoint", 100)
    assert unreachable.value.code in ("address", "network")
