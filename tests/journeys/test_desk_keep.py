"""What stands around the journey: the registry, the calendar, search, and taking everything away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments
from huiyin.desk.consultations.models import Consultation
from huiyin.i18n import say
from tests.journeys.conftest import look


def test_the_registry_takes_a_table_and_its_refused_rows_are_mended(
    visit: Any, reader: tuple[str, str], network: Any, tmp_path: Path
) -> None:
    language = reader[1]
    table = tmp_path / "组织.csv"
    table.write_text("中文名称,类型\n鹤之友,成员\n观鸟会,俱乐部\n", "utf-8")
    page = visit(Role.SECRETARIAT, "/people/")
    page.locator("#main").get_by_role("link", name=say("registry.title", language)).click()
    page.set_input_files("#file", table)
    page.get_by_role("button", name=say("desk.draft.upload", language)).click()
    expect(page.locator("#kind-3")).to_have_value("俱乐部")
    look(page, "organisations-refused")
    page.fill("#kind-3", "成员")
    page.get_by_role("button", name=say("registry.again", language)).click()
    expect(page.get_by_role("link", name="观鸟会")).to_be_visible()
    look(page, "organisations")
    name = "组织1" if language == "zh" else "Organisation 1"
    page.get_by_role("link", name=name, exact=True).click()
    look(page, "organisation")
    page.goto(page.url.split("/organisations")[0] + f"/networks/{network.pk}/?q=鹤")
    look(page, "network")


def test_an_officer_adds_a_day_to_the_calendar(
    visit: Any, reader: tuple[str, str], authority: Any
) -> None:
    language = reader[1]
    page = visit(Role.OFFICER, f"/organisations/{authority.pk}/calendar/")
    page.fill("#day", "2026-12-24")
    page.get_by_role("button", name=say("registry.calendar.add", language)).click()
    expect(page.get_by_text(say("registry.calendar.kept", language))).to_be_visible()
    look(page, "calendar")


def test_a_reader_searches_and_takes_the_consultation_away(
    visit: Any,
    reader: tuple[str, str],
    consultation: Consultation,
    people: Any,
    members: Any,
    work: Callable[[], Any],
) -> None:
    language = reader[1]
    words = "湿地等不起" if language == "zh" else "Wetlands cannot wait"
    comments.send_comment(
        consultation,
        people[Role.DELEGATE],
        members[0],
        comments.CommentInput(uuid4(), "art_2", words),
    )
    page = visit(Role.READER, "/c/wetlands/search/")
    page.fill("#q", "湿" if language == "zh" else "wetl")
    page.get_by_role("button", name=say("desk.search.go", language)).click()
    expect(page.locator("mark").first).to_be_visible()
    look(page, "search")
    page.get_by_role(
        "link", name=members[0].name_zh if language == "zh" else members[0].name_en
    ).click()
    page.wait_for_url("**/at/art_2/**")
    page.goto(page.url.split("/at/")[0] + "/")
    page.get_by_role("link", name=say("export.link", language)).click()
    page.get_by_role("button", name=say("export.make", language)).click()
    expect(page.locator("progress")).to_be_visible()
    work()
    expect(page.get_by_role("link", name=say("export.take", language), exact=True)).to_be_visible()
    look(page, "exports")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=say("export.take", language), exact=True).click()
    assert waiting.value.suggested_filename == "wetlands-public.zip"
