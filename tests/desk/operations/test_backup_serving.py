"""A backup taken while fifty people write is of one moment, and another machine goes on from it."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from uuid import UUID

from tests.desk.machine import Machine, copy_of, signer
from tests.desk.operations.test_killed import (
    COMMENTERS,
    FILL,
    LAW,
    Commenter,
    Person,
    _send_table,
    _until,
    machine,
)

__all__ = ["machine"]


def test_a_backup_of_a_desk_that_is_written_to_is_of_one_moment_and_restores_elsewhere(
    machine: Machine,
    prepared: Path,
    tmp_path: Path,
) -> None:
    *sessions, last = machine.script(FILL, str(COMMENTERS), LAW)
    commenters = [Commenter(session, f"192.0.2.{n}") for n, session in enumerate(sessions)]
    taken = tmp_path / "taken.zip"
    with machine.serving() as server:
        threads = [
            threading.Thread(target=one.send_until_the_line_breaks, args=(server.port,))
            for one in commenters
        ]
        for thread in threads:
            thread.start()
        try:
            _until(lambda: all(one.acknowledged for one in commenters), 180, "comments")
            _send_table(server.port, Person(last, "198.51.100.1"))
            before = {key for one in commenters for key in one.acknowledged}
            done = machine.command("backup", str(taken), "--plain")
            after = {key for one in commenters for key in one.acknowledged}
        finally:
            server.kill()
            for thread in threads:
                thread.join()
    assert done.returncode == 0, done.stderr
    assert after - before, "comments came in while the backup was taken"

    there = copy_of(prepared, tmp_path / "there")
    assert machine.open_to_others() == []
    done = there.command("restore", str(taken), "--trust", signer(taken))
    assert done.returncode == 0, done.stderr
    found = {
        UUID(key)
        for (key,) in there.ask("SELECT public_id FROM consultations_comment WHERE place = ''")
    }
    assert before <= found
    # Of one moment: what is written in one transaction is all there, or none of it.
    tallies = there.ask("SELECT unit, comments FROM consultations_tally WHERE comments > 0")
    counted = "SELECT unit, count(*) FROM consultations_comment WHERE state = 'sent' GROUP BY unit"
    assert dict(tallies) == dict(there.ask(counted))
    acts = there.ask("SELECT count(*) FROM audit_auditentry WHERE verb = 'send'")
    assert acts == [(len(found),)]
    files = there.ask("SELECT file, digest FROM consultations_intake")
    assert len(files) == 1
    for name, digest in files:
        assert hashlib.sha256((there.folder / "uploads" / name).read_bytes()).hexdigest() == digest
    assert there.ask("PRAGMA integrity_check") == [("ok",)]
    assert there.ask("PRAGMA foreign_key_check") == []
