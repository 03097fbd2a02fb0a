"""Programs with a token do no more than their owner could on a page; and who is told by webhook holds up nobody."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.api.api import delivery, webhooks
from huiyin.desk.api.api.tokens import create_token
from huiyin.desk.api.data import Scope, Topic
from huiyin.desk.api.models import Delivery, Webhook
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.registry.models import Organisation, Seat
from tests.desk.api.receiver import Receiver
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

pytestmark = pytest.mark.one_database

#: What is written → what is sent with it.
WRITINGS = {
    Scope.COMMENT: ("consultations/wetlands/comments", {"text": "reeds"}),
    Scope.REPLY: (
        "consultations/wetlands/replies",
        {"suggestion": "S1", "status": "accepted", "reason": "r"},
    ),
    Scope.EXCHANGE: (
        "exchanges",
        {
            "kind": "request", "direction": "to_authority", "authority": "ministry", "day": "2026-03-02",
            "subject_en": "Plans", "network": "wetlands",
        },
    ),
}  # fmt: skip


def post(person: User, scope: Scope, what: Scope, client: Client | None = None) -> Any:
    _, secret = create_token(person, scope.value, [scope])
    place, given = WRITINGS[what]
    return (client or Client()).post(
        f"/api/v1/{place}",
        json.dumps(given),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )


@pytest.mark.parametrize("what", WRITINGS)
@pytest.mark.parametrize("scope", Scope)
def test_a_token_of_the_operator_does_what_it_is_for_alone(
    scope: Scope, what: Scope, people: dict[Role, User], consultation: Consultation
) -> None:
    answer = post(people[Role.OPERATOR], scope, what)
    if scope is not what:
        assert (answer.status_code, answer.json()["code"]) == (403, "scope")
        assert not Comment.objects.exists() and not Exchange.objects.filter(subject_en="Plans")
    else:
        assert answer.json().get("code") != "scope"


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.OPERATOR, Role.COORDINATOR])
def test_a_token_does_nothing_while_its_owner_is_asked_for_a_second_step(
    role: Role, people: dict[Role, User], authority: Organisation, consultation: Consultation
) -> None:
    """It was made when there was one; with its owner's app taken away it recorded on, and said that it had not."""
    assert post(people[role], Scope.EXCHANGE, Scope.EXCHANGE).status_code == 201
    recorded = Exchange.objects.count()
    long_ago = timezone.now() - timedelta(days=99)
    User.objects.filter(pk=people[role].pk).update(second_step_required_at=long_ago)
    person = User.objects.get(pk=people[role].pk)
    refused = post(person, Scope.EXCHANGE, Scope.EXCHANGE)
    assert Exchange.objects.count() == recorded
    assert refused.status_code == 403 and refused["Content-Type"].startswith("application/problem")


def test_a_session_beside_a_token_adds_nothing_to_it(
    people: dict[Role, User], consultation: Consultation, sign_in: Any
) -> None:
    team = sign_in(Role.SECRETARIAT)
    assert post(people[Role.DELEGATE], Scope.EXCHANGE, Scope.EXCHANGE, team).status_code == 403
    bare = team.post("/api/v1/exchanges", "{}", content_type="application/json")
    assert bare.status_code == 401 and not Exchange.objects.filter(subject_en="Plans")


# ---- webhooks ------------------------------------------------------------------------------------------


HOSTS = [
    "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "localhost.", "0", "[::]", "[::1]",
    "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[fe80::1%25lo]", "[fc00::1]",
    "169.254.169.254", "100.64.0.1", "192.168.1.1", "224.0.0.1", "255.255.255.255", "１２７.0.0.1", "127.0.0.1.",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS, ids=[f"spelling {n}" for n in range(len(HOSTS))])
def test_no_spelling_of_an_address_leads_within_the_walls(host: str) -> None:
    for url in (f"https://{host}/", f"https://{host}:22/", f"http://{host}/"):
        with pytest.raises(delivery.DeliveryFailed):
            delivery.check_target(url)


@pytest.fixture
def dripping() -> Iterator[int]:
    """A program that answers for ever, a byte at a time, each well within the patience for one step."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        line, _ = listener.accept()
        with line:
            try:
                line.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                while not over.wait(0.05):
                    line.sendall(b"a")
            except OSError:
                pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield int(listener.getsockname()[1])
    over.set()
    thread.join(5)
    listener.close()


def test_who_answers_a_byte_at_a_time_is_cut_off(
    dripping: int, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One such webhook held up the messages to all others for as long as it liked."""
    settings.WEBHOOKS_PRIVATE = True
    monkeypatch.setattr(delivery, "_AT_MOST", 0.3)
    begun = time.monotonic()
    with pytest.raises(delivery.DeliveryFailed) as failed:
        delivery.send_message(f"http://127.0.0.1:{dripping}/", b"{}", {})
    assert failed.value.code == "slow" and time.monotonic() - begun < 5


