"""The editor's forms: an address is made from the title until the page is published, and stays the editor's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.editor_forms import make_slug
from huiyin.desk.pages.models import Section, Series
from huiyin.i18n import say

PUBLISH = {"action-publish": "action-publish"}
#: How the window of the editor says that a draft saves itself.
BY_ITSELF = {"accept": "application/json"}


@pytest.fixture
def news(db: None) -> Section:
    prepare_pages()
    section: Section = Section.objects.get(locale__language_code="zh-hans")
    return section


@pytest.fixture
def editor(sign_in: Callable[[Role], Client]) -> Client:
    return sign_in(Role.SECRETARIAT)


def fill(title: str, slug: str = "") -> dict[str, Any]:
    return {
        "title": title,
        "slug": slug,
        "lead": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }


def add(editor: Client, news: Section, **filled: Any) -> Series:
    answer = editor.post(
        reverse("wagtailadmin_pages:add", args=("pages", "series", news.pk)), filled
    )
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page: Series = Series.objects.latest("pk")
    return page


def edit(editor: Client, page: Series, **filled: Any) -> Series:
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), filled)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page.refresh_from_db()
    return page


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("访谈：守湖人", "fang-tan-shou-hu-ren"),
        ("The keeper of the lake (1)", "the-keeper-of-the-lake-1"),
        ("Œuvres de l'été", "oeuvres-de-l-ete"),
        ("2026年报", "2026-nian-bao"),
        ("？！", "page"),
        ("", "page"),
    ],
)
def test_an_address_is_plain_letters_of_either_language(title: str, slug: str) -> None:
    assert make_slug(title) == slug


def test_an_address_is_cut_at_a_word() -> None:
    slug = make_slug("wetland " * 20)
    assert len(slug) <= 60 and set(slug.split("-")) == {"wetland"}
    assert make_slug("x" * 200) == "x" * 60


def test_a_chinese_title_without_an_address_is_published_by_its_pinyin(
    news: Section, editor: Client
) -> None:
    first = add(editor, news, **fill("守湖人"), **PUBLISH)
    second = add(editor, news, **fill("守湖人"), **PUBLISH)
    assert (first.slug, second.slug) == ("shou-hu-ren", "shou-hu-ren-2") and first.live


def test_an_address_that_was_typed_is_kept_or_refused_as_it_stands(
    news: Section, editor: Client
) -> None:
    assert add(editor, news, **fill("守湖人", "keeper"), **PUBLISH).slug == "keeper"
    wrong = editor.post(
        reverse("wagtailadmin_pages:add", args=("pages", "series", news.pk)),
        {**fill("又一个", "守湖人"), **PUBLISH},
    )
    assert wrong.status_code == 200 and "slug" in wrong.context["form"].errors
    assert Series.objects.count() == 1


def test_a_draft_that_saves_itself_follows_its_title_and_a_published_page_keeps_its_address(
    news: Section, editor: Client
) -> None:
    answer = editor.post(
        reverse("wagtailadmin_pages:add", args=("pages", "series", news.pk)),
        fill("守"),
        headers=BY_ITSELF,
    )
    page = Series.objects.get(pk=json.loads(answer.content)["pk"])
    assert page.slug == "shou" and not page.live
    page = edit(editor, page, **fill("守湖人"), **PUBLISH)
    assert page.slug == "shou-hu-ren" and page.live
    page = edit(editor, page, **fill("守湖人的信"), **PUBLISH)
    assert (page.slug, page.title) == ("shou-hu-ren", "守湖人的信")


def test_the_box_says_that_it_may_stay_empty(news: Section, editor: Client) -> None:
    page = editor.get(reverse("wagtailadmin_pages:add", args=("pages", "series", news.pk)))
    assert say("pages.slug_help", "en") in page.content.decode()


def test_the_box_of_the_title_is_seen_while_it_is_empty_and_writes_into_no_other(
    news: Section, editor: Client
) -> None:
    answer = editor.get(reverse("wagtailadmin_pages:add", args=("pages", "series", news.pk)))
    box = re.search(r"<input[^>]*id=\"id_title\"[^>]*>", answer.content.decode())
    assert box is not None
    assert 'placeholder="Page title*"' in box[0] and "w-sync" not in box[0]
