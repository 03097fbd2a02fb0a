"""What grew from what: events between initiatives and networks, a split, and how an initiative becomes a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.accounts.permissions import InitiativeState
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.initiatives.access import Reader, build_seen_filter
from huiyin.desk.initiatives.api.goals import tie_goal
from huiyin.desk.initiatives.api.initiatives import (
    UnusableInitiative,
    begin_initiative,
    date_period,
    lock_initiative,
)
from huiyin.desk.initiatives.api.lists import select_initiatives
from huiyin.desk.initiatives.data import (
    Belongings,
    InitiativeInput,
    InitiativeKind,
    LineageInput,
    LineageKind,
)
from huiyin.desk.initiatives.hooks import HAND_OVER
from huiyin.desk.initiatives.models import (
    ConsultationTie,
    Founder,
    Goal,
    GoalTie,
    Initiative,
    InitiativeDocument,
    InitiativePart,
    LineageEvent,
    LineageSide,
)
from huiyin.desk.networks.api import find_networks, list_networks
from huiyin.desk.networks.network_members import save_network
from huiyin.desk.notifications.outbox import post_all
from huiyin.desk.registry.api.seats import list_speakers
from huiyin.desk.registry.organisations import select_members

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.networks.models import Network

#: How many go in and come out at least.
_LEAST = {
    LineageKind.GREW: (1, 1),
    LineageKind.SPLIT: (1, 2),
    LineageKind.MERGED: (2, 1),
    LineageKind.CONTINUED: (1, 1),
    LineageKind.BECAME_NETWORK: (1, 1),
}
#: After these, what came out may serve the goals that what went in serves.
_HANDS_ON = (LineageKind.SPLIT, LineageKind.MERGED, LineageKind.CONTINUED)


@transaction.atomic
def relate_initiatives(given: LineageInput, by: User | None) -> LineageEvent:
    """Write down an event. Raises :class:`UnusableInitiative` where too few are named for its kind, where one would come out
    of itself, nothing shows that it happened, or it has not happened yet."""
    before = [*given.initiatives_before, *(f"n{one}" for one in given.networks_before)]
    after = [*given.initiatives_after, *(f"n{one}" for one in given.networks_after)]
    least = _LEAST[given.kind]
    if len(before) < least[0] or len(after) < least[1]:
        raise UnusableInitiative("too_few")
    if set(map(str, before)) & set(map(str, after)):
        raise UnusableInitiative("itself")
    if not (given.evidence.strip() or given.evidence_url):
        raise UnusableInitiative("no_evidence")
    if given.kind == LineageKind.BECAME_NETWORK and not given.networks_after:
        raise UnusableInitiative("too_few")
    period = date_period(given.since, "")
    if not period["since"]:
        raise UnusableInitiative("days")
    if period["first_day"] and period["first_day"] > timezone.localdate():
        raise UnusableInitiative("future")
    event = LineageEvent.objects.create(
        kind=given.kind.value,
        evidence=given.evidence,
        evidence_url=given.evidence_url,
        created_by=by,
        **period,
    )
    sides = [("initiative_id", given.initiatives_before, False), ("network_id", given.networks_before, False),
             ("initiative_id", given.initiatives_after, True), ("network_id", given.networks_after, True)]  # fmt: skip
    LineageSide.objects.bulk_create(
        LineageSide(event=event, is_outcome=is_outcome, **{column: number})
        for column, numbers, is_outcome in sides
        for number in dict.fromkeys(numbers)
    )
    first = Initiative.objects.filter(pk__in=[*given.initiatives_before, *given.initiatives_after])
    for one in first.order_by("pk"):
        record_audit_entry(by, "initiative.relate", one, name=str(one), kind=given.kind.value)
    if given.keeps_goals and given.kind in _HANDS_ON:
        ties = list(
            GoalTie.objects.filter(
                initiative__in=given.initiatives_before, ended_on=None, goal__withdrawn_at=None
            )
            .select_related("goal")
            .order_by("tied_on", "pk")
        )
        for one in first.filter(pk__in=given.initiatives_after).order_by("pk"):
            _serve_further(lock_initiative(one), ties, period["first_day"], by)
    return event


def list_relatable(reader: Reader) -> tuple[list[Initiative], list[Network]]:
    """Initiatives and networks of which somebody may say what they came from: what they lead. An event is read at both ends
    at once, so that one that ties others' is written down by the secretariat, whom both sides can tell."""
    networks, rows = list_networks(), select_initiatives(reader)
    if reader.is_secretariat:
        return list(rows), list(networks)
    own = [one for one in networks if one.pk in reader.networks]
    return list(rows.filter(network__in=reader.networks)), own


