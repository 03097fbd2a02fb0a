"""Where a person is named in words that stay: what others said, and what stands in texts of the network and in laws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q

from huiyin.desk.consultations.api.personal_rows import list_comments_by, select_unkept
from huiyin.desk.personal.holdings import ErasureEffect, find_holding, list_fields
from huiyin.desk.personal.names import UNSEEN, PersonNames
from huiyin.desk.personal.row_places import find_address, find_consultation, find_time_field
from huiyin.desk.personal.traces import NAMING, strings_in
from huiyin.i18n import say
from huiyin.i18n.catalogue import MissingWords

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Rows of a field that are shown, and that are looked for.
SHOWN, _MOST = 20, 500
#: Tables that are looked through otherwise, hold other accounts, or repeat what stands elsewhere.
_APART = frozenset({
    "accounts.user", "notifications.mail", "account.emailaddress", "account.emailconfirmation", "mfa.authenticator",
    "accounts.session", "accounts.device", "networks.invitation", "consultations.intake", "jobs.job",
    "consultations.vote", "wagtailcore.referenceindex", "wagtailsearch.indexentry", "wagtailsearch.sqliteftsindexentry",
    "wagtailadmin.formstate", "wagtailadmin.editingsession", "wagtailusers.userprofile", "wagtailcore.apitoken",
})  # fmt: skip
#: Tables of which the secretariat sees every row, so that words of it can be shown beside its number.
_SHOWN_TABLES = frozenset({
    "consultations.consultation", "consultations.group", "consultations.decision", "consultations.statement",
    "laws.provision", "laws.expression", "audit.auditentry", "registry.organisation", "pages.article", "pages.section",
    "wagtailcore.page", "networks.network",
})  # fmt: skip
#: Letters that are compared as two.
_TWO = {"ß": "ss", "ẞ": "ss", "İ": "i\u0307", "ŉ": "\u02bcn", "ǰ": "j\u030c"}
#: Characters that are shown before and behind a name.
_BEFORE, _BEHIND = 30, 60
#: Fields too that are looked through otherwise.
_FIELDS_APART = frozenset({"consultations.comment.speaker", "registry.organisation.email"})


@dataclass(frozen=True, slots=True)
class MentionPlace:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A table in which a person is named: what it is called, why its words stay, how many rows, and the first of them."""

    table: str
    why: str
    n: int
    places: tuple[MentionPlace, ...]

    @property
    def more(self) -> int:
        """How many rows are not shown."""
        return self.n - len(self.places)


def find_mentions(named: PersonNames, person: User | None = None) -> list[Mention]:
    """What others said, and texts of all, in which ``named`` stand, be it as a part of other words; a table a mention.
    Rows that go with ``person`` are not among them."""
    rows_by_table: dict[type[models.Model], dict[Any, tuple[Any, str]]] = {}
    whys: dict[type[models.Model], str] = {}
    for model, field, why in _list_searched():
        for row in _rows_with(model, field, named, person):
            words = _cut_around(getattr(row, field.name), named) if _is_shown(row) else ""
            rows_by_table.setdefault(model, {}).setdefault(row.pk, (row, words))
            whys.setdefault(model, why)
    return [
        Mention(
            call_table(model), say(f"personal.stays.{whys[model]}"), len(rows), _list_places(rows)
        )
        for model, rows in sorted(rows_by_table.items(), key=lambda one: one[0]._meta.label)
    ]


def call_table(model: type[models.Model]) -> str:
    """What a table is called to people; one of the program by its own name."""
    try:
        return say(f"personal.table.{model._meta.model_name}")
    except MissingWords:
        return str(model._meta.label)


def _list_places(rows: dict[Any, tuple[Any, str]]) -> tuple[MentionPlace, ...]:
    shown = [rows[pk] for pk in sorted(rows)[:SHOWN]]
    return tuple(
        MentionPlace(
            " · ".join(
                filter(None, (str(row.pk), str(find_consultation(row) or row)[:120], words))
            ),
            find_address(row),
        )
        for row, words in shown
    )


def _is_shown(row: Any) -> bool:
    """Whether the words of a row are the secretariat's to read: a draft is nobody's but who writes it."""
    if row._meta.label_lower == "consultations.comment":
        return bool(row.state == row.State.SENT)
    return row._meta.label_lower in _SHOWN_TABLES


