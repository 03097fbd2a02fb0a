"""An editor publishes an interview in two parts in Chinese and translates one; a reader without an account reads the
site, switches its language, and finds it again by searching."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from playwright.sync_api import expect
from wagtail.models import Locale

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.pages import frame
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.models import Article, HomePage, Section, Series
from huiyin.i18n import say
from tests.journeys.conftest import look


def _add(parent: Any, page: Any) -> Any:
    page.locale = parent.locale
    type(parent).objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def test_an_interview_is_published_translated_and_read(
    visit: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    language = reader[1]
    code = {"zh": "zh-hans", "en": "en"}[language]
    prepare_pages()
    frame.forget_frame()
    try:
        _publish_interview()
        page = visit(None, "/")
        expect(page).to_have_url(
            page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + f"/{code}/"
        )
        look(page, "site-home")
        assert page.context.cookies() == []
        page.get_by_role("link", name=say("pages.block.news_all", language)).click()
        look(page, "site-news")
        page.get_by_role("link", name="守湖人（1）").click()
        page.wait_for_url("**/zh-hans/news/keeper/part-1/")
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
        for at in ("feeds", "results", "about"):
            page.goto(page.url.split("/en/")[0] + f"/{code}/{at}/")
            look(page, f"site-{at}")
        assert page.context.cookies() == []
        editor = visit(Role.SECRETARIAT, f"/{code}/")
        expect(editor.get_by_role("link", name=say("pages.write", language))).to_be_visible()
        feed = Client().get("/en/feeds/news.atom").content.decode()
        assert "The keeper of the lake (2)" in feed
    finally:
        frame.keep_frames({}, 3600)


def _publish_interview() -> None:
    news = Section.objects.get(locale__language_code="zh-hans")
    series = _add(news, Series(title="访谈：守湖人", slug="keeper", lead="两次谈话"))
    first, second = (
        _add(series, Article(title=f"守湖人（{n}）", slug=f"part-{n}", dated=date(2026, 4, n), lead="三十年看湖的人", byline="陈静", body=f"<p>第{n}次谈话</p>"))
        for n in (1, 2)
    )  # fmt: skip
    assert first.get_parent() == second.get_parent() and HomePage.objects.exists()
    english = Locale.objects.get(language_code="en")
    above = series.copy_for_translation(english)
    above.title, above.slug = "The keeper of the lake", "keeper"
    above.save_revision().publish()
    part = second.copy_for_translation(english)
    part.title, part.slug = "The keeper of the lake (2)", "part-2"
    part.save_revision().publish()
