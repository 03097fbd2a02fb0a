"""The pages on the public record say what the code does and what the benchmark printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from huiyin.transparency import RefusalCode
from huiyin.transparency.canonical_json import LARGEST_DOCUMENT
from huiyin.transparency.commitments import SALT_SIZE
from huiyin.transparency.entries import LARGEST_ENTRY
from huiyin.transparency.merkle_tree import LARGEST_SIZE, TILE_WIDTH
from huiyin.transparency.notes import LARGEST_NOTE
from huiyin.transparency.receipts import TOLERANCE
from tests.conftest import REPOSITORY

_RESULTS = re.compile(r"<!-- result: (\S+) -->\n+```\n(.*?)```", re.S)
_CODE = re.compile(r"`([a-z_]+)`")

pages = pytest.mark.parametrize("page", ["transparency.md", "transparency.zh.md"])


def read_page(page: str) -> str:
    return (REPOSITORY / "docs/methods" / page).read_text("utf-8")


@pages
def test_the_figures_are_those_the_benchmark_printed(page: str) -> None:
    ((path, figures),) = _RESULTS.findall(read_page(page))
    assert figures == (REPOSITORY / path).read_text("utf-8")


@pages
def test_the_attacks_on_the_page_are_found_out_as_it_says(page: str) -> None:
    codes = {code for code in _CODE.findall(read_page(page)) if code in set(RefusalCode)}
    attacks = (Path(__file__).parent / "test_attacks.py").read_text("utf-8")
    receipts = (Path(__file__).parent / "test_receipts.py").read_text("utf-8")
    assert len(codes) >= 12
    for code in codes:
        # A file that is missing or damaged is tried without asking which of the three it is.
        tried = RefusalCode(code).name in attacks + receipts
        assert tried or code in ("tile_broken", "tile_missing"), code


@pages
def test_the_limits_are_those_of_the_code(page: str) -> None:
    words = read_page(page)
    assert LARGEST_SIZE == 2**53 - 1 and "2^53 − 1" in words
    assert f"{LARGEST_ENTRY:,}" in words
    assert f"{LARGEST_NOTE // 1024} KiB" in words
    assert f"{LARGEST_DOCUMENT // 1024**2} MiB" in words
    assert f"({SALT_SIZE} " in words and f" {TILE_WIDTH}" in words
    minutes = TOLERANCE.total_seconds() / 60
    assert minutes == 10 and ("ten minutes" in words or "十分钟" in words)
