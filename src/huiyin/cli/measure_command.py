"""``huiyin measure``: compute a network's measures from tables of dated facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from huiyin.cli.output import (
    DONE,
    DONE_WITH_REFUSALS,
    AsJson,
    describe_intake,
    exit_with_message,
    print_json,
    print_notice,
    print_refused,
    print_understood,
    require_path,
    stop_unless_taken,
    stop_unwritable,
    track_progress,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.intake import IntakeResult
    from huiyin.presentation.measures import MeasureView

#: The seed of resampling and draws, fixed so that a table always gives the same figures.
SEED = 20
#: More years are assumed to be a typing error.
_MOST_YEARS = 200


class _Wanted(NamedTuple):
    """What was asked for besides the table.

    ``years``: None means all. ``left_out``: is called with the years in the table that exceed the limit.
    """

    columns: Mapping[str, str]
    years: tuple[int, ...] | None
    as_of: date | None
    countries: int
    left_out: list[int]


def command(
    what: Annotated[
        str,
        typer.Argument(
            metavar="focus|routes|reach|reciprocity|replies", help=say("measure.what.help")
        ),
    ],
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", readable=False, help=say("measure.table.help"))
    ],
    column: Annotated[
        list[str] | None, typer.Option("--column", help=say("measure.column.help"))
    ] = None,
    years: Annotated[str | None, typer.Option("--years", help=say("measure.years.help"))] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help=say("measure.as_of.help"))] = None,
    countries: Annotated[
        int | None, typer.Option("--countries", help=say("measure.countries.help"))
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("measure.out.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.files.problems import UnreadableLaw
    from huiyin.measures.reach import COUNTRIES
    from huiyin.presentation.problems import say_unreadable

    if what not in _MEASURES:
        exit_with_message(say("measure.unknown_what", given=what, known=", ".join(_MEASURES)))
    _stop_unless_used(what, {"--as-of": as_of, "--countries": countries})
    possible = COUNTRIES if countries is None else countries
    if possible < 1:
        exit_with_message(say("measure.bad_countries"))
    columns = _parse_columns(what, column or [])
    if out is not None:
        _stop_foreign(out)
    wanted = _Wanted(columns, _parse_years(years), _parse_day(as_of), possible, [])
    try:
        path = require_path(table)
        with track_progress(say("measure.working")):
            read, view = _MEASURES[what](path, wanted)
    except UnreadableLaw as error:
        exit_with_message(say_unreadable(error, str(table)))
    _stop_unless_named(columns, read, table)
    if wanted.left_out:
        view = replace(view, limits=(*view.limits, _say_left_out(wanted.left_out)))
        print_notice(_say_left_out(wanted.left_out))
    if out is not None:
        with track_progress(say("measure.drawing")):
            _write_folder(out, view, read, table)
        print_notice(say("measure.written", path=str(out)))
    if as_json:
        print_json(_to_document(what, view, read))
    else:
        for sentence in view.findings:
            typer.echo(sentence)
        print_understood(read.tables, read.remarks)
    print_refused(read.refused)
    raise typer.Exit(DONE_WITH_REFUSALS if read.refused else DONE)


def _to_document(what: str, view: MeasureView, read: IntakeResult[object]) -> dict[str, object]:
    from huiyin.presentation.problems import say_refusal

    return {
        "measure": what,
        **view.document,
        "findings": view.findings,
        "refused": [
            {"file": r.file, "sheet": r.sheet, "row": r.row, "reason": r.reason, "message": say_refusal(r)}
            for r in read.refused
        ],
        **describe_intake(read.tables, read.remarks),
    }  # fmt: skip


def _stop_foreign(out: Path) -> None:
    """End the call before any work if its page would replace a page that is not ours."""
    from huiyin.report.measure_page import ForeignPage, list_written

    try:
        list_written(out)
    except ForeignPage:
        exit_with_message(say("measure.foreign_page", path=str(out)))
    except OSError as error:
        stop_unwritable(Path(error.filename or out), error)


def _write_folder(out: Path, view: MeasureView, read: IntakeResult[object], table: Path) -> None:
    from huiyin.report.measure_page import write_measure

    try:
        write_measure(view, out, source=table.name, refused=read.refused)
    except OSError as error:
        stop_unwritable(Path(error.filename or out), error)


def _parse_columns(what: str, given: Sequence[str]) -> dict[str, str]:
    from huiyin.intake import FACT_ROLES

    roles = FACT_ROLES[what]
    columns = {}
    for entry in given:
        role, sign, heading = entry.partition("=")
        if not sign or role.strip() not in roles or not heading.strip():
            exit_with_message(say("measure.bad_column", given=entry, roles=", ".join(roles)))
        columns[role.strip()] = heading.strip()
    return columns


def _stop_unless_named(columns: Mapping[str, str], read: IntakeResult[object], table: Path) -> None:
    """End the call if a heading given as an option is not in the table: otherwise another column would be measured
    unnoticed.
    """
    from huiyin.intake.columns import heading_key

    there = {
        heading_key(heading)
        for one in read.tables
        for _, headings in one.columns
        for heading in headings
    }
    for heading in columns.values():
        if heading_key(heading) not in there:
            exit_with_message(say("measure.no_column", heading=heading, file=table.name))


def _parse_years(given: str | None) -> tuple[int, ...] | None:
    if given is None:
        return None
    first, _, last = given.replace("–", "-").partition("-")
    ends = [part.strip() for part in (first, last or first)]
    if all(part.isdecimal() and len(part) == 4 for part in ends):
        years = range(int(ends[0]), int(ends[1]) + 1)
        if 1 <= len(years) <= _MOST_YEARS and years[0] >= 1:
            return tuple(years)
    exit_with_message(say("measure.bad_years", given=given, most=_MOST_YEARS))


def _parse_day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given is not None else None
    except ValueError:
        exit_with_message(say("measure.bad_day", given=given))


def _limit_years(named: Sequence[int], wanted: _Wanted) -> tuple[int, ...]:
    """Return the years to measure: those asked for, or all, limited to the last ones."""
    if wanted.years is not None:
        return wanted.years
    wanted.left_out.extend(named[:-_MOST_YEARS])
    return tuple(named[-_MOST_YEARS:])


def _say_left_out(years: Sequence[int]) -> str:
    return say("measure.years_left", first=str(years[0]), last=str(years[-1]), most=_MOST_YEARS)


#: Option → the measure it applies to.
_OWN_OPTIONS = {"--as-of": "replies", "--countries": "reach"}


def _stop_unless_used(what: str, given: Mapping[str, object]) -> None:
    """End the call if an option is given that this measure would ignore."""
    for option, value in given.items():
        if value is not None and _OWN_OPTIONS[option] != what:
            exit_with_message(
                say("measure.option_unused", option=option, what=_OWN_OPTIONS[option])
            )


def _measure_focus(path: Path, wanted: _Wanted) -> tuple[IntakeResult[object], MeasureView]:
    from huiyin.intake import read_focus_facts
    from huiyin.measures import DatedFact, FocusHeld, list_years, measure_focus_history
    from huiyin.presentation.measures import describe_focuses

    read = read_focus_facts(path, columns=wanted.columns)
    stop_unless_taken(read)
    facts: list[DatedFact[FocusHeld]] = []
    for one in read.taken:
        period = one.period
        ends = (period.since, period.until, period.is_start_stated, period.is_end_stated)
        for focus in one.focuses or (None,):
            value = FocusHeld(focus, one.is_main, one.network) if focus is not None else None
            facts.append(DatedFact(one.organisation, value, *ends))
    history = measure_focus_history(facts, _limit_years(list_years(facts), wanted), seed=SEED)
    return read, describe_focuses(history)


def _measure_routes(path: Path, wanted: _Wanted) -> tuple[IntakeResult[object], MeasureView]:
    from huiyin.intake import read_route_facts
    from huiyin.measures import DatedFact, RouteMix, list_years, measure_route_history
    from huiyin.presentation.measures import describe_routes

    read = read_route_facts(path, columns=wanted.columns)
    stop_unless_taken(read)
    facts = [
        DatedFact(
            one.organisation,
            RouteMix(one.shares, one.network) if one.shares else None,
            one.period.since, one.period.until, one.period.is_start_stated, one.period.is_end_stated,
        )
        for one in read.taken
    ]  # fmt: skip
    years = _limit_years(list_years(facts), wanted)
    return read, describe_routes(measure_route_history(facts, years))


def _measure_reach(path: Path, wanted: _Wanted) -> tuple[IntakeResult[object], MeasureView]:
    from huiyin.intake import read_reach_facts
    from huiyin.measures import DatedFact, ReachStated, list_years, measure_reach_history
    from huiyin.presentation.measures import describe_reach

    read = read_reach_facts(path, columns=wanted.columns, possible=wanted.countries)
    stop_unless_taken(read)
    facts = [
        DatedFact(
            one.organisation,
            ReachStated(one.shares, one.countries) if one.shares or one.countries is not None else None,
            one.period.since, one.period.until, one.period.is_start_stated, one.period.is_end_stated,
        )
        for one in read.taken
    ]  # fmt: skip
    years = _limit_years(list_years(facts), wanted)
    return read, describe_reach(measure_reach_history(facts, years, possible=wanted.countries))


def _measure_reciprocity(path: Path, wanted: _Wanted) -> tuple[IntakeResult[object], MeasureView]:
    from huiyin.intake import read_ask_facts
    from huiyin.measures import Ask, measure_ask_history
    from huiyin.presentation.measures import describe_asks

    read = read_ask_facts(path, columns=wanted.columns)
    stop_unless_taken(read)
    asks = [
        Ask(one.body, one.authority, one.is_to_authority, one.day) for one in read.taken if one.asks
    ]
    left = len(read.taken) - len(asks)
    if left:
        print_notice(say("measure.no_asks", left=left))
    return read, describe_asks(measure_ask_history(asks, wanted.years, seed=SEED))


def _measure_replies(path: Path, wanted: _Wanted) -> tuple[IntakeResult[object], MeasureView]:
    from huiyin.intake import read_reply_facts
    from huiyin.measures import ReplyCase, measure_reply_history
    from huiyin.presentation.measures import describe_replies

    read = read_reply_facts(path, columns=wanted.columns)
    stop_unless_taken(read)
    cases = [
        ReplyCase(one.asked, one.replied, one.authority, one.is_extended)
        for one in read.taken
        if wanted.years is None or (one.asked is not None and one.asked.year in wanted.years)
    ]
    # Use all rows: the choice of years does not change how long anybody has waited.
    days = [day for one in read.taken for day in (one.asked, one.replied) if day is not None]
    # In a table without rows nobody has waited, whatever the cut-off day.
    history = measure_reply_history(cases, wanted.as_of or max(days, default=date.today()))
    return read, describe_replies(history, cases)


_MEASURES: Mapping[str, Callable[[Path, _Wanted], tuple[IntakeResult[object], MeasureView]]] = {
    "focus": _measure_focus,
    "routes": _measure_routes,
    "reach": _measure_reach,
    "reciprocity": _measure_reciprocity,
    "replies": _measure_replies,
}
