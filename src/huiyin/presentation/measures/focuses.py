"""Focuses over the years in words, tables and charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from huiyin.i18n import say, say_number, say_percent
from huiyin.measures import FocusHistory, FocusYear, HillNumber
from huiyin.presentation.measures.charts import (
    MOST_PARTS,
    YearMark,
    render_counts,
    render_diverging,
    render_lines,
    render_mix,
    render_ranks,
    render_table,
)
from huiyin.presentation.measures.views import (
    Cell,
    MeasureChart,
    MeasureTable,
    MeasureView,
    join_names,
    list_unknown,
    show_figure,
)


def describe_focuses(history: FocusHistory, *, marks: Sequence[YearMark] = ()) -> MeasureView:
    """Return the view in the current language. ``marks``: outside events, drawn if there is room."""
    findings = tuple(_list_findings(history))
    charts = (
        _show_mix(history),
        _show_ranks(history, marks),
        _show_diversity(history, marks),
        _show_entries(history),
        _show_moves(history),
        _show_networks(history, marks),
        _show_known(history),
    )
    return MeasureView(
        say("measure.focus.title"),
        findings,
        (say("measure.limit.year_end"), say("measure.focus.limit_main"), say("measure.focus.limit_interval")),
        tuple(chart for chart in charts if chart is not None),
        (_tabulate_turnover(history),),
        describe_document(history),
    )  # fmt: skip


def describe_document(history: FocusHistory) -> dict[str, object]:
    """Return the same as data."""
    moves = history.transitions
    return {
        "focuses": list(history.focuses),
        "years": [_describe_year(history, year) for year in history.years],
        "transitions": {
            "counts": moves.counts, "shorrocks": moves.shorrocks, "known": moves.known, "unknown": moves.unknown,
        },
        "unknown": list_unknown([(year.year, year.unknown) for year in history.years]),
    }  # fmt: skip


def _describe_year(history: FocusHistory, year: FocusYear) -> dict[str, object]:
    diversity, change, parts = year.diversity, year.turnover, year.networks
    return {
        "year": year.year,
        "known": diversity.known,
        "unknown": diversity.unknown,
        "organisations": dict(zip(history.focuses, diversity.counts, strict=True)),
        "diversity": [
            {"order": hill.order, "value": hill.value, "low": hill.low, "high": hill.high} for hill in diversity.hill
        ],
        "coverage": diversity.coverage,
        "turnover": change and {
            "mean": change.mean, "known": change.known, "unknown": change.unknown,
            "entries": dict(zip(history.focuses, change.entries, strict=True)),
            "exits": dict(zip(history.focuses, change.exits, strict=True)),
            "organisations": dict(zip(year.stayed, change.per_organisation, strict=True)),
        },
        "networks": parts and {
            "alpha": parts.alpha, "beta": parts.beta, "gamma": parts.gamma, "known": parts.known, "unknown": parts.unknown,
            "farthest": year.farthest and {"networks": [year.farthest.first, year.farthest.second], "distance": year.farthest.distance},
        },
    }  # fmt: skip


def _list_known(history: FocusHistory) -> list[FocusYear]:
    return [year for year in history.years if year.diversity.known]


def _list_findings(history: FocusHistory) -> Iterator[str]:
    known = _list_known(history)
    if not known:
        yield say("measure.none_known")
        return
    last = known[-1]
    yield _say_mix(history, last)
    if len(known) > 1:
        yield _say_diversity(known[0], last)
    yield from _say_change(history)
    yield from _say_networks(last)


def _rank_focuses(history: FocusHistory, year: FocusYear) -> list[tuple[str, int]]:
    """Return the focuses that anybody works on, the most common first, ties by name."""
    pairs = zip(history.focuses, year.diversity.counts, strict=True)
    return sorted((pair for pair in pairs if pair[1]), key=lambda pair: (-pair[1], pair[0]))


def _say_mix(history: FocusHistory, year: FocusYear) -> str:
    ranked = _rank_focuses(history, year)
    diversity = year.diversity
    named = [say("measure.focus.named", focus=name, count=count) for name, count in ranked[:3]]
    return say(
        "measure.focus.finding_mix",
        year=str(year.year),
        known=say_number(diversity.known),
        unknown=say_number(diversity.unknown),
        focuses=say_number(len(ranked)),
        names=say("run.list.join").join(named),
    )


def _say_diversity(first: FocusYear, last: FocusYear) -> str:
    old, new = first.diversity.hill[1], last.diversity.hill[1]
    return say(
        f"measure.focus.finding_{_compare(old, new)}",
        first=str(first.year),
        last=str(last.year),
        old=_say_hill(old),
        new=_say_hill(new),
    )


def _say_hill(hill: HillNumber) -> str:
    if hill.low is None or hill.high is None:
        return show_figure(hill.value)
    ends = {"low": show_figure(hill.low), "high": show_figure(hill.high)}
    return say("measure.with_interval", value=show_figure(hill.value), **ends)


def _compare(old: HillNumber, new: HillNumber) -> str:
    """Say whether a figure rose or fell beyond its intervals; without intervals this cannot be told."""
    if old.low is None or old.high is None or new.low is None or new.high is None:
        return "open"
    return "rose" if new.low > old.high else "fell" if new.high < old.low else "unsure"


def _sum_changes(history: FocusHistory) -> list[tuple[str, int, int]]:
    """Return each focus with how often it was taken up and given up over all years."""
    changes = [year.turnover for year in history.years if year.turnover is not None]
    return [
        (focus, sum(one.entries[at] for one in changes), sum(one.exits[at] for one in changes))
        for at, focus in enumerate(history.focuses)
    ]


def _say_change(history: FocusHistory) -> Iterator[str]:
    changes = [year.turnover for year in history.years if year.turnover and year.turnover.known]
    if not changes:
        return
    means = [(one.mean or 0.0) * one.known for one in changes]
    total = sum(one.known for one in changes)
    yield say("measure.focus.finding_turnover", share=say_percent(sum(means) / total))
    moved = _sum_changes(history)
    gains = max(moved, key=lambda row: (row[1] - row[2], row[1]))
    losses = min(moved, key=lambda row: (row[1] - row[2], -row[2]))
    if gains[1] > gains[2]:
        yield say("measure.focus.finding_gains", focus=gains[0], entries=gains[1], exits=gains[2])
    if losses[2] > losses[1]:
        yield say("measure.focus.finding_losses", focus=losses[0], entries=losses[1], exits=losses[2])  # fmt: skip


def _say_networks(year: FocusYear) -> Iterator[str]:
    if year.networks is None or year.networks.beta is None or year.farthest is None:
        return
    yield say(
        "measure.focus.finding_networks",
        year=str(year.year),
        networks=year.networks.known,
        beta=show_figure(year.networks.beta),
        first=year.farthest.first,
        second=year.farthest.second,
        distance=show_figure(year.farthest.distance),
    )


def _show_mix(history: FocusHistory) -> MeasureChart | None:
    known = _list_known(history)
    if not known:
        return None
    ranked = _rank_all(history)
    named = ranked if len(ranked) <= MOST_PARTS else ranked[: MOST_PARTS - 1]
    drawn = [row for year in known for row in _list_parts(history, year, named)]
    parts = list(dict.fromkeys(str(row["part"]) for row in drawn))
    title = say("measure.focus.mix")
    draw = partial(render_mix, drawn, parts)
    return MeasureChart("focuses", title, _say_mix(history, known[-1]), draw, _tabulate_mix(history, title))  # fmt: skip


def _rank_all(history: FocusHistory) -> list[str]:
    """Return all focuses, by the number of organisations over all years."""
    totals = {
        focus: sum(year.diversity.counts[at] for year in history.years)
        for at, focus in enumerate(history.focuses)
    }
    return sorted(totals, key=lambda focus: (-totals[focus], focus))


def _count_focuses(history: FocusHistory, year: FocusYear) -> dict[str, int]:
    return dict(zip(history.focuses, year.diversity.counts, strict=True))


def _list_parts(
    history: FocusHistory, year: FocusYear, named: Sequence[str]
) -> list[dict[str, object]]:
    """Return the parts of a year's bar: the named ones, and the rest combined."""
    counts = _count_focuses(history, year)
    total = sum(counts.values())
    parts = {focus: counts[focus] for focus in named}
    rest = len(counts) - len(named)
    if rest:
        parts[say("measure.focus.others", count=rest)] = total - sum(parts.values())
    return [
        {"year": str(year.year), "part": part, "share": number / total}
        for part, number in parts.items()
    ]


