"""Forward suggestions and statements from a network to the umbrella or a parent network, where each is taken,
amended or sent back.

Permissions are checked again once both consultations are locked, so a coordinator dismissed in the meantime
cannot forward anything; items forwarded earlier are unaffected.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.api import list_accounts, list_secretariat
from huiyin.desk.accounts.permissions import Action, Stage
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.consultations.api.stages import lock_consultation
from huiyin.desk.consultations.api.statements import create_statement, list_votable_statements
from huiyin.desk.laws.api import find_unit_of
from huiyin.desk.networks.forwarding_lines import list_uppers
from huiyin.desk.networks.membership_requests import list_leading
from huiyin.desk.notifications.outbox import gather_item, post_all
from huiyin.desk.proposals.api import drafts
from huiyin.desk.proposals.api.translations import TRANSLATED_FIELDS, digest_original
from huiyin.desk.proposals.models import ForwardedItem, Forwarding, ProposalVersion, Suggestion

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation, Statement

#: Stages at which a consultation accepts forwarded items.
RECEIVING = (Stage.COMMENTING, Stage.GROUPING, Stage.DELIBERATING, Stage.DRAFTING, Stage.SIGNING)
_STATE = ForwardedItem.State
#: States of items included in the target.
STANDING = (_STATE.TAKEN, _STATE.AMENDED)


class ForwardingRefused(ValueError):
    """The operation is not possible or no longer permitted; ``code`` selects the message ``forward.wrong.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


# ---- from the network ----------------------------------------------------------------------------------


def list_targets(origin: Consultation) -> list[Consultation]:
    """Return the consultations of parent networks that can still receive items, those on the same draft first,
    in two queries.
    """
    uppers = list_uppers(origin.network_id)
    if not uppers:
        return []
    wanted = Q(network__in=[one for one in uppers if one is not None])
    if None in uppers:
        wanted |= Q(network=None)
    found = select_public_consultations().filter(wanted, stage__in=RECEIVING).exclude(pk=origin.pk)
    rows = list(found.select_related("network", "draft", "authority"))
    return sorted(rows, key=lambda one: (one.draft_id != origin.draft_id, -one.pk))


def find_fixed_version(origin: Consultation) -> ProposalVersion | None:
    """Return the newest locked version; only locked content can be forwarded."""
    fixed = ProposalVersion.objects.filter(proposal__consultation=origin, locked_at__isnull=False)
    return fixed.order_by("-number", "-pk").first()


def list_forwardable_suggestions(origin: Consultation) -> list[Suggestion]:
    version = find_fixed_version(origin)
    return list(version.suggestions.order_by("position", "pk")) if version is not None else []


def list_forwardable_statements(origin: Consultation) -> list[Statement]:
    return list(list_votable_statements(origin))


@dataclass(frozen=True, slots=True)
class ForwardingInput:
    """The items to forward, as primary keys of suggestions or statements or the whole proposal, and the reasons."""

    reasons: str
    suggestions: Collection[int] = ()
    statements: Collection[int] = ()
    is_whole: bool = False


@transaction.atomic
def forward_items(
    origin: Consultation, target: Consultation, given: ForwardingInput, by: User
) -> Forwarding:
    """Forward items to ``target``, skipping those already waiting or included there. Raises
    :class:`ForwardingRefused`.
    """
    origin, target = _lock_both(origin, target)
    _check_right(by, origin, Action.FORWARD)
    if target.pk not in {one.pk for one in list_targets(origin)}:
        raise ForwardingRefused("no_target")
    if not given.reasons.strip():
        raise ForwardingRefused("no_reasons")
    version = find_fixed_version(origin) if given.is_whole or given.suggestions else None
    suggestions = [
        one for one in list_forwardable_suggestions(origin)
        if given.is_whole or one.pk in set(given.suggestions)
    ] if version else []  # fmt: skip
    statements = [
        one for one in list_forwardable_statements(origin)
        if not given.is_whole and one.pk in set(given.statements)
    ]  # fmt: skip
    suggestions, statements = _leave_out_there(target, suggestions, statements)
    if not suggestions and not statements:
        raise ForwardingRefused("nothing")
    kinds = Forwarding.Kind
    kind = (
        kinds.PROPOSAL if given.is_whole else kinds.SUGGESTIONS if suggestions else kinds.STATEMENTS
    )
    made = Forwarding.objects.create(
        origin=origin, target=target, kind=kind, reasons=given.reasons.strip(), forwarded_by=by,
        version=version if given.is_whole else None,
    )  # fmt: skip
    ForwardedItem.objects.bulk_create(
        [ForwardedItem(forwarding=made, suggestion=one) for one in suggestions]
        + [ForwardedItem(forwarding=made, statement=one) for one in statements]
    )
    n = len(suggestions) + len(statements)
    record_audit_entry(by, "forward.arrive", target, name=str(origin.network or ""), items=n)
    record_audit_entry(by, "forward.send", origin, name=str(target), items=n)
    post_all(_list_leading(target), "forwarded", forwarding=made.pk)
    return made


