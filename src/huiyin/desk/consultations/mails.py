"""Mails of consultations: receipts, reminders of open comments and votes, news for digests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.permissions import Action, Stage
from huiyin.desk.audit.api import list_entries_on
from huiyin.desk.consultations.access import Access, list_invited
from huiyin.desk.consultations.models import (
    Comment,
    Consultation,
    Decision,
    Group,
    Intake,
    Statement,
    Vote,
)
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.jobs.api import say_problem
from huiyin.desk.laws.api import map_laws
from huiyin.desk.notifications.reminders import DueReminder, NewsItem
from huiyin.desk.registry.api.seats import list_speakers
from huiyin.desk.registry.calendars import working_days
from huiyin.i18n import current_language, say, say_date
from huiyin.presentation.citations import name_provision, shorten_text

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.notifications.models import Mail
    from huiyin.desk.registry.models import Organisation


#: How many working days before closing those who have not commented or voted are reminded.
BEFORE_CLOSE = 3
#: After how many working days those who have not voted on everything are reminded.
AFTER_VOTING = 5
#: The most own comments listed in a mail, which must be readable on a phone.
MOST = 20


def cite_provision(consultation: Consultation, eid: str) -> str:
    """The citation of a provision, in the reader's language if the draft is available in it; an empty ``eid``
    is the whole law.
    """
    if not eid:
        return say("desk.law.whole")
    laws = map_laws(consultation.draft)
    law = laws.get(current_language()) or next(iter(laws.values()), None)
    return name_provision(law, eid) if law else eid


def describe_comment(comment: Comment) -> str:
    """A comment in one line: its provision and how it begins."""
    place = cite_provision(comment.consultation, comment.eid)
    return say("mail.comment", place=place, words=shorten_text(comment.words, 60))


def join_names(organisations: Iterable[Organisation]) -> str:
    """The names of organisations, at least one, in the reader's language."""
    return reduce(
        lambda one, other: say("mail.and", one=one, other=other), (o.name for o in organisations)
    )


def list_delegates(organisations: QuerySet[Organisation]) -> QuerySet[User]:
    """The delegates of organisations, each once."""
    return list_speakers(organisations)


def list_officers(consultation: Consultation) -> QuerySet[User]:
    """The officers of the authority that the consultation addresses."""
    return list_speakers([consultation.authority_id])


# ---- receipts ------------------------------------------------------------------------------------------


def comments_receipt(mail: Mail) -> dict[str, Any] | None:
    """What the user sent in one sitting, without what they withdrew meanwhile."""
    consultation = Consultation.objects.get(pk=mail.about["consultation"])
    sent = (
        Comment.objects.sent()
        .filter(pk__in=mail.about["items"], author=mail.person)
        .select_related("consultation__draft")
    )
    if not sent:
        return None
    lines = [
        say("mail.item.private" if one.is_private else "mail.item", words=describe_comment(one))
        for one in sent[:MOST]
    ]
    if len(sent) > MOST:
        lines.append(say("mail.more", n=len(sent) - MOST))
    return {
        "n": len(sent),
        "title": consultation.title,
        "comments": "\n".join(lines),
        "url": build_url("mine", consultation.slug),
    }


def intake_receipt(mail: Mail) -> dict[str, Any] | None:
    """The result of importing a file, for whoever uploaded it."""
    intake = Intake.objects.select_related("consultation").get(pk=mail.about["intake"])
    if not intake.is_done:
        return None  # its columns were mapped anew meanwhile; another mail tells of that
    if mail.person is None or not Access(mail.person, intake.consultation).may(Action.SEE_PRIVATE):
        return None  # what was sent in is the team's, and they are of it no more
    outcome = [say("mail.intake.taken", n=intake.taken)]
    if intake.refused:
        outcome.append(say("mail.intake.refused", n=len(intake.refused)))
    if "problem" in mail.about:
        outcome.append(say_problem(mail.about["problem"]))
    return {
        "file": intake.file_name,
        "title": intake.consultation.title,
        "outcome": "\n".join(outcome),
        "url": build_url("intake", intake.consultation.slug, intake.pk),
    }


# ---- reminders -----------------------------------------------------------------------------------------