def _tabulate_mix(history: FocusHistory, title: str) -> MeasureTable:
    ranked = _rank_all(history)
    rows = [
        (str(year.year), *map(_count_focuses(history, year).get, ranked), year.diversity.known, year.diversity.unknown)
        for year in history.years
    ]  # fmt: skip
    head = (
        say("measure.head.year"),
        *ranked,
        say("measure.head.known"),
        say("measure.head.unknown"),
    )
    return MeasureTable("focuses", title, head, tuple(rows))


def _show_ranks(history: FocusHistory, marks: Sequence[YearMark]) -> MeasureChart | None:
    known = _list_known(history)
    if len(known) < 2:
        return None
    ranks = {year.year: _rank_year(history, year) for year in known}
    ranked = [focus for focus in _rank_all(history) if any(focus in own for own in ranks.values())]
    named = ranked[:MOST_PARTS]
    drawn = [
        {"year": str(year), "line": focus, "rank": rank}
        for year, own in ranks.items()
        for rank, focus in enumerate((one for one in own if one in named), 1)
    ]
    title = say("measure.focus.ranks")
    caption = _say_first(history, known[0], known[-1])
    if len(named) < len(ranked):
        caption += " " + say("measure.focus.commonest", shown=len(named), total=len(ranked))
    draw = partial(render_ranks, drawn, named, title=say("measure.focus.rank"), marks=marks)
    head = (say("measure.head.year"), *ranked)
    rows = tuple(
        (str(year), *(own.index(focus) + 1 if focus in own else None for focus in ranked))
        for year, own in ranks.items()
    )
    return MeasureChart("ranks", title, caption, draw, MeasureTable("ranks", title, head, rows))


