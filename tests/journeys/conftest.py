"""A real browser: Debian's Chromium, driven by Playwright; nothing is downloaded.

The build without windows where there is one: it draws the same pages, and costs two thirds of the processor's time.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.desk.world import *  # noqa: F403 - the small network that journeys are made in
from tests.desk.world import _fresh, enter  # noqa: F401

#: Wide enough for a desk, narrow enough for a phone (CSS pixels).
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}


def find_chromium() -> str:
    """The program of the browser; the one with windows where the machine has no other."""
    for name in ("chromium-headless-shell", "chromium", "chromium-browser"):
        if (found := shutil.which(name)) is not None:
            return found
    pytest.fail("no Chromium on this machine: run `make browser`")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    with sync_playwright() as driver:
        launched = driver.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",  # containers run tests as root
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield launched
        launched.close()


#: As whom every journey is made: ``(width, language)``.
READERS = [(width, language) for width in WIDTHS for language in ("zh", "en")]
#: `make test` makes each as one of two that are opposites, half of the journeys as the one and half as the other
#: (``HUIYIN_READERS=opposites``), so that both widths and both languages are seen; `make journeys` makes all as all.
_OPPOSITES = (("desk", "zh"), ("phone", "en"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """As whom the journey ``reader`` is made: by its name, so that it is the same everywhere."""
    if "reader" in metafunc.fixturenames:
        chosen = READERS
        if os.environ.get("HUIYIN_READERS") == "opposites":
            one = _OPPOSITES[crc32(metafunc.function.__name__.encode()) % 2]
            chosen = list(_OPPOSITES) if hasattr(metafunc.module, "BY_BOTH") else [one]
        metafunc.parametrize("reader", chosen, ids="-".join)


@pytest.fixture
def visit(
    browser: Browser, live_server: Any, people: Any, reader: tuple[str, str]
) -> Iterator[Any]:
    """Open a page of the desk as somebody: ``visit(Role.DELEGATE, "/c/wetlands/")``.

    Every page opened this way is checked at the end: no script error, nothing that its own policy forbids.
    """
    contexts = []
    wrong: list[str] = []

    def go(role: Any, path: str = "/", *, has_shown: bool = True) -> Page:
        width, language = reader
        context = browser.new_context(
            viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]},
            locale="zh-CN" if language == "zh" else "en-GB",
            has_touch=width == "phone",
        )
        contexts.append(context)
        if role in people:
            client = Client()
            enter(client, people[role], has_shown=has_shown)
            context.add_cookies(
                [
                    {
                        "name": "sessionid",
                        "value": client.cookies["sessionid"].value,
                        "url": live_server.url,
                    }
                ]
            )
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: (
                wrong.append(said.text)
                if said.type == "error"
                and "net::" not in said.text
                and "status of" not in said.text
                else None
            ),
        )
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(live_server.url + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []


def wait_for_work(page: Page) -> None:
    """Be on the page that takes the place of one with a bar: it comes by itself, in the middle of whatever is done on
    the old one."""
    expect(page.locator("[id^=job-][hx-get]")).to_have_count(0)
    page.wait_for_load_state()


#: How many stops of the tabulator lie at least between where one is and what is sought, when it comes later on the page.
#: Of radio buttons, which are one stop together, none is counted; nor is anything where the address names a place, from
#: which the browser goes on though nothing there has the focus.
_STOPS_BETWEEN = """selector => {
  const kinds = 'a[href], button, select, textarea, summary, input:not([type=radio], [type=hidden])';
  const at = document.activeElement;
  if (!at || at.matches(selector) || (at === document.body && location.hash)) return 0;
  const after = node => at === document.body || at.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
  const sought = [...document.querySelectorAll(selector)].find(after);
  if (!sought) return 0;
  return [...document.querySelectorAll(kinds)].filter(node =>
    after(node) && node !== sought && !node.matches(selector) && !node.disabled && node.tabIndex === 0
    && !node.closest('[inert]') && node.checkVisibility({visibilityProperty: true})
    && sought.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING
  ).length;
}"""


def press_to(page: Page, selector: str, most: int = 120) -> None:
    """Go to an element as somebody without a mouse does: with the tabulator alone.

    Where one is, is asked only near it: asking costs as much as going on."""
    before = min(most, page.evaluate(_STOPS_BETWEEN, selector))
    for _ in range(before):
        page.keyboard.press("Tab")
    for _ in range(most - before):
        if page.evaluate("s => !!document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


class Keys:
    """Somebody who has no mouse: goes with the tabulator, and presses, writes, chooses and uploads. ``acts`` counts what
    they did."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0
        # From here on the browser hands every request for a file to us; asked for at the moment of need alone,
        # it would sometimes come after the key.
        page.on("filechooser", lambda _: None)

    def press(self, selector: str, key: str = "Enter") -> None:
        """Go to a link or a button and press it; where that leads to another page, be there."""
        self.acts += 1
        press_to(self.page, selector, 400)
        leads_on = self.page.evaluate(
            "document.activeElement.matches('a, button') && !document.activeElement.closest('[hx-post]')"
        )
        if leads_on:
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
        else:
            self.page.keyboard.press(key)

    def write(self, selector: str, words: str) -> None:
        """Go to a field and write there in place of what it held."""
        self.acts += 1
        press_to(self.page, selector, 400)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def choose(self, selector: str, value: str) -> None:
        """Go to a list and walk down it until ``value`` is chosen."""
        self.acts += 1
        press_to(self.page, selector, 400)
        self.page.keyboard.press("Home")
        for _ in range(self.page.locator(f"{selector} option").count()):
            if self.page.locator(selector).input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} does not offer {value}")

    def upload(self, selector: str, file: Path) -> None:
        """Go to a field for files, open what chooses one, and choose."""
        self.acts += 1
        press_to(self.page, selector, 400)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)


