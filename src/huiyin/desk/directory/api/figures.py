"""How the members change: computed by the worker from the facts of the registry, kept as it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.isolated_measures import MemberFacts, Wording, draw_members
from huiyin.desk.core.isolated_process import analyse_apart
from huiyin.desk.core.memory_sweeps import rest_collector
from huiyin.desk.directory.api.directory_table import say_days
from huiyin.desk.directory.models import MemberFigures
from huiyin.desk.jobs import api as jobs
from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.api.context_events import list_context_events
from huiyin.desk.registry.api.focus_list import map_focuses
from huiyin.desk.registry.api.organisation_facts import (
    list_dated_focuses,
    list_dated_memberships,
    list_dated_reach,
    list_dated_routes,
    list_open_about,
    name_organisations,
    select_organisations,
)
from huiyin.desk.registry.data import ContextRecord, DirectoryFilters, FactKind
from huiyin.i18n import choose_wording, current_language, use_language
from huiyin.measures import DatedFact, gather_facts, limit_to_stays, list_years
from huiyin.presentation.measures import show_cell

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job

KIND = "member_figures"
#: The latest years that are drawn.
_MOST_YEARS = 30
#: Rows of a table that the page shows; the rest is in its file.
_MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Table:
    """``numbers``: columns, from 0, that hold figures. ``total``: how many rows there are, of which the last are kept."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    numbers: frozenset[int]
    total: int

    @property
    def written(self) -> tuple[tuple[str, ...], ...]:
        """The rows that the page shows, as they are read."""
        return tuple(tuple(show_cell(cell) for cell in row) for row in self.rows[-_MOST_SHOWN:])

    @property
    def is_cut(self) -> bool:
        return self.total > _MOST_SHOWN

    @property
    def shown_rows(self) -> int:
        return min(self.kept_rows, _MOST_SHOWN)

    @property
    def kept_rows(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    title: str
    caption: str
    svg: str
    table: Table


@dataclass(frozen=True, slots=True)
class Section:
    """One measure: sentences written from the figures, how to read them, charts with their tables, and tables alone."""

    name: str
    title: str
    findings: tuple[str, ...]
    limits: tuple[str, ...]
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is kept, in the reader's language. ``sections``: None before the first time. ``is_under_way``: whether they are
    being computed anew."""

    sections: tuple[Section, ...] | None
    computed_at: datetime
    events: tuple[tuple[str, str, ContextRecord], ...]
    is_under_way: bool


def get_row() -> MemberFigures:
    """The one row; made where it is not there yet."""
    return MemberFigures.objects.get_or_create(pk=1)[0]


def start_figures(by: User | None) -> None:
    """Let the worker compute them anew; where that waits already, once."""
    jobs.start_job(get_row(), KIND, by)


@transaction.atomic
def recompute_figures(by: User) -> None:
    """The secretariat asks for it."""
    row = get_row()
    record_audit_entry(by, "members.recompute", row)
    jobs.start_job(row, KIND, by)


def follow_facts(**_: Any) -> None:
    """Something in the registry changed."""
    start_figures(None)


@rest_collector()
def compute_figures(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Compute and draw everything from the facts as they are now, and keep it."""
    tell(0, 2)
    stays, members = _list_stays()
    focuses = limit_to_stays(list_dated_focuses(with_private=False), stays)
    routes = limit_to_stays(list_dated_routes(with_private=False), stays)
    reach = limit_to_stays(list_dated_reach(), stays)
    years = _choose_years([*focuses, *routes, *reach], timezone.localdate())
    content: dict[str, Any] | None = None
    if members and years:
        content = analyse_apart(
            draw_members,
            MemberFacts(gather_facts(focuses), gather_facts(routes), gather_facts(reach)),
            years,
            _list_wording(members),
            shown=_list_shown(),
            marks=[(event.first_day.year, number) for number, event in number_events()],
        )
    tell(2, 2)
    MemberFigures.objects.filter(pk=job.subject_id).update(
        content=content, computed_at=timezone.now()
    )
    return {"years": len(years), "members": len(members)}


def _list_stays() -> tuple[list[DatedFact[Any]], set[int]]:
    """When each organisation was a member, and the numbers of all that ever were. Of one whose membership nobody dated, as
    long as it exists."""
    stays = list_dated_memberships()
    dated = {int(one.organisation) for one in stays}
    there = select_organisations(DirectoryFilters(kind="member", with_ended=True))
    for number, founded, ended in there.values_list("pk", "founded_on", "ended_on"):
        if number not in dated:
            stays.append(DatedFact(str(number), None, founded or date.min, ended or date.max))
            dated.add(number)
    return stays, dated


def _choose_years(facts: list[DatedFact[Any]], today: date) -> tuple[int, ...]:
    """From the first year that facts name to the last that is over; this year where all is of this year."""
    named = [year for year in list_years(facts) if year <= today.year]
    if not named:
        return ()
    last = max(today.year - 1, named[0])
    return tuple(range(named[0], last + 1))[-_MOST_YEARS:]


def _list_wording(members: set[int]) -> dict[str, Wording]:
    """The names of today, in each language."""
    there = name_organisations(members)
    before = current_language()
    wording = {}
    try:
        for language in ("zh", "en"):
            use_language(language)
            wording[language] = Wording(
                {slug: one.name for slug, one in map_focuses().items()},
                {one.slug: one.name for one in list_networks()},
                _tell_apart(
                    {str(n): choose_wording(one["zh"], one["en"]) for n, one in there.items()}
                ),
            )
    finally:
        use_language(before)
    return wording


def _tell_apart(names: dict[str, str]) -> dict[str, str]:
    """Two that bear the same name are two."""
    seen: dict[str, int] = {}
    for name in names.values():
        seen[name] = seen.get(name, 0) + 1
    return {
        number: name if seen[name] == 1 else f"{name} ({number})" for number, name in names.items()
    }


def _list_shown() -> set[str]:
    """Organisations all of whose statements of reach are public."""
    return {str(number) for number in list_open_about(FactKind.REACH)}


def number_events() -> tuple[tuple[str, ContextRecord], ...]:
    """What happened outside, each with the letter by which charts mark it: what they number are focuses."""
    events = sorted(list_context_events(), key=lambda one: (one.first_day, one.id))
    return tuple((_write_letter(at), event) for at, event in enumerate(events))


def _write_letter(at: int) -> str:
    """A, B … Z, A2 …"""
    turn, letter = divmod(at, len(ascii_uppercase))
    return f"{ascii_uppercase[letter]}{turn + 1 if turn else ''}"


def get_figures() -> Figures:
    """What is kept, in the reader's language. Writes nothing."""
    row = MemberFigures.objects.filter(pk=1).first() or MemberFigures(pk=1)
    content = row.content
    sections = None
    if content is not None:
        sections = tuple(map(_read_section, content[current_language()]))
    latest = jobs.find_latest_job(row, KIND)
    is_under_way = latest is not None and latest.is_under_way
    events = tuple((number, say_days(event), event) for number, event in number_events())
    return Figures(sections, row.computed_at, events, is_under_way)


def find_table(name: str) -> Table | None:
    """A table of the page by its name."""
    tables = [
        table
        for section in get_figures().sections or ()
        for table in (*(chart.table for chart in section.charts), *section.tables)
    ]
    return next((table for table in tables if table.name == name), None)


def _read_section(kept: dict[str, Any]) -> Section:
    return Section(
        kept["name"],
        kept["title"],
        tuple(kept["findings"]),
        tuple(kept["limits"]),
        tuple(
            Chart(one["name"], one["title"], one["caption"], one["svg"], _read_table(one))
            for one in kept["charts"]
        ),
        tuple(map(_read_table, kept["tables"])),
    )


def _read_table(kept: dict[str, Any]) -> Table:
    head, rows = kept["table"]["head"], kept["table"]["rows"]
    numbers = frozenset(
        at for at in range(len(head)) if any(not isinstance(row[at], str | None) for row in rows)
    )
    total = kept["table"].get("total", len(rows))
    return Table(kept["name"], kept["title"], tuple(head), tuple(map(tuple, rows)), numbers, total)