def _rank_year(history: FocusHistory, year: FocusYear) -> list[str]:
    return [focus for focus, _ in _rank_focuses(history, year)]


def _say_first(history: FocusHistory, first: FocusYear, last: FocusYear) -> str:
    """Say which focus is first in the first and in the last year."""
    old, new = _rank_focuses(history, first)[0], _rank_focuses(history, last)[0]
    details = {"first": str(first.year), "last": str(last.year), "old": old[0], "new": new[0]}
    return say(f"measure.focus.finding_{'same' if old[0] == new[0] else 'other'}_first", **details)


def _show_networks(history: FocusHistory, marks: Sequence[YearMark]) -> MeasureChart | None:
    known = [year for year in history.years if year.networks and year.networks.beta is not None]
    if not known:
        return None
    title = say("measure.focus.networks")
    line = say("measure.head.beta")
    drawn = [
        {"year": str(year.year), "line": line, "value": year.networks.beta}
        for year in known
        if year.networks
    ]
    draw = partial(render_lines, drawn, [line], title=line, height=180, marks=marks)
    caption = " ".join(_say_networks(known[-1]))
    return MeasureChart("networks", title, caption, draw, _tabulate_networks(history))


def _show_known(history: FocusHistory) -> MeasureChart | None:
    if not history.years:
        return None
    parts = (say("measure.head.known"), say("measure.head.unknown"))
    drawn = [
        {"year": str(year.year), "part": part, "count": count}
        for year in history.years
        for part, count in zip(parts, (year.diversity.known, year.diversity.unknown), strict=True)
    ]
    if not any(row["count"] for row in drawn):
        return None
    title = say("measure.focus.known")
    last = history.years[-1]
    caption = say(
        "measure.focus.finding_known",
        year=str(last.year),
        known=say_number(last.diversity.known),
        total=say_number(last.diversity.known + last.diversity.unknown),
    )
    rows = tuple((str(y.year), y.diversity.known, y.diversity.unknown) for y in history.years)
    table = MeasureTable("known", title, (say("measure.head.year"), *parts), rows)
    return MeasureChart("known", title, caption, partial(render_counts, drawn, parts), table)


def _show_diversity(history: FocusHistory, marks: Sequence[YearMark]) -> MeasureChart | None:
    known = _list_known(history)
    if not known:
        return None
    names = [say(f"measure.focus.order_{order}") for order in (0, 1, 2)]
    drawn = [
        {"year": str(year.year), "line": names[hill.order], "value": hill.value, "low": hill.low, "high": hill.high}
        for year in known
        for hill in year.diversity.hill
    ]  # fmt: skip
    title = say("measure.focus.diversity")
    caption = (
        _say_diversity(known[0], known[-1]) if len(known) > 1 else _say_mix(history, known[-1])
    )
    draw = partial(render_lines, drawn, names, title=title, marks=marks)
    return MeasureChart("diversity", title, caption, draw, _tabulate_diversity(known, names, title))


def _tabulate_diversity(
    known: Sequence[FocusYear], names: Sequence[str], title: str
) -> MeasureTable:
    ends = (say("measure.head.low"), say("measure.head.high"))
    head = (
        say("measure.head.year"), *(one for name in names for one in (name, *(f"{name} {end}" for end in ends))),
        say("measure.head.coverage"), say("measure.head.known"), say("measure.head.unknown"),
    )  # fmt: skip
    rows = [
        (
            str(year.year), *(cell for hill in year.diversity.hill for cell in (hill.value, hill.low, hill.high)),
            year.diversity.coverage, year.diversity.known, year.diversity.unknown,
        )
        for year in known
    ]  # fmt: skip
    return MeasureTable("diversity", title, head, tuple(rows))


