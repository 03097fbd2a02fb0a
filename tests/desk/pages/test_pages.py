"""News and other pages: read in both languages, written by the secretariat, never a copy that passes for a translation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.listings import ROWS
from huiyin.desk.pages.models import Article, HomePage, Section
from huiyin.i18n import say


@pytest.fixture
def news(db: None) -> Section:
    prepare_pages()
    prepare_pages()  # a second start of the desk makes no second page
    return Section.objects.get(locale__language_code="zh-hans")


def _publish(editor: Client, news: Section, n: int = 1) -> Article:
    """As the secretariat does it, in the editor."""
    words = {"text": "鸟回来了", "type": "unstyled", "key": "a", "depth": 0, "data": {}}
    body = {"blocks": [words | {"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}
    answer = editor.post(
        reverse("wagtailadmin_pages:add", args=("pages", "article", news.pk)),
        {
            "title": f"湿地调查{n}",
            "slug": f"survey-{n}",
            "dated": f"2026-03-{n:02}",
            "lead": "",
            "byline": "陈静",
            "tags": "湿地",
            "consultation": "",
            "network": "",
            "work": "",
            "body": json.dumps(body),
            "initiative": "",
            "pictures-TOTAL_FORMS": "0",
            "pictures-INITIAL_FORMS": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "action-publish",
        },
    )
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return Article.objects.get(slug=f"survey-{n}", locale=news.locale)


def test_everybody_reads_what_was_published_and_what_is_not_translated_says_so(
    news: Section, sign_in: Callable[[Role], Client]
) -> None:
    editor = sign_in(Role.SECRETARIAT)
    assert Section.objects.count() == HomePage.objects.count() == 2
    reader = Client()
    assert say("pages.empty", "zh") in reader.get("/zh-hans/news/").content.decode()
    made = _publish(editor, news)
    assert "湿地调查1" in reader.get("/zh-hans/news/").content.decode()
    page = reader.get("/zh-hans/news/survey-1/")
    assert "鸟回来了" in page.content.decode()
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    # Not translated: listed in English with its language, and its missing address leads to what there is.
    listed = reader.get("/en/news/").content.decode()
    assert 'href="/zh-hans/news/survey-1/" lang="zh-hans"' in listed
    assert Page.objects.exclude(alias_of=None).count() == 0
    led = reader.get("/en/news/survey-1/")
    assert (led.status_code, led["Location"]) == (302, "/zh-hans/news/survey-1/?instead=en")
    shown = reader.get(led["Location"]).content.decode()
    assert say("pages.only_in", "zh", language="English") in shown
    # Once translated, in its own words, at the same address.
    translated = _translate(made)
    assert "Wetland survey" in reader.get("/en/news/survey-1/").content.decode()
    assert "湿地调查1" not in reader.get("/en/news/").content.decode()
    assert "Wetland survey" not in reader.get("/zh-hans/news/").content.decode()
    assert say("pages.older", "en") not in reader.get(translated.url).content.decode()
    made.refresh_from_db()
    made.save_revision().publish()
    assert say("pages.older", "en") in reader.get(translated.url).content.decode()
    assert say("pages.older", "zh") not in reader.get(made.url).content.decode()


def _translate(made: Article) -> Any:
    translated = made.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.slug = made.slug
    translated.title = translated.draft_title = "Wetland survey"
    translated.save_revision().publish()
    return Article.objects.get(pk=translated.pk)


def test_what_is_not_published_is_not_shown_and_many_are_shown_by_pages_years_and_months(
    news: Section, sign_in: Callable[[Role], Client]
) -> None:
    for n in range(1, 24):
        made = Article(
            title=f"湿地调查{n}", slug=f"survey-{n}", dated=f"{2020 + n % 3}-0{1 + n % 2}-01", locale=news.locale,
        )  # fmt: skip
        Section.objects.get(pk=news.pk).add_child(instance=made)
        made.save_revision().publish()
    Article.objects.get(slug="survey-23").unpublish()
    reader = Client(HTTP_ACCEPT_LANGUAGE="zh-hans")

    def count(address: str) -> int:
        return reader.get(address).content.decode().count('<article class="card"')

    assert count("/zh-hans/news/") == ROWS and count("/zh-hans/news/?page=2") == 2
    assert count("/en/news/?page=2") == 2  # the same ones, none of them translated
    assert "湿地调查23" not in reader.get("/zh-hans/news/?year=2022").content.decode()
    assert count("/zh-hans/news/?year=2020") == 7
    assert count("/zh-hans/news/?year=2020&month=1") == 3
    assert count("/zh-hans/news/?year=9999&month=77&page=0") == ROWS
    assert reader.get("/zh-hans/news/survey-23/").status_code == 404
    page = reader.get("/zh-hans/news/?year=2020&page=1").content.decode()
    assert re.search(r'href="/en/news/\?year=2020&amp;page=1"\s+hreflang="en"', page)


def test_the_secretariat_alone_writes_pages(
    news: Section, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    editor = reverse("wagtailadmin_explore", args=(news.pk,))
    for role in (Role.READER, Role.DELEGATE, Role.OFFICER, Role.COORDINATOR):
        assert sign_in(role).get(editor).status_code in (302, 403), role
    client = sign_in(Role.SECRETARIAT)
    assert client.get(editor).status_code == 200
    added = reverse("wagtailadmin_pages:add", args=("pages", "article", news.pk))
    assert client.get(added).status_code == 200
    left = people[Role.SECRETARIAT]
    left.is_secretariat = False
    left.save()
    assert client.get(editor).status_code in (302, 403)
    assert Page.objects.exists()
