"""Step 4 of the journey: groups become statements, delegates vote, the map appears."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments, statements
from huiyin.desk.consultations.models import Consultation, Statement, Vote
from huiyin.desk.jobs import api as jobs
from huiyin.i18n import say
from tests.journeys.conftest import look, press_to

TEXT = "Plans must be revised every three years, for the wetlands cannot wait."


@pytest.fixture
def deliberating(consultation: Consultation) -> Consultation:
    consultation.stage = Stage.DELIBERATING.value
    consultation.save()
    return consultation


def test_the_secretariat_makes_a_statement_of_a_group(
    visit: Any,
    reader: tuple[str, str],
    consultation: Consultation,
    members: Any,
    people: Any,
    work: Callable[[], Any],
) -> None:
    language = reader[1]
    for member in members:
        comments.send_comment(
            consultation,
            people[Role.SECRETARIAT],
            member,
            comments.CommentInput(uuid4(), "art_2", TEXT),
        )
    jobs.start_job(consultation, "group", None)
    work()
    consultation.stage = Stage.GROUPING.value
    consultation.save()
    page = visit(Role.SECRETARIAT, "/c/wetlands/statements/")
    look(page, "statements-offered")
    page.get_by_role("link", name=say("statement.make_of", language)).click()
    expect(page.locator("#text_en")).to_have_value(TEXT)
    page.fill("#text_en", "")
    page.get_by_role("button", name=say("desk.keep", language)).click()
    expect(page.locator("#wrong")).to_be_visible()
    look(page, "statement-form")
    page.fill("#text_zh", "湿地保护规划应当每三年修订一次。")
    page.fill("#text_en", "Plans should be revised every three years.")
    page.get_by_role("button", name=say("desk.keep", language)).click()
    expect(page.get_by_text(say("statement.made", language))).to_be_visible()
    page.get_by_role("button", name=say("statement.withhold", language)).click()
    expect(page.get_by_text(say("statement.was_withheld", language))).to_be_visible()
    look(page, "statements-team")
    page.get_by_role("button", name=say("statement.accept", language)).click()
    expect(page.get_by_text(say("statement.was_accepted", language))).to_be_visible()
    made = Statement.objects.get()
    assert (made.group.size, made.is_moderated_out) == (len(members), False)


def test_a_delegate_votes_by_keyboard_alone_and_sees_the_map(
    visit: Any,
    reader: tuple[str, str],
    deliberating: Consultation,
    people: Any,
    work: Callable[[], Any],
) -> None:
    language = reader[1]
    stated = [
        statements.create_statement(
            deliberating,
            people[Role.SECRETARIAT],
            f"湿地保护规划应当每{n}年修订一次，并向社会公布。",
            f"Plans should be revised every {n} years and made public.",
        )
        for n in range(2, 9)
    ]
    Vote.objects.bulk_create(
        Vote(statement=one, participant=f"member-{person}", value=1 if at == 0 or (at + person) % 2 else -1)
        for person in range(14)
        for at, one in enumerate(stated)
    )  # fmt: skip
    page = visit(Role.DELEGATE, "/c/wetlands/statements/")
    look(page, "statements")
    press_to(page, "main a.first")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vote/")
    expect(page.locator("[data-ballot] h2")).to_be_focused()
    look(page, "vote")
    page.keyboard.press("a")
    expect(page.get_by_text(say("statement.voted.agree", language))).to_be_visible()
    press_to(page, "#undo")
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("statement.taken_back", language))).to_be_visible()
    assert not Vote.objects.filter(organisation__slug="org1", value__isnull=False).exists()
    for done, key in enumerate("dpaadda", 1):
        expect(page.locator("[data-ballot] h2")).to_be_focused()
        page.keyboard.press(key)
        expect(page.locator("#progress")).to_have_attribute("value", str(done))
    expect(page.get_by_text(say("statement.all_done", language))).to_be_visible()
    look(page, "vote-done")
    assert sorted(
        Vote.objects.filter(organisation__slug="org1").values_list("value", flat=True)
    ) == [-1, -1, -1, 0, 1, 1, 1]  # fmt: skip
    work()
    press_to(page, "main a.first")
    page.keyboard.press("Enter")
    page.wait_for_url("**/map/")
    expect(page.locator(".chart svg")).to_have_count(2)
    look(page, "map")


def test_voting_works_without_script(
    browser: Any, live_server: Any, deliberating: Consultation, people: Any
) -> None:
    from django.test import Client

    made = statements.create_statement(
        deliberating, people[Role.SECRETARIAT], "一个观点", "One statement"
    )
    client = Client()
    client.force_login(
        people[Role.DELEGATE], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    context = browser.new_context(java_script_enabled=False)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + "/c/wetlands/vote/")
    page.locator("button[value=disagree]").click()
    page.locator("#undo").wait_for()
    context.close()
    assert [(v.statement_id, v.value) for v in Vote.objects.all()] == [(made.pk, -1)]
