"""The record of acts in the browser."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Consultation
from huiyin.i18n import say
from tests.journeys.conftest import look, press_to


def test_the_secretariat_reads_what_was_done_and_chooses_a_kind(
    visit: Any, reader: tuple[str, str], consultation: Consultation, people: Any, members: Any
) -> None:
    language = reader[1]
    word = said.CommentInput(uuid4(), "art_1", "wetlands are water")
    said.send_comment(consultation, people[Role.DELEGATE], members[0], word)
    page = visit(Role.SECRETARIAT, "/c/wetlands/")
    page.get_by_role("link", name=say("audit.title", language)).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    look(page, "acts")
    press_to(page, "#kind")
    page.keyboard.press("ArrowDown")
    press_to(page, "main form button.first")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text(say("audit.verb.send", language))
    page.goto(page.url.split("/c/")[0] + "/acts/?until=2020-01-01")
    expect(page.locator(".empty")).to_have_text(say("audit.nothing", language))
    look(page, "acts-none")


def test_the_secretariat_closes_an_account_after_it_was_asked_once_more(
    visit: Any, reader: tuple[str, str], people: Any
) -> None:
    language = reader[1]
    page = visit(Role.SECRETARIAT, "/people/")
    page.get_by_role("link", name="delegate", exact=True).click()
    look(page, "person")
    press_to(page, "button[value=close]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=say("desk.person.sure", language))).to_be_visible()
    look(page, "person-sure")
    press_to(page, "button[name=sure]")
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("desk.person.done", language))).to_be_visible()
    expect(page.locator(".badge.bad")).to_have_text(say("desk.person.closed", language))
    people[Role.DELEGATE].refresh_from_db()
    assert not people[Role.DELEGATE].is_active
