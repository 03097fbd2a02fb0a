"""A network's consultations: on its page, as duties of members, and as news."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.accounts.requests import Visitor
from huiyin.desk.audit.api import list_entries_on
from huiyin.desk.consultations.access import seen_by
from huiyin.desk.consultations.models import Comment, Consultation, Statement, Vote
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.networks.duties import Duty
from huiyin.desk.networks.hooks import PageLine, PagePart
from huiyin.desk.notifications.followings import FollowNews
from huiyin.desk.registry.organisations import select_members
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.networks.models import Network

#: The most consultations on a network's page.
_SHOWN = 30


def list_page_consultations(network: Network, reader: Visitor) -> PagePart:
    """The network's consultations visible to the reader, newest first. One query."""
    found = Consultation.objects.filter(seen_by(reader), network=network)[:_SHOWN]
    lines = tuple(
        PageLine(one.title, reverse("overview", args=(one.slug,)), say(f"desk.stage.{one.stage}"))
        for one in found
    )
    return PagePart(say("network.consultations"), lines)


def map_invited(consultations: Sequence[Consultation]) -> dict[int, set[int]]:
    """Consultation → keys of the organisations that may comment, as
    :func:`~huiyin.desk.consultations.access.list_invited`. At most two queries.
    """
    named: dict[int, set[int]] = defaultdict(set)
    by_invitation = [one for one in consultations if one.is_by_invitation]
    through = Consultation.invited.through.objects.filter(consultation__in=by_invitation)
    for number, organisation in through.values_list("consultation", "organisation"):
        named[number].add(organisation)
    members: dict[int, set[int]] = defaultdict(set)
    networks = {one.network_id for one in consultations if not one.is_by_invitation}
    belonging = select_members().filter(networks__in=networks).order_by()
    for network, organisation in belonging.values_list("networks", "pk"):
        members[network].add(organisation)
    return {
        one.pk: named[one.pk] - {one.authority_id}
        if one.is_by_invitation
        else members[one.network_id or 0]
        for one in consultations
    }


def list_duties(network: Network) -> Iterator[Duty]:
    """Who has not commented or voted yet. At most six queries, however many consultations there are."""
    stages = (Stage.COMMENTING, Stage.DELIBERATING)
    opened = list(Consultation.objects.filter(network=network, stage__in=stages).order_by("pk"))
    if not opened:
        return
    invited = map_invited(opened)
    spoke = _map_spoken(
        [consultation.pk for consultation in opened if consultation.stage == Stage.COMMENTING]
    )
    voted = _map_voted(
        [consultation.pk for consultation in opened if consultation.stage == Stage.DELIBERATING]
    )
    for consultation in opened:
        if consultation.stage == Stage.COMMENTING and consultation.is_in_window:
            waiting = invited[consultation.pk] - spoke[consultation.pk]
            yield _make_duty(consultation, "comment", waiting, len(invited[consultation.pk]))
        elif (
            consultation.stage == Stage.DELIBERATING
            and consultation.pk in voted
            and not consultation.is_voting_over
        ):
            waiting = invited[consultation.pk] - voted[consultation.pk]
            yield _make_duty(consultation, "vote", waiting, len(invited[consultation.pk]))


def _make_duty(one: Consultation, what: str, waiting: Collection[int], asked: int) -> Duty:
    page, due = ("consultation", one.closes) if what == "comment" else ("vote", one.voting_closes)
    return Duty(
        f"{what}:{one.pk}", say(f"network.duty.{what}"), one.title, build_url(page, one.slug),
        frozenset(waiting), asked, due,
    )  # fmt: skip


def _map_spoken(consultations: Collection[int]) -> dict[int, set[int]]:
    """Consultation → organisations with a public or private comment. One query."""
    spoke: dict[int, set[int]] = defaultdict(set)
    sent = Comment.objects.sent().filter(consultation__in=consultations, organisation__isnull=False)
    pairs = sent.order_by().values_list("consultation", "organisation").distinct()
    for number, organisation in pairs:
        assert organisation is not None
        spoke[number].add(organisation)
    return spoke


def _map_voted(consultations: Collection[int]) -> dict[int, set[int]]:
    """Consultation → organisations that voted on every open statement, if there is one. Two queries."""
    open_to_votes = Statement.objects.filter(
        consultation__in=consultations, is_moderated_out=False
    ).order_by()
    counts = dict(open_to_votes.values_list("consultation").annotate(n=Count("pk")))
    cast = (
        Vote.objects.filter(
            statement__in=open_to_votes, organisation__isnull=False, value__isnull=False
        )
        .order_by()
        .values_list("statement__consultation", "organisation")
        .annotate(n=Count("statement", distinct=True))
    )
    voted: dict[int, set[int]] = {number: set() for number in counts}
    for number, organisation, n in cast:
        if organisation is not None and n >= counts[number]:
            voted[number].add(organisation)
    return voted


def list_network_news(network: Network, since: datetime, until: datetime) -> Iterator[FollowNews]:
    """The public stage changes of the network's consultations. Two queries."""
    public = Consultation.objects.filter(network=network).exclude(stage=Stage.PREPARING)
    titles = {str(one.pk): one for one in public}
    moves = list_entries_on("consultation").filter(
        verb="move", thing_id__in=titles, created_at__gt=since, created_at__lte=until
    )
    for act in moves:
        after = act.details.get("after", "")
        one = titles[act.thing_id]
        if after in set(Stage) - {Stage.PREPARING}:
            words = say("network.news.stage", title=one.title, stage=say(f"desk.stage.{after}"))
            yield FollowNews(
                f"move-{act.pk}", act.created_at, words, build_url("overview", one.slug)
            )