@contextmanager
def walk(name: str, *who: Keys) -> Iterator[None]:
    """Print how many acts and seconds a new user's way takes: ``pytest -s``, or the captured output (``-rP``). How long
    it may take is nobody's claim here: the machine is slower than people's, and reads nothing."""
    acts, began = sum(one.acts for one in who), time.monotonic()
    yield
    taken = sum(one.acts for one in who) - acts
    print(f"walk: {name}: {taken} acts, {time.monotonic() - began:.1f} s")


def _checked(page: Page, rules: Any) -> Any:
    """What axe finds. A click does not wait for the page it leads to: one that came while axe looked at the
    page before is looked at from the beginning."""
    for _ in range(3):
        page.wait_for_load_state()
        try:
            # Half a megabyte of script: once for each page.
            axe = Axe("" if page.evaluate("'axe' in window") else AXE_SCRIPT)
            return axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        except Error as error:
            replaced = error
    raise replaced


#: How wide a page is, how wide the screen, and how high its head and menu stand: one line each, whoever is signed in.
_MEASURES = """() => [document.documentElement.scrollWidth, innerWidth,
  ['.top', '.menu'].reduce((sum, part) => sum + (document.querySelector(part)?.offsetHeight ?? 0), 0)]"""
_MOST_HEAD = 104


def look(page: Page, name: str) -> None:
    """What every page of a journey must hold: accessible (axe, WCAG 2.2 AA), legible in the dark as well, and no
    wider than the screen, be it a desk's or a phone's, below a head that leaves room for it.

    With ``HUIYIN_PICTURES=folder`` it is also drawn there, as the guide shows it.
    """
    found = _checked(page, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    assert found.violations_count == 0, found.generate_report()
    page.emulate_media(color_scheme="dark")
    found = _checked(page, {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    assert found.violations_count == 0, f"in the dark: {found.generate_report()}"
    own = page.viewport_size
    assert own is not None
    for width, height in sorted(
        WIDTHS.values(), key=lambda size: size == (own["width"], own["height"])
    ):
        page.set_viewport_size({"width": width, "height": height})  # its own comes last
        wide, screen, head = page.evaluate(_MEASURES)
        assert wide <= screen, f"{name} is {wide} wide on a screen of {screen}"
        assert head <= _MOST_HEAD, f"the head of {name} is {head} high on a screen of {screen}"
    folder = os.environ.get("HUIYIN_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        language = page.locator("html").get_attribute("lang")
        page.screenshot(
            path=Path(folder) / f"{name}.{(language or '')[:2]}.{screen}.png", full_page=True
        )
