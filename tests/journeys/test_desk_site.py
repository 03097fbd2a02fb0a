"""An editor writes an interview in two parts in Chinese in the editor's own windows, translates one and schedules the other;
a reader without an account reads the site on a phone, switches its language, and finds it again by searching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.models import Network
from huiyin.desk.pages import frame
from huiyin.desk.pages.api import prepare_pages, publish_scheduled
from huiyin.desk.pages.bilingual_pages import (
    ArticleInput,
    ArticleWords,
    SeriesInput,
    write_news,
)
from huiyin.desk.pages.models import Article, Section, Series
from huiyin.i18n import say
from tests.journeys.conftest import WIDTHS, look

#: As the editor writes it in Chinese, and as it is said in English.
IN_ENGLISH = {
    "访谈：守湖人": "Talks with the keeper of the lake",
    "两次谈话": "Two conversations",
    "守湖人（1）": "The keeper of the lake (1)",
    "三十年看湖的人": "Thirty years of watching a lake",
    "陈静": "Chen Jing",
    "第1次谈话": "The first conversation",
}

#: Of a Chinese page that stands where an English one was asked for.
NOTICE = say("pages.only_in", "zh", language="English")


_MAY_SUBMIT = "0006_create_submit_translation_permission"


@pytest.fixture
def site(transactional_db: None) -> Iterator[None]:
    # A migration writes it, and the test before took all rows away.
    import_module(f"wagtail_localize.migrations.{_MAY_SUBMIT}").create_submit_translation_permission(apps, None)  # fmt: skip
    prepare_pages()
    frame.forget_frame()
    yield
    frame.keep_frames({}, 3600)


def fetch(path: str) -> str:
    """As a reader without an account, or a program of theirs, gets it."""
    return Client(headers={"accept": "text/html"}).get(path, follow=True).content.decode()


def _begin(page: Page, base: str, kind: str, above: int, title: str, slug: str, lead: str) -> None:
    page.goto(f"{base}/cms/pages/add/pages/{kind}/{above}/")
    page.fill("#id_title", title)
    page.fill("#id_lead", lead)
    if kind == "article":
        page.fill("#id_dated", f"2026-04-0{slug[-1]}")
        page.fill("#id_byline", "陈静")
        page.locator(".public-DraftEditor-content").first.click()
        page.keyboard.insert_text(f"第{slug[-1]}次谈话")
        # The editor writes what was typed into the form a quarter of a second later.
        expect(page.locator("input[name=body]")).to_have_value(re.compile(r"次谈话|\\u6b21"))
    page.click("#tab-label-promote")
    page.fill("#id_slug", slug)


def _publish(page: Page, above: int) -> None:
    page.locator("footer button[data-w-dropdown-target='toggle']").first.click()
    page.click("button[name='action-publish']")
    page.wait_for_url(f"**/cms/pages/{above}/**")


def _schedule(page: Page, moment: str) -> None:
    """In the window of the page's state; the picture of a month lies over its button."""
    page.locator("[data-side-panel-toggle='status']").first.click()
    page.locator("[data-a11y-dialog-show='schedule-publishing-dialog']").first.click()
    page.fill("#id_go_live_at", moment)
    with page.expect_navigation():
        page.locator("#schedule-publishing-dialog .action-save").dispatch_event("click")


def _submit_translation(page: Page, base: str, number: int) -> None:
    page.goto(f"{base}/cms/localize/submit/page/{number}/")
    if not page.locator("[name=locales]").first.is_checked():
        page.locator("[name=locales]").first.check(force=True)
    page.click("main form input[type=submit], main form button[type=submit]")
    expect(page.locator("li.incomplete:visible").first).to_be_visible()


def _translate(page: Page) -> None:
    """Every sentence that waits, one after the other; then publish. What stands behind another tab is the last part of the
    address, the same in both languages."""
    waiting = page.locator("li.incomplete:visible")
    while (left := waiting.count()) > 0:
        sentence = waiting.first
        words = IN_ENGLISH[sentence.locator("p").first.inner_text().strip()]
        # The head, which stays where it is, lies over the first ones.
        sentence.locator("button").first.dispatch_event("click")
        page.locator("li textarea").fill(words)
        page.locator("li:has(textarea) button").last.dispatch_event("click")
        expect(waiting).to_have_count(left - 1)
    with page.expect_navigation():
        page.click("footer button[name=action][value=publish]")