def list_silent(consultation: Consultation) -> QuerySet[Organisation]:
    """Invited organisations without any comment, public or private, typed or imported."""
    spoke = Comment.objects.sent().filter(consultation=consultation, organisation__isnull=False)
    return list_invited(consultation).exclude(pk__in=spoke.values("organisation")).order_by("slug")


def list_closing_reminders(today: date) -> Iterator[DueReminder]:
    """Reminders that comments close soon, to delegates of organisations without comments."""
    open_now = Consultation.objects.filter(stage=Stage.COMMENTING, closes__gte=today)
    for one in open_now.exclude(opens__gt=today):
        assert one.closes is not None
        if one.closes <= working_days(one.authority).after(today, BEFORE_CLOSE):
            occasion = f"closing:{one.pk}:{one.closes}"
            for person in list_delegates(list_silent(one)):
                yield DueReminder(person, "closing", occasion, {"consultation": one.pk})


def closing_words(mail: Mail) -> dict[str, Any] | None:
    consultation = Consultation.objects.get(pk=mail.about["consultation"])
    mine = list_silent(consultation).filter(seats__user=mail.person)
    closes = consultation.closes
    is_open = consultation.stage == Stage.COMMENTING and closes and closes >= timezone.localdate()
    if not is_open or not mine:
        return None
    assert closes is not None
    return {
        "title": consultation.title,
        "organisations": join_names(mine),
        "day": say_date(closes),
        "url": build_url("consultation", consultation.slug),
    }


def list_undecided(consultation: Consultation) -> QuerySet[Organisation]:
    """Invited organisations that have not voted on every open statement."""
    open_to_votes = Statement.objects.filter(consultation=consultation, is_moderated_out=False)
    done = (
        Vote.objects.filter(
            statement__in=open_to_votes, organisation__isnull=False, value__isnull=False
        )
        .values("organisation")
        .annotate(cast=Count("statement", distinct=True))
        .filter(cast__gte=open_to_votes.count())
    )
    return list_invited(consultation).exclude(pk__in=done.values("organisation")).order_by("slug")


def list_voting_reminders(today: date) -> Iterator[DueReminder]:
    """Reminders that voting is open, to delegates of organisations that have not voted on everything. Near the
    last day, the reminder about that is sent instead.
    """
    for consultation in Consultation.objects.filter(stage=Stage.DELIBERATING):
        began = _came_to(consultation, Stage.DELIBERATING)
        if consultation.is_voting_over or _is_last_day_near(consultation, today):
            continue
        if working_days(consultation.authority).after(began, AFTER_VOTING) <= today and _can_vote(
            consultation
        ):
            occasion = f"voting:{consultation.pk}:{began}"
            for person in list_delegates(list_undecided(consultation)):
                yield DueReminder(person, "voting", occasion, {"consultation": consultation.pk})


def list_last_vote_reminders(today: date) -> Iterator[DueReminder]:
    """Reminders that voting ends soon, once per last day."""
    open_now = Consultation.objects.filter(stage=Stage.DELIBERATING, voting_closes__gte=today)
    for one in open_now:
        if _is_last_day_near(one, today) and _can_vote(one):
            occasion = f"last_vote:{one.pk}:{one.voting_closes}"
            for person in list_delegates(list_undecided(one)):
                yield DueReminder(person, "last_vote", occasion, {"consultation": one.pk})


def _is_last_day_near(consultation: Consultation, today: date) -> bool:
    """Whether the last day of voting is close enough for a reminder."""
    last = consultation.voting_closes
    if last is None or last < today:
        return False
    return last <= working_days(consultation.authority).after(today, BEFORE_CLOSE)


def last_vote_words(mail: Mail) -> dict[str, Any] | None:
    consultation = Consultation.objects.get(pk=mail.about["consultation"])
    last = consultation.voting_closes
    words = voting_words(mail)
    return words | {"day": say_date(last)} if words is not None and last is not None else None


def _came_to(consultation: Consultation, stage: Stage) -> date:
    """The day on which ``stage`` was last entered; the day of creation if it was never moved."""
    moves = list_entries_on("consultation", consultation.pk).filter(verb="move")
    moved = moves.filter(details__after=stage.value).first()
    return timezone.localdate(moved.created_at if moved else consultation.created_at)


def _can_vote(consultation: Consultation) -> bool:
    return Statement.objects.filter(consultation=consultation, is_moderated_out=False).exists()


