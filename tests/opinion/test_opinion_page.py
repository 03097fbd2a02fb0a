"""The page on opinion maps says what its benchmarks printed, and the thresholds of the code."""

from __future__ import annotations

import re

import pytest

from huiyin.opinion import clusters, matrix, opinion_map
from huiyin.presentation.thresholds import FIRM, SHAKY
from tests.conftest import REPOSITORY

_BLOCK = re.compile(r"<!-- figures: (benchmarks/results/\S+), rows -->\n+```\n(.*?)```", re.S)


@pytest.fixture(params=["opinion.md", "opinion.zh.md"])
def page(request: pytest.FixtureRequest) -> str:
    return (REPOSITORY / "docs" / "methods" / request.param).read_text("utf-8")


def test_every_figure_was_printed_by_a_benchmark(page: str) -> None:
    blocks = _BLOCK.findall(page)
    assert len(blocks) == 2
    for source, rows in blocks:
        printed = (REPOSITORY / source).read_text("utf-8").splitlines()
        assert rows.splitlines() and set(rows.splitlines()) <= set(printed)


def test_the_thresholds_are_those_of_the_code(page: str) -> None:
    for number in (
        opinion_map.MINIMUM_VOTES,
        opinion_map.ENOUGH_PARTICIPANTS,
        matrix._FEW,
        FIRM,
        SHAKY,
    ):
        assert str(number) in page
    assert f"{clusters._EXACT:,}" in page and f"{clusters._SAMPLE:,}" in page


def test_the_goals_are_held_in_what_was_printed() -> None:
    printed = (REPOSITORY / "benchmarks/results/opinion_conversations.txt").read_text("utf-8")
    least = float(re.search(r"least of huiyin's less red-dwarf's: ([+-][\d.]+)", printed)[1])  # type: ignore[index]
    dwarf, ours = map(
        float,
        re.search(r"red-dwarf ([\d.]+), huiyin ([\d.]+)", printed.split("median")[1]).groups(),
    )  # type: ignore[union-attr]
    assert least >= -0.02 and ours > dwarf
