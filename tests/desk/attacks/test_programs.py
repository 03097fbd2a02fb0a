"""Programs with a token do no more than their owner could on a page; and who is told by webhook holds up nobody."""

from __future__ import annotations

import json
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
from huiyin.desk.api.api import delivery
from huiyin.desk.api.api.tokens import create_token
from huiyin.desk.api.data import Scope
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.registry.models import Organisation
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
