"""Write a joint proposal: its editions, its suggestions, and what is remarked on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, F, Max, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.permissions import Action, Stage
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.api.stages import lock_consultation, move_to_stage
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.laws.api import find_unit_of
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Remark, Suggestion
from huiyin.law import SuggestionAction

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation, Group


class ProposalLocked(ValueError):
    """The edition was put up for signing; to change it, begin the next one."""


class EmptySuggestion(ValueError):
    """A suggestion says neither a wording nor what is to be changed."""


class NothingToSign(ValueError):
    """An edition without suggestions cannot be put up for signing."""


#: What a suggestion says, and an edition after it takes over.
WORDS = (
    "eid", "unit", "target", "action", "language", "wording", "text", "reason", "divergence",
    "wording_translated", "text_translated", "reason_translated", "divergence_translated",
)  # fmt: skip


#: What the form of a suggestion sets: what its translation says has a form of its own.
_WRITTEN = ("eid", "unit", "target", "action", "language", *Suggestion.WORDED)


#: What of a suggestion its form holds, beside the groups that it rests on.
EDITED = ("eid", "action", "wording", "text", "reason", "divergence")


#: What the letter of an edition says, and that of one after it takes over.
LETTER = tuple(
    f"{part}_{lang}" for part in ("salutation", "letter", "closing") for lang in ("zh", "en")
)


@dataclass(frozen=True, slots=True)
class SuggestionInput:
    """One suggestion as a person wrote it."""

    eid: str
    target: str
    action: str = SuggestionAction.REPLACE.value
    wording: str = ""
    text: str = ""
    reason: str = ""
    divergence: str = ""
    language: str = "zh"
    groups: tuple[Group, ...] = field(default=())


def sees_unfixed(access: Access) -> bool:
    """Who writes or remarks sees what is being written; the public what was put up for signing."""
    return access.may(Action.REMARK) or access.may(Action.SEE_PRIVATE)


def list_proposal_versions(
    consultation: Consultation, *, with_unfixed: bool
) -> list[ProposalVersion]:
    """The editions that a reader may see, the newest first."""
    found = ProposalVersion.objects.filter(proposal__consultation=consultation).order_by(
        "-number", "-pk"
    )
    return list(found if with_unfixed else found.filter(locked_at__isnull=False))


@transaction.atomic
def begin_proposal_version(consultation: Consultation, by: User) -> ProposalVersion:
    """The edition that is being written: the newest where it is not fixed, else the next, with the same words."""
    lock_consultation(consultation.pk)
    proposal, _ = Proposal.objects.get_or_create(
        consultation=consultation,
        defaults={"title_zh": consultation.title_zh, "title_en": consultation.title_en},
    )
    last = proposal.editions.order_by("-number", "-pk").first()
    if last is not None and last.locked_at is None:
        return last
    made = ProposalVersion.objects.create(
        proposal=proposal,
        number=last.number + 1 if last else 1,
        **{name: getattr(last, name) for name in LETTER if last},
        created_by=by,
    )
    for old in last.suggestions.prefetch_related("groups") if last else ():
        groups = list(old.groups.all())
        old.pk, old.version = None, made
        old.save(force_insert=True)
        old.groups.set(groups)
    record_audit_entry(by, "edition.begin", made, number=made.number)
    return made


def list_suggestions(edition: ProposalVersion | None) -> QuerySet[Suggestion]:
    """What a version asks for, in its order, without what was left out; nothing where there is no version."""
    return edition.suggestions.all() if edition else Suggestion.objects.none()


def count_suggestions(editions: Collection[int]) -> dict[int, int]:
    """Version → how many suggestions stand in it. One query."""
    found = Suggestion.objects.filter(version__in=editions).order_by().values_list("version")
    return dict(found.annotate(Count("pk")))


def list_resting_on(group: Group, *, with_unfixed: bool) -> list[Suggestion]:
    """The suggestions that rest on a group in the newest version that a reader may see, with answer and uptake. Two
    queries."""
    newest = ProposalVersion.objects.filter(proposal__consultation=group.consultation_id)
    if not with_unfixed:
        newest = newest.filter(locked_at__isnull=False)
    edition = newest.order_by("-number", "-pk").first()
    found = Suggestion.objects.filter(version=edition, groups=group)
    return list(found.select_related("version", "reply", "uptake")) if edition else []


def map_suggestions_by_group(suggestions: Collection[int]) -> dict[int, list[int]]:
    """Group → those of ``suggestions`` that rest on it, in their order: numbers. One query."""
    pairs = Suggestion.groups.through.objects.filter(suggestion__in=suggestions).order_by(
        "suggestion__position", "suggestion", "pk"
    )
    resting: dict[int, list[int]] = {}
    for suggestion, group in pairs.values_list("suggestion", "group"):
        resting.setdefault(group, []).append(suggestion)
    return resting


def lock_suggestion(suggestion: Suggestion) -> Suggestion:
    """The row, locked until the transaction ends, so that of two who answer it neither overwrites unseen."""
    held: Suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    return held


def lock_open_version(edition: ProposalVersion) -> ProposalVersion:
    """The row, locked until the transaction ends, so that nothing is changed while it is being fixed."""
    edition = ProposalVersion.objects.select_for_update().get(pk=edition.pk)
    if edition.locked_at is not None:
        raise ProposalLocked
    return edition


def snapshot_suggestion(one: Suggestion) -> dict[str, Any]:
    """What the form of a suggestion shows of it, for its version."""
    groups = [str(pk) for pk in one.groups.values_list("pk", flat=True)]
    return {name: getattr(one, name) for name in EDITED} | {"group": groups}


def snapshot_order(edition: ProposalVersion) -> dict[str, str]:
    """The order of the suggestions, for the version of what moves them."""
    return {"order": " ".join(edition.suggestions.values_list("key", flat=True))}


def snapshot_content(edition: ProposalVersion) -> dict[str, str]:
    """All that is put up for signing: the suggestions in their order, and the letter."""
    rows = edition.suggestions.values_list("key", *WORDS)
    suggestions = {f"suggestion {n:04}": "\0".join(row) for n, row in enumerate(rows)}
    return suggestions | {name: getattr(edition, name) for name in LETTER}


@transaction.atomic
def save_suggestion(
    edition: ProposalVersion,
    asked: SuggestionInput,
    by: User,
    old: Suggestion | None = None,
    *,
    seen: str | None = None,
) -> Suggestion:
    """Add a suggestion, or change ``old``, of which the form showed the version ``seen``. Raises :class:`Fixed`,
    :class:`NothingAsked`, :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    edition = lock_open_version(edition)
    needs_words = asked.action in (SuggestionAction.REPLACE, SuggestionAction.INSERT)
    if needs_words and not (asked.wording.strip() or asked.text.strip()):
        raise EmptySuggestion
    if old is None:
        there = Suggestion.with_dropped.filter(version=edition)
        last = there.aggregate(last=Max("position"))["last"] or 0
        suggestion = Suggestion(version=edition, key=_next_key(edition), position=last + 1)
    else:
        suggestion = Suggestion.with_dropped.select_for_update().get(pk=old.pk)
        given = {name: getattr(asked, name) for name in EDITED}
        check_unchanged(
            seen,
            snapshot_suggestion(suggestion),
            given | {"group": [str(group.pk) for group in asked.groups]},
        )
    for name in _WRITTEN:
        if name != "unit":
            setattr(suggestion, name, getattr(asked, name))
    suggestion.unit = find_unit_of(edition.proposal.consultation.draft, asked.eid)
    if old is None:
        suggestion.save(force_insert=True)
    else:
        suggestion.save(update_fields=_WRITTEN)
    suggestion.groups.set(asked.groups)
    record_audit_entry(by, "suggestion.change" if old else "suggestion.add", suggestion)
    return suggestion


