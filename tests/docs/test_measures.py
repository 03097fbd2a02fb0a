"""The numbers on the pages of the measures are computed here, of their worked examples and of the shipped network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from huiyin.intake import (
    FactPeriod,
    read_ask_facts,
    read_focus_facts,
    read_reach_facts,
    read_reply_facts,
    read_route_facts,
)
from huiyin.measures import (
    Ask,
    DatedFact,
    FocusHeld,
    FocusHistory,
    ReachStated,
    ReplyCase,
    RouteMix,
    Timeliness,
    compute_hill,
    compute_reciprocity,
    compute_shorrocks,
    draw_reciprocities,
    estimate_coverage,
    fit_totals,
    measure_aitchison,
    measure_ask_history,
    measure_focus_history,
    measure_jensen_shannon,
    measure_reach,
    measure_reach_history,
    measure_reply_history,
    measure_route_history,
    measure_timeliness,
    measure_turnover,
    partition_diversity,
)
from huiyin.measures.reach import COUNTRIES
from tests.conftest import REPOSITORY

EXAMPLE = REPOSITORY / "examples" / "network-life"
YEARS = tuple(range(2010, 2025))
#: The seed of ``huiyin measure``.
SEED = 20


def ends(period: FactPeriod) -> tuple[object, ...]:
    return period.since, period.until, period.is_start_stated, period.is_end_stated


@pytest.fixture(scope="module")
def focuses() -> FocusHistory:
    facts = [
        DatedFact(one.organisation, FocusHeld(focus, one.is_main, one.network) if focus else None, *ends(one.period))  # type: ignore[arg-type]
        for one in read_focus_facts(EXAMPLE / "focus.csv").taken
        for focus in one.focuses or ("",)
    ]  # fmt: skip
    return measure_focus_history(facts, YEARS, seed=SEED)


def list_diversity(history: FocusHistory) -> Iterator[str]:
    mixes = [[0.7, 0.2, 0.1], [0.1, 0.6, 0.3]]
    parts = partition_diversity(mixes)
    yield f"(.7 .2 .1) and (.1 .6 .3): alpha {parts.alpha:.4f}, gamma {parts.gamma:.4f}, beta {parts.beta:.4f}"
    apart = measure_jensen_shannon(*mixes), measure_aitchison(*mixes)
    yield f"their Jensen-Shannon distance {apart[0]:.4f}, Aitchison's {apart[1]:.4f}"
    counts = [10, 5, 3, 1, 1]
    hills = " ".join(f"{float(compute_hill(counts, order)):.2f}" for order in (0, 1, 2))
    yield f"10, 5, 3, 1, 1: coverage {estimate_coverage(counts):.4f}, orders 0, 1, 2: {hills}"
    for year in (history.years[0], history.years[-1]):
        one = year.diversity.hill[1]
        known = f"{year.diversity.known} known, {year.diversity.unknown} unknown"
        yield f"example, {year.year}: order 1 {one.value:.2f} ({one.low:.2f} to {one.high:.2f}), {known}"
    last = history.years[-1].networks
    assert last is not None
    yield f"example, 2024: beta of {last.known} networks {last.beta:.2f}"


def list_turnover(history: FocusHistory) -> Iterator[str]:
    index = compute_shorrocks([[0.8, 0.2, 0], [0.1, 0.7, 0.2], [0.3, 0, 0.7]])
    yield f"diagonal .8 .7 .7: Shorrocks {index:.1f}"
    yield f"{{a, b}} to {{b, c}}: turnover {measure_turnover([[1, 1, 0]], [[0, 1, 1]]).mean:.4f}"
    moves = history.transitions
    stayed = sum(row[at] for at, row in enumerate(moves.counts))
    yield f"example: {moves.known} known steps, {stayed} stayed, Shorrocks {moves.shorrocks:.2f}"
    changes = [year.turnover for year in history.years if year.turnover and year.turnover.known]
    mean = sum((one.mean or 0) * one.known for one in changes) / sum(one.known for one in changes)
    yield f"example: an organisation changed {mean:.1%} of its focuses from one year to the next"


def list_reach(history: FocusHistory) -> Iterator[str]:
    nan = float("nan")
    (one,) = measure_reach([[0.6, 0.2, nan, nan]], [[1, 0.4, 0.7, nan]])
    degrees = (
        f"I of .6 .2 ? ?: {one.international.value:.2f}; L of 1 .4 .7 ?: {one.local.value:.2f}"
    )
    yield f"{degrees}; both {one.both:.2f}, tilt {one.tilt:.2f}"
    said = [
        DatedFact(row.organisation, ReachStated(row.shares, row.countries), *ends(row.period))  # type: ignore[arg-type]
        for row in read_reach_facts(EXAMPLE / "reach.csv", possible=COUNTRIES).taken
    ]
    for year in measure_reach_history(said, (2015, 2024)):
        found = year.summary
        figures = f"I {found.international:.2f}, L {found.local:.2f}, both {found.both:.2f}"
        yield f"example, {year.year}: {figures}, {found.known} known, {found.unknown} unknown"
    mixes = [
        DatedFact(row.organisation, RouteMix(row.shares, row.network) if row.shares else None, *ends(row.period))  # type: ignore[arg-type]
        for row in read_route_facts(EXAMPLE / "routes.csv").taken
    ]  # fmt: skip
    (last,) = measure_route_history(mixes, (2024,))
    assert last.mean is not None
    shares = "professional {:.0%}, grassroots {:.0%}, international {:.0%}".format(*last.mean)
    yield f"example, 2024: {shares}"


def list_reciprocity(history: FocusHistory) -> Iterator[str]:
    table, allowed = np.array([[0, 5, 0], [2, 0, 4], [1, 4, 0]]), ~np.eye(3, dtype=bool)
    value = float(compute_reciprocity(table))
    yield f"r {value:.3f}"
    product = np.outer(table.sum(axis=1), table.sum(axis=0)) * allowed
    for name, chances in (
        ("P = s_out s_in alone", product),
        ("fitted to the totals", fit_totals(table, allowed)),
    ):
        expected = float(draw_reciprocities(chances, 16, seed=0).mean())
        yield f"{name}: <r> {expected:.3f}, rho {(value - expected) / (1 - expected):.3f}"
    rows = read_ask_facts(EXAMPLE / "reciprocity.csv").taken
    asks = [Ask(r.body, r.authority, r.is_to_authority, r.day) for r in rows if r.asks]
    found = measure_ask_history(asks, seed=SEED)
    whole = found.whole
    chance = f"<r> {whole.expected:.2f} ({whole.low:.2f} to {whole.high:.2f})"
    yield f"example: {found.pair.forth} to authorities, {found.pair.back} from them, r {whole.value:.2f}, {chance}"


def list_timeliness(history: FocusHistory) -> Iterator[str]:
    answered = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    waiting = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    arm = measure_timeliness(answered + waiting, [False] * 9 + [True] * 12)
    assert arm.high is None
    counts = f"{arm.known} known, {arm.open_asks} open"
    yield f"Freireich and others (1963), treated arm: median {arm.median:g}, interval {arm.low:g} to not reached, {counts}"
    rows = read_reply_facts(EXAMPLE / "replies.csv").taken
    cases = [ReplyCase(r.asked, r.replied, r.authority, r.is_extended) for r in rows]
    days = [day for r in rows for day in (r.asked, r.replied) if day]
    found = measure_reply_history(cases, max(days))
    whole = found.whole
    shares = ", ".join(f"{one.day} {one.share:.0%}" for one in whole.shares)
    counts = f"{whole.known} known, {whole.open_asks} open"
    yield f"example: median {whole.median:g} ({whole.low:g} to {whole.high:g}), by day {shares}, {counts}"

    def tell(part: Timeliness | None) -> str:
        assert part is not None
        return f"median {part.median:g}, {part.known} known"

    yield f"example, extended: {tell(found.extended)}; not extended: {tell(found.not_extended)}"


PAGES: dict[str, Callable[[FocusHistory], Iterator[str]]] = {
    "diversity": list_diversity, "turnover": list_turnover, "reach": list_reach, "reciprocity": list_reciprocity, "timeliness": list_timeliness,
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_numbers_on_a_page_are_computed(name: str, focuses: FocusHistory) -> None:
    wanted = "\n".join(PAGES[name](focuses)) + "\n"
    for page in (f"{name}.md", f"{name}.zh.md"):
        words = (REPOSITORY / "docs" / "methods" / page).read_text("utf-8")
        (figures,) = re.findall(r"<!-- computed -->\n+```\n(.*?)```", words, re.S)
        assert figures == wanted, page


def test_the_page_on_replies_says_what_the_requests_of_edmonton_give(shared_data: object) -> None:
    rows = read_reply_facts(shared_data / "network" / "requests-edmonton.csv")  # type: ignore[operator]
    cases = [ReplyCase(r.asked, r.replied) for r in rows.taken]
    days = [day for r in rows.taken for day in (r.asked, r.replied) if day]
    whole = measure_reply_history(cases, max(days)).whole
    english = f"{whole.known:,} known, {whole.open_asks} of them open, {whole.unknown} unknown, {len(rows.refused)} rows refused"
    words = (REPOSITORY / "docs" / "methods" / "timeliness.md").read_text("utf-8")
    assert f"{english}; median {whole.median:g} days, interval {whole.low:g} to {whole.high:g}" in words  # fmt: skip
    chinese = (REPOSITORY / "docs" / "methods" / "timeliness.zh.md").read_text("utf-8")
    assert f"已知 {whole.known:,} 件，其中 {whole.open_asks} 件未答复，{whole.unknown} 件不详，{len(rows.refused)} 行不收" in chinese  # fmt: skip
