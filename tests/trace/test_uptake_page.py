"""The pages on uptake say what the code does and what the benchmarks printed."""

from __future__ import annotations

import re

import pytest

from huiyin.trace import Verdict
from huiyin.trace.carriers import AWAY, CARRIES
from huiyin.trace.carriers.likeness import AROUND, BETA
from huiyin.trace.uptake.confidence import BANDS, confidence
from huiyin.trace.uptake.elsewhere import ENOUGH
from huiyin.trace.uptake.verdicts import ADOPTED, ELSEWHERE, PARTLY
from tests.conftest import REPOSITORY

_RESULTS = re.compile(r"<!-- result: (\S+) -->\n```\n(.*?)```", re.S)
PAGES = ["uptake.md", "uptake.zh.md"]


def page_of(name: str) -> str:
    return (REPOSITORY / "docs/methods" / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_figures_are_those_the_benchmarks_printed(page: str) -> None:
    blocks = _RESULTS.findall(page_of(page))
    assert len(blocks) == 2
    for path, figures in blocks:
        assert figures == (REPOSITORY / path).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_thresholds_are_those_of_the_code(page: str) -> None:
    words = page_of(page)
    for value in (
        ADOPTED,
        PARTLY,
        f"{ELSEWHERE:.0%}",
        f"{ENOUGH:.0f}",
        AWAY,
        CARRIES,
        f"{BETA:.0f}",
        AROUND,
    ):
        assert re.search(rf"(?<![\d.]){re.escape(str(value))}(?![\d.])", words), value


def test_the_goal_is_met_by_what_was_printed() -> None:
    printed = (REPOSITORY / "benchmarks/results/trace_uptake.txt").read_text("utf-8")
    assert "example: 42 of 42" in printed
    reported = re.search(r"macro-F1, reporting ([\d.]+)", printed)
    assert reported
    assert float(reported[1]) >= 0.92


def test_every_verdict_that_is_given_has_a_confidence() -> None:
    for verdict in Verdict:
        if verdict is Verdict.NEEDS_PERSON:
            assert confidence(verdict, 0.0) == 0.0
            continue
        bounds = [bound for bound, _ in BANDS[verdict]]
        assert bounds == sorted(bounds)
        assert bounds[-1] >= 1
        assert all(0.5 < right <= 1 for _, right in BANDS[verdict])


def test_carriers_are_found_more_often_than_by_any_plain_ranking_in_every_kind() -> None:
    printed = (REPOSITORY / "benchmarks/results/trace_carriers.txt").read_text("utf-8")
    rows = re.findall(r"^(\w[\w ]*?) +\d+((?: +[01]\.\d{3})+)$", printed, re.M)
    assert len(rows) == 8
    for kind, figures in rows:
        ours, *others = map(float, figures.split())
        assert ours > max(others), kind
        if kind == "all":
            assert ours >= 0.97
