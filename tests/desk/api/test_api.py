"""The interface for programs: what everybody may read, as JSON; tokens that write what their owner may; nothing private."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4
from wsgiref.simple_server import WSGIRequestHandler, make_server

import duckdb
import duckdb_extension_httpfs
import feedparser
import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.api.api import delivery, dumps, tokens, webhooks
from huiyin.desk.api.data import GIVEN_UP, RETRIES, Scope, Topic
from huiyin.desk.api.endpoints.readings import describe_path
from huiyin.desk.api.models import Delivery, Dump, Token, Webhook
from huiyin.desk.api.openapi import describe_interface
from huiyin.desk.api.resources.resource import RESOURCES, Resource
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeInput, ExchangeKind, Visibility
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.outcomes.models import Reply
from huiyin.desk.registry.api import facts
from huiyin.desk.registry.data import FactInput, FactKind
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.models import Work
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import hand_in

#: Stands in everything that is not public.
MARKER = "nightjar7741"
BASE = "/api/v1"


def visitor(language: str = "en") -> Client:
    return Client(headers={"accept-language": language})


def path_of(resource: Resource) -> str:
    return BASE + describe_path(resource).replace("{slug}", "wetlands")


def record(authority: Organisation, n: int = 1, **more: Any) -> Exchange:
    given = {"subject_en": f"Request number {n}", **more}
    return save_exchange(
        ExchangeInput(
            ExchangeKind.REQUEST,
            ExchangeDirection.TO_AUTHORITY,
            timezone.localdate(),
            authority.pk,
            **given,
        ),
        None,
    )


@pytest.fixture
def filled(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Organisation],
    authority: Organisation,
) -> Consultation:
    """Something of everything, and beside each public thing one that is not."""
    delegate = people[Role.DELEGATE]
    sent = [
        said.send_comment(
            consultation,
            delegate,
            members[0],
            said.CommentInput(uuid4(), "art_1", f"in public {n}"),
        )
        for n in range(4)
    ]
    said.send_comment(
        consultation,
        delegate,
        members[0],
        said.CommentInput(uuid4(), "art_1", f"quietly {MARKER}", is_private=True),
    )
    said.save_draft(
        consultation, delegate, members[0], said.CommentInput(uuid4(), "art_2", f"unsent {MARKER}")
    )
    withdrawn = said.send_comment(
        consultation, delegate, members[0], said.CommentInput(uuid4(), "art_2", f"gone {MARKER}")
    )
    said.withdraw_comment(withdrawn, delegate)
    group = Group.objects.create(
        consultation=consultation, key="a", representative=sent[0], eid="art_1", size=2, organisations=1, name_en="Open plans",
    )  # fmt: skip
    Group.objects.create(
        consultation=consultation, key="b", representative=sent[1], eid="art_1", size=1, organisations=1, aside=MARKER,
        name_en=MARKER,
    )  # fmt: skip
    Comment.objects.filter(pk=sent[0].pk).update(group=group)
    Statement.objects.create(
        consultation=consultation, key="s1", text_en="Plans are public", group=group
    )
    Statement.objects.create(
        consultation=consultation, key="s2", text_en=MARKER, is_moderated_out=True
    )
    edition = hand_in(
        consultation,
        Stage.TRACING,
        [{"eid": "art_1", "text": "say it", "reason": "so that it is known"}],
    )
    edition.locked_at = timezone.now()
    edition.save(update_fields=("locked_at",))
    Reply.objects.create(
        suggestion=edition.suggestions.get(), status="accepted", replied_on=timezone.localdate()
    )
    for n in range(3):
        record(authority, n)
    record(authority, subject_en=MARKER, visibility=Visibility.MEMBERS)
    record(authority, subject_en=MARKER, embargo_until=timezone.localdate() + timedelta(9))
    private = FactInput(FactKind.ACTIVITY, "en", text=MARKER, is_public=False)
    facts.record_fact(members[0], private, people[Role.SECRETARIAT])
    Organisation.objects.filter(pk=members[0].pk).update(email=f"{MARKER}@example.org")
    Work.objects.create(
        slug="told",
        type="report",
        title_en="Told",
        state="published",
        published_on=timezone.localdate(),
    )
    Work.objects.create(slug="draft", type="report", title_en=MARKER)
    Work.objects.create(
        slug="later", type="report", title_en=MARKER, state="published", embargo_until=timezone.localdate() + timedelta(9),
    )  # fmt: skip
    Consultation.objects.create(
        slug="secret", title_en=MARKER, draft=consultation.draft, authority=authority
    )
    return consultation


def ask(path: str, client: Client | None = None, **given: Any) -> Any:
    return (client or visitor()).get(path, given)


def test_every_resource_is_read_and_holds_what_its_description_says(filled: Consultation) -> None:
    for resource in RESOURCES:
        answer = ask(path_of(resource))
        assert answer.status_code == 200, (resource.name, answer.content)
        items = answer.json()["items"]
        for row in items:
            assert set(row) == set(resource.fields), resource.name
            resource.schema.model_validate(row)
        if resource.name not in ("figures", "news", "uptake", "initiatives", "goals"):
            assert items, resource.name
        if resource.key and items:
            one = ask(f"{path_of(resource)}/{items[0][resource.key]}")
            assert one.json() == items[0]


def test_nothing_private_is_read_at_any_stage(filled: Consultation) -> None:
    """What an anonymous reader gets holds no word of what is not public, and no address of a person."""
    for stage in Stage:
        Consultation.objects.filter(pk=filled.pk).update(stage=stage.value)
        for resource in RESOURCES:
            for lang in ("zh", "en"):
                text = ask(path_of(resource), lang=lang, limit=200).content.decode()
                assert MARKER not in text and "@example.org" not in text, (stage, resource.name)
    assert ask(f"{BASE}/consultations/secret").status_code == 404
    assert ask(f"{BASE}/consultations/secret/comments").status_code == 404
    assert ask(f"{BASE}/works/later").status_code == 404


def test_who_is_signed_in_reads_no_more_than_anybody(
    filled: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    for resource in RESOURCES:
        assert ask(path_of(resource), team).content == ask(path_of(resource)).content


def test_counts_of_votes_wait_until_everybody_may_see_them(filled: Consultation) -> None:
    for stage, shown in ((Stage.DELIBERATING, False), (Stage.DRAFTING, True)):
        Consultation.objects.filter(pk=filled.pk).update(stage=stage.value)
        rows = ask(f"{BASE}/consultations/wetlands/statements").json()["items"]
        assert [row["id"] for row in rows] == ["s1"]
        assert rows[0]["agrees"] is None, (
            shown
        )  # nobody voted: below the smallest number that is shown


def test_pages_follow_each_other_and_leave_nothing_out(filled: Consultation) -> None:
    for resource in RESOURCES:
        whole = ask(path_of(resource), limit=200).json()["items"]
        seen, cursor = [], ""
        for _ in range(len(whole) + 1):
            page = ask(path_of(resource), limit=1, cursor=cursor).json()
            seen += page["items"]
            cursor = page["cursor"]
            assert bool(page["next"]) == bool(cursor)
            if not cursor:
                break
        assert seen == whole, resource.name


def test_a_page_asks_no_more_often_when_there_is_more_on_it(
    filled: Consultation, authority: Organisation, people: dict[Role, User], members: list[Any]
) -> None:
    def count() -> dict[str, int]:
        asked = {}
        for resource in RESOURCES:
            ask(path_of(resource))  # a law is read once, and then kept in memory
            with CaptureQueriesContext(
                connection,
            ) as queries:
                ask(path_of(resource), limit=200)
            asked[resource.name] = len(queries)
        return asked

    before = count()
    for n in range(20):
        record(authority, n)
        words = said.CommentInput(uuid4(), "art_1", f"more {n}")
        Consultation.objects.filter(pk=filled.pk).update(stage=Stage.COMMENTING)
        comment = said.send_comment(filled, people[Role.DELEGATE], members[n % 3], words)
        Group.objects.create(consultation=filled, key=f"g{n}", representative=comment, size=1)
        Statement.objects.create(consultation=filled, key=f"t{n}", text_en=f"more {n}")
        Organisation.objects.create(slug=f"more-{n}", name_en=f"More {n}")
        Work.objects.create(slug=f"more-{n}", type="report", title_en="M", state="published")
        Consultation.objects.create(
            slug=f"more-{n}",
            title_en="More",
            draft=filled.draft,
            authority=authority,
            stage=Stage.COMMENTING,
        )
    Consultation.objects.filter(pk=filled.pk).update(stage=Stage.TRACING)
    after = count()
    assert after == before
    assert max(after.values()) <= 16, after


def test_what_is_new_as_of_a_day_and_cut_down(
    filled: Consultation, authority: Organisation
) -> None:
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    assert ask(f"{BASE}/exchanges", since=tomorrow).json()["items"] == []
    now = timezone.now().isoformat()
    number = record(authority, 9).number
    assert [row["number"] for row in ask(f"{BASE}/exchanges", since=now).json()["items"]] == [
        number
    ]
    assert ask(f"{BASE}/exchanges", kind="call").json()["items"] == []
    rows = ask(f"{BASE}/organisations", fields="name", lang="zh").json()["items"]
    assert {"slug": "ministry", "name": "自然资源部"} in rows
    Organisation.objects.filter(slug="org2").update(founded_on=timezone.localdate())
    slugs = [
        row["slug"] for row in ask(f"{BASE}/organisations", as_of="2001-05-01").json()["items"]
    ]
    assert "org1" in slugs and "org2" not in slugs


@pytest.mark.parametrize(
    ("path", "given", "status", "where"),
    [
        ("/organisations", {"bad": "1"}, 422, "bad"),
        ("/organisations", {"limit": "0"}, 422, "limit"),
        ("/organisations", {"as_of": "1700-01-01"}, 422, "as_of"),
        ("/organisations", {"fields": "nothing"}, 422, "fields"),
        ("/exchanges", {"since": "yesterday"}, 422, "since"),
        ("/exchanges", {"kind": "rumour"}, 422, "kind"),
        ("/organisations", {"cursor": "x"}, 400, ""),
        ("/exchanges", {"cursor": "WyJ4IiwieCJd"}, 400, ""),
        ("/exchanges/99999999999999999999", {}, 422, "key"),
        ("/organisations/none", {}, 404, ""),
        ("/none", {}, 404, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_language_of_who_asks(
    path: str, given: dict[str, str], status: int, where: str, db: None
) -> None:
    told = {}
    for lang in ("en", "zh"):
        answer = visitor(lang).get(BASE + path, given)
        assert answer.status_code == status, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        told[lang] = answer.json()
        assert told[lang]["status"] == status and told[lang]["type"].startswith("http")
        if where:
            assert [one["where"] for one in told[lang]["errors"]] == [where]
    assert told["en"]["detail"] != told["zh"]["detail"]


def test_an_answer_that_is_known_is_not_sent_again_and_any_site_may_read(
    filled: Consultation, settings: Any
) -> None:
    first = ask(f"{BASE}/exchanges")
    again = visitor().get(f"{BASE}/exchanges", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Access-Control-Allow-Origin"] == "*" and not first.cookies
    head = visitor().head(f"{BASE}/exchanges")
    assert (head.content, head["Content-Length"]) == (b"", str(len(first.content)))
    allowed = visitor().options(f"{BASE}/exchanges")["Access-Control-Allow-Headers"]
    assert "authorization" not in allowed.lower()
    wrong = visitor().delete(f"{BASE}/exchanges")
    assert wrong.status_code == 405 and "GET" in wrong["Allow"]
    settings.LIMITS_TIMES = 1
    codes = [ask(f"{BASE}/focuses", fields="slug").status_code for _ in range(3)]
    assert codes == [200] * 3
    from huiyin.desk.core import rate_limits

    limit = rate_limits.LIMITS["api"]
    for _ in range(limit.address):
        rate_limits.count_request("api", "address 127.0.0.1", limit.address, limit.seconds)
    slow = ask(f"{BASE}/focuses")
    assert slow.status_code == 429 and int(slow["Retry-After"]) > 0
    assert slow.json()["code"] == "slow"


# ---- tokens ----------------------------------------------------------------------------------------------


def make_token(person: User, *scopes: Scope) -> dict[str, str]:
    _, secret = tokens.create_token(person, "a form", scopes or list(Scope))
    return {"authorization": f"Bearer {secret}", "accept-language": "en"}


def test_a_token_is_shown_once_and_ends_when_it_is_revoked_over_or_all_is_ended(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client, delegate = sign_in(Role.DELEGATE), people[Role.DELEGATE]
    page = reverse("api_tokens")
    made = client.post(page, {"name": "our form", "scopes": ["comment"], "days": "30"})
    secret = made.context["secret"]
    assert secret.startswith("huiyin_") and secret in made.content.decode()
    assert secret not in client.get(page).content.decode()
    token = Token.objects.get()
    assert secret not in json.dumps([str(getattr(token, f.name)) for f in token._meta.fields])
    assert AuditEntry.objects.filter(verb="token.add", thing_id=str(token.pk)).exists()

    def read() -> int:
        return (
            visitor()
            .get(f"{BASE}/token", headers={"authorization": f"Bearer {secret}"})
            .status_code
        )

    assert read() == 200
    token.refresh_from_db()
    assert token.used_at is not None
    Token.objects.update(expires_at=timezone.now())
    assert read() == 401
    Token.objects.update(expires_at=timezone.now() + timedelta(1))
    User.objects.filter(pk=delegate.pk).update(epoch=delegate.epoch + 1)
    assert read() == 401
    User.objects.filter(pk=delegate.pk).update(epoch=delegate.epoch, is_active=False)
    assert read() == 401
    User.objects.filter(pk=delegate.pk).update(is_active=True)
    other = sign_in(Role.OFFICER)
    other.post(reverse("api_token_revoke"), {"number": token.pk})
    assert read() == 200
    client.post(reverse("api_token_revoke"), {"number": token.pk})
    assert read() == 401
    assert AuditEntry.objects.filter(verb="token.revoke").count() == 1
    wrong = client.post(page, {"name": "", "scopes": [], "days": "9999"})
    assert wrong.context["secret"] == "" and Token.objects.count() == 1


def test_a_comment_is_sent_with_a_token_by_who_may_on_the_pages(
    consultation: Consultation, people: dict[Role, User], members: list[Any]
) -> None:
    page, key = f"{BASE}/consultations/wetlands/comments", str(uuid4())
    words = {"id": key, "eid": "art_1", "text": "Plans in public", "organisation": "org1"}

    def send(headers: dict[str, str], **more: Any) -> Any:
        return visitor().post(page, {**words, **more}, "application/json", headers=headers)

    assert send({}).json()["code"] == "no_token"
    assert send({"authorization": "Bearer huiyin_no"}).json()["code"] == "bad_token"
    narrow = send(make_token(people[Role.DELEGATE], Scope.REPLY))
    assert narrow.status_code == 403 and narrow.json()["code"] == "scope"
    assert send(make_token(people[Role.OFFICER])).json()["code"] == "not_allowed"
    delegate = make_token(people[Role.DELEGATE], Scope.COMMENT)
    assert [one["where"] for one in send(delegate, text="").json()["errors"]] == ["text"]
    assert [one["where"] for one in send(delegate, colour="red").json()["errors"]] == ["colour"]
    assert send(delegate, organisation="ministry").status_code == 422
    sent = send(delegate)
    assert sent.status_code == 201 and sent.json()["id"] == key, sent.content
    assert send(delegate).status_code == 201 and Comment.objects.count() == 1
    assert send(delegate, text="Otherwise").json()["code"] == "conflict"
    assert AuditEntry.objects.filter(verb="send", actor=people[Role.DELEGATE]).count() == 1
    assert ask(page).json()["items"][0]["id"] == key
    Consultation.objects.filter(pk=consultation.pk).update(stage=Stage.CLOSED)
    assert send(delegate, id=str(uuid4())).json()["code"] == "not_now"
    Consultation.objects.filter(pk=consultation.pk).update(stage=Stage.PREPARING)
    assert send(delegate, id=str(uuid4())).status_code == 404
    no_cookie = Client()
    no_cookie.force_login(
        people[Role.DELEGATE], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert no_cookie.post(page, words, "application/json").status_code == 401


def test_a_table_is_taken_in_a_reply_given_and_an_exchange_recorded(
    consultation: Consultation, people: dict[Role, User], authority: Organisation
) -> None:
    team, officer = make_token(people[Role.SECRETARIAT]), make_token(people[Role.OFFICER])
    table = SimpleUploadedFile("意见.csv", "条款,意见\n第二条,应当公开\n".encode())
    page = f"{BASE}/consultations/wetlands"
    taken = visitor().post(f"{page}/tables", {"file": table, "organisation": "org2"}, headers=team)
    assert taken.status_code == 202, taken.content
    jobs.perform_waiting(consultation, "take_in")
    assert Comment.objects.get().organisation.slug == "org2"
    refused = visitor().post(f"{page}/tables", {"file": table}, headers=officer)
    assert refused.json()["code"] == "not_allowed"

    edition = hand_in(consultation, Stage.REPLYING, [{"eid": "art_1", "text": "say it"}])
    edition.locked_at = edition.submitted_at = timezone.now()
    edition.save(update_fields=("locked_at", "submitted_at"))

    def reply(**given: Any) -> Any:
        return visitor().post(f"{page}/replies", given, "application/json", headers=officer)

    assert reply(suggestion="S09", status="accepted").status_code == 422
    assert reply(suggestion="S01", status="rejected").json()["errors"][0]["where"] == "reason"
    assert reply(suggestion="S01", status="maybe").json()["errors"][0]["where"] == "status"
    assert reply(suggestion="S01", status="rejected", reason="It costs").status_code == 201
    assert ask(f"{page}/replies").json()["items"][0]["reason"] == "It costs"

    asked = {
        "kind": "request", "direction": "to_authority", "authority": "ministry", "day": timezone.localdate().isoformat(),
        "subject_en": "Water levels",
    }  # fmt: skip

    def write(headers: dict[str, str], **more: Any) -> Any:
        return visitor().post(
            f"{BASE}/exchanges", {**asked, **more}, "application/json", headers=headers
        )

    assert write(officer).json()["code"] == "not_allowed"
    assert write(team, authority="nobody").json()["errors"][0]["where"] == "authority"
    assert write(team, day="2190-01-01").json()["errors"][0]["where"] == "day"
    assert write(team, kind="reminder").json()["errors"][0]["where"] == "answers"
    done = write(team)
    assert done.status_code == 201, done.content
    assert ask(f"{BASE}/exchanges/{done.json()['id']}").json()["subject_en"] == "Water levels"
    leader = make_token(people[Role.COORDINATOR])
    assert write(leader).json()["errors"][0]["where"] == "network"
    assert write(leader, network="wetlands").status_code == 201


# ---- webhooks --------------------------------------------------------------------------------------------


class Receiver:
    """A program that is told, and answers with ``status``."""

    def __init__(self) -> None:
        self.status, self.got = 200, []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((dict(self.headers), body))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Nothing is said."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


def test_a_program_is_told_signed_again_and_given_up(
    people: dict[Role, User], authority: Organisation, receiver: Receiver, settings: Any
) -> None:
    settings.WEBHOOKS_PRIVATE = True
    record(authority, 1)  # before anybody asked to be told
    hook, secret = webhooks.add_hook(people[Role.DELEGATE], receiver.url, [Topic.EXCHANGE])
    public = record(authority, 2)
    record(authority, 3, visibility=Visibility.MEMBERS)
    webhooks.go_round()
    webhooks.go_round()
    assert len(receiver.got) == 1
    headers, body = receiver.got[0]
    told = json.loads(body)
    assert told["type"] == "exchange.recorded"
    assert told["data"]["href"].endswith(f"/api/v1/exchanges/{public.number}")
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{digest}"
    assert AuditEntry.objects.filter(verb="webhook.deliver", thing_id=str(hook.pk)).count() == 1
    assert secret not in Webhook.objects.get().secret

    receiver.status = 500
    for n in range(GIVEN_UP):
        record(authority, 10 + n)
    now = timezone.now()
    webhooks.go_round(now)
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING)
    assert {one.due_at for one in waiting} == {now + RETRIES[0]}
    webhooks.go_round(now + timedelta(seconds=30))
    assert len(receiver.got) == 1 + GIVEN_UP
    for wait in RETRIES:
        now += wait
        webhooks.go_round(now)
    assert Delivery.objects.filter(state=Delivery.State.GIVEN_UP).count() == GIVEN_UP
    hook.refresh_from_db()
    assert hook.paused_at is not None
    assert AuditEntry.objects.filter(verb="webhook.pause").count() == 1
    receiver.status = 200
    assert webhooks.wake_hook(people[Role.DELEGATE], hook.pk)
    assert webhooks.try_hook(people[Role.DELEGATE], hook.pk)
    before = len(receiver.got)
    webhooks.go_round()
    assert json.loads(receiver.got[-1][1])["type"] == "ping" and len(receiver.got) > before


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "https://127.0.0.1/", "https://10.0.0.8/", "https://169.254.169.254/latest", "https://[::1]/",
        "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://0.0.0.0/", "https://192.168.1.1:8443/", "ftp://example.org/",
        "https://user:word@example.org/", "https://100.64.0.1/", "https://[fd00::1]/", "https:///", "https://exa mple.org", "https://2130706433/",
        "https://localhost/", "https://224.0.0.1/", "https://[2002:0a00:0001::]/",
    ],
)  # fmt: skip
def test_no_webhook_leads_within_the_walls(url: str) -> None:
    with pytest.raises(delivery.DeliveryFailed):
        delivery.check_target(url)


def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch: Any) -> None:
    """A name that leads elsewhere at the second look changes nothing: there is no second look."""
    looked = []

    def look_up(host: str, port: int, *_: Any, **__: Any) -> Any:
        looked.append(host)
        return [(2, 1, 6, "", ("93.184.215.14", port))]

    called = []

    def connect(address: tuple[str, int], *_: Any) -> Any:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(delivery.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(delivery.socket, "create_connection", connect)
    with pytest.raises(delivery.DeliveryFailed, match="connection"):
        delivery.send_message("https://hooks.example.org/x", b"{}", {})
    assert (looked, called) == (["hooks.example.org"], [("93.184.215.14", 443)])


def test_webhooks_are_added_and_removed_on_the_page(
    people: dict[Role, User], sign_in: Callable[[Role], Client], settings: Any
) -> None:
    client, page = sign_in(Role.DELEGATE), reverse("api_hooks")
    inner = client.post(page, {"url": "https://127.0.0.1/", "topics": ["work.published"]})
    assert inner.context["secret"] == "" and not Webhook.objects.exists()
    settings.WEBHOOKS_PRIVATE = True
    made = client.post(page, {"url": "http://127.0.0.1:9/x", "topics": ["work.published"]})
    assert made.context["secret"].startswith("whsec_")
    assert made.context["secret"] not in client.get(page).content.decode()
    hook = Webhook.objects.get()
    sign_in(Role.OFFICER).post(reverse("api_hook_act"), {"number": hook.pk, "what": "remove"})
    assert Webhook.objects.exists()
    client.post(reverse("api_hook_act"), {"number": hook.pk, "what": "remove"})
    assert not Webhook.objects.exists()
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"webhook.add", "webhook.remove"} <= verbs


# ---- dumps -----------------------------------------------------------------------------------------------


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


def test_a_night_brings_one_dump(db: None) -> None:
    dumps.go_round()
    dumps.go_round()
    first = Dump.objects.get()
    jobs.perform_waiting(first)
    dumps.go_round()
    assert Dump.objects.get() == first
    dumps.go_round(timezone.now() + timedelta(1))
    assert Dump.objects.count() == 2


# ---- what others read of us ------------------------------------------------------------------------------


class SmallClient:
    """A client made of the description alone: an operation a function, a list followed to its end."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.base = described["servers"][0]["url"].partition("8000")[2]
        self.operations = {
            operation["operationId"]: (method, path, operation)
            for path, methods in described["paths"].items()
            for method, operation in methods.items()
        }

    def call(self, name: str, **given: Any) -> Any:
        method, path, operation = self.operations[name]
        places = {one["name"]: one["in"] for one in operation["parameters"]}
        for key in [key for key in given if places[key] == "path"]:
            path = path.replace(f"{{{key}}}", str(given.pop(key)))
        answer = getattr(visitor(), method)(self.base + path, given)
        assert str(answer.status_code) in operation["responses"], (name, answer.status_code)
        return answer.json()

    def iterate(self, name: str, **given: Any) -> Iterator[Any]:
        cursor = ""
        while True:
            page = self.call(name, cursor=cursor, limit=2, **given)
            yield from page["items"]
            cursor = page["cursor"]
            if not cursor:
                return