def voting_words(mail: Mail) -> dict[str, Any] | None:
    consultation = Consultation.objects.get(pk=mail.about["consultation"])
    mine = list_undecided(consultation).filter(seats__user=mail.person)
    is_open = consultation.stage == Stage.DELIBERATING and not consultation.is_voting_over
    if not is_open or not mine or not _can_vote(consultation):
        return None
    return {
        "title": consultation.title,
        "organisations": join_names(mine),
        "url": build_url("vote", consultation.slug),
    }


# ---- news ----------------------------------------------------------------------------------------------


def list_news(reader: User, since: datetime, until: datetime) -> Iterator[NewsItem]:
    """Stage changes, numbers of comments, and the reader's comments that were set aside."""
    span = (since, until)
    moved = _map_previous_stages(span)
    spoken = set(
        Comment.objects.sent()
        .filter(submitted_at__gt=since, submitted_at__lte=until)
        .order_by()
        .values_list("consultation", flat=True)
        .distinct()
    )
    aside = _set_aside(reader, span)
    touched = Consultation.objects.filter(pk__in=moved.keys() | spoken | aside.keys())
    for consultation in touched.select_related("draft", "authority", "network"):
        access = Access(reader, consultation)
        if not access.may(Action.SEE):
            continue
        if moved.get(consultation.pk, consultation.stage) != consultation.stage:
            yield _make_stage_news(consultation)
        if consultation.pk in spoken:
            yield from _list_comment_news(access, span)
        for comment in aside.get(consultation.pk, ())[:MOST]:
            assert comment.group is not None
            words = say(
                "mail.news.aside", comment=describe_comment(comment), reason=comment.group.aside
            )
            yield NewsItem(
                consultation.title, words, build_url("fate", consultation.slug, comment.public_id)
            )


def _map_previous_stages(span: tuple[datetime, datetime]) -> dict[int, str]:
    """Consultation → its stage before it was moved."""
    before: dict[int, str] = {}
    moves = list_entries_on("consultation").filter(verb="move")
    within = moves.filter(created_at__gt=span[0], created_at__lte=span[1])
    for act in within.order_by("created_at", "pk"):
        before.setdefault(int(act.thing_id), act.details["before"])
    return before


def _make_stage_news(consultation: Consultation) -> NewsItem:
    stage = say(f"desk.stage.{consultation.stage}")
    if consultation.stage == Stage.COMMENTING and consultation.closes:
        words = say("mail.news.open", stage=stage, day=say_date(consultation.closes))
    else:
        words = say("mail.news.stage", stage=stage)
    return NewsItem(consultation.title, words, build_url("consultation", consultation.slug))


def _list_comment_news(access: Access, span: tuple[datetime, datetime]) -> Iterator[NewsItem]:
    """How many comments others sent; private ones count for readers who may see them."""
    consultation = access.consultation
    sent = (
        Comment.objects.sent()
        .filter(consultation=consultation, submitted_at__gt=span[0], submitted_at__lte=span[1])
        .exclude(author=access.person)
    )
    counts = sent.aggregate(
        public=Count("pk", filter=Q(is_private=False)),
        private=Count("pk", filter=Q(is_private=True)),
    )
    url = build_url("consultation", consultation.slug)
    if counts["public"]:
        yield NewsItem(consultation.title, say("mail.news.comments", n=counts["public"]), url)
    if counts["private"] and access.may(Action.SEE_PRIVATE):
        yield NewsItem(consultation.title, say("mail.news.private", n=counts["private"]), url)


def _set_aside(reader: User, span: tuple[datetime, datetime]) -> dict[int, list[Comment]]:
    """Consultation → the reader's comments in groups set aside in the period and still set aside."""
    decided = Decision.objects.filter(
        kind=Decision.Kind.ASIDE, created_at__gt=span[0], created_at__lte=span[1], undone_at=None
    )
    # A decision refers to the representative at that time; the comment's current group is the one
    # meant.
    keys = [key for decision in decided for key in decision.comments]
    groups = Group.objects.filter(comments__public_id__in=keys).exclude(aside="")
    found: dict[int, list[Comment]] = {}
    mine = Comment.objects.sent().filter(author=reader, group__in=groups)
    for comment in mine.select_related("group", "consultation__draft").order_by("pk"):
        found.setdefault(comment.consultation_id, []).append(comment)
    return found
