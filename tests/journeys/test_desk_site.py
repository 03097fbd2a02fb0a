"""A reader without an account reads the site on a phone, switches its language, and finds it again by searching."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.models import Network
from huiyin.desk.pages import frame
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.bilingual_pages import (
    ArticleInput,
    ArticleWords,
    SeriesInput,
    write_news,
)
from huiyin.i18n import say
from tests.journeys.conftest import WIDTHS, look

#: Of a Chinese page that stands where an English one was asked for.
NOTICE = say("pages.only_in", "zh", language="English")


@pytest.fixture
def site(transactional_db: None) -> Iterator[None]:
    prepare_pages()
    frame.forget_frame()
    yield
    frame.keep_frames({}, 3600)


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
