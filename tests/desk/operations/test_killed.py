"""Killed in the middle of everything, the desk has lost nothing that it had acknowledged, and goes on."""

from __future__ import annotations

import http.client
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest

from tests.desk.machine import Machine, Server, copy_of, on_postgresql

# Rows are taken in by five thousand.
COMMENTERS, ROWS = 24, 12_000
_TOKEN = "a" * 32

#: Makes a consultation, and a session for each commenter and, the last, for the secretariat; prints them.
FILL = """
import json, sys
from huiyin.desk.operations import preparation
preparation.setup_django()
from importlib import import_module
from django.conf import settings
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import creation
from huiyin.desk.jobs import api as jobs
from huiyin.desk.networks.api import grant_role
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
commenters = int(sys.argv[1])
authority = Organisation.objects.create(slug="ministry", kind="authority", name_zh="自然资源部")
member = Organisation.objects.create(slug="member", name_zh="组织")
network = Network.objects.create(slug="network", name_zh="网络")
network.members.add(member)
secretariat = User.objects.create_user("secretariat@example.org", is_secretariat=True)
call = creation.ConsultationInput(
    title_zh="湿地保护法（草案）", title_en="", authority=authority, network=network,
    files={"zh": ("law.txt", sys.argv[2].encode())},
)
made = creation.open_consultation(call, secretariat, slug="wetlands")
jobs.perform_waiting(made)
made.stage = Stage.COMMENTING.value
made.save()
sessions = []
delegates = [User.objects.create_user(f"delegate{n}@example.org") for n in range(commenters)]
for user in delegates:
    grant_role(user, Role.DELEGATE, member, network)
for user in (*delegates, secretariat):
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    sessions.append(session.session_key)
print(json.dumps(sessions))
"""


LAW = "湿地保护法（草案）\n第一条 为了保护湿地，制定本法。\n第二条 应当编制规划。\n第三条 本法自公布之日起施行。\n"


@pytest.fixture
def machine(prepared: Path, tmp_path: Path) -> Iterator[Machine]:
    if os.environ.get("DATABASE_URL"):
        with on_postgresql(tmp_path / "machine") as made:
            yield made
    else:
        yield copy_of(prepared, tmp_path / "machine")


@dataclass
class Person:
    """Somebody who has signed in, at an address of their own (the desk stands behind a proxy)."""

    session: str
    address: str

    def ask(self, line: http.client.HTTPConnection, path: str, kind: str, body: str | bytes) -> str:
        """Where the answer leads."""
        line.request("POST", path, body, {
            "Cookie": f"sessionid={self.session}; csrftoken={_TOKEN}",
            "X-Forwarded-For": self.address, "Content-Type": kind,
        })  # fmt: skip
        answer = line.getresponse()
        answer.read()
        assert answer.status == 302, answer.status
        return answer.headers["Location"] or ""