class Sending:
    """What is sent in place of the network, and how long each address takes."""

    def __init__(self) -> None:
        self.got: list[tuple[str, int]] = []
        self.passed, self.error = 0.0, "slow"

    def send(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        self.got.append((url, int(headers["webhook-timestamp"])))
        if "slow" in url:
            self.passed += 20
            raise delivery.DeliveryFailed(self.error)
        return 200


@pytest.fixture
def sending(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Sending:
    settings.WEBHOOKS_PRIVATE = True
    made = Sending()
    monkeypatch.setattr(webhooks, "send_message", made.send)
    monkeypatch.setattr(webhooks, "monotonic", lambda: made.passed)
    return made


def queue(hook: Webhook, count: int) -> None:
    for n in range(count):
        Delivery.objects.create(webhook=hook, topic="ping", key=f"{hook.pk}:{n}", href="/")


@pytest.mark.parametrize("error", ["slow", "name"])
def test_one_slow_webhook_holds_up_the_others_once_a_round(
    people: dict[Role, User], sending: Sending, error: str
) -> None:
    """A hundred messages to it held up all others for half an hour, which then seemed to be repetitions; be it that its
    program answers slowly, or whoever knows its name."""
    sending.error = error
    slow, _ = webhooks.add_hook(people[Role.OFFICER], "http://127.0.0.1/slow", [Topic.EXCHANGE])
    hook, _ = webhooks.add_hook(people[Role.DELEGATE], "http://127.0.0.1/good", [Topic.EXCHANGE])
    queue(slow, 150)
    queue(hook, 2)
    now = timezone.now()
    assert webhooks.send_due(now) == 2
    assert [url.rpartition("/")[2] for url, _ in sending.got] == ["slow", "good", "good"]
    # A message says when it was sent, not when the round began.
    assert [moment - int(now.timestamp()) for _, moment in sending.got] == [0, 20, 20]


def test_trying_a_webhook_again_and_again_queues_one_message(
    people: dict[Role, User], sending: Sending
) -> None:
    delegate = people[Role.DELEGATE]
    hook, _ = webhooks.add_hook(delegate, "http://127.0.0.1/good", [Topic.EXCHANGE])
    assert all(webhooks.try_hook(delegate, hook.pk) for _ in range(5))
    assert webhooks.send_due() == 1 and len(sending.got) == 1
    assert webhooks.try_hook(delegate, hook.pk) and webhooks.send_due() == 1


def test_nothing_is_sent_for_an_account_that_was_closed_meanwhile(
    people: dict[Role, User], sending: Sending
) -> None:
    delegate = people[Role.DELEGATE]
    hook, _ = webhooks.add_hook(delegate, "http://127.0.0.1/good", [Topic.EXCHANGE])
    queue(hook, 2)
    User.objects.filter(pk=delegate.pk).update(is_active=False)
    assert webhooks.send_due() == 0 and sending.got == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int, settings: Any) -> None:
    """To an address within the walls, say, which was never checked."""
    settings.WEBHOOKS_PRIVATE = True
    inner, asked = Receiver(), socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = asked.accept()
        with line:
            line.recv(65536)
            line.sendall(
                f"HTTP/1.1 {status} Moved\r\nLocation: {inner.url}\r\nContent-Length: 0\r\n\r\n".encode()
            )

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        with pytest.raises(delivery.DeliveryFailed) as failed:
            delivery.send_message(f"http://127.0.0.1:{asked.getsockname()[1]}/", b"{}", {})
        assert (failed.value.code, failed.value.status) == ("status", status)
        assert inner.got == []
    finally:
        inner.close()
        asked.close()
        thread.join(5)


# ---- tokens --------------------------------------------------------------------------------------------


def test_a_token_outlives_no_role_of_its_owner(
    people: dict[Role, User], consultation: Consultation
) -> None:
    """What somebody may no longer do on the pages, their programs may no longer do either, from that moment."""
    delegate = people[Role.DELEGATE]
    assert post(delegate, Scope.COMMENT, Scope.COMMENT).status_code == 201
    Seat.objects.filter(user=delegate).delete()
    refused = post(User.objects.get(pk=delegate.pk), Scope.COMMENT, Scope.COMMENT)
    assert refused.status_code in (403, 404) and Comment.objects.count() == 1


@pytest.mark.parametrize("place", ["bearer", "query", "path"])
def test_no_token_is_written_to_a_log(
    place: str, people: dict[Role, User], caplog: pytest.LogCaptureFixture
) -> None:
    _, secret = create_token(people[Role.DELEGATE], "form", [Scope.COMMENT])
    where = {"bearer": "token", "query": f"token?key={secret}", "path": f"token/{secret}"}[place]
    headers = {"Authorization": f"Bearer {secret if place == 'bearer' else secret[:-1]}"}
    with caplog.at_level("DEBUG"):
        Client().get(f"/api/v1/{where}", headers=headers)
        logging.getLogger("huiyin.requests").warning("GET /api/v1/%s", where)
    assert secret not in caplog.text
