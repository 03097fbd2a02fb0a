"""Groups of similar comments, and people's decisions about them, which every later grouping respects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.withdrawal import is_withdrawn, lock_groups
from huiyin.desk.consultations.models import Comment, Consultation, Decision, Group
from huiyin.desk.consultations.models.group import GroupQuerySet
from huiyin.desk.core.edit_conflicts import check_unchanged, digest_version
from huiyin.desk.jobs.api import find_latest_job, start_job
from huiyin.grouping.constraints import Constraint as Decided
from huiyin.grouping.constraints import ConstraintKind as DecidedKind

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job


class WithdrawnWords(ValueError):
    """The name uses words of a withdrawn comment."""


class GroupsChanged(Exception):
    """The groups are not those that the page showed: merged, split or regrouped since. Nothing was done."""


def choose_cluster(comments: int) -> str:
    """The address of the Ray cluster for this many comments; empty to group on this machine."""
    return str(settings.RAY) if settings.RAY and comments >= settings.RAY_FROM else ""


def list_decided_pairs(consultation: Consultation) -> Iterator[Decided]:
    """Constraints for the library: which comments belong together and which do not.

    Later decisions override earlier ones: a split removes what earlier merges demanded about the comments that
    leave; a merge removes earlier splits within it.
    """
    together: set[frozenset[str]] = set()
    apart: set[tuple[str, str]] = set()
    for decision in consultation.decisions.filter(undone_at__isnull=True):
        named = list(dict.fromkeys(decision.comments))
        if decision.kind == Decision.Kind.MERGE:
            apart = {(one, other) for one, other in apart if not {one, other} <= set(named)}
            together |= {frozenset(pair) for pair in combinations(named, 2)}
        elif decision.kind == Decision.Kind.SPLIT:
            *leave, stays = named
            together = {pair for pair in together if len(pair & set(leave)) != 1}
            apart |= {(comment, stays) for comment in leave}
            together |= {frozenset(pair) for pair in combinations(leave, 2)}
    for pair in together:
        one, other = sorted(pair)
        yield Decided(DecidedKind.TOGETHER, one, other)
    for one, other in apart:
        yield Decided(DecidedKind.APART, one, other)


def _record_decision(
    consultation: Consultation, by: User, kind: str, comments: list[str], words: str = ""
) -> Decision:
    decision = Decision.objects.create(
        consultation=consultation, kind=kind, comments=comments, words=words, created_by=by
    )
    record_audit_entry(by, f"group.{kind}", decision, comments=comments, words=words)
    return decision


# ---- what a page showed of groups ----------------------------------------------------------------------


def list_groups(consultation: Consultation, *, with_private: bool) -> GroupQuerySet:
    """Groups with public comments, or ``with_private`` all; with their representatives."""
    found = Group.objects.filter(consultation=consultation)
    return (found.standing() if with_private else found.public()).select_related("representative")


def snapshot_groups(groups: Collection[Group]) -> dict[int, str]:
    """Group → the version of what a page shows of it: representative, size, and decisions on its comments,
    which apply before the worker has carried them out. Two queries.
    """
    decisions = Decision.objects.filter(
        consultation__in={group.consultation_id for group in groups},
        undone_at__isnull=True,
        kind__in=(Decision.Kind.MERGE, Decision.Kind.SPLIT),
    ).values_list("pk", "comments")
    about: dict[str, set[int]] = defaultdict(set)
    for decision, comments in decisions:
        for comment in comments:
            about[comment].add(decision)
    decided: dict[int | None, set[int]] = defaultdict(set)
    members = Comment.objects.filter(group__in=[group.pk for group in groups], public_id__in=about)
    for group, key in members.values_list("group", "public_id"):
        decided[group] |= about[str(key)]
    return {
        group.pk: digest_version(
            {"group": (f"{group.key} {group.size} {group.private}", *map(str, sorted(decided[group.pk])))}
        )
        for group in groups
    }  # fmt: skip


def _check_shown(groups: Sequence[Group], seen: Mapping[int, str] | None) -> None:
    """Raise :class:`GroupsChanged` if a group differs from ``seen``, which contains all selected ones. The
    groups must be locked.
    """
    if seen is not None and dict(seen) != snapshot_groups(groups):
        raise GroupsChanged


@transaction.atomic
def merge_groups(
    groups: Sequence[Group], by: User, *, seen: Mapping[int, str] | None = None
) -> Job:
    """Merge groups. ``seen``: the selected groups with their versions (:func:`snapshot_groups`). The same
    request sent twice merges once. Raises ``ValueError`` for fewer than two, and :class:`GroupsChanged`.
    """
    if len(seen if seen is not None else groups) < 2:
        raise ValueError("one group alone cannot be merged")
    if not groups:
        raise GroupsChanged
    consultation = groups[0].consultation
    lock_groups(consultation)
    groups = list(Group.objects.standing().filter(pk__in=[group.pk for group in groups]))
    last = consultation.decisions.filter(undone_at=None).last()
    merged = set(last.comments) if last and last.kind == Decision.Kind.MERGE else set()
    if seen and len(groups) == len(seen) and {group.key for group in groups} <= merged:
        return start_job(consultation, "group", by)
    _check_shown(groups, seen)
    # Comments that an earlier split named are named again, so that the split no longer separates
    # them.
    named = {
        comment
        for decision in consultation.decisions.filter(undone_at=None, kind=Decision.Kind.SPLIT)
        for comment in decision.comments
    }
    inside = Comment.objects.sent().filter(group__in=groups, public_id__in=named)
    members = [str(key) for key in inside.values_list("public_id", flat=True)]
    _record_decision(
        consultation, by, Decision.Kind.MERGE, [*(g.key for g in groups), *sorted(members)]
    )
    return start_job(consultation, "group", by)


@transaction.atomic
def split_group(
    group: Group, leave: Sequence[Comment], by: User, *, seen: str | None = None
) -> Job:
    """Move comments out of their group into one of their own. ``seen``: the version of the group
    (:func:`snapshot_groups`). Raises ``ValueError`` if none or all would leave, and :class:`GroupsChanged`.
    """
    group = _lock_group(group, seen)
    names = [str(c.public_id) for c in leave if c.group_id == group.pk]
    rest = group.comments.sent().exclude(public_id__in=names)
    stays = rest.first()
    if group.representative_id is not None:
        stays = rest.filter(pk=group.representative_id).first() or stays
    if not names or stays is None:
        raise ValueError("a split needs comments that leave and comments that stay")
    _record_decision(group.consultation, by, Decision.Kind.SPLIT, [*names, str(stays.public_id)])
    return start_job(group.consultation, "group", by)


def _lock_group(group: Group, whole: str | None) -> Group:
    """The current group, locked. Raises :class:`GroupsChanged` if it differs from ``whole``, the version on the
    page, if given.
    """
    lock_groups(group.consultation)
    held = Group.objects.select_for_update().get(pk=group.pk)
    _check_shown([held], None if whole is None else {held.pk: whole})
    return held


@transaction.atomic
def rename_group(
    group: Group, zh: str, en: str, by: User, *, seen: str | None = None, whole: str | None = None
) -> None:
    """Name a group in one language or both. ``seen``: the version of :func:`snapshot_names` in the form;
    ``whole``: that of the group. Raises :class:`WithdrawnWords`, :class:`GroupsChanged`,
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    group = _lock_group(group, whole)
    given = {"name_zh": zh.strip()[:200], "name_en": en.strip()[:200]}
    if any(is_withdrawn(group.consultation, name) for name in given.values()):
        raise WithdrawnWords
    check_unchanged(seen, snapshot_names(group), given)
    for field, name in given.items():
        setattr(group, field, name)
    group.save(update_fields=given)
    words = " / ".join(filter(None, given.values()))
    _record_decision(group.consultation, by, Decision.Kind.NAME, [group.key], words)


