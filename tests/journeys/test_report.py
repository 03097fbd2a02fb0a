"""A policy officer opens the report of the shipped example, reads it, and prints it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.conftest import Reported
from tests.journeys.conftest import WIDTHS

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="session")
def written(reported: Reported) -> dict[str, Path]:
    """The report as a person makes it."""
    assert reported.code == 1, reported.document  # the example holds rows that must be refused
    return {language: Path(reported.document["reports"][language]) for language in LANGUAGES}


#: A report is one page and needs no desk: each of its journeys is made by both.
BY_BOTH = True


@pytest.fixture
def page(reader: tuple[str, str], browser: Browser, written: dict[str, Path]):  # type: ignore[no-untyped-def]
    width, language = reader
    context = browser.new_context(
        viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]}, java_script_enabled=True
    )
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda r: asked.append(r.url))
    opened.goto(written[language].as_uri())
    opened.asked = asked  # type: ignore[attr-defined]
    opened.language = language  # type: ignore[attr-defined]
    yield opened
    context.close()


def test_it_asks_the_network_for_nothing_and_carries_no_script(page: Page) -> None:
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []  # type: ignore[attr-defined]
    assert page.locator("script").count() == 0


def test_nothing_runs_out_of_the_window(page: Page) -> None:
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0


def test_it_holds_every_part_of_the_loop(page: Page) -> None:
    for section in ("findings", "voices", "opinion", "uptake", "changes", "attention", "method"):
        assert page.locator(f"section#{section} h2").count() == 1, section
    assert page.locator("#opinion svg").count() >= 1
    assert page.locator("details.suggestion").count() >= 36


def test_it_speaks_one_language(page: Page) -> None:
    words = page.locator("h1, h2, h3, thead th, .badge").all_inner_texts()
    chinese = [w for w in words if re.search(r"[\u4e00-\u9fff]", w)]
    if page.language == "zh":  # type: ignore[attr-defined]
        assert len(chinese) == len(
            [w for w in words if w.strip() and not re.fullmatch(r"[\W\d]+", w)]
        )
    else:
        assert chinese == []


def test_a_suggestion_opens_by_keyboard_and_shows_its_texts(page: Page) -> None:
    first = page.locator("details.suggestion").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.get_attribute("open") is not None
    assert first.locator(".texts section").count() >= 2


def test_it_has_no_accessibility_fault_that_a_machine_can_find(page: Page) -> None:
    rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
    # What it finds in order is not asked for: of a page of this size that is megabytes.
    results = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()


def test_printed_it_shows_what_the_screen_folds_away(page: Page, tmp_path: Path) -> None:
    import pypdfium2

    pdf = page.pdf(path=tmp_path / "report.pdf", format="A4")
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(p.get_textpage().get_text_bounded() for p in document)
    folded = page.locator("details.suggestion .texts h4").last.text_content() or ""
    assert folded
    assert folded.replace(" ", "") in text.replace(" ", "").replace("\r\n", "")


def test_both_scripts_are_set_in_the_faces_that_the_style_names(page: Page) -> None:
    for tag in ("en", "zh"):
        words = page.locator(f":lang({tag})").last
        family = words.evaluate("node => getComputedStyle(node).fontFamily")
        assert family.endswith("sans-serif") and '"Noto Sans CJK SC"' in family
