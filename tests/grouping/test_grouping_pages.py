"""The pages on grouping say what the code does and what the benchmarks printed."""

from __future__ import annotations

import re

import pytest

from huiyin.grouping.near_duplicates import CONTAINED, ENOUGH_TO_BE_CONTAINED, NEAR
from tests.conftest import REPOSITORY

_RESULTS = re.compile(r"<!-- result: (\S+) -->\n+```\n(.*?)```", re.S)
KERNEL = (REPOSITORY / "src/huiyin/grouping/kernel.c").read_text("utf-8")


def constant(name: str) -> str:
    found = re.search(rf"\b{name} = (\d+)", KERNEL)
    assert found
    return found[1]


@pytest.mark.parametrize("page", ["grouping.md", "grouping.zh.md"])
def test_the_figures_are_those_the_benchmarks_printed(page: str) -> None:
    blocks = _RESULTS.findall((REPOSITORY / "docs/methods" / page).read_text("utf-8"))
    assert len(blocks) == 2
    for path, figures in blocks:
        assert figures == (REPOSITORY / path).read_text("utf-8")


@pytest.mark.parametrize("page", ["grouping.md", "grouping.zh.md"])
def test_the_thresholds_are_those_of_the_code(page: str) -> None:
    words = (REPOSITORY / "docs/methods" / page).read_text("utf-8")
    for value in (
        NEAR,
        CONTAINED,
        ENOUGH_TO_BE_CONTAINED,
        constant("RUN"),
        constant("KEEP"),
        constant("SHORT"),
    ):
        assert re.search(rf"(?<![\d.]){re.escape(str(value))}(?!\d|\.\d)", words), value
