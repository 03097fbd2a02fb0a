"""Days to reply in words, tables and charts: distributions, not ranks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from huiyin.i18n import say, say_date, say_number, say_percent
from huiyin.measures import ReplyCase, ReplyHistory, Timeliness, count_days
from huiyin.presentation.measures.charts import render_curve, render_dots
from huiyin.presentation.measures.views import (
    Cell,
    MeasureChart,
    MeasureTable,
    MeasureView,
    show_figure,
)

#: Marks of one year are spread over its line in steps that never coincide.
_GOLDEN = 0.6180339887498949
#: The most marks drawn.
_MOST_MARKS = 2000


def describe_replies(history: ReplyHistory, cases: Sequence[ReplyCase]) -> MeasureView:
    """Return the view in the current language. ``cases``: those that ``history`` was computed from."""
    charts = (_show_curve(history), _show_dots(history, cases))
    return MeasureView(
        say("measure.replies.title"),
        tuple(_list_findings(history)),
        (say("measure.replies.limit_open"), say("measure.replies.limit_ranks")),
        tuple(chart for chart in charts if chart is not None),
        tuple(table for table in (_tabulate_authorities(history),) if table.rows),
        describe_document(history),
    )


def describe_document(history: ReplyHistory) -> dict[str, object]:
    """Return the same as data."""
    return {
        "cutoff": history.cutoff.isoformat(),
        "whole": _describe(history.whole),
        "years": [{"year": year.year, **_describe(year.timeliness)} for year in history.years],
        "extended": history.extended and _describe(history.extended),
        "not_extended": history.not_extended and _describe(history.not_extended),
        "authorities": [
            {"authority": one.authority, **_describe(one.timeliness)} for one in history.authorities
        ],
        "unknown": [{"asks": history.whole.unknown}] if history.whole.unknown else [],
    }


def _describe(found: Timeliness) -> dict[str, object]:
    return {
        "known": found.known, "open": found.open_asks, "unknown": found.unknown, "enough": found.is_enough,
        "median": found.median, "low": found.low, "high": found.high,
        "answered": [{"day": one.day, "share": one.share, "low": one.low, "high": one.high} for one in found.shares],
    }  # fmt: skip


def _list_findings(history: ReplyHistory) -> Iterator[str]:
    whole = history.whole
    if not whole.is_enough:
        yield say("measure.replies.few", known=say_number(whole.known))
        return
    yield say(
        "measure.replies.finding_counts",
        known=say_number(whole.known),
        open=say_number(whole.open_asks),
        unknown=say_number(whole.unknown),
        cutoff=say_date(history.cutoff),
    )
    yield _say_median(whole)
    yield from _say_shares(whole)
    yield from _say_extended(history)


def _say_median(found: Timeliness) -> str:
    if found.median is None:
        return say("measure.replies.not_reached")
    if found.high is None and not found.open_asks:
        # Everybody is answered, and so many on one day that the end of the interval cannot be estimated.
        return say("measure.replies.finding_median_alone", median=_show_days(found.median))
    return say("measure.replies.finding_median", median=_show_days(found.median), low=_show_days(found.low), high=_show_days(found.high))  # fmt: skip


def _show_days(days: float | None) -> str:
    return say("measure.not_reached") if days is None else show_figure(days)


def _say_shares(found: Timeliness) -> Iterator[str]:
    named = [
        say("measure.replies.by_day", day=one.day, share=say_percent(one.share))
        for one in found.shares
        if one.share is not None
    ]
    if named:
        yield say("measure.replies.finding_shares", shares=say("run.list.join").join(named))


def _say_extended(history: ReplyHistory) -> Iterator[str]:
    if history.extended is None or history.not_extended is None:
        return
    yield say(
        "measure.replies.finding_extended",
        extended=say_number(history.extended.known),
        others=say_number(history.not_extended.known),
        with_=_say_short(history.extended),
        without=_say_short(history.not_extended),
    )


def _say_short(found: Timeliness) -> str:
    """Return the median, or why there is none."""
    return _show_days(found.median) if found.is_enough else say("measure.too_few")


def _show_curve(history: ReplyHistory) -> MeasureChart | None:
    curve, whole = history.whole.curve, history.whole
    if curve is None:
        return None
    start = [{"day": 0.0, "share": 0.0, "low": 0.0, "high": 0.0}]
    drawn = start + [
        {"day": day, "share": share, "low": low, "high": high}
        for day, share, low, high in zip(
            curve.days, curve.answered, curve.low, curve.high, strict=True
        )
    ]
    title = say("measure.replies.curve")
    label = say("measure.replies.median_mark", median=_show_days(whole.median))
    draw = partial(
        render_curve,
        _cut_tail(drawn),
        across=say("measure.replies.days"),
        up=title,
        median=whole.median,
        label=label,
    )
    return MeasureChart("answered", title, _say_median(whole), draw, _tabulate_years(history))


def _cut_tail(drawn: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """Cut a curve that has almost reached its end after three more months; the rest is flat."""
    end = drawn[-1]["share"] - 0.02
    near = next(row["day"] for row in drawn if row["share"] >= end)
    return [row for row in drawn if row["day"] <= near + 90]


def _show_dots(history: ReplyHistory, cases: Sequence[ReplyCase]) -> MeasureChart | None:
    kinds = (say("measure.replies.answered"), say("measure.replies.open"))
    marks = sorted(
        (case.asked.year, *counted)
        for case in cases
        for counted in [count_days(case, history.cutoff)]
        if counted is not None and case.asked is not None
    )
    if not marks or not history.whole.is_enough:
        return None
    # With very many asks, draw every n-th in order of days, which preserves the distribution.
    step = -(-len(marks) // _MOST_MARKS)
    drawn = [
        {"year": str(year), "days": days, "kind": kinds[is_open], "offset": at * _GOLDEN % 1}
        for at, (year, days, is_open) in enumerate(marks[step // 2 :: step])
    ]
    title = say("measure.replies.dots")
    draw = partial(render_dots, drawn, across=say("measure.replies.days"), kinds=kinds)
    head = (say("measure.head.year"), say("measure.replies.days"), say("measure.head.state"))
    table = MeasureTable(
        "asks", title, head, tuple((str(y), days, kinds[o]) for y, days, o in marks)
    )
    said = list(_say_shares(history.whole)) or [_say_median(history.whole)]
    if step > 1:
        said.append(say("measure.replies.one_mark", asks=step))
    return MeasureChart("asks", title, " ".join(said), draw, table)


def _tabulate_years(history: ReplyHistory) -> MeasureTable:
    named = [(str(year.year), year.timeliness) for year in history.years]
    named.append((say("measure.replies.whole"), history.whole))
    if history.extended is not None and history.not_extended is not None:
        named += [
            (say("measure.replies.extended"), history.extended),
            (say("measure.replies.not_extended"), history.not_extended),
        ]
    return _tabulate("replies", say("measure.replies.years"), say("measure.head.asked_in"), named)


def _tabulate_authorities(history: ReplyHistory) -> MeasureTable:
    named = [(one.authority, one.timeliness) for one in history.authorities]
    return _tabulate(
        "authorities", say("measure.replies.authorities"), say("intake.role.authority"), named
    )


def _tabulate(
    name: str, title: str, first: str, named: Sequence[tuple[str, Timeliness]]
) -> MeasureTable:
    days = next((found.shares for _, found in named if found.shares), ())
    head = (
        first, *(say(f"measure.head.{one}") for one in ("median", "low", "high")),
        *(say("measure.head.by_day", day=one.day) for one in days), *(say(f"measure.head.{one}") for one in ("known", "open", "unknown")),
    )  # fmt: skip
    return MeasureTable(
        name, title, head, tuple((label, *_make_row(found, len(days))) for label, found in named)
    )


def _make_row(found: Timeliness, days: int) -> tuple[Cell, ...]:
    shares: tuple[Cell, ...] = tuple(one.share for one in found.shares) or (None,) * days
    if not found.is_enough:
        figures: tuple[Cell, ...] = (say("measure.too_few"), None, None)
    else:
        missing = say("measure.not_reached")
        figures = tuple(
            missing if one is None else one for one in (found.median, found.low, found.high)
        )
    return (*figures, *shares, found.known, found.open_asks, found.unknown)
