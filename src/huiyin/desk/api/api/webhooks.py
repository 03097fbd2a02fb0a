"""Webhooks: find what is new, queue a message for each webhook, send, retry.

A message says that something happened and where to read it, and contains no content: the recipient reads what
is public at that time, without what was withdrawn meanwhile. Messages are signed as in Standard Webhooks.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.api.api.delivery import DeliveryFailed, check_target, send_message
from huiyin.desk.api.api.dumps import find_dump
from huiyin.desk.api.data import GIVEN_UP, MOST_HOOKS, RETRIES, Topic
from huiyin.desk.api.models import Delivery, Webhook
from huiyin.desk.audit.api import list_entries_since, record_audit_entry
from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.core.sealed_secrets import CannotUnseal, seal_text, unseal_text
from huiyin.desk.ledger.api.archive import select_public
from huiyin.desk.research.api.library import select_works
from huiyin.desk.research.readers import ANYBODY

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.accounts.models import User

_KIND = "webhook"
#: The topic of test messages.
_PING = "ping"
_MARK = "whsec_"
#: How far each look overlaps with the previous one, to find transactions that committed late.
#: Messages have unique keys, so nothing is sent twice.
_OVERLAP = timedelta(minutes=10)
#: The most messages per round, so that a round does not take for ever.
_AT_ONCE = 100
#: The most due messages to look through in a round; those of webhooks that were too slow are skipped.
_MOST_DUE = 10_000
#: Seconds after which a webhook is slow, whether its name, its connection or its answer took them.
_SLOW = 5
#: How long sent messages are kept for display.
KEPT = timedelta(days=30)


class TooManyHooks(ValueError):
    """The user has reached the maximum number of webhooks."""


@dataclass(frozen=True, slots=True)
class Happening:
    """``key``: permanent identifier; ``href``: where to read it; ``at``: since when it is public."""

    topic: Topic
    key: str
    href: str
    at: datetime


# ---- one's own webhooks ----------------------------------------------------------------------------------


@transaction.atomic
def add_hook(by: User, url: str, topics: Collection[Topic]) -> tuple[Webhook, str]:
    """Create a webhook; returns it with its signing secret, shown once.

    Raises :class:`TooManyHooks`, and :class:`huiyin.desk.api.api.delivery.DeliveryFailed` if the address is not
    allowed.
    """
    check_target(url)
    if len(list_hooks(by).select_for_update()) >= MOST_HOOKS:
        raise TooManyHooks
    key = secrets.token_bytes(32)
    secret = _MARK + base64.b64encode(key).decode("ascii")
    hook = Webhook.objects.create(
        user=by, url=url, topics=sorted(topics), secret=seal_text(secret, _KIND)
    )
    record_audit_entry(by, "webhook.add", hook, topics=sorted(topics))
    return hook, secret


@transaction.atomic
def remove_hook(by: User, number: int) -> bool:
    """Delete a webhook; returns whether it existed."""
    hook = list_hooks(by).select_for_update().filter(pk=number).first()
    if hook is None:
        return False
    record_audit_entry(by, "webhook.remove", hook)
    hook.delete()
    return True


@transaction.atomic
def wake_hook(by: User, number: int) -> bool:
    """Resume a paused webhook, with what happens from now on."""
    hook = list_hooks(by).select_for_update().filter(pk=number).first()
    if hook is None:
        return False
    hook.paused_at, hook.given_up, hook.told_until = None, 0, timezone.now()
    hook.save(update_fields=("paused_at", "given_up", "told_until"))
    record_audit_entry(by, "webhook.wake", hook)
    return True


@transaction.atomic
def try_hook(by: User, number: int) -> bool:
    """Queue a test message unless one is waiting; returns whether the webhook exists."""
    hook = list_hooks(by).select_for_update().filter(pk=number).first()
    if hook is None:
        return False
    waiting = Delivery.objects.filter(webhook=hook, state=Delivery.State.WAITING, topic=_PING)
    if waiting.exists():
        return True
    key = f"try:{secrets.token_hex(8)}"
    Delivery.objects.create(webhook=hook, topic=_PING, key=key, href=f"{settings.SITE}/api/v1/")
    record_audit_entry(by, "webhook.try", hook)
    return True


def list_hooks(person: User) -> QuerySet[Webhook]:
    return Webhook.objects.filter(user=person)


def list_deliveries(hooks: Collection[int], most: int = 20) -> dict[int, list[Delivery]]:
    """Webhook → its latest messages. One query."""
    found: dict[int, list[Delivery]] = {number: [] for number in hooks}
    for one in Delivery.objects.filter(webhook__in=hooks).order_by("-pk")[: most * MOST_HOOKS]:
        if len(found[one.webhook_id]) < most:
            found[one.webhook_id].append(one)
    return found


# ---- what happened ---------------------------------------------------------------------------------------


def find_happenings(since: datetime) -> Iterator[Happening]:
    """Yield the public happenings since a time."""
    yield from _find_exchanges(since)
    yield from _find_moves(since)
    yield from _find_works(since)
    dump = find_dump()
    if dump is not None and dump.made_at is not None and dump.made_at >= since:
        yield Happening(Topic.DUMP, f"dump:{dump.name}", f"{_base()}/dumps", dump.made_at)


def _base() -> str:
    return f"{settings.SITE}/api/v1"


def _find_exchanges(since: datetime) -> Iterator[Happening]:
    rows = select_public(timezone.localdate(), since=since)
    for number, recorded, published in rows.values_list("number", "created_at", "published_on"):
        at = max(recorded, _begin_day(published)) if published else recorded
        yield Happening(Topic.EXCHANGE, f"exchange:{number}", f"{_base()}/exchanges/{number}", at)


def _find_moves(since: datetime) -> Iterator[Happening]:
    moves = list(list_entries_since("move", since).values_list("pk", "consultation", "created_at"))
    rows = select_public_consultations().filter(pk__in={one for _, one, _ in moves})
    public = dict(rows.values_list("pk", "slug"))
    for pk, consultation, at in moves:
        if consultation in public:
            href = f"{_base()}/consultations/{public[consultation]}"
            yield Happening(Topic.STAGE, f"move:{pk}", href, at)


def _find_works(since: datetime) -> Iterator[Happening]:
    """Works that were published, and those whose embargo ended."""
    entries = list_entries_since("research.publish", since)
    published = {int(number): at for number, at in entries.values_list("thing_id", "created_at")}
    rows = select_works(ANYBODY)
    day = timezone.localtime(since).date()
    rows = rows.filter(Q(pk__in=published) | Q(embargo_until__gte=day))
    for pk, slug, until in rows.values_list("pk", "slug", "embargo_until"):
        at = max(filter(None, (published.get(pk), _begin_day(until) if until else None)))
        yield Happening(Topic.WORK, f"work:{slug}:{at:%Y-%m-%d}", f"{_base()}/works/{slug}", at)


def _begin_day(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def queue_messages(now: datetime | None = None) -> int:
    """Find what happened since each webhook's last look, and queue the messages that it subscribes to."""
    now = now or timezone.now()
    hooks = list(Webhook.objects.filter(paused_at=None, user__is_active=True).order_by("pk"))
    if not hooks:
        return 0
    happened = list(find_happenings(min(hook.told_until for hook in hooks) - _OVERLAP))
    queued = 0
    for hook in hooks:
        with transaction.atomic():
            held = Webhook.objects.select_for_update().filter(pk=hook.pk, paused_at=None).first()
            if held is None:
                continue
            wanted = [one for one in happened if one.topic in held.topics]
            known = set(
                Delivery.objects.filter(
                    webhook=held, key__in=[one.key for one in wanted]
                ).values_list("key", flat=True)
            )
            # Nothing from before the webhook existed is reported.
            fresh = [one for one in wanted if one.key not in known and one.at >= held.created_at]
            Delivery.objects.bulk_create(
                Delivery(webhook=held, topic=one.topic, key=one.key, href=one.href, due_at=now)
                for one in fresh
            )
            held.told_until = now
            held.save(update_fields=("told_until",))
            queued += len(fresh)
    return queued


