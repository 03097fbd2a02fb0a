"""Draft a joint proposal: its versions, suggestions and remarks."""

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
    """The version is locked for signing; changes need a new version."""


class EmptySuggestion(ValueError):
    """The suggestion has neither a wording nor a description of the change."""


class NothingToSign(ValueError):
    """A version without suggestions cannot be locked for signing."""


#: Text fields of a suggestion, copied into the next version.
WORDS = (
    "eid", "unit", "target", "action", "language", "wording", "text", "reason", "divergence",
    "wording_translated", "text_translated", "reason_translated", "divergence_translated",
)  # fmt: skip


#: Fields set by the suggestion form; translations have their own form.
_WRITTEN = ("eid", "unit", "target", "action", "language", *Suggestion.WORDED)


#: Fields compared for edit conflicts, besides the linked groups.
EDITED = ("eid", "action", "wording", "text", "reason", "divergence")


#: Fields of the cover letter, copied into the next version.
LETTER = tuple(
    f"{part}_{lang}" for part in ("salutation", "letter", "closing") for lang in ("zh", "en")
)


@dataclass(frozen=True, slots=True)
class SuggestionInput:
    """The submitted values of one suggestion."""

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
    """Return whether the reader may see unlocked versions; the public sees locked versions only."""
    return access.may(Action.REMARK) or access.may(Action.SEE_PRIVATE)


def list_proposal_versions(
    consultation: Consultation, *, with_unfixed: bool
) -> list[ProposalVersion]:
    """Return the versions visible to a reader, newest first."""
    found = ProposalVersion.objects.filter(proposal__consultation=consultation).order_by(
        "-number", "-pk"
    )
    return list(found if with_unfixed else found.filter(locked_at__isnull=False))


@transaction.atomic
def begin_proposal_version(consultation: Consultation, by: User) -> ProposalVersion:
    """Return the unlocked version, creating one as a copy of the newest locked version if there is none."""
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
    """Return the suggestions of a version in order, without dropped ones; empty if ``edition`` is None."""
    return edition.suggestions.all() if edition else Suggestion.objects.none()


def count_suggestions(editions: Collection[int]) -> dict[int, int]:
    """Map each version to its number of suggestions, in one query."""
    found = Suggestion.objects.filter(version__in=editions).order_by().values_list("version")
    return dict(found.annotate(Count("pk")))


def list_resting_on(group: Group, *, with_unfixed: bool) -> list[Suggestion]:
    """Return the suggestions linked to a group in the newest version visible to the reader, with reply and
    uptake, in two queries.
    """
    newest = ProposalVersion.objects.filter(proposal__consultation=group.consultation_id)
    if not with_unfixed:
        newest = newest.filter(locked_at__isnull=False)
    edition = newest.order_by("-number", "-pk").first()
    found = Suggestion.objects.filter(version=edition, groups=group)
    return list(found.select_related("version", "reply", "uptake")) if edition else []


def map_suggestions_by_group(suggestions: Collection[int]) -> dict[int, list[int]]:
    """Map each group to the primary keys of those ``suggestions`` linked to it, in order, in one query."""
    pairs = Suggestion.groups.through.objects.filter(suggestion__in=suggestions).order_by(
        "suggestion__position", "suggestion", "pk"
    )
    resting: dict[int, list[int]] = {}
    for suggestion, group in pairs.values_list("suggestion", "group"):
        resting.setdefault(group, []).append(suggestion)
    return resting


def lock_suggestion(suggestion: Suggestion) -> Suggestion:
    """Lock the row until the transaction ends, so that concurrent replies do not overwrite each other."""
    held: Suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    return held


def lock_open_version(edition: ProposalVersion) -> ProposalVersion:
    """Lock the row until the transaction ends, so that nothing changes while the version is being locked for
    signing. Raises :class:`ProposalLocked`.
    """
    edition = ProposalVersion.objects.select_for_update().get(pk=edition.pk)
    if edition.locked_at is not None:
        raise ProposalLocked
    return edition


def snapshot_suggestion(one: Suggestion) -> dict[str, Any]:
    """Return the values shown in the suggestion form, for detecting edit conflicts."""
    groups = [str(pk) for pk in one.groups.values_list("pk", flat=True)]
    return {name: getattr(one, name) for name in EDITED} | {"group": groups}


def snapshot_order(edition: ProposalVersion) -> dict[str, str]:
    """Return the order of the suggestions, for detecting conflicting moves."""
    return {"order": " ".join(edition.suggestions.values_list("key", flat=True))}


def snapshot_content(edition: ProposalVersion) -> dict[str, str]:
    """Return everything that will be signed: the suggestions in order and the cover letter."""
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
    """Add a suggestion, or change ``old``, whose form was rendered with the snapshot version ``seen``.

    Raises :class:`ProposalLocked`, :class:`EmptySuggestion` and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
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
    """Return the next suggestion key (S01, S02 …), as used in pages and tables."""
    Proposal.objects.filter(pk=edition.proposal_id).update(numbered=F("numbered") + 1)
    numbered = Proposal.objects.values_list("numbered", flat=True).get(pk=edition.proposal_id)
    return f"S{numbered:02}"


@transaction.atomic
def add_remark(
    edition: ProposalVersion, suggestion: Suggestion | None, text: str, by: User
) -> Remark:
    """Add a remark to a version or one of its suggestions. Raises ``ValueError`` if the text is empty."""
    if not text.strip():
        raise ValueError("a remark needs words")
    made = Remark.objects.create(
        version=edition, suggestion=suggestion, text=text.strip(), created_by=by
    )
    record_audit_entry(by, "remark.add", made)
    return made


@transaction.atomic
def settle_remark(one: Remark, is_settled: bool, by: User) -> None:
    """Mark a remark as settled or reopen it. Raises :class:`ProposalLocked`."""
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
    """Lock a version for signing; its content can no longer change. ``seen`` is the version of
    :func:`snapshot_content` shown on the page; ``day`` is the date of locking when it is recorded later.

    Raises :class:`ProposalLocked`, :class:`NothingToSign` and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
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
    """Lock a version and move the consultation to signing in one transaction. Raises what
    :func:`lock_proposal_version` raises, and ``ValueError`` if the consultation is not at the stage before
    signing.
    """
    lock_proposal_version(edition, by, seen=seen)
    move_to_stage(edition.proposal.consultation, Stage.SIGNING, by)


@dataclass(frozen=True, slots=True)
class ChangedSuggestion:
    """A suggestion in two versions; None where a version lacks it."""

    old: Suggestion | None
    new: Suggestion | None

    @property
    def kind(self) -> str:
        if self.old is None:
            return "added"
        return "dropped" if self.new is None else "changed"


def count_unchanged(old: Iterable[Suggestion], new: Iterable[Suggestion]) -> int:
    """Return the number of suggestions with identical content in both versions."""
    before = {one.key: one for one in old}
    return sum(
        one.key in before and all(getattr(before[one.key], n) == getattr(one, n) for n in WORDS)
        for one in new
    )


def compare_proposal_versions(
    old: Iterable[Suggestion], new: Iterable[Suggestion]
) -> tuple[ChangedSuggestion, ...]:
    """Return the suggestions that differ between two versions, in the order of the newer version."""
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