def get_group(consultation: Consultation, number: int) -> Group:
    """A group with a representative. Raises ``Group.DoesNotExist``."""
    return Group.objects.standing().get(consultation=consultation, pk=number)


@transaction.atomic
def add_group_name(group: Group, language: str, name: str, by: User) -> bool:
    """Name a group in ``language`` if it has no name in it yet; returns whether it was named. Raises
    :class:`WithdrawnWords`.
    """
    group = _lock_group(group, None)
    if getattr(group, f"name_{language}"):
        return False
    names = snapshot_names(group) | {f"name_{language}": name}
    rename_group(group, names["name_zh"], names["name_en"], by)
    return True


def snapshot_names(group: Group) -> dict[str, str]:
    """The names in a group's form, for the version."""
    return {"name_zh": group.name_zh, "name_en": group.name_en}


@transaction.atomic
def set_aside(
    group: Group, reason: str, by: User, *, seen: str | None = None, whole: str | None = None
) -> None:
    """Exclude a group from further work; its authors see ``reason``. ``seen`` and ``whole``: as in
    :func:`rename_group`. Raises ``ValueError`` without a reason, :class:`GroupsChanged`,
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    if not reason.strip():
        raise ValueError("setting aside needs a reason")
    group = _lock_group(group, whole)
    check_unchanged(seen, {"reason": group.aside}, {"reason": reason})
    group.aside = reason.strip()
    group.save(update_fields=("aside",))
    _record_decision(group.consultation, by, Decision.Kind.ASIDE, [group.key], group.aside)


@transaction.atomic
def bring_back(
    group: Group, by: User, *, seen: str | None = None, whole: str | None = None
) -> None:
    """Include a group that was set aside. ``seen`` and ``whole``: as in :func:`rename_group`. Raises
    :class:`GroupsChanged`, :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    group = _lock_group(group, whole)
    if not group.aside:
        return
    check_unchanged(seen, {"reason": group.aside}, {})
    group.aside = ""
    group.save(update_fields=("aside",))
    _record_decision(group.consultation, by, Decision.Kind.RETURN, [group.key])


@transaction.atomic
def undo_decision(decision: Decision, by: User) -> Job:
    """Undo a merge or split; has no effect a second time."""
    held = Decision.objects.filter(pk=decision.pk, undone_at__isnull=True)
    if held.update(undone_at=timezone.now()):
        record_audit_entry(by, "group.undo", decision)
    return start_job(decision.consultation, "group", by)


def group_new_comments(consultation: Consultation, by: User) -> Job | None:
    """Start grouping if comments were sent since the last one; otherwise None."""
    sent = Comment.objects.filter(consultation=consultation).sent()
    return start_job(consultation, "group", by) if sent.filter(group=None).exists() else None


def find_unfinished_grouping(consultation: Consultation) -> Job | None:
    """The last grouping if it is running or failed; a finished one shows by its groups."""
    job = find_latest_job(consultation, "group")
    return job if job is not None and (job.is_under_way or job.state == job.State.FAILED) else None


@transaction.atomic
def request_regrouping(consultation: Consultation, by: User) -> Job:
    """Start grouping again in the background."""
    # The lock makes a second request at the same time wait and find the first one's job.
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    record_audit_entry(by, "group.anew", consultation)
    return start_job(consultation, "group", by)
