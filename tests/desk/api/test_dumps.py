"""Everything public in one dump, once a night."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import duckdb
import duckdb_extension_httpfs
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from typer.testing import CliRunner

from huiyin.cli.app import build_program
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.api.api import dumps
from huiyin.desk.api.models import Dump
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.jobs import api as jobs
from tests.desk.api.requests import BASE, MARKER, ask, visitor
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


def make_dump() -> Dump:
    dump = dumps.request_dump(None)
    jobs.perform_waiting(dump)
    dump.refresh_from_db()
    return dump


def test_a_dump_holds_everything_public_described_with_digests_and_is_served_in_parts(
    filled: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    dump = make_dump()
    told = ask(f"{BASE}/dumps").json()
    assert told["rows"]["comments"] == 4 and told["licence"] == "CC-BY-4.0"
    contents = {
        one["name"]: b"".join(visitor().get(one["href"].partition("8000")[2]).streaming_content)
        for one in told["files"]
    }
    for one in told["files"]:
        data = contents[one["name"]]
        assert (len(data), hashlib.sha256(data).hexdigest()) == (one["bytes"], one["sha256"])
        assert MARKER.encode() not in data and b"@example.org" not in data, one["name"]
    described = json.loads(contents["datapackage.json"])
    assert {one["path"] for one in described["resources"]} == set(contents) - {"datapackage.json"}
    for one in described["resources"]:
        data = contents[one["path"]]
        assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        if one["format"] == "csv":
            head = data.decode().splitlines()[0].split(",")
            assert head == [field["name"] for field in one["schema"]["fields"]]
    lines = [json.loads(line) for line in contents["exchanges.jsonl"].decode().splitlines()]
    rows = ask(f"{BASE}/exchanges", limit=200, lang="zh").json()["items"]
    assert lines == rows
    path = reverse("api_dump_file", args=(dump.name, "exchanges.csv"))
    whole = contents["exchanges.csv"]
    for asked, part in (
        ("bytes=0-9", whole[:10]),
        ("bytes=-7", whole[-7:]),
        ("bytes=5-", whole[5:]),
    ):
        answer = visitor().get(path, headers={"range": asked})
        assert answer.status_code == 206 and b"".join(answer.streaming_content) == part
        assert answer["Content-Range"].endswith(f"/{len(whole)}")
    assert visitor().get(path, headers={"range": f"bytes={len(whole)}-"}).status_code == 416
    etag = visitor().head(path)["ETag"]
    assert visitor().get(path, headers={"if-none-match": etag}).status_code == 304
    changed = visitor().get(path, headers={"range": "bytes=0-9", "if-range": '"other"'})
    assert changed.status_code == 200 and b"".join(changed.streaming_content) == whole

    page = visitor().get(reverse("api_reference")).content.decode()
    assert path in page
    asked_for = sign_in(Role.SECRETARIAT).post(reverse("api_dump_request"))
    assert asked_for.status_code == 302 and AuditEntry.objects.filter(verb="dump.ask").exists()
    assert sign_in(Role.DELEGATE).post(reverse("api_dump_request")).status_code == 403

    # What is taken back is in no dump from then on, and the next one is asked for.
    said.withdraw_comment(
        Comment.objects.filter(state="sent", is_private=False)[0], people[Role.DELEGATE]
    )
    assert visitor().get(path).status_code == 404
    gone = ask(f"{BASE}/dumps")
    assert gone.status_code == 503 and gone["Retry-After"]
    dumps.go_round()
    assert not Dump.objects.filter(pk=dump.pk).exists()
    jobs.perform_waiting(Dump.objects.get())
    assert ask(f"{BASE}/dumps").json()["rows"]["comments"] == 3
    dumps.drop_dumps()
    assert not Dump.objects.exists()


@contextmanager
def serve_desk() -> Iterator[tuple[str, list[str]]]:
    """The desk behind a socket, on this test's own connection: its address, and what was asked of it."""
    asked: list[str] = []
    shared = connections["default"]

    class Noting(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            asked.append(f"{self.command} {self.headers.get('Range', '')}".strip())

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Noting)

    def run() -> None:
        connections["default"] = shared
        server.serve_forever(poll_interval=0.05)

    thread = threading.Thread(target=run, daemon=True)
    shared.inc_thread_sharing()
    # As Django's own client does: the connection is the test's, and goes on.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        shared.dec_thread_sharing()


def test_duckdb_reads_a_dump_where_it_lies_and_only_the_parts_that_it_needs(
    filled: Consultation,
) -> None:
    dump = make_dump()
    with serve_desk() as (address, asked), duckdb.connect() as reader:
        extension = next(Path(duckdb_extension_httpfs.__file__).parent.rglob("*.duckdb_extension"))
        reader.execute(f"LOAD '{extension}'")

        def query(name: str, columns: str) -> list[tuple[Any, ...]]:
            url = address + reverse("api_dump_file", args=(dump.name, name))
            return reader.sql(f"SELECT {columns} FROM '{url}'").fetchall()

        assert query("comments.parquet", "count(*)") == [(dump.counts["comments"],)]
        assert query("comments.csv", "count(*)") == [(dump.counts["comments"],)]
        as_tables = [sorted(query(f"exchanges.{end}", "number, day")) for end in ("parquet", "csv")]
        assert as_tables[0] and len(as_tables[0]) == len(as_tables[1])
    assert any(one.startswith("GET bytes=") for one in asked), asked


def test_a_dump_is_made_now_by_the_command(consultation: Consultation, tmp_path: Path) -> None:
    result = CliRunner().invoke(build_program(), ["desk", "dump", str(tmp_path / "out")])
    assert result.exit_code == 0, result
    dump = dumps.find_dump()
    assert dump is not None and dump.name in result.output
    for one in dumps.list_files(dump):
        assert dumps.digest_file(tmp_path / "out" / one.name) == one.sha256
    assert AuditEntry.objects.filter(verb="dump.ask").exists()


def test_a_night_brings_one_dump(db: None) -> None:
    dumps.go_round()
    dumps.go_round()
    first = Dump.objects.get()
    jobs.perform_waiting(first)
    dumps.go_round()
    assert Dump.objects.get() == first
    dumps.go_round(timezone.now() + timedelta(1))
    assert Dump.objects.count() == 2