# ---- sending ---------------------------------------------------------------------------------------------


def send_due(now: datetime | None = None) -> int:
    """Send the messages that are due; returns how many were delivered. After a slow one the other messages of the
    same webhook wait for the next round, so that it delays the others only once.
    """
    now, begun = now or timezone.now(), monotonic()
    due = Delivery.objects.filter(
        state=Delivery.State.WAITING,
        due_at__lte=now,
        webhook__paused_at=None,
        webhook__user__is_active=True,
    ).order_by("due_at", "pk")
    arrived, tried, slow = 0, 0, set[int]()
    for number, hook in list(due.values_list("pk", "webhook")[:_MOST_DUE]):
        if hook in slow:
            continue
        if tried == _AT_ONCE:
            break
        tried += 1
        started = monotonic()
        error = _send_one(number, now, now + timedelta(seconds=started - begun))
        arrived += error == ""
        if monotonic() - started > _SLOW:
            slow.add(hook)
    return arrived


def _send_one(number: int, now: datetime, moment: datetime) -> str | None:
    """Claim a message so that no other worker sends it, send it outside any transaction, and record the result.

    Returns the error code, an empty string if it was delivered, or None if another worker has it. ``now`` is the
    start of the round, ``moment`` the time written into the message: receivers reject old messages as replays.
    """
    claimed = Delivery.objects.filter(pk=number, state=Delivery.State.WAITING, due_at__lte=now)
    if not claimed.update(due_at=moment + RETRIES[0]):
        return None
    message = Delivery.objects.select_related("webhook").get(pk=number)
    try:
        status = _send(message, moment)
    except DeliveryFailed as failed:
        _note_try(number, failed.status, failed.code, now)
        return failed.code
    _note_try(number, status, "", now)
    return ""