def _next_key(edition: ProposalVersion) -> str:
    """S01, S02 …: what people and tables call the suggestion by."""
    Proposal.objects.filter(pk=edition.proposal_id).update(numbered=F("numbered") + 1)
    numbered = Proposal.objects.values_list("numbered", flat=True).get(pk=edition.proposal_id)
    return f"S{numbered:02}"


@transaction.atomic
def add_remark(
    edition: ProposalVersion, suggestion: Suggestion | None, text: str, by: User
) -> Remark:
    """Say something about an edition. Raises ``ValueError`` where nothing is said."""
    if not text.strip():
        raise ValueError("a remark needs words")
    made = Remark.objects.create(
        version=edition, suggestion=suggestion, text=text.strip(), created_by=by
    )
    record_audit_entry(by, "remark.add", made)
    return made


@transaction.atomic
def settle_remark(one: Remark, is_settled: bool, by: User) -> None:
    """Say that a remark was dealt with, or that it was not yet. Raises :class:`Fixed`."""
    lock_open_version(one.version)
    changed = Remark.objects.filter(pk=one.pk, settled_at__isnull=is_settled).update(
        settled_at=timezone.now() if is_settled else None
    )
    if changed:
        record_audit_entry(by, "remark.settle" if is_settled else "remark.reopen", one)