@transaction.atomic
def relate_own(given: LineageInput, reader: Reader, by: User) -> LineageEvent:
    """:func:`relate_initiatives` for who may write of what is at both ends. Raises :class:`UnusableInitiative`."""
    if not reader.is_secretariat:
        named = {*given.initiatives_before, *given.initiatives_after}
        leads = Initiative.objects.filter(pk__in=named, network__in=reader.networks)
        if leads.count() < len(named) or not (
            {*given.networks_before, *given.networks_after} <= reader.networks
        ):
            raise UnusableInitiative("others_lineage")
    return relate_initiatives(given, by)


def _serve_further(
    initiative: Initiative, ties: Sequence[GoalTie], since: date | None, by: User | None
) -> None:
    """Let what came out serve goals that what went in serves, from when it came to be; the older ties stay and say what was
    served until then."""
    today = timezone.localdate()
    served = set(initiative.ties.filter(ended_on=None).values_list("goal", flat=True))
    for tie in ties:
        if tie.goal_id not in served:
            served.add(tie.goal_id)
            day = min(max(tie.tied_on, since or tie.tied_on), today)
            tie_goal(initiative, tie.goal, by, day=day, note=tie.note)


@transaction.atomic
def withdraw_event(initiative: Initiative, number: int, by: User) -> None:
    """It was written down by mistake. One by which a network was founded stays: organisations have answered to it. Raises
    :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    rows = LineageEvent.objects.select_for_update().filter(pk=number, withdrawn_at=None)
    event = rows.filter(pk__in=held.lineage.values("event")).first()
    if event is None:
        raise UnusableInitiative("gone")
    if event.founders.exists():
        raise UnusableInitiative("founded")
    event.withdrawn_at = timezone.now()
    event.save(update_fields=("withdrawn_at",))
    record_audit_entry(by, "initiative.unrelate", held, name=str(held), kind=event.kind)


# ---- what belongs to an initiative ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """What belongs to an initiative now, in the order in which forms show it."""

    goals: tuple[Goal, ...]
    documents: tuple[InitiativeDocument, ...]
    consultations: tuple[ConsultationTie, ...]
    parts: tuple[InitiativePart, ...]
    served: tuple[GoalTie, ...]

    @property
    def digested(self) -> dict[str, Any]:
        """What a form showed of it, for its version."""
        return {
            "goals": [one.pk for one in self.goals],
            "documents": [one.pk for one in self.documents],
            "consultations": [one.consultation for one in self.consultations],
            "parts": [one.pk for one in self.parts],
            "served": [one.pk for one in self.served],
        }


def list_held(initiative: Initiative) -> Held:
    """Five queries."""
    today = timezone.localdate()
    parts = initiative.parts.select_related("organisation")
    return Held(
        tuple(initiative.goals.filter(withdrawn_at=None)),
        tuple(initiative.documents.filter(withdrawn_at=None)),
        tuple(initiative.consultations.filter(ended_on=None)),
        tuple(one for one in parts if one.holds_on(today)),
        tuple(
            initiative.ties.filter(ended_on=None, goal__withdrawn_at=None).select_related("goal")
        ),
    )


def _check_held(initiative: Initiative, seen: str | None) -> Held:
    """What belongs to it, as the form showed it. Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict` where that has
    changed since: nobody divides what they did not see."""
    held = list_held(initiative)
    # Nothing is typed over what is stored: where the form showed anything else, it is shown anew.
    check_unchanged(seen, held.digested, dict.fromkeys(held.digested, "?"))
    return held


# ---- a split -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Successor:
    """What an initiative is split into: its names, what goes along with it, and which of the organisations."""

    names: dict[str, str]
    takes: Belongings
    parts: Sequence[int] = ()


@transaction.atomic
def split_initiative(
    initiative: Initiative,
    successors: Sequence[Successor],
    since: str,
    by: User,
    *,
    evidence: str,
    evidence_url: str = "",
    ends: bool = True,
    seen: str | None = None,
) -> LineageEvent:
    """Let an initiative become several. What goes along is moved and keeps its history; a consultation runs on as it did, and
    nobody's words are touched. Raises :class:`UnusableInitiative`, :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    held = lock_initiative(initiative)
    belongs = _check_held(held, seen)
    if held.state == InitiativeState.GIVEN_UP:
        raise UnusableInitiative("given_up")
    made = [_begin_successor(held, one, since, by) for one in successors]
    for successor, row in zip(successors, made, strict=True):
        _move(held, row, belongs, successor, by)
    if ends:
        _end(held, since)
    event = relate_initiatives(
        LineageInput(
            LineageKind.SPLIT,
            since,
            [held.pk],
            [one.pk for one in made],
            evidence=evidence,
            evidence_url=evidence_url,
        ),
        by,
    )
    record_audit_entry(
        by, "initiative.split", held, name=str(held), names=[str(one) for one in made]
    )
    return event


def _begin_successor(held: Initiative, given: Successor, since: str, by: User) -> Initiative:
    return begin_initiative(
        InitiativeInput(
            InitiativeKind(held.kind),
            InitiativeState.RUNNING,
            given.names,
            since=since,
            focuses=[one.focus for one in held.focuses.all()],
            places=held.places,
            network=held.network_id,
            is_public=held.is_public,
        ),
        by,
    )


def _move(held: Initiative, to: Initiative, belongs: Held, given: Successor, by: User) -> None:
    """Let what a successor takes be its own; of consultations and organisations both rows stay, dated."""
    today = timezone.localdate()
    Goal.objects.filter(
        pk__in=[one.pk for one in belongs.goals if one.pk in given.takes.goals]
    ).update(initiative=to, came_from=held)
    InitiativeDocument.objects.filter(
        pk__in=[one.pk for one in belongs.documents if one.pk in given.takes.documents]
    ).update(initiative=to)
    for tie in belongs.consultations:
        if tie.consultation in given.takes.consultations:
            ConsultationTie.objects.filter(pk=tie.pk).update(ended_on=today, ended_by=by)
            ConsultationTie.objects.create(
                initiative=to, consultation=tie.consultation, tied_on=today, created_by=by
            )
    for part in belongs.parts:
        if part.pk in given.parts:
            InitiativePart.objects.create(
                initiative=to,
                organisation_id=part.organisation_id,
                role=part.role,
                created_by=by,
                **date_period(to.since, ""),
            )
    further = [one for one in belongs.served if one.pk in given.takes.served]
    _serve_further(to, further, to.first_day, by)


def _end(held: Initiative, until: str) -> None:
    """It ended, and with it what took part in it; that it served its goals stays known."""
    today = timezone.localdate()
    period = (
        date_period(held.since, until)
        if until >= held.since[: len(until)]
        else date_period("", until)
    )
    held.state = InitiativeState.ENDED.value
    for name, value in period.items():
        setattr(held, name, value)
    held.save(update_fields=("state", "since", "until", "first_day", "last_day"))
    for part in held.parts.select_for_update().filter(until=""):
        if part.holds_on(today):
            part.until, part.last_day = period["until"], period["last_day"]
            if part.first_day and part.last_day and part.last_day < part.first_day:
                part.until, part.last_day = part.since, part.first_day
            part.save(update_fields=("until", "last_day"))


# ---- an initiative becomes a network -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Founding:
    """What came of it. ``invited``: whom it was asked of; ``others``: names of organisations that took part and cannot be
    members of a network here, since they are none of the umbrella."""

    event: LineageEvent
    network: Network
    invited: tuple[Founder, ...]
    others: tuple[str, ...]


@transaction.atomic
def found_network(
    initiative: Initiative,
    since: str,
    by: User,
    *,
    network: int | None = None,
    names: dict[str, str] | None = None,
    takes: Belongings = Belongings(),  # noqa: B008 - frozen
    evidence: str,
    evidence_url: str = "",
    ends: bool = True,
    seen: str | None = None,
) -> Founding:
    """Let an initiative become a network, one that is there or a new one of these names. Its organisations are invited as
    founding members and belong to it once they accept; goals, documents and open consultations that are named go along, the
    others stay; nothing is copied. Raises :class:`UnusableInitiative`, :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    held = lock_initiative(initiative)
    belongs = _check_held(held, seen)
    if held.lineage.filter(
        is_outcome=False, event__kind=LineageKind.BECAME_NETWORK, event__withdrawn_at=None
    ).exists():
        raise UnusableInitiative("network_already")
    if network is None:
        named = names or {}
        if not any(named.values()):
            raise UnusableInitiative("no_network_name")
        become = save_network(None, named.get("zh", ""), named.get("en", ""), by)
    else:
        found = find_networks([network]).get(network)
        if found is None:
            raise UnusableInitiative("gone")
        become = found
    event = relate_initiatives(
        LineageInput(
            LineageKind.BECAME_NETWORK,
            since,
            [held.pk],
            networks_after=[become.pk],
            evidence=evidence,
            evidence_url=evidence_url,
        ),
        by,
    )
    _take_along(held, become, belongs, takes, by)
    if held.network_id is None:
        held.network_id = become.pk
        held.save(update_fields=("network",))
    invited, others = _invite(event, become, belongs, by)
    if ends:
        _end(held, since)
    record_audit_entry(by, "initiative.found", held, name=str(held), network=str(become))
    return Founding(event, become, invited, others)


def _take_along(
    held: Initiative, network: Network, belongs: Held, takes: Belongings, by: User
) -> None:
    goals = [one.pk for one in belongs.goals if one.pk in takes.goals]
    Goal.objects.filter(pk__in=goals).update(initiative=None, network=network, came_from=held)
    documents = [one.pk for one in belongs.documents if one.pk in takes.documents]
    InitiativeDocument.objects.filter(pk__in=documents).update(network=network)
    tied = {one.consultation for one in belongs.consultations}
    slugs = [slug for slug in takes.consultations if slug in tied]
    if slugs:
        HAND_OVER.item(slugs, network.pk, by)


def _invite(
    event: LineageEvent, network: Network, belongs: Held, by: User
) -> tuple[tuple[Founder, ...], tuple[str, ...]]:
    """Ask each organisation once; who belongs to the network already need not be asked."""
    taking = {one.organisation_id: one.organisation for one in belongs.parts}
    members = set(select_members().filter(pk__in=taking).values_list("pk", flat=True))
    there = set(network.members.values_list("pk", flat=True))
    founders = Founder.objects.bulk_create(
        Founder(event=event, network=network, organisation=taking[number], created_by=by)
        for number in sorted(members - there)
    )
    for founder in founders:
        post_all(list_speakers([founder.organisation_id]), "founding", founder=founder.pk)
    others = tuple(str(one) for number, one in sorted(taking.items()) if number not in members)
    return tuple(founders), others


# ---- the tree --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Branch:
    """An initiative or a network, the event that leads to it, and what lies beyond it in the same direction.
    ``is_repeated``: it stands in the tree already, and what lies beyond it stands there."""

    thing: Initiative | Network
    is_network: bool
    event: LineageEvent
    beyond: tuple[Branch, ...] = ()
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """What something came from, and what came from it: the same events read both ways."""

    before: tuple[Branch, ...]
    after: tuple[Branch, ...]

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


_Node = tuple[bool, int]


def draw_tree(
    reader: Reader, *, initiative: Initiative | None = None, network: Network | None = None
) -> Tree:
    """The tree of an initiative or of a network, as far as somebody may see its parts. Three queries, however large."""
    events = list(
        LineageEvent.objects.filter(withdrawn_at=None)
        .order_by("first_day", "pk")
        .prefetch_related("sides__initiative", "sides__network")
    )
    seen = set(
        Initiative.objects.filter(build_seen_filter(reader)).values_list("pk", flat=True)
        if not reader.is_secretariat
        else ()
    )
    things: dict[_Node, Initiative | Network] = {}
    ways: dict[bool, dict[_Node, list[tuple[LineageEvent, _Node]]]] = {True: {}, False: {}}
    for event in events:
        ends: dict[bool, list[_Node]] = {True: [], False: []}
        for side in event.sides.all():
            node = (side.network_id is not None, side.network_id or side.initiative_id or 0)
            if node[0] or reader.is_secretariat or node[1] in seen:
                thing = side.network if node[0] else side.initiative
                assert thing is not None
                things[node] = thing
                ends[side.is_outcome].append(node)
        for one in ends[False]:
            for other in ends[True]:
                ways[True].setdefault(one, []).append((event, other))
                ways[False].setdefault(other, []).append((event, one))
    root: _Node = (
        (True, network.pk) if network is not None else (False, initiative.pk if initiative else 0)
    )
    return Tree(*(_grow(root, ways[way], things, {root}) for way in (False, True)))


def _grow(
    node: _Node,
    ways: dict[_Node, list[tuple[LineageEvent, _Node]]],
    things: dict[_Node, Initiative | Network],
    drawn: set[_Node],
) -> tuple[Branch, ...]:
    branches = []
    for event, other in ways.get(node, ()):
        is_repeated = other in drawn
        drawn.add(other)
        beyond = () if is_repeated else _grow(other, ways, things, drawn)
        branches.append(Branch(things[other], other[0], event, beyond, is_repeated))
    return tuple(branches)