def _show_entries(history: FocusHistory) -> MeasureChart | None:
    moved = [row for row in _sum_changes(history) if row[1] or row[2]]
    if not moved:
        return None
    ranked = sorted(moved, key=lambda row: (row[2] - row[1], row[0]))
    busiest = sorted(moved, key=lambda row: (-row[1] - row[2], row[0]))[: 2 * _MOST_DRAWN]
    shown = [row for row in ranked if row in busiest]
    sides = (say("measure.focus.left"), say("measure.focus.entered"))
    drawn = [{"label": focus, "left": exits, "right": entries} for focus, entries, exits in shown]
    draw = partial(render_diverging, drawn, [row[0] for row in shown], sides)
    title = say("measure.focus.entries")
    head = (say("measure.head.focus"), sides[1], sides[0])
    caption = " ".join(_say_change(history))
    if len(shown) < len(ranked):
        caption += " " + say("measure.focus.commonest", shown=len(shown), total=len(ranked))
    return MeasureChart("entries", title, caption, draw, MeasureTable("entries", title, head, tuple(ranked)))  # fmt: skip


def _show_moves(history: FocusHistory) -> MeasureChart | None:
    if not history.transitions.known:
        return None
    names = _list_moved(history)
    drawn_names = _list_commonest(history, names)
    place = {focus: at for at, focus in enumerate(history.focuses)}

    def count(old: str, new: str) -> int:
        return history.transitions.counts[place[old]][place[new]]

    drawn = [{"from": old, "to": new, "count": count(old, new)} for old in drawn_names for new in drawn_names]  # fmt: skip
    across, down = say("measure.focus.to"), say("measure.focus.from")
    rows: list[tuple[Cell, ...]] = [(old, *(count(old, new) for new in names)) for old in names]
    title, caption = say("measure.focus.moves"), _say_moves(history)
    if len(drawn_names) < len(names):
        caption += " " + say("measure.focus.commonest", shown=len(drawn_names), total=len(names))
    draw = partial(render_table, drawn, drawn_names, across=across, down=down)
    table = MeasureTable("moves", title, (f"{down} \\ {across}", *names), tuple(rows))
    return MeasureChart("moves", title, caption, draw, table)


#: How many focuses are drawn side by side; the table has all.
_MOST_DRAWN = 12


def _list_moved(history: FocusHistory) -> list[str]:
    """Return the focuses that were anybody's main one in two consecutive years."""
    counts = history.transitions.counts
    return [
        focus
        for at, focus in enumerate(history.focuses)
        if any(counts[at]) or any(row[at] for row in counts)
    ]


def _list_commonest(history: FocusHistory, names: Sequence[str]) -> list[str]:
    """Return the most common of ``names``, in their original order."""
    chosen = [focus for focus in _rank_all(history) if focus in names][:_MOST_DRAWN]
    return [name for name in names if name in chosen]


def _say_moves(history: FocusHistory) -> str:
    moves = history.transitions
    stays = sum(row[at] for at, row in enumerate(moves.counts))
    details = {
        "known": say_number(moves.known),
        "stays": say_number(stays),
        "unknown": say_number(moves.unknown),
    }
    if moves.shorrocks is None:
        return say("measure.focus.finding_moves", **details)
    return say("measure.focus.finding_shorrocks", **details, index=show_figure(moves.shorrocks))


def _tabulate_turnover(history: FocusHistory) -> MeasureTable:
    rows = [
        (str(year.year), name, figure)
        for year in history.years
        if year.turnover is not None
        for name, figure in zip(year.stayed, year.turnover.per_organisation, strict=True)
    ]
    head = (
        say("measure.head.year"),
        say("measure.head.organisation"),
        say("measure.head.turnover"),
    )
    return MeasureTable("turnover", say("measure.focus.turnover"), head, tuple(rows))


def _tabulate_networks(history: FocusHistory) -> MeasureTable:
    rows = [
        (
            str(year.year), parts.known, parts.alpha, parts.beta, parts.gamma,
            join_names([year.farthest.first, year.farthest.second]) if year.farthest else None,
            year.farthest.distance if year.farthest else None,
        )
        for year in history.years
        for parts in [year.networks]
        if parts is not None
    ]  # fmt: skip
    head = tuple(
        say(f"measure.head.{name}")
        for name in ("year", "networks", "alpha", "beta", "gamma", "farthest", "distance")
    )
    return MeasureTable("networks", say("measure.focus.networks"), head, tuple(rows))
