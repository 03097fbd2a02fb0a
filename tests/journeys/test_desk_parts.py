"""A large file is sent in parts: the line is lost, the page is closed, and the file is there, once and whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import arriving_files
from huiyin.desk.consultations.models import ArrivingFile, ArrivingPart, Intake
from huiyin.i18n import say
from tests.journeys.conftest import look

#: Bytes of a part here.
SMALL = 20_000
#: Where parts are sent.
PARTS = re.compile(r"/parts/[^/]+/\d+/$")


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(arriving_files, "PART", SMALL)
    path = tmp_path / "comments.csv"
    rows = (f"Organisation 1,Article {n % 2 + 1},Comment number {n}" for n in range(3000))
    path.write_text("organisation,provision,comment\n" + "\n".join(rows), "utf-8")
    return path


def test_sending_goes_on_after_a_lost_line_and_a_closed_page(
    visit: Any, reader: tuple[str, str], consultation: Any, work: Callable[[], Any], table: Path
) -> None:
    language = reader[1]
    page = visit(Role.SECRETARIAT, "/c/wetlands/intake/")
    expect(page.locator("[data-arrive-hint]")).to_be_visible()
    page.set_input_files("#files", table)
    tries: list[str] = []

    def lose(route: Route) -> None:
        """The line is lost in the middle of the second part, for good."""
        tries.append(route.request.url)
        if len(tries) == 1:
            route.continue_()
        else:
            route.abort("connectionreset")

    page.route(PARTS, lose)
    page.locator("form[data-arrive] button").click()
    expect(page.get_by_text(say("desk.arriving.waiting", language))).to_be_visible()
    look(page, f"parts-{len(tries)}")
    expect(page.locator("#main progress")).to_have_attribute("value", "1")
    assert ArrivingPart.objects.count() == 1
    page.goto("about:blank")
    page.unroute(PARTS)

    page = visit(Role.SECRETARIAT, "/c/wetlands/intake/")
    expect(page.get_by_role("heading", name=say("desk.arriving.title", language))).to_be_visible()
    look(page, f"parts-{len(tries)}")
    sent: list[str] = []
    lost = [True]

    def lose_once(route: Route) -> None:
        sent.append(route.request.url)
        if lost and len(sent) == 3:
            lost.clear()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(PARTS, lose_once)
    page.set_input_files("#files", table)
    page.locator("form[data-arrive] button").click()
    expect(page.get_by_text(say("desk.arriving.joining", language))).to_be_visible(timeout=30_000)
    count = -(-table.stat().st_size // SMALL)
    assert len(set(sent)) == count - 1 and len(sent) == count  # one twice, the first not again
    work()
    page.goto(page.url)
    intake = Intake.objects.get()
    assert intake.digest == hashlib.sha256(table.read_bytes()).hexdigest()
    assert intake.taken == 3000 and not ArrivingFile.objects.exists()


def test_sending_is_cancelled_and_what_came_is_deleted(
    visit: Any, reader: tuple[str, str], consultation: Any, table: Path
) -> None:
    page = visit(Role.SECRETARIAT, "/c/wetlands/intake/")
    page.route(re.compile(r"/parts/[^/]+/[3-9]/$"), lambda route: route.abort("connectionreset"))
    page.set_input_files("#files", table)
    page.locator("form[data-arrive] button").click()
    expect(page.get_by_text(say("desk.arriving.waiting", reader[1]))).to_be_visible()
    assert ArrivingPart.objects.count() == 3
    page.get_by_role("button", name=say("desk.arriving.cancel", reader[1])).click()
    expect(page.get_by_text(say("desk.arriving.cancelled", reader[1]))).to_be_visible(
        timeout=40_000
    )
    assert not ArrivingFile.objects.exists()
    expect(page.locator("#files")).to_be_enabled()