def test_a_client_made_of_the_description_reads_everything(filled: Consultation) -> None:
    described = ask(f"{BASE}/openapi.json").json()
    client = SmallClient(described)
    assert described["openapi"].startswith("3.1")
    for name in client.operations:
        if name.startswith("list_"):
            _, path, _ = client.operations[name]
            given = {"slug": "wetlands"} if "{slug}" in path else {}
            resource = next(one for one in RESOURCES if f"list_{one.name}" == name)
            rows = list(client.iterate(name, **given))
            assert len(rows) == len(ask(path_of(resource), limit=200).json()["items"])
    assert client.call("read_organisations", key="ministry")["name_en"] == "Ministry of Nature"


def test_feeds_and_calendars_are_read_by_the_programs_of_others(filled: Consultation) -> None:
    feed = feedparser.parse(visitor().get(reverse("research_feed")).content)
    assert not feed.bozo and [entry.title for entry in feed.entries] == ["Told"]
    days = visitor().get(reverse("days_ics", args=("wetlands",)))
    calendar = icalendar.Calendar.from_ical(days.content)
    assert list(calendar.walk("VEVENT"))


def test_the_reference_names_every_operation_and_loads_nothing_from_elsewhere(db: None) -> None:
    for language in ("en", "zh"):
        page = visitor(language).get(reverse("api_reference"))
        text = page.content.decode()
        for methods in describe_interface()["paths"].values():
            for operation in methods.values():
                assert f'id="{operation["operationId"]}"' in text
        assert 'src="http' not in text and "default-src 'none'" in page["Content-Security-Policy"]
