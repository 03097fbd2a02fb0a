"""A programmer makes a token, reads the interface page by page, writes a comment with it, and is told what happens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.api.api import webhooks
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core import rate_limits
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
from tests.desk.api.receiver import Receiver
from tests.desk.api.requests import record
from tests.journeys.conftest import look


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


@dataclass(frozen=True)
class Reply:
    """What came back, whatever its status."""

    status: int
    headers: Any
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)


class Program:
    """What a programmer writes in an hour with nothing but the standard library."""

    def __init__(self, root: str, language: str) -> None:
        self.base, self.language, self.secret = f"{root}/api/v1", language, ""

    def ask(self, path: str, data: Any = None, tag: str = "", **query: Any) -> Reply:
        headers = {"Accept-Language": self.language}
        headers |= {"If-None-Match": tag} if tag else {}
        headers |= {"Authorization": f"Bearer {self.secret}"} if data is not None else {}
        headers |= {"Content-Type": "application/json"} if data is not None else {}
        url = f"{self.base}{path}?{urlencode(query)}"
        body = None if data is None else json.dumps(data).encode()
        try:
            got = urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=30)
        except urllib.error.HTTPError as error:
            got = error
        with got:
            return Reply(got.status, got.headers, got.read())

    def read_all(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """Page after page, until there is no other."""
        rows, cursor = [], ""
        while True:
            told = self.ask(path, cursor=cursor, **query).told
            rows += told["items"]
            cursor = told["cursor"]
            if not cursor:
                return rows


def _is_signed(headers: dict[str, str], body: bytes, secret: str) -> bool:
    """As Standard Webhooks says: of the number, the moment and the words together."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    is_fresh = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return is_fresh and hmac.compare_digest(headers["webhook-signature"], f"v1,{digest}")


def test_a_programmer_reads_writes_with_a_token_and_is_told(
    visit: Any,
    reader: tuple[str, str],
    live_server: Any,
    settings: Any,
    consultation: Consultation,
    members: list[Organisation],
    authority: Organisation,
    receiver: Receiver,
) -> None:
    language = reader[1]
    settings.WEBHOOKS_PRIVATE = True
    program = Program(live_server.url, language)

    # What there is, how it is asked, and a token for one thing.
    page = visit(Role.DELEGATE, "/api/")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("api.reference", language))
    look(page, "api-reference")
    page.goto(f"{live_server.url}/account/tokens/")
    page.fill("#name", "a form of ours")
    page.check("[name=scopes][value=comment]")
    page.click("main button.first")
    program.secret = page.input_value("#secret")
    look(page, "api-tokens")
    page.goto(f"{live_server.url}/account/webhooks/")
    page.fill("#url", receiver.url)
    page.check("[name=topics][value='exchange.recorded']")
    page.click("main button.first")
    shared = page.input_value("#secret")

    # Reading: page by page, what is new, some fields, and nothing that is known already.
    for n in range(5):
        record(authority, n)
    rows = program.read_all("/exchanges", limit=2)
    assert len(rows) == 5 and rows == program.ask("/exchanges", limit=200).told["items"]
    moment = timezone.now().isoformat()
    newest = record(authority, 6)
    since = program.read_all("/exchanges", since=moment)
    assert [row["number"] for row in since] == [newest.number]
    assert program.read_all("/exchanges", since="2190-01-01") == []
    named = program.read_all("/organisations", fields="slug,name")
    assert all(set(row) == {"slug", "name"} for row in named) and len(named) >= len(members)
    first = program.ask("/exchanges")
    again = program.ask("/exchanges", tag=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")

    # Writing: what the token is for, and nothing else; what is wrong is said in the programmer's language.
    words = {"eid": "art_1", "text": "应当公开 Plans in public", "organisation": members[0].slug}
    sent = program.ask("/consultations/wetlands/comments", words)
    assert sent.status == 201, sent.body
    wrong = program.ask("/consultations/wetlands/comments", words | {"text": ""})
    assert wrong.status == 422 and wrong.headers["Content-Type"] == "application/problem+json"
    assert wrong.told["title"] == say("api.problem.invalid.title", language)
    assert [one["where"] for one in wrong.told["errors"]] == ["text"]
    refused = program.ask("/exchanges", {"kind": "request"})
    assert (refused.status, refused.told["code"]) == (403, "scope")
    page.goto(f"{live_server.url}/c/wetlands/at/art_1/")
    expect(page.locator("main")).to_contain_text("应当公开 Plans in public")

    # Being told: each message once, signed, and seen in the record of what was sent.
    webhooks.go_round()
    numbers = {json.loads(body)["data"]["href"].rpartition("/")[2] for _, body in receiver.got}
    assert str(newest.number) in numbers and len(receiver.got) == 6
    assert all(_is_signed(headers, body, shared) for headers, body in receiver.got)
    headers, body = receiver.got[0]
    assert not _is_signed(headers, body + b" ", shared)
    page.goto(f"{live_server.url}/account/webhooks/")
    expect(page.locator("tbody tr")).to_have_count(6)
    look(page, "api-webhooks")

    # Too often: when to come again is said.
    settings.LIMITS_TIMES = 1
    limit = rate_limits.LIMITS["api"]
    for _ in range(limit.address):
        rate_limits.count_request("api", "address 127.0.0.1", limit.address, limit.seconds)
    slow = program.ask("/focuses")
    assert slow.status == 429 and 0 < int(slow.headers["Retry-After"]) <= limit.seconds
    assert slow.told["detail"] and slow.headers["Content-Type"] == "application/problem+json"
