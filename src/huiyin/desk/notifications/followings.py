"""Follow something by mail without an account: confirmed by a link, daily news, ended with one click.

The kinds of things that can be followed are registered by their apps at startup. A visitor learns nothing about
an address: the answer is the same whether it follows already or not, and mails only go to the address itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.attempt_limits import fold_email
from huiyin.desk.core.registration import NamedRegistry
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.notifications.models import Follower, Following, Mail, hash_link_token
from huiyin.desk.notifications.outbox import post_outside
from huiyin.i18n import say


@dataclass(frozen=True, slots=True)
class FollowedThing:
    """Something that can be followed: its title in the reader's language and its public address."""

    kind: str
    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class FollowNews:
    """One piece of news. ``key`` identifies it permanently among the news of its object; ``words`` are in the
    reader's language. Everything in it is public.
    """

    key: str
    at: datetime
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class FollowedKind:
    """``find``: the object with a key, or None if there is no public one. ``list_news``: its news between two
    times.
    """

    find: Callable[[str], FollowedThing | None]
    list_news: Callable[[str, datetime, datetime], Iterable[FollowNews]]


#: Kind, such as ``network``, ``consultation`` or ``provision`` → how its objects and their news are
#: found.
FOLLOWED: NamedRegistry[FollowedKind] = NamedRegistry("notifications.followings.FOLLOWED")

#: The most confirmation links mailed to one address per day, so that nobody can be flooded.
MOST_ASKED = 5
#: How many days a feed goes back, and its most entries.
FEED_DAYS, FEED_MOST = 180, 60
#: The most news of one thing in a mail.
MAIL_MOST = 20


def find_thing(kind: str, key: str) -> FollowedThing | None:
    """The object of this kind and key, or None if there is no public one."""
    return FOLLOWED[kind].find(key) if kind in FOLLOWED else None


def list_thing_news(kind: str, key: str, since: datetime, until: datetime) -> list[FollowNews]:
    """The news of an object between two times, newest first."""
    found = list(FOLLOWED[kind].list_news(key, since, until))
    return sorted(found, key=attrgetter("at", "key"), reverse=True)


@transaction.atomic
def ask_to_follow(thing: FollowedThing, email: str, language: str) -> None:
    """Mail a confirmation link for following ``thing`` to ``email``, unless the daily limit is reached. The
    caller does not learn which.
    """
    address = fold_email(email.strip())
    follower, _ = Follower.objects.get_or_create(email=address, defaults={"language": language})
    # Locked, so that requests at the same time cannot exceed the limit.
    follower = Follower.objects.select_for_update().get(pk=follower.pk)
    following, _ = Following.objects.get_or_create(
        follower=follower, kind=thing.kind, key=thing.key
    )
    today = timezone.localdate()
    asked = follower.asked if follower.asked_at == today else 0
    if asked >= MOST_ASKED:
        return
    follower.asked_at, follower.asked = today, asked + 1
    follower.save(update_fields=("asked_at", "asked"))
    post_outside(address, language, "follow_confirm", following=following.pk)


def find_following(token: str) -> Following | None:
    """The following that a link in a mail refers to, or None."""
    found = Following.objects.filter(proof=hash_link_token(token))
    return found.select_related("follower").first()


def find_follower(token: str) -> Follower | None:
    return Follower.objects.filter(proof=hash_link_token(token)).first()


@transaction.atomic
def confirm_following(following: Following) -> bool:
    """Start sending news; returns whether the following still exists."""
    follower = Follower.objects.select_for_update().filter(pk=following.follower_id).first()
    now = timezone.now()
    if follower is None:
        return False
    if not follower.followings.exclude(confirmed_at=None).exists():
        Follower.objects.filter(pk=follower.pk).update(told_until=now)  # nothing of before
    there = Following.objects.filter(pk=following.pk)
    there.filter(confirmed_at=None).update(confirmed_at=now)
    return there.exists()


@transaction.atomic
def stop_following(following: Following) -> None:
    """Stop sending news. An address that follows nothing else is deleted."""
    follower = Follower.objects.select_for_update().filter(pk=following.follower_id).first()
    Following.objects.filter(pk=following.pk).delete()
    if follower is not None and not follower.followings.exists():
        follower.delete()


def stop_all(follower: Follower) -> None:
    """Stop all mails to the address and delete it."""
    Follower.objects.filter(pk=follower.pk).delete()


def find_confirmed(number: int) -> Following | None:
    """A confirmed following with its follower, or None if it was ended."""
    found = Following.objects.filter(pk=number).exclude(confirmed_at=None)
    return found.select_related("follower").first()


def count_confirmed(kind: str, key: str) -> int:
    """How many addresses follow the object."""
    return Following.objects.filter(kind=kind, key=key).exclude(confirmed_at=None).count()


@transaction.atomic
def post_to_followers(kind: str, key: str, mail: str, **about: Any) -> int:
    """Queue a mail to every follower in their language; returns how many."""
    rows = Following.objects.filter(kind=kind, key=key).exclude(confirmed_at=None)
    count = 0
    for one in rows.select_related("follower").order_by("pk"):
        follower = one.follower
        post_outside(follower.email, follower.language, mail, following=one.pk, **about)
        count += 1
    return count