@transaction.atomic
def lock_proposal_version(
    edition: ProposalVersion, by: User, *, seen: str | None = None, day: date | None = None
) -> ProposalVersion:
    """Put an edition up for signing; it stays as it is from then on. ``seen``: the version of :func:`content_of` that
    the page showed; ``day``: when that was, where it is entered later. Raises :class:`Fixed`, :class:`NothingToSign`, :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    edition = lock_open_version(edition)
    check_unchanged(seen, snapshot_content(edition), {})
    if not edition.suggestions.exists():
        raise NothingToSign
    noon = datetime.combine(day, time(12)) if day else None
    edition.locked_at = timezone.make_aware(noon) if noon else timezone.now()
    edition.save(update_fields=("locked_at",))
    record_audit_entry(by, "edition.fix", edition, number=edition.number)
    return edition


@transaction.atomic
def fix_and_open(edition: ProposalVersion, by: User, *, seen: str | None = None) -> None:
    """Put an edition up for signing and let signing begin, both or neither. Raises what :func:`lock_proposal_version`
    raises, and ``ValueError`` where the consultation does not stand before signing."""
    lock_proposal_version(edition, by, seen=seen)
    move_to_stage(edition.proposal.consultation, Stage.SIGNING, by)


@dataclass(frozen=True, slots=True)
class ChangedSuggestion:
    """A suggestion in two editions; None where one lacks it."""

    old: Suggestion | None
    new: Suggestion | None

    @property
    def kind(self) -> str:
        if self.old is None:
            return "added"
        return "dropped" if self.new is None else "changed"


def count_unchanged(old: Iterable[Suggestion], new: Iterable[Suggestion]) -> int:
    """How many suggestions two editions have in the same words."""
    before = {one.key: one for one in old}
    return sum(
        one.key in before and all(getattr(before[one.key], n) == getattr(one, n) for n in WORDS)
        for one in new
    )


def compare_proposal_versions(
    old: Iterable[Suggestion], new: Iterable[Suggestion]
) -> tuple[ChangedSuggestion, ...]:
    """What differs between the suggestions of two editions, in the order of the newer one."""
    before = {one.key: one for one in old}
    after = {one.key: one for one in new}
    changes = [
        ChangedSuggestion(before.get(key), one)
        for key, one in after.items()
        if key not in before or any(getattr(before[key], n) != getattr(one, n) for n in WORDS)
    ]
    return (
        *changes,
        *(ChangedSuggestion(one, None) for key, one in before.items() if key not in after),
    )