def _send(message: Delivery, now: datetime) -> int:
    try:
        secret = unseal_text(message.webhook.secret, _KIND)
    except CannotUnseal as error:
        raise DeliveryFailed("secret") from error
    told = {
        "type": message.topic,
        "timestamp": message.created_at.isoformat(),
        "data": {"href": message.href, "key": message.key},
    }
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    identifier, moment = f"msg_{message.pk}", str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": identifier,
        "webhook-timestamp": moment,
        "webhook-signature": sign_message(secret, identifier, moment, body),
    }
    return send_message(message.webhook.url, body, headers)


def sign_message(secret: str, identifier: str, moment: str, body: bytes) -> str:
    """The signature of Standard Webhooks: HMAC-SHA256 of message id, Unix time and body."""
    key = base64.b64decode(secret.removeprefix(_MARK))
    signed = b".".join((identifier.encode(), moment.encode(), body))
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode("ascii")


@transaction.atomic
def _note_try(number: int, status: int | None, error: str, now: datetime) -> None:
    message = (
        Delivery.objects.select_for_update()
        .select_related("webhook")
        .filter(pk=number, state=Delivery.State.WAITING)
        .first()
    )
    if message is None:  # its webhook was removed while it was sent
        return
    hook = Webhook.objects.select_for_update().get(pk=message.webhook_id)
    message.attempts += 1
    message.status, message.error = status, error
    if not error:
        message.state, message.ended_at = Delivery.State.DONE, now
        hook.given_up = 0
        record_audit_entry(None, "webhook.deliver", hook, key=message.key)
    elif message.attempts > len(RETRIES):
        message.state, message.ended_at = Delivery.State.GIVEN_UP, now
        hook.given_up += 1
        record_audit_entry(None, "webhook.give_up", hook, key=message.key)
        if hook.given_up >= GIVEN_UP:
            hook.paused_at = now
            record_audit_entry(None, "webhook.pause", hook)
    else:
        message.due_at = now + RETRIES[message.attempts - 1]
    message.save(update_fields=("attempts", "status", "error", "state", "ended_at", "due_at"))
    hook.save(update_fields=("given_up", "paused_at"))


def go_round(now: datetime | None = None) -> None:
    """The worker's regular task."""
    now = now or timezone.now()
    queue_messages(now)
    send_due(now)
    over = Delivery.objects.exclude(state=Delivery.State.WAITING)
    over.filter(ended_at__lt=now - KEPT).delete()
