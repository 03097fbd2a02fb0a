"""Which mails one gets is chosen from a link in a mail or on one's account, by keyboard; mails that did not arrive are seen."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks.api import invite_person
from huiyin.desk.notifications.models import Mail
from huiyin.desk.notifications.outbox import queue_mail
from huiyin.i18n import say
from tests.desk.world import letters
from tests.journeys.conftest import look, press_to


def choose(page: Page, digest: str) -> None:
    """Choose a digest and no reminders, and keep it, with the keyboard alone."""
    press_to(page, "input[name=digest]")
    page.keyboard.press("ArrowUp" if digest == "daily" else "ArrowDown")
    expect(page.locator(f"input[name=digest][value={digest}]")).to_be_checked()
    press_to(page, "input[name=reminders]")
    page.keyboard.press("Space")
    press_to(page, "main form button.first")
    page.keyboard.press("Enter")


def test_a_mails_link_leads_to_fewer_mails_without_signing_in(
    visit: Any, reader: tuple[str, str], people: dict[Role, User]
) -> None:
    language = reader[1]
    person = people[Role.DELEGATE]
    person.language = "zh-hans" if language == "zh" else "en"
    person.save()
    # A mail of the account: what everybody may ask to be sent, as a new password, has no such link.
    queue_mail(person, "second_step_reset", who="", whom=None)
    link = re.search(r"https?://[^/\s]+(/mails/\S+)", str(letters()[0].body))
    assert link
    page = visit(Role.READER, link[1])
    expect(page.get_by_role("heading", level=1)).to_have_text(say("desk.mails.title", language))
    look(page, "mails-choice")
    choose(page, "never")
    expect(page.get_by_role("status")).to_contain_text(say("desk.mails.kept", language))
    person.refresh_from_db()
    assert (person.digest, person.wants_reminders) == (User.Digest.NEVER, False)


def test_the_account_says_which_mails_one_gets(
    visit: Any, reader: tuple[str, str], people: dict[Role, User]
) -> None:
    page = visit(Role.DELEGATE, reverse("account"))
    look(page, "account-mails")
    choose(page, "daily")
    expect(page.get_by_role("status")).to_contain_text(say("desk.account.kept", reader[1]))
    person = User.objects.get(pk=people[Role.DELEGATE].pk)
    assert (person.digest, person.wants_reminders) == (User.Digest.DAILY, False)


def test_the_secretariat_sees_what_did_not_arrive_and_tries_again(
    visit: Any, reader: tuple[str, str], people: dict[Role, User], members: list[Any]
) -> None:
    language = reader[1]
    invite_person(
        "typo@example.org", Role.DELEGATE, people[Role.SECRETARIAT], organisation=members[0]
    )
    Mail.objects.update(
        state=Mail.State.GIVEN_UP, attempts=1,
        error="550 no such user",
    )  # fmt: skip
    page = visit(Role.SECRETARIAT, reverse("people"))
    expect(page.get_by_text("no such user")).to_be_visible()
    look(page, "people-undelivered")
    page.get_by_role("button", name=say("desk.people.mail_again", language)).click()
    expect(page.get_by_text("no such user")).to_have_count(0)
    assert letters()[0].to == ["typo@example.org"]
