"""The current state of organisations: columns for lists, computed from facts, written only here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from huiyin.desk.registry.data import ENDED, UNKNOWN, FactKind, FactRecord
from huiyin.desk.registry.hooks import KEEP_MEMBERS
from huiyin.desk.registry.models import Fact, Organisation
from huiyin.desk.registry.sort_keys import fold_key, make_search_text, make_sort_key

_DAY = timedelta(days=1)
#: Sent within the transaction that changes facts, once per action.
facts_changed = Signal()
_COLUMNS = (
    "name_zh", "name_en", "kind", "sort_key", "sort_key_en", "search_text", "past_names", "founded_on", "ended_on", "due_on",
)  # fmt: skip
_KINDS = (
    FactKind.NAME, FactKind.OTHER_NAME, FactKind.SORT_KEY, FactKind.KIND, FactKind.STATUS, FactKind.IDENTIFIER,
    FactKind.NETWORK,
)  # fmt: skip
#: Organisations per query: few enough for its parameters and for memory.
_AT_ONCE = 500


def refresh_present(numbers: Collection[int], *, day: date | None = None) -> None:
    """Update the columns of organisations from their facts on ``day`` or today."""
    day = day or timezone.localdate()
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), _AT_ONCE):
        _refresh_some(wanted[start : start + _AT_ONCE], day)
    if wanted:
        facts_changed.send(sender=Fact)


def refresh_due(day: date | None = None) -> int:
    """Update organisations whose columns have become outdated by date, such as a name valid from today."""
    day = day or timezone.localdate()
    due = list(Organisation.objects.filter(due_on__lte=day).values_list("pk", flat=True))
    refresh_present(due, day=day)
    return len(due)


@transaction.atomic
def _refresh_some(numbers: Sequence[int], day: date) -> None:
    rows = Fact.objects.filter(organisation__in=numbers, kind__in=_KINDS, withdrawn_at=None)
    by_organisation = {
        number: [row.as_record() for row in facts]
        for number, facts in groupby(
            rows.order_by("organisation_id", "first_day", "id"), key=attrgetter("organisation_id")
        )
    }
    organisations = list(Organisation.objects.select_for_update().filter(pk__in=numbers))
    for organisation in organisations:
        _fill_columns(organisation, by_organisation.get(organisation.pk, []), day)
    Organisation.objects.bulk_update(organisations, _COLUMNS, batch_size=100)
    KEEP_MEMBERS.item(
        {
            number: [f.code for f in by_organisation.get(number, ()) if f.kind == FactKind.NETWORK and f.holds_on(day)]
            for number in numbers
        }
    )  # fmt: skip


def _fill_columns(organisation: Organisation, facts: Sequence[FactRecord], day: date) -> None:
    names = [fact for fact in facts if fact.kind == FactKind.NAME]
    for language in ("zh", "en"):
        own = [fact for fact in names if fact.code == language]
        setattr(organisation, f"name_{language}", find_name(own, day)[:200])
    if not (organisation.name_zh or organisation.name_en):
        organisation.name_en = organisation.slug
    kind = pick_standing([fact for fact in facts if fact.kind == FactKind.KIND], day)
    organisation.kind = kind.code if kind is not None else organisation.kind
    organisation.past_names = _list_past_names(names, day)
    organisation.sort_key, organisation.sort_key_en = _make_keys(organisation, facts, day)
    organisation.search_text = make_search_text(_list_search_names(organisation, facts))
    status = [fact for fact in facts if fact.kind == FactKind.STATUS]
    organisation.founded_on, organisation.ended_on = find_life(status)
    organisation.due_on = _find_next_day(facts, day)


def pick_standing(facts: Iterable[FactRecord], day: date) -> FactRecord | None:
    """Of facts with one key, the one valid on ``day``; if two overlap within a year, the later."""
    return max(
        (fact for fact in facts if fact.holds_on(day)),
        key=lambda fact: (fact.first_day or date.min, fact.id),
        default=None,
    )


def find_name(names: Sequence[FactRecord], day: date) -> str:
    """The name valid on ``day``; if none is known, the nearest, unless it is stated that there was none."""
    standing = pick_standing(names, day)
    if standing is not None:
        return standing.text
    later = [fact for fact in names if fact.first_day is not None and fact.first_day > day]
    if later:
        return min(later, key=lambda fact: fact.first_day or day).text
    earlier = [fact for fact in names if fact.last_day is not None and fact.last_day < day]
    return max(earlier, key=lambda fact: fact.last_day or day).text if earlier else ""


def _list_past_names(names: Iterable[FactRecord], day: date) -> list[dict[str, str]]:
    over = [fact for fact in names if fact.last_day is not None and fact.last_day < day]
    return [
        {"until": fact.last_day.isoformat(), "language": fact.code, "name": fact.text}
        for fact in sorted(over, key=lambda fact: (fact.last_day or day, fact.id), reverse=True)
        if fact.last_day is not None
    ]


def _make_keys(
    organisation: Organisation, facts: Iterable[FactRecord], day: date
) -> tuple[str, str]:
    stated = pick_standing((fact for fact in facts if fact.kind == FactKind.SORT_KEY), day)
    by_pinyin = make_sort_key(organisation.name_zh, organisation.name_en)
    by_name = make_sort_key("", organisation.name_en or organisation.name_zh)
    return (fold_key(stated.text) if stated else by_pinyin), by_name


def _list_search_names(organisation: Organisation, facts: Iterable[FactRecord]) -> list[str]:
    searched = (FactKind.NAME, FactKind.OTHER_NAME, FactKind.IDENTIFIER)
    own = [fact.text for fact in facts if fact.kind in searched and fact.is_public]
    return [organisation.name_zh, organisation.name_en, organisation.slug, *own]


def find_life(status: Sequence[FactRecord]) -> tuple[date | None, date | None]:
    """The stated first and last day of the organisation."""
    alive = [fact for fact in status if fact.code != ENDED]
    ended = [fact for fact in status if fact.code == ENDED]
    first = min(alive, key=lambda fact: fact.first_day or date.min, default=None)
    founded = first.first_day if first is not None and first.since != UNKNOWN else None
    if ended:
        over = min(fact.first_day or date.min for fact in ended)
        return founded, (over - _DAY if over > date.min else None)
    last = max(alive, key=lambda fact: fact.last_day or date.max, default=None)
    return founded, last.last_day if last is not None else None


def _find_next_day(facts: Iterable[FactRecord], day: date) -> date | None:
    """The next day on which a fact begins or has ended."""
    days = [fact.first_day for fact in facts if fact.first_day]
    days += [fact.last_day + _DAY for fact in facts if fact.last_day and fact.last_day < date.max]
    return min((one for one in days if one > day), default=None)