@dataclass
class Commenter(Person):
    """Sends one comment after the other. ``open``: what was sent and not acknowledged when the line broke."""

    acknowledged: list[UUID] = field(default_factory=list)
    open: list[UUID] = field(default_factory=list)

    def send_until_the_line_breaks(self, port: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            key = uuid4()
            self.open.append(key)
            try:
                self.send(line, key)
            except (OSError, http.client.HTTPException):
                return
            self.acknowledged.append(self.open.pop())

    def send(self, line: http.client.HTTPConnection, key: UUID) -> None:
        form = {
            "csrfmiddlewaretoken": _TOKEN,
            "key": str(key),
            "eid": "art_2",
            "text": f"意见 {key}",
        }
        leads = self.ask(
            line, "/c/wetlands/at/art_2/send/", "application/x-www-form-urlencoded", urlencode(form)
        )
        assert leads.endswith("#receipt"), leads


def _send_table(port: int, secretariat: Person) -> None:
    """As the page of files taken in does."""
    rows = "".join(f"第{'一二三'[n % 3]}条,第{n}行：应当公开。\n" for n in range(ROWS))
    parts = (
        f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{_TOKEN}\r\n'
        '--b\r\nContent-Disposition: form-data; name="files"; filename="table.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n条款,意见\n{rows}\r\n--b--\r\n"
    )
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    leads = secretariat.ask(
        line, "/c/wetlands/intake/", "multipart/form-data; boundary=b", parts.encode()
    )
    assert leads == "/c/wetlands/intake/1/"
    line.close()


def _until(true: Any, seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} within {seconds} seconds"
        time.sleep(0.02)


def _taken(machine: Machine) -> int:
    return int(machine.ask("SELECT count(*) FROM consultations_comment WHERE place <> ''")[0][0])


def _kill_in_the_middle(
    machine: Machine, server: Server, commenters: list[Commenter], secretariat: Person
) -> None:
    threads = [
        threading.Thread(target=one.send_until_the_line_breaks, args=(server.port,))
        for one in commenters
    ]
    for thread in threads:
        thread.start()
    try:
        _until(lambda: sum(len(c.acknowledged) for c in commenters) > COMMENTERS, 180, "comments")
        _send_table(server.port, secretariat)
        _until(lambda: _taken(machine) > 0, 180, "an import that has begun")
    finally:
        server.kill()
        for thread in threads:
            thread.join()


def test_after_sigkill_every_acknowledged_comment_is_there_once_and_the_import_goes_on(
    machine: Machine,
) -> None:
    *sessions, last = machine.script(FILL, str(COMMENTERS), LAW)
    commenters = [Commenter(session, f"192.0.2.{n}") for n, session in enumerate(sessions)]
    with machine.serving() as server:
        _kill_in_the_middle(machine, server, commenters, Person(last, "198.51.100.1"))
    acknowledged = {key for one in commenters for key in one.acknowledged}
    assert 0 < _taken(machine) < ROWS, "killed in the middle of the import"
    assert machine.ask("SELECT state FROM jobs_job WHERE kind = 'take_in'") == [("running",)]
    assert sum(len(one.open) for one in commenters) > 0
    # At once, before anybody repairs anything.
    assert acknowledged <= _keys(machine)

    with machine.serving() as server:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for one in commenters:
            for key in (*one.open, *one.acknowledged[-1:]):  # and what was acknowledged, once more
                one.send(line, key)
        line.close()
        _until(
            lambda: machine.ask(
                "SELECT count(*) FROM jobs_job WHERE state IN ('waiting', 'running')"
            ) == [(0,)],
            180,
            "the import and the grouping that follows it are done",
        )  # fmt: skip
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0

    sent = acknowledged | {key for one in commenters for key in one.open}
    assert _keys(machine) == sent
    assert dict(machine.ask("SELECT state, count(*) FROM jobs_job GROUP BY state")).keys() == {
        "done"
    }
    rows = machine.ask("SELECT text FROM consultations_comment WHERE place <> ''")
    assert Counter(text for (text,) in rows) == Counter(f"第{n}行：应当公开。" for n in range(ROWS))
    # Each was counted and recorded as often as it is there.
    acts = machine.ask(
        "SELECT thing_id, count(*) FROM audit_auditentry WHERE verb = 'send' GROUP BY thing_id"
    )
    assert len(acts) == len(sent) and {times for _, times in acts} == {1}
    assert dict(
        machine.ask("SELECT unit, comments FROM consultations_tally WHERE comments > 0")
    ) == dict(
        machine.ask(
            "SELECT unit, count(*) FROM consultations_comment WHERE state = 'sent' GROUP BY unit"
        )
    )
    groups = dict(machine.ask("SELECT id, size FROM consultations_group"))
    members = dict(
        machine.ask(
            "SELECT group_id, count(*) FROM consultations_comment WHERE group_id IS NOT NULL GROUP BY group_id"
        )
    )
    assert groups and groups == members
    if not machine.database:
        assert machine.ask("PRAGMA integrity_check") == [("ok",)]


def _keys(machine: Machine) -> set[UUID]:
    """What came by the form."""
    found = machine.ask("SELECT public_id FROM consultations_comment WHERE place = ''")
    assert len(found) == len(set(found))
    return {key if isinstance(key, UUID) else UUID(key) for (key,) in found}