def _leave_out_there(
    target: Consultation, suggestions: list[Suggestion], statements: list[Statement]
) -> tuple[list[Suggestion], list[Statement]]:
    """Remove items already waiting or included in the target, also where the suggestion came from another version."""
    there = ForwardedItem.objects.filter(
        forwarding__target=target, state__in=(_STATE.WAITING, *STANDING)
    )
    keys = set(there.values_list("suggestion__version__proposal", "suggestion__key"))
    stated = set(there.values_list("statement", flat=True))
    proposals = {
        one.pk: one.proposal_id
        for one in ProposalVersion.objects.filter(suggestions__in=suggestions)
    }
    return (
        [one for one in suggestions if (proposals[one.version_id], one.key) not in keys],
        [one for one in statements if one.pk not in stated],
    )


@transaction.atomic
def withdraw_forwarding(forwarding: Forwarding, by: User) -> int:
    """Withdraw the items still waiting and return their number. Raises :class:`ForwardingRefused`."""
    origin, _ = _lock_both(forwarding.origin, forwarding.target)
    _check_right(by, origin, Action.FORWARD)
    n = ForwardedItem.objects.filter(forwarding=forwarding, state=_STATE.WAITING).update(
        state=_STATE.WITHDRAWN, settled_by=by, settled_at=timezone.now()
    )
    if not n:
        raise ForwardingRefused("settled")
    record_audit_entry(by, "forward.withdraw", origin, name=str(forwarding.target), items=n)
    return n


def _lock_both(one: Consultation, other: Consultation) -> tuple[Consultation, Consultation]:
    """Lock both rows in primary key order, which avoids deadlocks."""
    locked = {number: lock_consultation(number) for number in sorted({one.pk, other.pk})}
    return locked[one.pk], locked[other.pk]


def _check_right(by: User, consultation: Consultation, *actions: Action) -> None:
    """Raise :class:`ForwardingRefused` unless ``by`` may still perform all ``actions``."""
    fresh = list_accounts().filter(pk=by.pk, is_active=True).first()
    access = Access(fresh, consultation) if fresh is not None else None
    if access is None or not access.may(Action.SEE):
        raise ForwardingRefused("gone")
    if not all(access.may(action) for action in actions):
        raise ForwardingRefused("stage" if any(map(access.may_at_some_stage, actions)) else "gone")


def _list_leading(consultation: Consultation) -> list[User]:
    """Return the accounts notified about items forwarded to a consultation."""
    if consultation.network is None:
        return list(list_secretariat())
    return list_leading(consultation.network)


# ---- at the umbrella -----------------------------------------------------------------------------------


#: Fields that can be amended when a suggestion is taken.
AMENDED = ("eid", "wording", "text", "reason")


def find_likely_eid(item: ForwardedItem) -> tuple[str, bool]:
    """Return the provision in the target draft for a forwarded suggestion, and whether it is certain. It is
    certain on the same draft; in another draft the provision with the same eId is a guess that a person must
    confirm.
    """
    suggestion, forwarding = item.suggestion, item.forwarding
    assert suggestion is not None
    if forwarding.origin.draft_id == forwarding.target.draft_id:
        return suggestion.eid, True
    is_there = bool(find_unit_of(forwarding.target.draft, suggestion.eid))
    return (suggestion.eid if is_there else ""), False


