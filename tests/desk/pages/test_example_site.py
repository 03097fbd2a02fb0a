"""The site of the shipped example: there in both languages, and said to be invented."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from lxml import html

from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.models import Network
from huiyin.desk.operations import example, example_site
from huiyin.desk.pages import frame
from huiyin.desk.pages.models import Article, HomePage, InfoPage, PageText, Section, Series
from huiyin.i18n import say
from tests.desk.standing import *  # noqa: F403

# Nothing here is asked in SQL of one database.
pytestmark = pytest.mark.one_database

PATH = example.FOLDER / "site.toml"
LANGUAGES = ("zh-hans", "en")


@pytest.fixture
def site(consultation: Consultation, network: Network) -> Iterator[None]:
    Network.objects.create(slug="inclusion", name_zh="包容与平等网络", name_en="Inclusion")
    Consultation.objects.filter(pk=consultation.pk).update(stage="commenting")
    example_site.load_site(PATH, consultation.pk, {})
    frame.forget_frame()
    yield
    frame.keep_frames({}, 3600)


def test_the_pages_stand_in_both_languages(site: None, consultation: Consultation) -> None:
    told: Any = tomllib.loads(PATH.read_text("utf-8"))["articles"]
    both = {one["slug"] for one in told if "en" in one}
    alone = {one["slug"] for one in told} - both
    assert len(both) >= 20 and alone == {"assembly-2026"}
    days = [one["day"] for one in told]
    assert days == sorted(days) and int(days[-1][:4]) - int(days[0][:4]) == 10
    for language in LANGUAGES:
        slugs = Article.objects.live().filter(locale__language_code=language)
        wanted = both | (alone if language == "zh-hans" else set())
        assert set(slugs.values_list("slug", flat=True)) == wanted
    for model in (Article, Series, Section, HomePage, InfoPage):
        for page in model.objects.live().select_related("locale"):
            assert PageText.objects.filter(page_id=page.pk, language=page.language).exists()
            answer = Client().get(page.url)
            assert answer.status_code == 200, page.url
            tree = html.fromstring(answer.content)
            assert tree.get("lang") == page.language, page.url
            if isinstance(page, Article):
                assert tree.xpath("//article/@lang") == [page.language], page.url
                assert tree.xpath("//article//time/@datetime") == [page.dated.isoformat()]
            (foot,) = tree.xpath("//footer")  # on every page, the example says what it is
            assert ("虚构" if page.language == "zh-hans" else "invented") in foot.text_content()
    about = Client().get("/en/news/comment-on-the-climate-act/").content.decode()
    assert f'href="/en/c/{consultation.slug}/overview/"' in about
    assert "/en/about/our-research/" in Client().get("/en/about/").content.decode()


def test_what_is_missing_or_older_is_told(site: None) -> None:
    reader = Client(HTTP_ACCEPT="text/html")
    told = reader.get("/en/news/assembly-2026/", follow=True)
    assert told.status_code == 200 and told.redirect_chain
    assert say("pages.only_in", "zh", language="English") in told.content.decode()
    older = say("pages.older", "en")
    assert older in reader.get("/en/news/after-the-flood/").content.decode()
    assert older not in reader.get("/en/news/lamps-in-48-schools/").content.decode()
    for number, link in ((1, "next"), (2, "prev")):
        part = reader.get(f"/en/news/reading-a-law-aloud/part-{number}/").content
        assert html.fromstring(part).xpath(f'//main//a[@rel="{link}"]/@href')
    whole = reader.get("/zh-hans/news/reading-a-law-aloud/?whole").content.decode()
    assert "先从“我”开始读" in whole and "翻译成手语" in whole
