"""One's own account in the browser: passkeys (Chromium's virtual authenticator), the app's code, a new password."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.i18n import say
from tests.desk.device import code
from tests.desk.world import PASSWORD, letters
from tests.journeys.conftest import look, press_to


@pytest.fixture
def person(people: dict[Role, User]) -> User:
    return people[Role.DELEGATE]


def device(page: Page) -> Any:
    """A fingerprint reader that always says yes."""
    driver = page.context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    driver.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return driver


def show_again(page: Page) -> None:
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button.first").first.click()


def sign_out(page: Page, language: str) -> None:
    page.get_by_role("button", name=say("desk.sign_out", language)).click()


def test_a_passkey_is_added_signs_in_alone_and_is_removed(
    visit: Any, reader: tuple[str, str], person: User
) -> None:
    language = reader[1]
    page = visit(Role.DELEGATE, "/account/", has_shown=False)
    device(page)
    page.get_by_role("link", name=say("desk.account.mfa", language)).click()
    look(page, "account-second-step")
    page.get_by_role("link", name=say("account.passkey.add", language)).click()
    look(page, "account-again")
    show_again(page)
    look(page, "account-passkey-add")
    page.locator("input[name=name]").fill("office")
    press_to(page, "[data-passkey-go]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("account.codes.title", language))
    look(page, "account-codes")
    page.goto(page.url.replace("recovery-codes", "webauthn"))
    expect(page.get_by_text("office")).to_be_visible()
    look(page, "account-passkeys")
    sign_out(page, language)
    page.get_by_role("link", name=say("desk.sign_in", language), exact=True).click()
    page.wait_for_url("**/login/**")
    look(page, "sign-in")
    press_to(page, "[data-passkey-go]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=person.name)).to_be_visible()
    page.goto(page.url.rstrip("/") + "/accounts/2fa/webauthn/")
    page.get_by_role("link", name=say("account.passkey.remove", language)).click()
    page.get_by_role("link", name=say("account.way.passkey", language)).click()
    look(page, "account-again-passkey")
    page.locator("[data-passkey-go]").click()
    page.locator("main button.danger").click()
    expect(page.get_by_text(say("account.passkey.none", language))).to_be_visible()


def test_a_passkey_that_is_refused_says_so_and_leaves_the_password(
    visit: Any, reader: tuple[str, str], person: User
) -> None:
    language = reader[1]
    page = visit(None, "/accounts/login/")
    driver = device(page)  # knows no key of this site
    page.locator("[data-passkey-go]").click()
    expect(page.locator("[data-passkey-wrong=cancelled]")).to_be_visible()
    look(page, "sign-in-refused")
    driver.send("WebAuthn.disable")
    page.locator("#id_login").fill(person.email)
    page.locator("#id_password").fill("not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_have_text(
        say("account.wrong.email_password_mismatch", language)
    )
    look(page, "sign-in-wrong")


def test_the_app_is_set_up_and_its_code_asked_for(
    visit: Any, reader: tuple[str, str], person: User
) -> None:
    language = reader[1]
    page = visit(Role.DELEGATE, "/accounts/2fa/", has_shown=False)
    page.get_by_role("link", name=say("account.totp.start", language)).click()
    show_again(page)
    look(page, "account-app")
    secret = page.locator("#secret").inner_text()
    assert page.locator("img.qr").evaluate("picture => picture.naturalWidth") > 0
    page.locator("#id_code").fill(code(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("account.codes.title", language))
    spare = page.locator("#codes code").first.inner_text()
    sign_out(page, language)
    page.get_by_role("link", name=say("desk.sign_in", language), exact=True).click()
    press_to(page, "#id_login")
    page.keyboard.type(person.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("account.second.title", language))
    look(page, "sign-in-second-step")
    press_to(page, "#id_code")
    page.keyboard.type(spare)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=person.name)).to_be_visible()
    page.goto(page.url.rstrip("/") + "/accounts/2fa/totp/deactivate/")
    show_again(page)
    page.locator("main button.danger").click()
    expect(page.get_by_role("link", name=say("account.totp.start", language))).to_be_visible()


def test_a_forgotten_password_is_set_anew_by_the_mails_link(
    visit: Any, reader: tuple[str, str], person: User, live_server: Any
) -> None:
    language = reader[1]
    page = visit(None, "/accounts/login/")
    page.get_by_role("link", name=say("desk.login.forgot", language)).click()
    look(page, "password-forgotten")
    page.locator("#id_email").fill(person.email)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("account.reset.sent", language))
    look(page, "password-mail-sent")
    found = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", str(letters()[0].body))
    assert found
    page.goto(live_server.url + found[1])
    look(page, "password-new")
    page.locator("#id_password1").fill("reeds by the lake")
    page.locator("#id_password2").fill("reeds by the lake")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("account.reset.done", language))
    page.locator("main a.button").click()
    page.locator("#id_login").fill(person.email)
    page.locator("#id_password").fill("reeds by the lake")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=person.name)).to_be_visible()
