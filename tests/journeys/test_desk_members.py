"""The members in the browser: a return on a phone, the secretariat's round, and the public pages on any day."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.directory.api import figures
from huiyin.desk.jobs import api as jobs
from huiyin.desk.registry.api.change_events import record_change
from huiyin.desk.registry.api.facts import record_facts
from huiyin.desk.registry.data import ChangeInput, ChangeKind, FactInput, FactKind
from huiyin.desk.registry.models import Organisation
from huiyin.desk.returns.api import rounds
from huiyin.desk.returns.models import Return
from huiyin.i18n import say
from tests.journeys.conftest import Keys, look

YEAR = timezone.localdate().year


def tell(members: list[Organisation]) -> None:
    record_facts(
        [
            (members[0], FactInput(FactKind.FOCUS, "poverty-alleviation", since="2019", until="2021", data={"main": True})),
            (members[0], FactInput(FactKind.FOCUS, "climate", since="2022", data={"main": True})),
            (members[1], FactInput(FactKind.FOCUS, "women", since="2019", data={"main": True})),
            (members[0], FactInput(FactKind.CONTACT, "website", "https://one.example", since="2019")),
        ],
        None,
    )  # fmt: skip


def test_a_delegate_confirms_the_year_in_one_tap(
    visit: Any, reader: tuple[str, str], members: list[Organisation], people: Any
) -> None:
    language = reader[1]
    tell(members)
    rounds.open_round(YEAR, people[Role.SECRETARIAT])
    page = visit(Role.DELEGATE, "/returns/")
    look(page, "returns-mine")
    page.locator("main li a").first.click()
    look(page, "return")
    page.get_by_role("button", name=say("returns.unchanged", language)).click()
    expect(page.get_by_text(say("returns.is_sent", language))).to_be_visible()
    assert Return.objects.get().is_unchanged


def test_a_delegate_changes_a_return_by_keyboard_and_it_saves_itself(
    visit: Any, reader: tuple[str, str], members: list[Organisation], people: Any
) -> None:
    language = reader[1]
    tell(members)
    rounds.open_round(YEAR, people[Role.SECRETARIAT])
    page = visit(Role.DELEGATE, f"/returns/{YEAR}/org1/")
    keys = Keys(page)
    keys.write("#id_activity_en", "We plant trees.")
    expect(page.locator("#saved p")).to_be_visible()
    keys.write("#id_professional", "50")
    keys.press("button[value=send]")
    # Two of three routes are missing: it is said beside them, and what was typed stays.
    expect(page.locator(".note.bad").first).to_be_visible()
    expect(page.locator("#id_activity_en")).to_have_value("We plant trees.")
    look(page, "return-wrong")
    keys.write("#id_grassroots", "50")
    keys.write("#id_international", "0")
    keys.press("button[value=send]")
    expect(page.get_by_text(say("returns.is_sent", language))).to_be_visible()


def test_the_secretariat_opens_a_round_and_accepts_what_came(
    visit: Any, reader: tuple[str, str], members: list[Organisation], people: Any
) -> None:
    language = reader[1]
    tell(members)
    page = visit(Role.SECRETARIAT, "/returns/")
    look(page, "returns-none")
    page.locator("#id_year").fill(str(YEAR))
    page.get_by_role("button", name=say("returns.open_round", language)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(YEAR))
    rounds.send_return(rounds.find_round(YEAR), members[0], {"focuses": ["ageing"], "main_focus": "ageing"}, people[Role.DELEGATE])  # type: ignore[arg-type]  # fmt: skip
    page.reload()
    look(page, "round")
    page.locator("td a.button").click()
    look(page, "return-decide")
    page.get_by_role("button", name=say("returns.accept", language), exact=True).click()
    expect(page.locator("tbody")).to_contain_text(say("returns.state.accepted", language))
    page.goto(page.url.split("/returns/")[0] + "/directory/org1/")
    expect(page.locator("#who + dl")).to_contain_text("养老" if language == "zh" else "ageing")


def test_readers_find_a_member_on_an_earlier_day_and_follow_a_merger(
    visit: Any, reader: tuple[str, str], members: list[Organisation]
) -> None:
    language = reader[1]
    tell(members)
    one, two, three = members
    record_change(ChangeInput(ChangeKind.MERGER, "2023-04-01", (one.pk, two.pk), (three.pk,)), None)
    page = visit(Role.READER, "/directory/")
    look(page, "directory")
    keys = Keys(page)
    keys.write("#id_q", "组织1")
    keys.choose("#id_year", "2020")
    keys.press("main form button.first")
    expect(page.locator("main ul.grid > li")).to_have_count(1)
    look(page, "directory-2020")
    page.locator("main ul.grid > li a").click()
    expect(page.locator("#who + dl")).to_contain_text("扶贫" if language == "zh" else "poverty")
    look(page, "organisation-2020")
    page.get_by_role("link", name="组织3" if language == "zh" else "Organisation 3").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "组织3" if language == "zh" else "Organisation 3"
    )


def test_readers_read_how_the_members_change_without_script_and_in_print(
    visit: Any, reader: tuple[str, str], members: list[Organisation]
) -> None:
    tell(members)
    figures.start_figures(None)
    jobs.perform_waiting(figures.get_row())
    page = visit(Role.READER, "/members/")
    assert page.locator("figure svg").count() >= 5
    look(page, "members")
    page.emulate_media(media="print")
    expect(page.locator("figure").first).to_be_visible()
    page.emulate_media(media="screen")
    page.locator("details summary").first.click()
    expect(page.locator("details table").first).to_be_visible()
