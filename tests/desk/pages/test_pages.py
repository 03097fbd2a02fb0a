"""News and research: read in both languages, written by the secretariat."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.models import Article, Section
from huiyin.i18n import say


@pytest.fixture
def news(db: None) -> Section:
    prepare_pages()
    prepare_pages()  # a second start of the desk makes no second section
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
            "body": json.dumps(body),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "action-publish",
        },
    )
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return Article.objects.get(slug=f"survey-{n}", locale=news.locale)


def test_everybody_reads_what_was_published_in_their_language(
    news: Section, sign_in: Callable[[Role], Client]
) -> None:
    editor = sign_in(Role.SECRETARIAT)
    assert Section.objects.count() == 2
    reader = Client(HTTP_ACCEPT_LANGUAGE="zh-hans")
    assert say("pages.empty", "zh") in reader.get("/pages/").content.decode()
    made = _publish(editor, news)
    assert "湿地调查1" in reader.get("/pages/").content.decode()
    page = reader.get("/pages/survey-1/")
    assert "鸟回来了" in page.content.decode()
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    # Not translated yet: the English pages show it as it is; once translated, in its own words.
    english = Client(HTTP_ACCEPT_LANGUAGE="en")
    assert say("pages.home", "en") in english.get("/pages/").content.decode()
    assert "湿地调查1" in english.get("/pages/").content.decode()
    translated = made.get_translation(Locale.objects.get(language_code="en")).specific
    translated.alias_of = None
    translated.title = translated.draft_title = "Wetland survey"
    translated.save_revision().publish()
    assert "Wetland survey" in english.get("/pages/").content.decode()
    assert "Wetland survey" not in reader.get("/pages/").content.decode()


def test_what_is_not_published_is_not_shown_and_many_are_shown_by_pages(
    news: Section, sign_in: Callable[[Role], Client]
) -> None:
    editor = sign_in(Role.SECRETARIAT)
    for n in range(1, 24):
        _publish(editor, news, n)
    Article.objects.get(slug="survey-23", locale=news.locale).unpublish()
    reader = Client(HTTP_ACCEPT_LANGUAGE="zh-hans")
    first = reader.get("/pages/").content.decode()
    assert first.count('class="card"') == Section.PAGE and "湿地调查22" in first
    assert "湿地调查23" not in first
    assert reader.get("/pages/survey-23/").status_code == 404
    assert reader.get("/pages/?page=2").content.decode().count('class="card"') == 2


def test_the_secretariat_alone_writes_pages(
    news: Section, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    editor = reverse("wagtailadmin_explore", args=(news.pk,))
    for role in (Role.READER, Role.DELEGATE, Role.OFFICER, Role.COORDINATOR):
        assert sign_in(role).get(editor).status_code in (302, 403), role
    client = sign_in(Role.SECRETARIAT)
    assert client.get(editor).status_code == 200
    assert (
        client.get(
            reverse("wagtailadmin_pages:add", args=("pages", "article", news.pk))
        ).status_code
        == 200
    )
    left = people[Role.SECRETARIAT]
    left.is_secretariat = False
    left.save()
    assert client.get(editor).status_code in (302, 403)
    assert Page.objects.exists()
