"""Somebody without an account writes to the secretariat: it finds what is held of them, hands it over, erases it; and a stranger
opens what an address in an old letter names, and an invitation."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Comment, Consultation, Tally
from huiyin.desk.core.sealed_secrets import seal_text
from huiyin.desk.networks.api import invite_person
from huiyin.desk.personal.models import Remnant
from huiyin.i18n import say
from tests.desk.attacks.test_long_work import lengthen
from tests.desk.world import PASSWORD
from tests.journeys.conftest import look


@pytest.fixture
def said_by_table(consultation: Consultation) -> list[Comment]:
    """Two people of one name, and somebody of whom an earlier version left a row."""
    Tally.objects.filter(consultation=consultation, unit="art_1").update(comments=4)
    return [
        Comment.objects.create(consultation=consultation, speaker=who, text=text, eid="art_1", unit="art_1")
        for who, text in (
            ("王伟（候鸟保护协会）", "建议增加候鸟迁徙通道的保护，并由县级以上人民政府公布名录。"),
            ("王伟", "The plan should be revised every three years."),
            ("陈静 <chen@example.org>", "应当给予社区巡护员补贴。"),
            ("慕容晓峰 <murong@example.org>", "同意第一条。"),
        )
    ]  # fmt: skip


def test_the_secretariat_hands_over_and_erases_what_is_held_of_a_stranger(
    visit: Any, reader: tuple[str, str], people: Any, said_by_table: list[Comment], settings: Any, tmp_path: Path
) -> None:  # fmt: skip
    language = reader[1]
    settings.DATA = tmp_path
    stranger = visit(Role.READER, "/privacy/")
    expect(stranger.get_by_text(say("personal.privacy.no_account", language))).to_be_visible()
    look(stranger, "stranger-privacy")

    Remnant.objects.create(address=seal_text("murong@example.org", "erased"), mark="m", erased_at=timezone.now())  # fmt: skip
    team = visit(Role.SECRETARIAT, "/people/requests/", has_shown=False)
    look(team, "strangers-requests")
    team.get_by_role("link", name=say("personal.strangers.look", language)).click()
    look(team, "strangers-empty")
    team.locator("#q").fill("李明")
    team.locator("main form[role=search] button").click()
    expect(team.get_by_text(say("personal.strangers.nothing", language))).to_be_visible()
    look(team, "strangers-nobody")
    team.locator("#q").fill("王伟")
    team.locator("main form[role=search] button").click()
    look(team, "strangers-names")
    for box in team.locator("input[name=named]").all():
        box.check()
    team.get_by_role("button", name=say("personal.strangers.show", language)).click()
    look(team, "strangers-rows")
    team.locator(f"input[value='comment:{said_by_table[1].pk}']").check()
    team.locator("button[value=take]").click()
    team.locator("#id_password").fill(PASSWORD)
    team.locator("main button.first").first.click()
    look(team, "strangers-again")  # what was ticked is ticked still
    expect(team.locator(f"input[value='comment:{said_by_table[1].pk}']")).to_be_checked()
    with team.expect_download() as taken:
        team.locator("button[value=take]").click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        told = archive.read("index.html").decode()
    assert "every three years" in told and "候鸟" not in told
    team.locator("button[value=erase]").click()
    look(team, "strangers-not-sure")
    team.locator("input[name=sure]").check()
    team.locator("button[value=erase]").click()
    expect(team.get_by_role("status")).to_contain_text(say("personal.strangers.erased", language))
    assert sorted(Comment.objects.values_list("speaker", flat=True))[-2:] == ["王伟（候鸟保护协会）", "陈静 <chen@example.org>"]  # fmt: skip

    team.goto(team.url.split("/people/")[0] + "/people/requests/")
    team.locator("main ul.plain a").first.click()
    look(team, "remnant")
    team.locator("input[name=sure]").check()
    team.locator("button[value=erase]").click()
    expect(team.get_by_role("status")).to_contain_text(say("personal.remnant.erased", language))
    assert Comment.objects.get(pk=said_by_table[3].pk).speaker == ""
    look(team, "strangers-settled")


def test_an_address_that_names_an_article_opens_the_part_of_a_long_law_on_which_it_stands(
    visit: Any, consultation: Consultation
) -> None:
    for text in consultation.draft.expressions.all():
        lengthen(text, 620)
    page = visit(Role.READER, "/c/wetlands/#art_620")
    expect(page.locator("#art_620")).to_be_in_viewport()
    page.locator("nav.contents a").first.click()
    expect(page.locator("#chp_1")).to_be_in_viewport()
    page.goto(page.url.split("#")[0].split("?")[0] + "#nothing-of-that-name")
    expect(page.locator("#chp_1")).to_be_attached()  # and not for ever


def test_who_is_invited_by_an_address_that_has_an_account_is_asked_to_sign_in(
    visit: Any, reader: tuple[str, str], people: Any, members: Any
) -> None:
    person: User = people[Role.DELEGATE]
    invited = invite_person(
        person.email, Role.DELEGATE, people[Role.SECRETARIAT], organisation=members[1]
    )
    token = invited.token
    page = visit(Role.READER, f"/join/{token}/")
    look(page, "join-known")
    other = visit(Role.OFFICER, f"/join/{token}/")
    look(other, "join-known-other")
