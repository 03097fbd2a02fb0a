"""The pages on uptake say what the code does and what the benchmarks printed."""

from __future__ import annotations

import re

import pytest

from huiyin.trace.amendment_matching import AWAY, CARRIES
from huiyin.trace.amendment_matching.likeness import AROUND, BETA
from huiyin.trace.uptake.other_provisions import ENOUGH
from huiyin.trace.uptake.verdicts import ADOPTED, ELSEWHERE, PARTLY
from tests.conftest import REPOSITORY

_RESULTS = re.compile(r"<!-- result: (\S+) -->\n+```\n(.*?)```", re.S)
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


def printed() -> str:
    return (REPOSITORY / "benchmarks/results/trace_uptake.txt").read_text("utf-8")


def test_the_goal_is_met_by_what_was_printed_on_laws_held_out() -> None:
    assert "example: 42 of 42" in printed()
    held_out = printed().split("B. laws held out")[1]
    score = re.search(r"macro-F1 ([\d.]+)", held_out)
    assert score
    assert float(score[1]) >= 0.95
    sure = re.search(r"given at 0.9 or more: \d+, right ([\d.]+)", held_out)
    assert sure
    assert float(sure[1]) >= 0.98


def test_no_band_that_was_printed_promises_more_than_it_keeps() -> None:
    held_out = printed().split("B. laws held out")[1]
    bands = re.findall(r"^[\d.]+ to [\d.]+ +(\d+) +([\d.]+) +([\d.]+)", held_out, re.M)
    assert len(bands) >= 3
    for verdicts, mean, right in bands:
        # Three standard errors: a band of twenty verdicts says little.
        slack = 3 * (float(mean) * (1 - float(mean)) / int(verdicts)) ** 0.5
        assert float(right) >= float(mean) - slack - 0.02, (verdicts, mean, right)


def test_carriers_are_found_more_often_than_by_any_plain_ranking_in_every_kind() -> None:
    printed = (REPOSITORY / "benchmarks/results/trace_carriers.txt").read_text("utf-8")
    rows = re.findall(r"^(\w[\w ]*?) +\d+((?: +[01]\.\d{3})+)$", printed, re.M)
    assert len(rows) == 9
    for kind, figures in rows:
        ours, *others = map(float, figures.split())
        assert ours > max(others), kind
        if kind == "all":
            assert ours >= 0.97
