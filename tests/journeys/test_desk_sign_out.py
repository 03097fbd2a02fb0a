"""One machine, several people: what somebody wrote goes with them when they sign out, and none of it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.networks.api import grant_role
from huiyin.i18n import say
from tests.desk.world import PASSWORD
from tests.journeys.conftest import find_chromium

PLACE = "/c/wetlands/at/art_1/"
#: What the one wrote and the other must not find.
SAVED, UNSAVED = "the reed warbler nests here", "and the bittern, which nobody may know"


@pytest.fixture
def reader() -> tuple[str, str]:
    """One is enough: what a browser stores depends on neither width nor language."""
    return "phone", "zh"


@pytest.fixture(scope="module")
def with_back(browser: Browser) -> Iterator[Browser]:
    """A browser that keeps pages for its Back key, as people's do and Playwright's does not."""
    kept = browser.browser_type.launch(
        executable_path=find_chromium(),
        args=["--no-sandbox", "--disable-gpu"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield kept
    kept.close()


@pytest.fixture
def machine(with_back: Browser, people: Any, reader: tuple[str, str]) -> Iterator[BrowserContext]:
    """The one browser that all of them use."""
    width, language = reader
    context = with_back.new_context(
        viewport={"width": 1280 if width == "desk" else 390, "height": 844},
        locale="zh-CN" if language == "zh" else "en-GB",
    )
    User.objects.update(language="zh-hans" if language == "zh" else "en")
    yield context
    context.close()


@pytest.fixture
def next_one(consultation: Consultation, members: list[Any]) -> User:
    """Another delegate, who may write on the same page."""
    user = User.objects.create_user("next@example.org", PASSWORD, name="next", language="en")
    grant_role(user, Role.DELEGATE, members[1])
    return user


def enter(page: Page, site: str, email: str, to: str = PLACE) -> None:
    page.goto(f"{site}/accounts/login/?next={to}")
    page.fill("#id_login", email)
    page.fill("#id_password", PASSWORD)
    page.locator("main button.first").click()
    page.wait_for_url(f"**{to}")


def sign_out(page: Page, language: str) -> None:
    page.get_by_role("button", name=say("desk.sign_out", language), exact=True).click()
    page.get_by_role("link", name=say("desk.sign_in", language), exact=True).first.wait_for()


def held(page: Page) -> str:
    """All that the page shows or the browser stores for it."""
    if page.url == "about:blank":  # before the first page; nothing is stored for it
        return page.content()
    return str(
        page.evaluate(
            """() => JSON.stringify([
                document.documentElement.outerHTML,
                [...document.querySelectorAll('input, textarea')].map((one) => one.value),
                Object.entries(localStorage), Object.entries(sessionStorage)])"""
        )
    )


def finds_nothing(page: Page) -> None:
    for words in (SAVED, UNSAVED):
        assert words not in held(page), page.url


def write(page: Page, words: str, language: str) -> None:
    page.fill("#text", words)
    page.check("[name=is_private]")
    expect(page.locator("[data-state]")).to_have_text(say("desk.comment.saved", language))


def test_the_next_person_finds_nothing_of_what_was_written_and_its_author_all_of_it(
    machine: BrowserContext, live_server: Any, reader: tuple[str, str], next_one: User
) -> None:
    site, language = live_server.url, reader[1]
    page = machine.new_page()
    enter(page, site, "delegate@example.org")
    write(page, SAVED, language)
    machine.set_offline(True)
    page.fill("#text", UNSAVED)
    expect(page.locator("[data-state]")).to_have_text(say("desk.comment.offline", language))
    assert UNSAVED in page.evaluate("JSON.stringify(Object.values(localStorage))")
    machine.set_offline(False)
    sign_out(page, language)  # waits until the words that were not saved are
    assert Comment.objects.get().text == UNSAVED
    finds_nothing(page)
    for _ in range(2):
        page.go_back()
        finds_nothing(page)
    enter(page, site, next_one.email)
    finds_nothing(page)
    for _ in range(3):
        page.go_back()
        finds_nothing(page)
    page.goto(site + PLACE)
    expect(page.locator("#text")).to_have_value("")
    finds_nothing(page)
    sign_out(page, language)
    enter(page, site, "delegate@example.org")
    expect(page.locator("#text")).to_have_value(UNSAVED)


def test_what_another_page_holds_unsaved_is_saved_before_one_is_signed_out(
    machine: BrowserContext, live_server: Any, reader: tuple[str, str], next_one: User
) -> None:
    site, language = live_server.url, reader[1]
    page = machine.new_page()
    enter(page, site, "delegate@example.org")
    page.route("**/draft/", lambda route: route.abort())  # the line breaks while it is written
    page.fill("#text", UNSAVED)
    expect(page.locator("[data-state]")).to_have_text(say("desk.comment.offline", language))
    page.goto(site + "/account/")
    page.unroute("**/draft/")
    assert not Comment.objects.exists()
    sign_out(page, language)
    assert Comment.objects.get().text == UNSAVED
    finds_nothing(page)
    enter(page, site, next_one.email, "/account/")
    for _ in range(5):  # the browser remembers what was typed into a page, and types it again
        page.go_back()
        finds_nothing(page)


def test_who_cannot_be_saved_is_asked_and_who_is_not_signed_out_is_told(
    machine: BrowserContext, live_server: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    site, language = live_server.url, reader[1]
    page = machine.new_page()
    asked: list[str] = []
    answers = [False, True]

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        (dialog.accept if answers.pop(0) else dialog.dismiss)()

    page.on("dialog", answer)
    enter(page, site, "delegate@example.org")
    machine.set_offline(True)
    page.fill("#text", UNSAVED)
    out = page.get_by_role("button", name=say("desk.sign_out", language), exact=True)
    out.click()
    expect(out).to_be_enabled()
    expect(page.locator("#text")).to_have_value(UNSAVED)  # stayed, and nothing is lost
    assert UNSAVED in held(page)
    out.click()  # goes all the same; but who is not heard is not signed out
    expect(page.get_by_text(say("desk.leave.unreached", language))).to_be_visible()
    assert asked == [say("desk.leave.unsent", language)] * 2
    assert UNSAVED in held(page)
    machine.set_offline(False)
    page.reload()
    expect(page.locator("#text")).to_have_value(UNSAVED)


def test_a_store_that_is_damaged_keeps_nobody_signed_in(
    machine: BrowserContext, live_server: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    site, language = live_server.url, reader[1]
    page = machine.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    enter(page, site, "delegate@example.org")
    for number, damaged in enumerate(("{bad", "null", "[")):
        page.evaluate(
            "([at, words]) => localStorage.setItem(`huiyin:${document.body.dataset.reader}:/c/${at}/`, words)",
            [number, damaged],
        )
    sign_out(page, language)
    assert asked == [say("desk.leave.unsent", language)]
    finds_nothing(page)
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("heeds", ["header", "script"])
def test_either_the_answer_or_the_page_is_enough_to_forget(
    heeds: str, machine: BrowserContext, live_server: Any, reader: tuple[str, str],
    consultation: Consultation,
) -> None:  # fmt: skip
    site, language = live_server.url, reader[1]
    page = machine.new_page()
    enter(page, site, "delegate@example.org")
    write(page, SAVED, language)
    if heeds == "script":

        def without_header(route: Route) -> None:
            got = route.fetch(max_redirects=0)
            told = {n: v for n, v in got.headers.items() if n != "clear-site-data"}
            assert len(told) < len(got.headers)
            route.fulfill(response=got, headers=told)

        page.route("**/accounts/logout/", without_header)
        sign_out(page, language)
    else:
        page.evaluate(
            "HTMLFormElement.prototype.submit.call(document.querySelector('[data-leave]'))"
        )
        page.get_by_role("link", name=say("desk.sign_in", language), exact=True).first.wait_for()
    finds_nothing(page)
    assert page.evaluate("localStorage.length") == 0
    # Where htmx stands, the first page in whichever language, is not where anybody was.
    assert page.evaluate("Object.values(sessionStorage)") in ([], ["/"], ["/zh-hans/"], ["/en/"])


@pytest.mark.parametrize("how", ["closed", "password", "another"])
def test_whose_session_ends_otherwise_leaves_nothing_either(
    how: str, machine: BrowserContext, live_server: Any, reader: tuple[str, str], next_one: User
) -> None:
    """The account is closed, its password changed elsewhere, or the session runs out and another signs in."""
    site, language = live_server.url, reader[1]
    page = machine.new_page()
    enter(page, site, "delegate@example.org")
    write(page, SAVED, language)
    one = User.objects.get(email="delegate@example.org")
    if how == "closed":
        User.objects.filter(pk=one.pk).update(is_active=False)
    elif how == "password":
        one.set_password("another password")
        one.save()
    else:
        machine.clear_cookies()
        page.goto(site + "/")  # any page: nobody has to sign in first
        finds_nothing(page)
        assert "huiyin:" not in page.evaluate("JSON.stringify(Object.keys(localStorage))")
        enter(page, site, next_one.email)
    page.goto(site + PLACE)
    finds_nothing(page)
    assert "huiyin:" not in page.evaluate("JSON.stringify(Object.keys(localStorage))")


def test_other_windows_show_nothing_after_one_of_them_signed_out(
    machine: BrowserContext, live_server: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    site, language = live_server.url, reader[1]
    one, other = machine.new_page(), machine.new_page()
    enter(one, site, "delegate@example.org")
    other.goto(site + PLACE)
    write(other, SAVED, language)
    other.route("**/draft/", lambda route: route.abort())
    other.fill("#text", UNSAVED)
    sign_out(one, language)
    other.get_by_role("link", name=say("desk.sign_in", language), exact=True).first.wait_for()
    finds_nothing(other)
    assert Comment.objects.get().text == UNSAVED  # saved by the window that signed out


def test_words_that_an_earlier_desk_stored_are_shown_where_they_are_the_readers_own(
    machine: BrowserContext, live_server: Any, reader: tuple[str, str], next_one: User
) -> None:
    site, language = live_server.url, reader[1]
    page = machine.new_page()
    enter(page, site, "delegate@example.org")
    write(page, "begun", language)
    key = str(Comment.objects.get().public_id)

    def store(path: str, key: str, text: str) -> None:
        page.evaluate(
            "([path, key, text]) => { localStorage.clear(); localStorage.setItem(`huiyin:${path}`,"
            " JSON.stringify({ key, text, eid: 'art_1', version: 0 })) }",
            [path, key, text],
        )

    page.goto(site + "/account/")
    store(PLACE, key, SAVED)
    page.goto(site + PLACE)
    expect(page.locator("#text")).to_have_value(SAVED)
    page.on("dialog", lambda dialog: dialog.accept())  # which of both is to stay was not chosen yet
    sign_out(page, language)
    enter(page, site, next_one.email, "/account/")
    store(PLACE, key, SAVED)
    page.goto(site + PLACE)
    expect(page.locator("#text")).to_have_value("")
    finds_nothing(page)
