"""The newsletter: made of what was published and what happened from a day to a day, edited, and sent to who confirmed that
they want it. Each mail ends it with one click (RFC 8058)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.lookups import (
    list_open_consultations,
    select_public_consultations,
)
from huiyin.desk.core.languages import override_language
from huiyin.desk.core.site_urls import build_language_url, build_url
from huiyin.desk.notifications import followings
from huiyin.desk.outcomes.api.public_results import list_latest_replies
from huiyin.desk.pages.listings import select_articles
from huiyin.desk.pages.models import NewsletterIssue
from huiyin.desk.research.api.library import select_works
from huiyin.desk.research.readers import ANYBODY
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.notifications.models import Mail

KIND, KEY, MAIL = "newsletter", "all", "newsletter"
#: Entries of one kind, and answers that are looked through.
_MOST, _LOOKED = 20, 500
_CODES = {"zh": "zh-hans", "en": "en"}


class IssueSent(Exception):
    """An issue that went out, and is what people have."""


@dataclass(frozen=True, slots=True)
class IssueWords:
    """Subject and text by language (``zh``, ``en``)."""

    subjects: Mapping[str, str]
    texts: Mapping[str, str]


# ---- who gets it -----------------------------------------------------------------------------------------


def find_thing(key: str) -> followings.FollowedThing | None:
    """What can be followed: there is one newsletter."""
    if key != KEY:
        return None
    return followings.FollowedThing(KIND, KEY, say("newsletter.title"), build_url("feeds"))


def list_news(_key: str, _since: datetime, _until: datetime) -> tuple[followings.FollowNews, ...]:
    """Nothing for the mail of the day: what is new comes when an issue is sent."""
    return ()


def mail_words(mail: Mail) -> dict[str, Any] | None:
    """An issue as it goes to one address; None where they stopped it meanwhile."""
    following = followings.find_confirmed(mail.about["following"])
    issue = NewsletterIssue.objects.get(pk=mail.about["issue"])
    if following is None:
        return None
    is_english = following.follower.language == "en"
    stop = build_url("follow_stop", following.token)
    return {
        "subject": issue.subject_en if is_english else issue.subject_zh,
        "text": issue.text_en if is_english else issue.text_zh,
        "stop": stop,
        "unsubscribe": stop,
    }


# ---- made, edited, sent ----------------------------------------------------------------------------------


def list_issues() -> list[NewsletterIssue]:
    return list(NewsletterIssue.objects.order_by("-pk")[:100])


def find_issue(number: int) -> NewsletterIssue | None:
    return NewsletterIssue.objects.filter(pk=number).first()


def count_recipients() -> int:
    return followings.count_confirmed(KIND, KEY)


@transaction.atomic
def make_issue(since: date, until: date, by: User) -> NewsletterIssue:
    """A first wording in both languages of what came from ``since`` to ``until``, for somebody to edit."""
    words = {code: _compose(code, since, until) for code in _CODES}
    issue = NewsletterIssue(
        since=since, until=until, created_by=by,
        **{f"subject_{code}": subject for code, (subject, _) in words.items()},
        **{f"text_{code}": text for code, (_, text) in words.items()},
    )  # fmt: skip
    issue.save(force_insert=True)
    record_audit_entry(by, "newsletter.make", issue, name=str(issue))
    return issue


@transaction.atomic
def change_issue(issue: NewsletterIssue, words: IssueWords, by: User) -> None:
    """Raises :class:`IssueSent`."""
    held = _lock_issue(issue)
    for code in _CODES:
        setattr(held, f"subject_{code}", words.subjects[code])
        setattr(held, f"text_{code}", words.texts[code])
    held.save(update_fields=("subject_zh", "subject_en", "text_zh", "text_en"))
    record_audit_entry(by, "newsletter.change", held, name=str(held))


@transaction.atomic
def send_issue(issue: NewsletterIssue, by: User) -> int:
    """Write a mail to everybody who wants it; the worker sends them. Returns how many. Raises :class:`IssueSent`."""
    held = _lock_issue(issue)
    held.sent_at = timezone.now()
    held.recipients = followings.post_to_followers(KIND, KEY, MAIL, issue=held.pk)
    held.save(update_fields=("sent_at", "recipients"))
    record_audit_entry(by, "newsletter.send", held, name=str(held), mails=held.recipients)
    return held.recipients


@transaction.atomic
def delete_issue(issue: NewsletterIssue, by: User) -> None:
    """Raises :class:`IssueSent`."""
    held = _lock_issue(issue)
    record_audit_entry(by, "newsletter.delete", held, name=str(held))
    held.delete()


def _lock_issue(issue: NewsletterIssue) -> NewsletterIssue:
    held = NewsletterIssue.objects.select_for_update().get(pk=issue.pk)
    if held.sent_at is not None:
        raise IssueSent(held.pk)
    return held


# ---- its first wording -----------------------------------------------------------------------------------


def _compose(code: str, since: date, until: date) -> tuple[str, str]:
    """Subject and text in one language."""
    language = _CODES[code]
    with override_language(language):
        days = {"since": say_date(since), "until": say_date(until)}
        parts = [
            say("newsletter.begin", **days),
            *_list_parts(language, since, until),
        ]
        if len(parts) == 1:
            parts.append(say("newsletter.nothing"))
        return say("newsletter.subject", **days), "\n\n".join(parts)


def _list_parts(language: str, since: date, until: date) -> Iterable[str]:
    """News, consultations that opened, those still open with their last day, answers, works: what there is of them."""
    told = (
        ("news", _list_articles(language, since, until)),
        ("opened", _list_opened(language, since, until)),
        ("open", _list_open(language)),
        ("replies", _list_replies(language, since, until)),
        ("works", _list_works(language, since, until)),
    )
    for name, entries in told:
        lines = [f"· {title}\n  {url}" for title, url in entries]
        if lines:
            yield "\n".join((say(f"newsletter.part.{name}"), *lines))


def _list_articles(language: str, since: date, until: date) -> list[tuple[str, str]]:
    rows = select_articles(language).filter(on__gte=since, on__lte=until)[:_MOST]
    found = []
    for one in rows:
        url = one.get_url_parts()
        found.append((one.title, f"{settings.SITE}{url[2]}" if url else settings.SITE))
    return found


def _list_opened(language: str, since: date, until: date) -> list[tuple[str, str]]:
    rows = select_public_consultations().filter(opens__gte=since, opens__lte=until)
    return [
        (one.title, build_language_url(language, "overview", one.slug))
        for one in rows.order_by("opens", "pk")[:_MOST]
    ]


def _list_open(language: str) -> list[tuple[str, str]]:
    return [
        (
            f"{one.title} · {say('pages.until', day=say_date(one.closes))}"
            if one.closes
            else one.title,
            build_language_url(language, "overview", one.slug),
        )
        for one in list_open_consultations(_MOST)
    ]


def _list_replies(language: str, since: date, until: date) -> list[tuple[str, str]]:
    """Of each consultation how many answers came."""
    counts: dict[str, tuple[str, int]] = {}
    for one in list_latest_replies(_LOOKED):
        day = one.replied_on or timezone.localdate(one.created_at)
        if since <= day <= until:
            about = one.suggestion.version.proposal.consultation
            counts[about.slug] = (about.title, counts.get(about.slug, ("", 0))[1] + 1)
    return [
        (
            f"{title} · {say('newsletter.answers', n=n)}",
            build_language_url(language, "replies", slug),
        )
        for slug, (title, n) in counts.items()
    ]


def _list_works(language: str, since: date, until: date) -> list[tuple[str, str]]:
    rows = select_works(ANYBODY).filter(published_on__gte=since, published_on__lte=until)[:_MOST]
    return [(one.title, build_language_url(language, "research_work", one.slug)) for one in rows]
