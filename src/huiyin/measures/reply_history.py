"""How long replies took over the years, including those that have not arrived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from huiyin.measures.timeliness import DAYS, MINIMUM_ASKS, Timeliness, measure_timeliness


@dataclass(frozen=True, slots=True)
class ReplyCase:
    """One ask and its reply.

    ``asked``: None if the day is unknown. ``replied``: None while it is open. ``is_extended``: whether the term was
    extended; None if nobody stated it.
    """

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
    """The asks to one authority. Show distributions sorted by name, not a ranking by speed."""

    authority: str
    timeliness: Timeliness


@dataclass(frozen=True, slots=True)
class ReplyHistory:
    """``cutoff``: the day on which open asks were still open. ``extended`` and ``not_extended``: the figures of
    each kind; None if the extension is stated for no ask. ``authorities`` are sorted by name.
    """

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
    """Compute the figures of all asks, of each year, of asks with and without extension, and of each authority.

    Anything after ``cutoff`` is ignored: later asks are left out, and a later reply counts as not yet received. An
    ask is unknown if its day is unknown or if it was answered before it was made.
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
    """Group the cases whose day is known, for every year from the first to the last."""
    dated = [(case.asked.year, case) for case in cases if case.asked is not None]
    years = [year for year, _ in dated]
    parted: dict[int, list[ReplyCase]] = (
        {year: [] for year in range(min(years), max(years) + 1)} if years else {}
    )
    for year, case in dated:
        parted[year].append(case)
    return parted


def _part_by_authority(cases: Sequence[ReplyCase]) -> dict[str, list[ReplyCase]]:
    """Group the cases whose authority is known, sorted by name."""
    names = sorted({case.authority for case in cases if case.authority})
    parted: dict[str, list[ReplyCase]] = {name: [] for name in names}
    for case in cases:
        if case.authority:
            parted[case.authority].append(case)
    return parted


def count_days(case: ReplyCase, cutoff: date) -> tuple[int, bool] | None:
    """Return the days from the ask to its reply or to ``cutoff``, and whether it is open; None if unknown."""
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
