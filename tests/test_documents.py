"""The documents say what the program does: figures are executed, codes complete, links resolve."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from benchmarks.law_reading import gdpr
from huiyin.law import read_law
from huiyin.law.compare.alignment import HELD, KINDRED, LIFT, MOSTLY, ORDER_BONUS, WHOLE
from huiyin.law.model import ProblemCode
from huiyin.trace.provenance import (
    OPEN,
    Index,
    ProvenanceSource,
    SourceText,
    list_traced_units,
    trace_provenance,
)
from huiyin.trace.provenance.boilerplate import LEAST_WORKS, PART_OF_WORKS
from huiyin.trace.provenance.token_grams import HAN_GRAM, WINDOW, WORD_GRAM
from tests.conftest import REPOSITORY

PAGES = sorted(
    path
    for path in REPOSITORY.rglob("*.md")
    if not any(part.startswith(".") or part in ("build", "dist", "out") for part in path.parts)
)
_FIGURES = re.compile(r"<!-- figures: (\S+?)(, rows)? -->\n+```\n(.*?)```", re.S)


@cache
def _printed(script: str) -> str:
    return subprocess.run(
        [sys.executable, REPOSITORY / script], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("page", ["reading-laws.md", "reading-laws.zh.md", "comparing-versions.md"])
def test_the_figures_on_a_page_are_what_its_benchmark_prints(shared_data: Path, page: str) -> None:
    blocks = _FIGURES.findall((REPOSITORY / "docs" / "methods" / page).read_text("utf-8"))
    assert blocks
    for script, only_rows, figures in blocks:
        printed = _printed(script)
        if only_rows:
            assert set(figures.splitlines()) <= set(printed.splitlines())
        else:
            assert figures == printed


@pytest.mark.parametrize("page", ["comparing-versions.md", "comparing-versions.zh.md"])
def test_the_thresholds_of_the_comparison_are_the_ones_in_the_code(page: str) -> None:
    words = (REPOSITORY / "docs" / "methods" / page).read_text("utf-8")
    assert f"{KINDRED}" in words
    assert f"{HELD:.0%}".replace("%", "") in words
    assert f"{ORDER_BONUS}" in words
    assert f"{MOSTLY:.0%}" in words
    assert f"{WHOLE}" in words
    assert f"{LIFT}" in words


@pytest.mark.parametrize("page", ["reading-laws.md", "reading-laws.zh.md"])
def test_every_problem_and_every_error_of_reading_is_documented(page: str) -> None:
    words = (REPOSITORY / "docs" / "methods" / page).read_text("utf-8")
    catalogue = REPOSITORY / "src/huiyin/i18n/catalogues/en/law.po"
    errors = re.findall(r'msgid "law\.unreadable\.(\w+)"', catalogue.read_text("utf-8"))
    assert len(errors) > 20
    for code in [*ProblemCode, *errors]:
        assert f"`{code}`" in words, code


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!\w+:)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_for_users_is_there_in_both_languages() -> None:
    pages = {
        language: {p.relative_to(folder) for p in folder.rglob("*.md")}
        for language in ("en", "zh")
        for folder in [REPOSITORY / "docs" / language]
    }
    assert pages["en"] == pages["zh"]
    methods = {p.name for p in (REPOSITORY / "docs" / "methods").glob("*.md")} - {"README.md"}
    english = {name for name in methods if not name.endswith(".zh.md")}
    assert {name.replace(".md", ".zh.md") for name in english} == methods - english


@pytest.mark.parametrize("page", ["provenance.md", "provenance.zh.md"])
def test_the_page_on_provenance_prints_what_was_measured(shared_data: Path, page: str) -> None:
    words = (REPOSITORY / "docs" / "methods" / page).read_text("utf-8")
    (name, figures), *_ = re.findall(r"<!-- printed: (\S+) -->\n+```\n(.*?)```", words, re.S)
    printed = (REPOSITORY / name).read_text("utf-8")
    assert figures in printed and len(figures.splitlines()) > 4
    for number in (OPEN, LEAST_WORKS, HAN_GRAM, WORD_GRAM, WINDOW, HAN_GRAM + WINDOW - 1):
        assert re.search(rf"(?<!\d){number}(?!\d)", words), number
    assert f"{PART_OF_WORKS:.1%}" in words
    laws = shared_data / "laws" / "zh-cn"
    company = [read_law(laws / f"公司法({day}).md") for day in ("2018-10-26", "2023-12-29")]
    _, *data_protection = [reading.law for reading in gdpr(shared_data)]  # recitals are told apart
    for year, (old, new) in (("2018", company), ("2012", data_protection)):
        index = Index.in_memory([SourceText(ProvenanceSource("old"), list_traced_units(old))])
        (total,) = trace_provenance(list_traced_units(new), index).sources
        (said,) = [part for part in re.split(r"[;；:：]", words) if f"{total.share:.0%}" in part]
        assert f"{total.adaptation:.0%}" in said and year in said