@transaction.atomic
def take_item(
    item: ForwardedItem, by: User, *, words: Mapping[str, str] | None = None, target_name: str = ""
) -> ForwardedItem:
    """Include an item in the target as a suggestion or statement, with ``words`` as amended text. Raises
    :class:`ForwardingRefused` and the errors of saving a suggestion or statement.
    """
    item = _lock_item(item)
    target = item.forwarding.target
    if item.statement is not None:
        _check_right(by, target, Action.RECEIVE, Action.STATE)
        is_amended = _take_statement(item, item.statement, words or {}, by)
    else:
        _check_right(by, target, Action.RECEIVE, Action.DRAFT)
        is_amended = _take_suggestion(item, words or {}, by, target_name)
    state = _STATE.AMENDED if is_amended else _STATE.TAKEN
    _settle(item, state, by)
    verb = "forward.amend" if is_amended else "forward.take"
    record_audit_entry(
        by, verb, target, key=item.taken_key, name=str(item.forwarding.origin.network or "")
    )
    return item


def _take_statement(
    item: ForwardedItem, statement: Statement, words: Mapping[str, str], by: User
) -> bool:
    zh, en = words.get("text_zh", statement.text_zh), words.get("text_en", statement.text_en)
    item.taken_statement = create_statement(item.forwarding.target, by, zh, en)
    made = item.taken_statement
    return (made.text_zh, made.text_en) != (statement.text_zh, statement.text_en)


def _take_suggestion(
    item: ForwardedItem, words: Mapping[str, str], by: User, target_name: str
) -> bool:
    old, target = item.suggestion, item.forwarding.target
    assert old is not None
    own = {name: getattr(old, name) for name in AMENDED} | {"eid": find_likely_eid(item)[0]}
    said = own | {
        name: text.replace("\r\n", "\n").strip() for name, text in words.items() if name in AMENDED
    }
    newest = (
        ProposalVersion.objects.filter(proposal__consultation=target)
        .order_by("-number", "-pk")
        .first()
    )
    if newest is not None and newest.locked_at is not None:
        raise ForwardingRefused("locked")
    version = newest or drafts.begin_proposal_version(target, by)
    made = drafts.save_suggestion(
        version,
        drafts.SuggestionInput(
            eid=said["eid"], target=target_name or old.target, action=old.action, wording=said["wording"],
            text=said["text"], reason=said["reason"], divergence=old.divergence, language=old.language,
        ),
        by,
    )  # fmt: skip
    item.taken_key = made.key
    is_amended = any(said[name] != own[name] for name in AMENDED)
    if not is_amended and old.translation_of == digest_original(old):  # nobody translates it again
        for name in TRANSLATED_FIELDS:
            setattr(made, name, getattr(old, name))
        made.translation_of = digest_original(made)
        Suggestion.objects.filter(pk=made.pk).update(
            translation_of=made.translation_of,
            **{name: getattr(made, name) for name in TRANSLATED_FIELDS},
        )
    return is_amended


@transaction.atomic
def take_all(
    forwarding: Forwarding, by: User, *, name_place: Mapping[int, str] | None = None
) -> int:
    """Take all waiting items unchanged, all or none, and return their number. Raises what :func:`take_item`
    raises.
    """
    waiting = list(
        select_items().filter(forwarding=forwarding, state=_STATE.WAITING).order_by("pk")
    )
    for item in waiting:
        take_item(item, by, target_name=(name_place or {}).get(item.pk, ""))
    return len(waiting)


@transaction.atomic
def send_back(item: ForwardedItem, by: User, reason: str) -> ForwardedItem:
    """Send an item back with a reason. Raises :class:`ForwardingRefused`."""
    item = _lock_item(item)
    _check_right(by, item.forwarding.target, Action.RECEIVE)
    if not reason.strip():
        raise ForwardingRefused("no_reason")
    item.answer = reason.strip()
    _settle(item, _STATE.SENT_BACK, by)
    name = str(item.forwarding.origin.network or "")
    record_audit_entry(by, "forward.send_back", item.forwarding.target, name=name)
    return item