def list_followings(follower: Follower) -> list[Following]:
    """The confirmed followings of an address. One query."""
    return list(follower.followings.exclude(confirmed_at=None).order_by("pk"))


# ---- the daily mail ------------------------------------------------------------------------------------


def queue_news(opened: datetime, now: datetime) -> None:
    """Queue the daily mails to all addresses with news since their last one. The news of an object are looked
    up once, however many follow it.
    """
    due = _select_due(opened)
    things = Following.objects.filter(follower__in=due).exclude(confirmed_at=None)
    since_of: dict[tuple[str, str], datetime] = {}
    for kind, key, since in things.order_by("pk").values_list(
        "kind", "key", "follower__told_until"
    ):
        since_of[kind, key] = min(since_of.get((kind, key), since), since)
    last = {
        (kind, key): max((one.at for one in _list_if_there(kind, key, since, now)), default=None)
        for (kind, key), since in since_of.items()
    }
    for follower in due.prefetch_related("followings"):
        followed = [one for one in follower.followings.all() if one.confirmed_at]
        moments = [last.get((one.kind, one.key)) for one in followed]
        has_news = any(at is not None and at > follower.told_until for at in moments)
        with transaction.atomic():
            # Conditional on the old value: of two workers only one writes the mail.
            taken = Follower.objects.filter(pk=follower.pk, told_until=follower.told_until)
            if taken.update(told_until=now) and has_news:
                post_outside(
                    follower.email, follower.language, "follow_news",
                    follower=follower.pk, since=follower.told_until.isoformat(), until=now.isoformat(),
                )  # fmt: skip


def _select_due(opened: datetime) -> QuerySet[Follower]:
    """Addresses with a confirmed following that got no news since ``opened``, when today's mails begin."""
    confirmed = Following.objects.filter(follower=OuterRef("pk")).exclude(confirmed_at=None)
    return Follower.objects.filter(Exists(confirmed), told_until__lt=opened).order_by("pk")


def _list_if_there(kind: str, key: str, since: datetime, until: datetime) -> Sequence[FollowNews]:
    if find_thing(kind, key) is None:  # it is gone, or not everybody may see it any more
        return ()
    return list_thing_news(kind, key, since, until)


def confirm_words(mail: Mail) -> dict[str, Any] | None:
    """The confirmation link; None if it was confirmed or ended meanwhile, or the object is gone."""
    following = Following.objects.get(pk=mail.about["following"])
    thing = find_thing(following.kind, following.key)
    if thing is None:
        return None
    return {
        "title": thing.title,
        "thing": thing.url,
        "url": build_url("follow_confirm", following.token),
        "stop": build_url("follow_stop", following.token),
        "days": settings.RETENTION["followings"],
    }


def news_words(mail: Mail) -> dict[str, Any] | None:
    """All news for an address; None if nothing remains to be told."""
    follower = Follower.objects.get(pk=mail.about["follower"])
    since, until = (datetime.fromisoformat(mail.about[name]) for name in ("since", "until"))
    parts, count = [], 0
    for following in list_followings(follower):
        assert following.confirmed_at is not None
        thing = find_thing(following.kind, following.key)
        begin = max(since, following.confirmed_at)
        news = list_thing_news(following.kind, following.key, begin, until) if thing else []
        if thing is None or not news:
            continue
        count += len(news)
        lines = [say("mail.digest.entry", words=one.words, url=one.url) for one in news[:MAIL_MOST]]
        if len(news) > MAIL_MOST:
            lines.append(say("mail.more", n=len(news) - MAIL_MOST))
        lines.append(say("follow.mail.stop_one", url=build_url("follow_stop", following.token)))
        parts.append("\n".join((thing.title, *lines)))
    if not parts:
        return None
    stop = build_url("follow_stop_all", follower.token)
    return {"n": count, "news": "\n\n".join(parts), "stop": stop, "unsubscribe": stop}


# ---- for who looks through all that is held ------------------------------------------------------------


def list_followers() -> QuerySet[Follower]:
    """All addresses that follow or asked to follow something, oldest first."""
    return Follower.objects.order_by("pk")


def list_followers_at(email: str) -> QuerySet[Follower]:
    return list_followers().filter(email__iexact=email.strip())


def list_followings_at(email: str) -> QuerySet[Following]:
    found = Following.objects.filter(follower__email__iexact=email.strip())
    return found.select_related("follower").order_by("pk")


def delete_unconfirmed(before: datetime, *, is_meant: bool = True) -> int:
    """Delete requests not confirmed since ``before``, and addresses without any other; returns the number of
    requests. Without ``is_meant`` they are only counted.
    """
    over = Following.objects.filter(confirmed_at=None, created_at__lt=before)
    if not is_meant:
        return over.count()
    with transaction.atomic():
        addresses = list(over.values_list("follower", flat=True))
        gone = over.delete()[0]
        held = Following.objects.filter(follower=OuterRef("pk"))
        Follower.objects.filter(~Exists(held), pk__in=addresses).delete()
    return gone
