"""How long replies took over the years, those that have not come included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from huiyin.measures.timeliness import DAYS, MINIMUM_ASKS, Timeliness, measure_timeliness


@dataclass(frozen=True, slots=True)
class ReplyCase:
    """One ask and its reply. ``asked``: None where the day is not known; ``replied``: None while it is open;
    ``is_extended``: whether the time for it was extended, None where nobody said."""

    asked: date | None
    replied: date | None
    authority: str = ""
    is_extended: bool | None = None


@dataclass(frozen=True, slots=True)
class ReplyYear:
    """The asks of a year, whenever they were answered."""

    year: int
    timeliness: Timeliness


@dataclass(frozen=True, slots=True)
class AuthorityReplies:
    """What was asked of one authority. To be shown as a distribution, by name: no list of the quick and the slow."""

    authority: str
    timeliness: Timeliness


@dataclass(frozen=True, slots=True)
class ReplyHistory:
    """``cutoff``: the day on which open asks were still open. ``extended`` and ``not_extended``: apart; None where of no ask
    was said whether it was. ``authorities`` in the order of their names."""

    cutoff: date
    whole: Timeliness
    years: tuple[ReplyYear, ...]
    extended: Timeliness | None
    not_extended: Timeliness | None
    authorities: tuple[AuthorityReplies, ...]


def measure_reply_history(
    cases: Sequence[ReplyCase],
    cutoff: date,
    *,
    by_days: Sequence[int] = DAYS,
    minimum: int = MINIMUM_ASKS,
) -> ReplyHistory:
    """The figures of all asks, of each year's, of those with and without an extension, and of each authority's.

    What happened after ``cutoff`` is not looked at: asks of later days are left out, and a reply of a later day had not
    come. An ask of an unknown day, or answered before it was made, is unknown.
    """
    seen = [case for case in cases if case.asked is None or case.asked <= cutoff]

    def measure(own: Sequence[ReplyCase]) -> Timeliness:
        return _measure(own, cutoff, by_days, minimum)

    is_said = any(case.is_extended is not None for case in seen)
    return ReplyHistory(
        cutoff,
        measure(seen),
        tuple(ReplyYear(year, measure(own)) for year, own in _part_by_year(seen).items()),
        measure([case for case in seen if case.is_extended]) if is_said else None,
        measure([case for case in seen if case.is_extended is False]) if is_said else None,
        tuple(
            AuthorityReplies(name, measure(own)) for name, own in _part_by_authority(seen).items()
        ),
    )


def _part_by_year(cases: Sequence[ReplyCase]) -> dict[int, list[ReplyCase]]:
    """Those of which the day is known, of every year from the first to the last."""
    dated = [(case.asked.year, case) for case in cases if case.asked is not None]
    years = [year for year, _ in dated]
    parted: dict[int, list[ReplyCase]] = (
        {year: [] for year in range(min(years), max(years) + 1)} if years else {}
    )
    for year, case in dated:
        parted[year].append(case)
    return parted


def _part_by_authority(cases: Sequence[ReplyCase]) -> dict[str, list[ReplyCase]]:
    """Those of which the authority is known, in the order of names."""
    names = sorted({case.authority for case in cases if case.authority})
    parted: dict[str, list[ReplyCase]] = {name: [] for name in names}
    for case in cases:
        if case.authority:
            parted[case.authority].append(case)
    return parted


def count_days(case: ReplyCase, cutoff: date) -> tuple[int, bool] | None:
    """Days from the ask to its reply, or to ``cutoff``, and whether it is open; None where that is not known."""
    if case.asked is None or case.asked > cutoff:
        return None
    is_open = case.replied is None or case.replied > cutoff
    end = cutoff if is_open else case.replied
    assert end is not None
    days = (end - case.asked).days
    return (days, is_open) if days >= 0 else None


def _measure(
    cases: Sequence[ReplyCase], cutoff: date, by_days: Sequence[int], minimum: int
) -> Timeliness:
    counted = [count_days(case, cutoff) for case in cases]
    known = [one for one in counted if one is not None]
    return measure_timeliness(
        [days for days, _ in known],
        [is_open for _, is_open in known],
        by_days=by_days,
        unknown=len(counted) - len(known),
        minimum=minimum,
    )
