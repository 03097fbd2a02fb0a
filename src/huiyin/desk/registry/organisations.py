"""Organisations: add them, change them, take them in from a table, and who speaks for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.text import slugify

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_readers import read_sheets
from huiyin.desk.core.known_queries import KnownQuery
from huiyin.desk.core.slugs import find_free_slug
from huiyin.desk.registry.api import memberships
from huiyin.desk.registry.api.facts import state_columns
from huiyin.desk.registry.data import OrganisationKind
from huiyin.desk.registry.models import Organisation, Seat
from huiyin.text import is_whole

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


#: What is kept of an organisation, in the order of the form and of a table.
FIELDS = ("name_zh", "name_en", "kind", "language", "email", "slug")
#: Characters of an e-mail address (RFC 5321).
_LONGEST_EMAIL = 254
#: Field → words by which a column of it is known, folded.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name_zh": ("name_zh", "中文名称", "中文名", "名称", "组织名称", "组织", "单位", "chinese name", "name in chinese"),
    "name_en": ("name_en", "英文名称", "英文名", "english name", "name in english", "name", "organisation", "organization"),
    "kind": ("kind", "类型", "类别", "type"),
    "language": ("language", "语言"),
    "email": ("email", "e-mail", "mail", "邮箱", "电子邮箱", "电子邮件"),
    "slug": ("slug", "简称", "代号", "short name", "id"),
}  # fmt: skip
_KINDS: Mapping[str, str] = {
    "member": "member", "成员": "member", "会员": "member", "成员组织": "member", "": "member",
    "authority": "authority", "机关": "authority", "国家机关": "authority", "政府部门": "authority", "部门": "authority",
    "partner": "partner", "伙伴": "partner", "合作伙伴": "partner",
}  # fmt: skip
_LANGUAGES: Mapping[str, str] = {
    "": "zh-hans", "zh": "zh-hans", "zh-hans": "zh-hans", "中文": "zh-hans", "chinese": "zh-hans",
    "en": "en", "英文": "en", "english": "en",
}  # fmt: skip


class UnusableDetails(ValueError):
    """Details that cannot stand: ``registry.wrong.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def snapshot_organisation(organisation: Organisation) -> dict[str, str]:
    """What the form shows of an organisation, for its version."""
    return {name: getattr(organisation, name) for name in FIELDS}


@transaction.atomic
def save_organisation(
    organisation: Organisation | None,
    given: Mapping[str, str],
    by: User,
    *,
    seen: str | None = None,
    is_correction: bool = False,
) -> Organisation:
    """Create an organisation or change an existing one; ``given`` holds :data:`FIELDS`, with kind and language
    also as people write them. ``seen`` is the version of :func:`snapshot_organisation` the form was rendered
    with. New names are valid from today or, with ``is_correction``, replace names that were always wrong.

    Raises :class:`UnusableDetails` and :class:`huiyin.desk.core.edit_conflicts.EditConflict`, in which case
    nothing is changed.
    """
    details = _usable_details(given)
    others = Organisation.objects.all()
    if organisation is not None:
        others = others.exclude(pk=organisation.pk)
    _check_names(details, others)
    if organisation is None:
        details["slug"] = details["slug"] or find_free_slug(
            Organisation.objects,
            slugify(unicodedata.normalize("NFKD", details["name_en"]))[:50] or "organisation",
        )
        kept = Organisation.objects.create(**details)
    else:
        kept = Organisation.objects.select_for_update().get(pk=organisation.pk)
        details["slug"] = details["slug"] or kept.slug
        check_unchanged(seen, snapshot_organisation(kept), details)
        for name in ("language", "email", "slug"):
            setattr(kept, name, details[name])
        kept.save(update_fields=("language", "email", "slug"))
        state_columns(kept, details, by, is_correction=is_correction)
        kept.refresh_from_db()
    record_audit_entry(
        by, "organisation.keep" if organisation else "organisation.add", kept, name=str(kept)
    )
    return kept


