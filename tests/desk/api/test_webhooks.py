"""Programs that are told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.api.api import webhooks
from huiyin.desk.api.data import GIVEN_UP, RETRIES, Topic
from huiyin.desk.api.models import Delivery, Webhook
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.ledger.data import Visibility
from huiyin.desk.registry.models import Organisation
from tests.desk.api.receiver import Receiver
from tests.desk.api.requests import record
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


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