def test_an_editor_writes_an_interview_translates_a_part_and_schedules_the_other(
    visit: Any, site: None, live_server: Any
) -> None:
    """In Wagtail's own windows, each of which costs seconds: so in one go, and at a desk, as editors sit."""
    base, news = live_server.url, Section.objects.get(locale__language_code="zh-hans")
    page = visit(Role.SECRETARIAT, "/")
    page.set_viewport_size({"width": WIDTHS["desk"][0], "height": WIDTHS["desk"][1]})
    page.locator("a[href*='/cms/']").first.click()
    page.wait_for_url("**/cms/**")

    _begin(page, base, "series", news.pk, "访谈：守湖人", "keeper", "两次谈话")
    _publish(page, news.pk)
    series = Series.objects.get()
    _begin(page, base, "article", series.pk, "守湖人（1）", "part-1", "三十年看湖的人")
    _publish(page, series.pk)
    _begin(page, base, "article", series.pk, "守湖人（2）", "part-2", "三十年看湖的人")
    _schedule(page, (timezone.localtime() + timedelta(days=30)).strftime("%Y-%m-%d %H:%M"))
    _publish(page, series.pk)

    # What readers and their programs see of it: one part, in Chinese, and no copy that passes for a translation.
    feeds = {code: f"/{code}/feeds/news.atom" for code in ("zh-hans", "en")}
    assert "守湖人（1）" in fetch(feeds["zh-hans"]) and "守湖人（2）" not in fetch(feeds["zh-hans"])
    assert "keeper/part-1/" in fetch("/sitemap.xml") and "part-2" not in fetch("/sitemap.xml")
    _submit_translation(page, base, series.pk)
    assert NOTICE in fetch("/en/news/keeper/")
    assert "/en/news/keeper/" not in fetch("/sitemap.xml")
    _translate(page)
    part = Article.objects.get(slug="part-1", locale=news.locale)
    _submit_translation(page, base, part.pk)
    assert "/en/news/keeper/part-1/" not in fetch(feeds["en"])
    _translate(page)
    assert "The keeper of the lake (1)" in fetch(feeds["en"])
    assert "The first conversation" in fetch("/en/news/keeper/part-1/")
    assert "/en/news/keeper/part-1/" in fetch("/sitemap.xml")
    assert "守湖人（1）" not in fetch(feeds["en"])

    # A month later the desk's own round publishes the other part.
    waiting = Article.objects.get(slug="part-2", locale=news.locale)
    revision, past = waiting.scheduled_revision, timezone.now() - timedelta(minutes=1)
    assert revision is not None and not waiting.live
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    publish_scheduled()
    assert "守湖人（2）" in fetch(feeds["zh-hans"])
    assert "/zh-hans/news/keeper/part-2/" in fetch("/sitemap.xml")
    assert NOTICE in fetch("/en/news/keeper/part-2/")


def _write_site(consultation: Consultation, network: Network) -> None:
    """An interview in two parts, of which one is in English too."""
    zh = [ArticleWords(f"守湖人（{n}）", "三十年看湖的人", f"<p>第{n}次谈话</p>", "陈静", ("湿地",)) for n in (1, 2)]  # fmt: skip
    en = ArticleWords("The keeper of the lake (2)", "Thirty years", "<p>The second</p>", "Chen")
    about = {"network": network.pk, "consultation": consultation.pk}
    days = [timezone.localdate().replace(month=4, day=n) for n in (1, 2)]
    write_news(
        [
            ArticleInput("part-1", days[0], {"zh-hans": zh[0]}, "keeper", about),
            ArticleInput("part-2", days[1], {"zh-hans": zh[1], "en": en}, "keeper", about),
        ],
        [SeriesInput("keeper", {"zh-hans": ("访谈：守湖人", "两次谈话"), "en": ("Talks", "Two")})],
    )


def test_a_reader_without_an_account_reads_the_site_on_a_phone(
    visit: Any, reader: tuple[str, str], consultation: Consultation, network: Network, site: None
) -> None:
    """Both languages, and :func:`look` at both widths; no cookie is set on the way."""
    language = reader[1]
    code = {"zh": "zh-hans", "en": "en"}[language]
    _write_site(consultation, network)
    page = visit(None, "/")
    page.set_viewport_size({"width": WIDTHS["phone"][0], "height": WIDTHS["phone"][1]})
    page.wait_for_url(f"**/{code}/")
    root = page.url.removesuffix(f"/{code}/")
    look(page, "site-home")
    page.get_by_role("link", name=say("pages.block.news_all", language)).click()
    look(page, "site-news")
    # A part that nobody translated leads to the one there is, and says so; its fellow has both languages.
    page.goto(f"{root}/en/news/keeper/part-1/")
    page.wait_for_url("**/zh-hans/news/keeper/part-1/**")
    expect(page.locator("main")).to_contain_text(NOTICE)
    look(page, "site-article")
    page.get_by_role("link", name="守湖人（2）").click()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/news/keeper/part-2/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The keeper of the lake (2)")
    page.get_by_role("link", name=say("site_search.title", "en"), exact=True).click()
    page.fill("#words", "湖")
    page.click("main button.first")
    expect(page.locator("main")).to_contain_text("守湖人（1）")
    look(page, "site-search")
    at = {one: f"{root}/{code}/{one}/" for one in ("feeds", "results", "about", "consultations", "members", "research", "n", "ledger", "goals", "privacy")}  # fmt: skip
    for name, url in at.items():
        assert page.goto(url).status == 200
        expect(page.locator("h1")).to_have_count(1)
        look(page, f"site-{name}")
    page.goto(at["consultations"])
    page.locator("main a[href*='/c/wetlands/']").first.click()
    page.wait_for_url("**/c/wetlands/overview/")
    look(page, "site-consultation")
    page.get_by_role("link", name=say("desk.tab.law", language), exact=True).click()
    expect(page.locator("#art_1").first).to_be_visible()
    assert page.context.cookies() == []