def _usable_details(given: Mapping[str, str]) -> dict[str, str]:
    """What was given, kind and language as the desk calls them. Raises :class:`UnusableDetails`."""
    details = {name: " ".join(given.get(name, "").split()) for name in FIELDS}
    if not all(map(is_whole, details.values())):
        raise UnusableDetails("characters")
    if not (details["name_zh"] or details["name_en"]):
        raise UnusableDetails("no_name")
    if max(len(details["name_zh"]), len(details["name_en"])) > 200:
        raise UnusableDetails("long_name")
    kind = _KINDS.get(details["kind"].casefold())
    if kind is None:
        raise UnusableDetails("kind")
    language = _LANGUAGES.get(details["language"].casefold())
    if language is None:
        raise UnusableDetails("language")
    _check_email(details["email"])
    return details | {"kind": kind, "language": language}


def _check_email(email: str) -> None:
    if len(email) > _LONGEST_EMAIL:
        raise UnusableDetails("email")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise UnusableDetails("email") from None


def _check_names(details: Mapping[str, str], others: QuerySet[Organisation]) -> None:
    """No other has one of the names, and what stands in addresses can stand there. Raises :class:`UnusableDetails`."""
    for name in ("name_zh", "name_en"):
        if details[name] and others.filter(**{f"{name}__iexact": details[name]}).exists():
            raise UnusableDetails("there")
    if details["slug"] and not re.fullmatch(r"[\w-]{1,60}", details["slug"], re.ASCII):
        raise UnusableDetails("slug")
    if details["slug"] and others.filter(slug__iexact=details["slug"]).exists():
        raise UnusableDetails("slug_there")


@transaction.atomic
def remove_seat(organisation: Organisation, number: int, by: User) -> None:
    """Somebody does not speak for the organisation any more; what they said stays."""
    seat = Seat.objects.select_for_update().filter(organisation=organisation, pk=number).first()
    if seat is not None:
        record_audit_entry(
            by, "organisation.unseat", organisation, who=str(seat.user), whom=seat.user_id
        )
        memberships.end_seat(seat)


# ---- tables ------------------------------------------------------------------------------------------