def _lock_item(item: ForwardedItem) -> ForwardedItem:
    """Lock the target and return the item. Raises :class:`ForwardingRefused` if it is already settled."""
    _lock_both(item.forwarding.origin, item.forwarding.target)
    held = select_items().get(pk=item.pk)
    if held.state != _STATE.WAITING:
        raise ForwardingRefused("settled")
    return held


def _settle(item: ForwardedItem, state: ForwardedItem.State, by: User) -> None:
    item.state, item.settled_by, item.settled_at = state, by, timezone.now()
    done = ForwardedItem.objects.filter(pk=item.pk, state=_STATE.WAITING).update(
        state=item.state, answer=item.answer, taken_key=item.taken_key, taken_statement=item.taken_statement,
        settled_by=by, settled_at=item.settled_at,
    )  # fmt: skip
    if not done:
        raise ForwardingRefused("settled")
    for person in _list_leading(item.forwarding.origin):
        gather_item(person, "forward_settled", item.pk, forwarding=item.forwarding_id)


# ---- read ----------------------------------------------------------------------------------------------


def select_items() -> QuerySet[ForwardedItem]:
    """Return all forwarded items with the related rows shown on pages."""
    return ForwardedItem.objects.select_related(
        "suggestion__version", "statement", "taken_statement", "forwarding__origin__network",
        "forwarding__origin__draft", "forwarding__target__network", "forwarding__target__draft",
    )  # fmt: skip


def list_outgoing(origin: Consultation) -> QuerySet[ForwardedItem]:
    """Return the items forwarded from a consultation, newest first."""
    return select_items().filter(forwarding__origin=origin).order_by("-forwarding", "pk")


def list_incoming(target: Consultation) -> QuerySet[ForwardedItem]:
    """Return the items forwarded to a consultation, waiting items first, then newest first."""
    found = select_items().filter(forwarding__target=target).exclude(state=_STATE.WITHDRAWN)
    return found.order_by(F("settled_at").desc(nulls_first=True), "-forwarding", "pk")


def count_waiting(target: Consultation) -> int:
    return ForwardedItem.objects.filter(forwarding__target=target, state=_STATE.WAITING).count()


def count_waiting_in(slugs: Collection[str]) -> dict[str, int]:
    """Map each slug to its number of waiting items, omitting those without any, in one query."""
    rows = ForwardedItem.objects.filter(forwarding__target__slug__in=slugs, state=_STATE.WAITING)
    counted = rows.order_by().values_list("forwarding__target__slug").annotate(n=Count("pk"))
    return dict(counted)


def map_taken(target: Consultation, keys: Iterable[str]) -> dict[str, ForwardedItem]:
    """Map suggestion keys to the forwarded items they came from, in one query."""
    found = select_items().filter(
        forwarding__target=target, state__in=STANDING, taken_key__in=list(keys)
    )
    return {item.taken_key: item for item in found.order_by("pk")}


def map_forwarded(origin: Consultation, keys: Iterable[str]) -> dict[str, list[ForwardedItem]]:
    """Map suggestion keys to the items forwarded from them, in one query."""
    found = (
        list_outgoing(origin).filter(suggestion__key__in=list(keys)).exclude(state=_STATE.WITHDRAWN)
    )
    items: dict[str, list[ForwardedItem]] = {}
    for item in found:
        assert item.suggestion is not None
        items.setdefault(item.suggestion.key, []).append(item)
    return items


def map_taken_statements(statements: Sequence[int]) -> dict[int, ForwardedItem]:
    """Map statements to the forwarded items they came from, in one query."""
    found = select_items().filter(taken_statement__in=statements, state__in=STANDING)
    return {
        item.taken_statement_id: item for item in found.order_by("pk") if item.taken_statement_id
    }


def list_settled_between(since: datetime, until: datetime) -> QuerySet[ForwardedItem]:
    found = select_items().filter(settled_at__gt=since, settled_at__lte=until)
    return found.exclude(state=_STATE.WITHDRAWN).order_by("settled_at", "pk")