def _cut_around(value: Any, named: PersonNames) -> str:
    """What stands around the name in a field."""
    text = next((one for one in strings_in(value) if named.may_be_in(one)), "")
    whole = text.casefold()
    at = min(
        (n for one in (*named.names, *named.addresses) if (n := whole.find(one)) >= 0), default=0
    )
    begin, end = max(0, at - _BEFORE), at + _BEHIND
    said = " ".join(text[begin:end].split())
    return f"{'…' if begin else ''}{said}{'…' if end < len(text) else ''}" if said else ""


def _list_searched() -> Iterator[tuple[type[models.Model], models.Field[Any, Any], str]]:
    for model, field in list_fields():
        table = model._meta.label_lower
        holding = find_holding(model, field.name)
        if field.is_relation or holding is None or table in _APART:
            continue
        if f"{table}.{field.name}" in _FIELDS_APART or isinstance(field, models.BinaryField):
            continue
        if holding.fate is ErasureEffect.STAYS:
            yield model, field, holding.why
        elif holding.fate is ErasureEffect.ERASED:
            yield model, field, "others"


def _rows_with(
    model: type[models.Model],
    field: models.Field[Any, Any],
    named: PersonNames,
    person: User | None,
) -> Iterator[Any]:
    """The rows of others in which a field names somebody, so many at most as are looked for."""
    rows = _of_others(model, person)
    if named.before and (came := find_time_field(model)):
        rows = rows.filter(**{f"{came}__lt": named.before})
    if isinstance(field, models.JSONField):
        rows, holds_name = rows.exclude(**{field.name: {}}), _has_name
    else:
        asked = _ask_for(field.name, named)
        if not asked:
            return
        rows, holds_name = rows.filter(asked), _says_name
    ordered = rows.order_by("pk").iterator(chunk_size=200)
    yield from islice((row for row in ordered if holds_name(row, field.name, named)), _MOST)


def _ask_for(name: str, named: PersonNames) -> Q:
    """What a database is asked for: all rows in which a field may name somebody; nothing where no name is long enough."""
    asked = Q()
    for words in (*named.names, *named.addresses):
        if len(words) > 1:
            asked |= Q(**{f"{name}__icontains": words})
    if asked:
        for odd in _odd_of(named):
            asked |= Q(**{f"{name}__contains": odd})
    return asked


def _says_name(row: Any, name: str, named: PersonNames) -> bool:
    return named.may_be_in(str(getattr(row, name)))


def _odd_of(named: PersonNames) -> tuple[str, ...]:
    """What rows hold in which a database does not find the name as it is compared here: signs that show nothing, letters
    that are compared as two, and the name with capitals, which SQLite knows of ASCII alone; its words in another order."""
    several = {name for name in named.names if " " in name}
    turned = {part for name in several for part in name.split() if len(part) > 2}
    raised = {
        one
        for name in named.names
        if not name.isascii()
        for one in (name.upper(), name.title())
        if one != name
    }
    folded = "".join((*named.names, *named.addresses))
    letters = [letter for letter, two in _TWO.items() if two in folded]
    return (*UNSEEN, *letters, *sorted(turned), *sorted(raised))


def _has_name(row: Any, name: str, named: PersonNames) -> bool:
    """Of an act only words: what names people in it is looked through by number, what names a file, with the file."""
    value = getattr(row, name)
    if row._meta.label_lower == "audit.auditentry":
        apart = (*NAMING, "email", "whom", *(("file", "columns") if row.thing == "intake" else ()))
        value = {key: one for key, one in value.items() if key not in apart}
    return any(named.may_be_in(text) for text in strings_in(value))


def _of_others(model: type[models.Model], person: User | None) -> models.QuerySet[Any]:
    """Rows that do not go with the person."""
    rows = model._base_manager.all()
    if person is None:
        return rows
    if model._meta.label_lower == "consultations.comment":
        return rows.exclude(pk__in=select_unkept(list_comments_by(person)).values("pk"))
    for field in model._meta.concrete_fields:
        holding = find_holding(model, field.name)
        leads = field.is_relation and field.related_model is get_user_model()
        if leads and holding is not None and holding.fate is ErasureEffect.ERASED:
            rows = rows.filter(~Q(**{field.name: person}) | Q(**{field.name: None}))
    if model._meta.label_lower == "personal.erasure":
        rows = rows.filter(~Q(person=person) | Q(person=None))
    return rows
