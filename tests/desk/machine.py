"""A desk on a machine of its own: a folder, the real command, the real server and worker."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import dj_database_url
import pytest


@dataclass(frozen=True)
class Machine:
    """``database``: the URL of its PostgreSQL, or empty for SQLite in the folder. ``own``: what else its environment
    holds."""

    folder: Path
    database: str = ""
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Of a process there: nothing of the tests' own desk."""
        own = {
            n: v for n, v in os.environ.items() if n not in ("DATABASE_URL", "HUIYIN_SECRET_KEY")
        }
        own |= {
            "HUIYIN_DATA": str(self.folder), "HUIYIN_LANG": "en", "HUIYIN_PROXIES": "1",
            "DJANGO_SETTINGS_MODULE": "huiyin.desk.settings",
        }  # fmt: skip
        return own | ({"DATABASE_URL": self.database} if self.database else {}) | dict(self.own)

    def beside(self, local: Path, **own: str) -> Machine:
        """Another machine of the same desk: a folder in common, and one of its own."""
        named = {"HUIYIN_MACHINE": local.name, "HUIYIN_LOCAL": str(local)}
        return replace(self, own={**self.own, **named, **own})

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """``huiyin desk …`` there."""
        return subprocess.run(
            [sys.executable, "-m", "huiyin", "desk", *words], env=self.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def script(self, text: str, *words: str) -> Any:
        """What a Python program there prints as JSON."""
        ran = subprocess.run(
            [sys.executable, "-c", text, *words], env=self.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout) if ran.stdout.strip() else None

    def open_to_others(self) -> list[str]:
        """What in its folder somebody else on the machine may read, write or enter."""
        return [
            str(path.relative_to(self.folder.parent))
            for path in (self.folder, *self.folder.rglob("*"))
            if path.lstat().st_mode & 0o077 and not path.is_symlink()
        ]

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of its database, read beside whoever writes."""
        if self.database:
            import psycopg

            settings = dj_database_url.parse(self.database)
            with psycopg.connect(
                host=settings["HOST"], user=settings["USER"], dbname=settings["NAME"]
            ) as connection:
                return connection.execute(sql).fetchall()
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(self.folder / "desk.sqlite3", timeout=30)) as connection:
            return connection.execute(sql).fetchall()

    @contextmanager
    def working(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """``huiyin desk worker`` there, until the end or until it is killed."""
        process = subprocess.Popen(
            [sys.executable, "-m", "huiyin", "desk", "worker", *words],
            env=self.environment, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(60)

    @contextmanager
    def serving(self, *words: str) -> Iterator[Server]:
        """``huiyin desk run`` there, until the end or until it is killed."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-m", "huiyin", "desk", "run", "--port", str(port), *words],
            env=self.environment, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        server = Server(process, port)
        try:
            server.wait()
            yield server
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(60)


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]
    port: int

    def wait(self, seconds: float = 180) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10).close()
                return
            except urllib.error.HTTPError as error:
                error.close()
                if error.code != 503:
                    raise
                time.sleep(0.1)  # it is getting ready
            except OSError:
                assert self.process.poll() is None, "the desk did not start"
                time.sleep(0.1)
        raise AssertionError("the desk did not answer")

    def kill(self) -> None:
        """SIGKILL to the server, the worker and what began them, all at once; nobody of them is left."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                os.killpg(self.process.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.02)
        raise AssertionError("something outlived SIGKILL")


def signer(backup: Path) -> str:
    """The fingerprint of the desk that took a backup which is not encrypted."""
    from huiyin.desk.operations import backup as backups

    with backups.open_backup(backup) as opened:
        return backups.read_manifest(opened)[1]


@pytest.fixture(scope="session")
def prepared(request: pytest.FixtureRequest) -> Path:
    """A prepared desk on SQLite, to be copied. The two hundred migrations take ten seconds, so it is kept from
    one run of the tests to the next, until a table or a version of what they come from changes."""
    from huiyin.desk.operations.backup import _list_migrations

    lock = Path(__file__).resolve().parents[2] / "requirements.lock"
    settings = Path(__file__).resolve().parents[2] / "src/huiyin/desk/settings.py"
    of = json.dumps(_list_migrations()).encode() + lock.read_bytes() + settings.read_bytes()
    folder = request.config.cache.mkdir("prepared-desk") / hashlib.sha256(of).hexdigest()[:16]  # type: ignore[union-attr]
    with one_at_a_time(folder.parent):
        _prepare(folder)
    return folder


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Of all processes of the tests."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare(folder: Path) -> None:
    if not folder.exists():
        fresh = folder.with_name(f"{folder.name}.{uuid4().hex}")
        done = Machine(fresh).command("init")
        assert done.returncode == 0, done.stderr
        for old in folder.parent.iterdir():
            if old.is_dir() and old != fresh:
                shutil.rmtree(old, ignore_errors=True)
        fresh.rename(folder)


def copy_of(prepared: Path, folder: Path) -> Machine:
    """Another machine, with a desk that nobody has used yet, and a key of its own."""
    shutil.copytree(prepared, folder)
    for own in ("secret-key", "sealing-key", "signing-key", "trusted-desks"):
        (folder / own).unlink(missing_ok=True)
    return Machine(folder)


@contextmanager
def on_postgresql(folder: Path) -> Iterator[Machine]:
    """A machine with a new, prepared database in the PostgreSQL of ``DATABASE_URL``: a copy of one that is
    prepared once for all tests, by whichever of their processes comes first."""
    import psycopg

    folder.mkdir(parents=True)
    with psycopg.connect(**_server(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(20261129)")  # until this connection ends
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [_PREPARED]
        ).fetchone()
        if found is None:
            with TemporaryDirectory() as other, empty_postgresql(Path(other)) as first:
                done = first.command("init")
                assert done.returncode == 0, done.stderr
                name = urlsplit(first.database).path.removeprefix("/")
                connection.execute(f'ALTER DATABASE "{name}" RENAME TO {_PREPARED}')
    with empty_postgresql(folder, template=_PREPARED) as machine:
        yield machine


#: The prepared database that others are copies of.
_PREPARED = "prepared_desk"


def _server() -> dict[str, Any]:
    settings = dj_database_url.parse(os.environ["DATABASE_URL"])
    return {"host": settings["HOST"], "user": settings["USER"], "dbname": settings["NAME"]}


@contextmanager
def empty_postgresql(folder: Path, *, template: str = "template1") -> Iterator[Machine]:
    """A machine with a new database in the PostgreSQL of ``DATABASE_URL``: without tables, or a copy."""
    import psycopg

    name = f"desk_{uuid4().hex[:12]}"
    url = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(**_server(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield Machine(folder, urlunsplit(url._replace(path=f"/{name}")))
    finally:
        with psycopg.connect(**_server(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
