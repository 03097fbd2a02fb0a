"""The network's list of focuses, with its history: add, rename, merge, retire."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.slugs import find_free_slug
from huiyin.desk.registry.data import FocusListed
from huiyin.desk.registry.default_focuses import CIVIL_CLASSES, ICNPTSO_SECTIONS
from huiyin.desk.registry.models import FocusArea, FocusChange
from huiyin.desk.registry.periods import UnusableFact
from huiyin.text import is_whole

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

_GOALS = range(1, 18)


@dataclass(frozen=True, slots=True)
class FocusInput:
    """The data of a focus."""

    name_zh: str = ""
    name_en: str = ""
    icnptso: Sequence[str] = ()
    civil_class: str = ""
    sdgs: Collection[int] = ()


def list_focuses(*, with_retired: bool = False) -> tuple[FocusListed, ...]:
    """The list in order, without merged focuses."""
    return tuple(
        one
        for one in _read_list()
        if not one.merged_into and (with_retired or one.retired_on is None)
    )


def list_merged() -> tuple[tuple[FocusListed, FocusListed], ...]:
    """Merged focuses, each with the one it is part of now."""
    listed = {one.slug: one for one in _read_list()}
    return tuple((one, _follow(one.slug, listed)) for one in listed.values() if one.merged_into)


def map_focuses() -> dict[str, FocusListed]:
    """Every slug that a fact may contain → the current focus; a merged one leads to the focus that it became."""
    listed = {one.slug: one for one in _read_list()}
    return {slug: _follow(slug, listed) for slug in listed}


def _read_list() -> list[FocusListed]:
    rows = FocusArea.objects.select_related("merged_into")
    return [_as_listed(row) for row in rows]


def _as_listed(row: FocusArea) -> FocusListed:
    return FocusListed(
        slug=row.slug, name_zh=row.name_zh, name_en=row.name_en, icnptso=tuple(row.icnptso.split()),
        civil_class=row.civil_class, sdgs=tuple(int(one) for one in row.sdgs.split() if one.isdecimal()), position=row.position,
        retired_on=row.retired_on, merged_into=row.merged_into.slug if row.merged_into else "",
    )  # fmt: skip


def _follow(slug: str, listed: Mapping[str, FocusListed]) -> FocusListed:
    """The current focus. There are no circles: merged focuses are never targets of a merge."""
    one = listed[slug]
    for _ in range(len(listed)):
        if not one.merged_into:
            break
        one = listed[one.merged_into]
    return one


def list_slugs_of(slug: str) -> list[str]:
    """The slug and those of focuses merged into it."""
    now = map_focuses()
    if slug not in now:
        return [slug]
    return [one for one, listed in now.items() if listed.slug == now[slug].slug]


def snapshot_focus(row: FocusArea) -> dict[str, str]:
    """The values of a focus's form, for the version."""
    names = ("name_zh", "name_en", "icnptso", "civil_class", "sdgs")
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def add_focus(given: FocusInput, by: User | None) -> FocusListed:
    """Raises :class:`UnusableFact`."""
    details = _check(given)
    _check_names(details, exclude=None)
    last = FocusArea.objects.aggregate(last=Max("position"))["last"] or 0
    slug = find_free_slug(FocusArea.objects, slugify(details["name_en"])[:50] or "focus")
    row = FocusArea.objects.create(slug=slug, position=last + 1, **details)
    _note(row, "added", {}, by)
    return _as_listed(row)


@transaction.atomic
def change_focus(slug: str, given: FocusInput, by: User, *, seen: str | None = None) -> FocusListed:
    """Change names or classes; facts still refer to it. Raises :class:`UnusableFact`,
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    row = _lock(slug)
    details = _check(given)
    _check_names(details, exclude=row)
    before = snapshot_focus(row)
    check_unchanged(seen, before, details)
    for name, value in details.items():
        setattr(row, name, value)
    row.save(update_fields=tuple(details))
    _note(row, "changed", before, by)
    return _as_listed(row)


@transaction.atomic
def merge_focus(slug: str, into: str, by: User) -> FocusListed:
    """Merge a focus into another: facts of both count as the other's from now on, for all years. Focuses merged
    into it earlier follow. Raises :class:`UnusableFact`.
    """
    row, other = _lock(slug), _lock(into)
    if row.pk == other.pk or other.merged_into_id:
        raise UnusableFact("merge")
    FocusArea.objects.filter(merged_into=row).update(merged_into=other)
    row.merged_into = other
    row.save(update_fields=("merged_into",))
    _note(row, "merged", {}, by, into=str(other))
    return _as_listed(row)


@transaction.atomic
def retire_focus(slug: str, by: User) -> FocusListed:
    """Stop offering a focus; facts with it stay. Raises :class:`UnusableFact`."""
    row = _lock(slug)
    row.retired_on = timezone.localdate()
    row.save(update_fields=("retired_on",))
    _note(row, "retired", {}, by)
    return _as_listed(row)


@transaction.atomic
def restore_focus(slug: str, by: User) -> FocusListed:
    """Put a retired or merged focus back into the list. Raises :class:`UnusableFact`."""
    row = _lock(slug)
    row.retired_on = row.merged_into = None
    row.save(update_fields=("retired_on", "merged_into"))
    _note(row, "restored", {}, by)
    return _as_listed(row)


def list_focus_changes() -> list[FocusChange]:
    """The history of the list, newest first."""
    return list(FocusChange.objects.select_related("focus", "created_by"))


def _lock(slug: str) -> FocusArea:
    row = FocusArea.objects.select_for_update().filter(slug=slug).first()
    if row is None:
        raise UnusableFact("focus")
    return row


def _note(
    row: FocusArea, kind: str, before: dict[str, str], by: User | None, **details: str
) -> None:
    after = snapshot_focus(row) | details
    FocusChange.objects.create(focus=row, kind=kind, before=before, after=after, created_by=by)
    record_audit_entry(by, f"focus.{kind}", row, name=str(row), **details)


def _check(given: FocusInput) -> dict[str, str]:
    names = {
        "name_zh": " ".join(given.name_zh.split()),
        "name_en": " ".join(given.name_en.split()),
    }
    if not any(names.values()):
        raise UnusableFact("no_name")
    if max(map(len, names.values())) > 100:
        raise UnusableFact("long_name")
    if not all(map(is_whole, names.values())):
        raise UnusableFact("characters")
    codes = [code.strip().upper() for code in given.icnptso if code.strip()]
    if any(len(one) > 3 or one[0] not in ICNPTSO_SECTIONS for one in codes) or len(codes) > 10:
        raise UnusableFact("icnptso")
    if given.civil_class not in ("", *CIVIL_CLASSES):
        raise UnusableFact("civil_class")
    if any(goal not in _GOALS for goal in given.sdgs):
        raise UnusableFact("sdg")
    return names | {
        "icnptso": " ".join(codes),
        "civil_class": given.civil_class,
        "sdgs": " ".join(str(goal) for goal in sorted(set(given.sdgs))),
    }


def _check_names(details: Mapping[str, str], *, exclude: FocusArea | None) -> None:
    others = FocusArea.objects.filter(merged_into=None)
    if exclude is not None:
        others = others.exclude(pk=exclude.pk)
    for name in ("name_zh", "name_en"):
        if details[name] and others.filter(**{f"{name}__iexact": details[name]}).exists():
            raise UnusableFact("focus_there")