#: Rows of a table that are taken at once.
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A row of a table: its number as the file counts it, and what it gives for :data:`FIELDS`. ``is_unread``: it
    could not be read."""

    number: int
    given: Mapping[str, str]
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class ImportedOrganisations:
    """``refused``: rows with the code of why (``registry.wrong.<code>``)."""

    added: int
    changed: int
    refused: tuple[tuple[OrganisationRow, str], ...]


def read_rows(name: str, data: bytes) -> list[OrganisationRow]:
    """Read the organisations in a table in an isolated process, identifying columns by their headings.

    Raises :class:`huiyin.law.UnreadableLaw`, :class:`huiyin.desk.core.isolated_process.WorkUnfinished` and, if
    no column holds names, :class:`UnusableDetails`.
    """
    organisation_rows: list[OrganisationRow] = []
    is_known = False
    for table in read_apart(read_sheets, data, name, _MOST):
        columns: dict[int, str] = {}
        for number, cells in table.rows:
            if not columns:
                columns = _map_columns(cells)
                continue
            given = {columns[n]: cell.strip() for n, cell in enumerate(cells) if n in columns}
            is_unread = any((number, column) in table.wrong for column in (-1, *columns))
            if is_unread or any(given.values()):
                organisation_rows.append(OrganisationRow(number, given, is_unread))
        is_known = is_known or bool(columns)
    if not is_known:
        raise UnusableDetails("no_columns")
    return organisation_rows


def _map_columns(cells: tuple[str, ...]) -> dict[int, str]:
    """Column → field, where the row has a heading of names."""
    known = {heading: name for name, headings in _HEADINGS.items() for heading in headings}
    columns: dict[int, str] = {}
    for number, cell in enumerate(cells):
        name = known.get(" ".join(cell.casefold().split()))
        if name and name not in columns.values():
            columns[number] = name
    return columns if {"name_zh", "name_en"} & set(columns.values()) else {}


def import_organisations(
    rows: list[OrganisationRow], by: User, *, may_grant: bool = False
) -> ImportedOrganisations:
    """Add the organisations, or change those that are there by short name or name; each row by itself.

    A row that makes something of another kind of an organisation for which people speak gives these other rights: it
    is refused (``grants``) unless ``may_grant``."""
    added = changed = 0
    refused: list[tuple[OrganisationRow, str]] = []
    for row in rows:
        try:
            if row.is_unread:
                raise UnusableDetails("unread")
            with transaction.atomic():
                there = _find_organisation(row.given, is_locked=True)
                if not may_grant and there is not None and _is_rights_change(there, row.given):
                    raise UnusableDetails("grants")
                given = dict(row.given)
                if there is not None:  # an empty cell takes nothing away
                    given = snapshot_organisation(there) | {
                        n: value for n, value in given.items() if value
                    }
                save_organisation(there, given, by)
        except UnusableDetails as wrong:
            refused.append((row, wrong.code))
        else:
            added, changed = added + (there is None), changed + (there is not None)
    return ImportedOrganisations(added, changed, tuple(refused))


def has_rights_change(rows: list[OrganisationRow]) -> bool:
    """Whether one of ``rows`` would give people other rights."""
    return any(
        (there := _find_organisation(row.given)) is not None and _is_rights_change(there, row.given)
        for row in rows
    )


def _is_rights_change(there: Organisation, given: Mapping[str, str]) -> bool:
    kind = given.get("kind", "").strip()
    return bool(kind) and _KINDS.get(kind.casefold()) != there.kind and there.seats.exists()


def _find_organisation(given: Mapping[str, str], *, is_locked: bool = False) -> Organisation | None:
    """The organisation that a row is about."""
    there = Organisation.objects.all()
    if is_locked:
        there = there.select_for_update()
    for name in ("slug", "name_zh", "name_en"):
        if given.get(name):
            found = there.filter(**{f"{name}__iexact": given[name]}).first()
            if found is not None:
                return found
    return None


def name_organisations(numbers: Collection[int]) -> dict[int, str]:
    """Number → name, in the language of the reader. One query."""
    return {one.pk: str(one) for one in Organisation.objects.filter(pk__in=numbers)}


def find_organisations(numbers: Collection[int]) -> dict[int, Organisation]:
    """Organisations by their numbers. One query."""
    return Organisation.objects.in_bulk(numbers)


def list_authorities() -> list[Organisation]:
    """All authorities, by their short names. One query."""
    return list(select_authorities())


def select_members() -> QuerySet[Organisation]:
    """The member organisations, by their short names."""
    return Organisation.objects.filter(kind=Organisation.Kind.MEMBER).order_by("slug")


_find_seats = KnownQuery(
    lambda user: (
        Seat.objects.filter(user=user)
        .order_by("pk")
        .values_list("organisation_id", "organisation__kind")
    )
)


def map_seats_of(user: int) -> dict[int, str]:
    """The organisations that somebody speaks for, each with its kind, all by their numbers. One query."""
    return dict(_find_seats(user))


def select_authorities() -> QuerySet[Organisation]:
    """The authorities, by their short names."""
    return Organisation.objects.filter(kind=Organisation.Kind.AUTHORITY).order_by("slug")


def select_bodies_and_authorities() -> QuerySet[Organisation]:
    """All that somebody can speak for here: members and authorities, no partners."""
    return Organisation.objects.exclude(kind=Organisation.Kind.PARTNER).order_by("slug")


def filter_by_name(among: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
    """Those of ``among`` whose name or short name holds ``words``."""
    is_named = Q(name_zh__icontains=words) | Q(name_en__icontains=words) | Q(slug__icontains=words)
    return among.filter(is_named).order_by("slug")


def list_bodies() -> list[Organisation]:
    """All organisations of civil society. One query."""
    return list(Organisation.objects.exclude(kind=Organisation.Kind.AUTHORITY).order_by("slug"))


def find_authority(slug: str) -> Organisation | None:
    found = Organisation.objects.filter(slug=slug, kind=Organisation.Kind.AUTHORITY)
    return found.order_by("pk").first()


def list_with_address() -> QuerySet[Organisation]:
    """Organisations that have an address of their own, which may be that of somebody there."""
    return Organisation.objects.exclude(email="").order_by("pk")


def forget_addresses(numbers: Collection[int]) -> None:
    """Take the addresses away: they are those of people who were erased."""
    Organisation.objects.filter(pk__in=numbers).update(email="")


def create_organisation(
    slug: str, kind: OrganisationKind, *, name_zh: str, name_en: str, language: str = "zh-hans"
) -> Organisation:
    """An organisation under a short name that is known to be free, whose details are known to be usable."""
    return Organisation.objects.create(
        slug=slug, kind=kind, name_zh=name_zh, name_en=name_en, language=language
    )
