"""Take one's data away, ask to be erased, and be answered, in the browser."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import expect

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.personal.models import Erasure
from huiyin.i18n import say
from tests.desk.world import PASSWORD
from tests.journeys.conftest import look, press_to


def test_somebody_takes_their_data_away_asks_to_be_erased_and_is(
    visit: Any,
    reader: tuple[str, str],
    people: Any,
    consultation: Any,
    members: Any,
    tmp_path: Path,
    settings: Any,
) -> None:
    language = reader[1]
    settings.DATA = tmp_path
    person: User = people[Role.DELEGATE]
    said.send_comment(
        consultation, person, members[0], said.CommentInput(uuid4(), "art_1", "for the cranes")
    )
    page = visit(Role.DELEGATE, "/account/", has_shown=False)
    page.get_by_role("link", name=say("personal.privacy", language)).first.click()
    look(page, "privacy")
    page.goto(page.url.replace("/privacy/", "/account/data/"))
    look(page, "take-away")
    page.get_by_role("button", name=say("personal.take.do", language)).click()
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button.first").first.click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=say("personal.take.do", language)).click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        assert "for the cranes" in archive.read("index.html").decode()
    page.get_by_role("link", name=say("personal.erase.title", language)).click()
    look(page, "erase-me")
    page.locator("#words").fill("I have left.")
    press_to(page, "input[name=sure]")
    page.keyboard.press("Space")
    press_to(page, "button.danger")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(say("personal.erase.asked", language))
    look(page, "erase-asked")

    team = visit(Role.SECRETARIAT, "/people/")
    team.get_by_role("link", name=say("personal.requests", language)).click()
    look(team, "requests")
    team.get_by_role("link", name=str(person)).click()
    look(team, "request")
    expect(team.get_by_text("I have left.")).to_be_visible()
    team.locator("input[name=sure]").check()
    team.locator("button[value=grant]").click()
    expect(team.get_by_role("status")).to_contain_text(say("personal.granted", language))
    assert not User.objects.filter(pk=person.pk).exists()
    assert Erasure.objects.get().state == Erasure.State.GRANTED
    team.goto(team.url + "unknown/?q=e")
    look(team, "strangers")
    # Their sessions are over: the page that stood open leads to the door.
    page.reload()
    page.wait_for_url("**/login/**")
