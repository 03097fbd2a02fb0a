"""Which articles a reader asks for."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from huiyin.desk.pages.listings import ArticleFilters, read_article_filters


@pytest.mark.parametrize(
    ("asked", "filters"),
    [
        ("", ArticleFilters()),
        ("year=2026&month=12&tag=data&author=Li", ArticleFilters(2026, 12, "data", "Li")),
        ("year=2026&month=13", ArticleFilters(2026)),
        ("month=12", ArticleFilters()),
        ("year=26&month=12", ArticleFilters()),
        ("year=x&month=y", ArticleFilters()),
        ("year=99999999999999999999", ArticleFilters()),
    ],
)
def test_what_is_no_year_or_month_filters_nothing(asked: str, filters: ArticleFilters) -> None:
    assert read_article_filters(RequestFactory().get(f"/news/?{asked}")) == filters


def test_what_is_longer_than_any_tag_or_name_is_cut() -> None:
    filters = read_article_filters(
        RequestFactory().get("/", {"tag": "x" * 300, "author": "y" * 300})
    )
    assert (len(filters.tag), len(filters.author)) == (100, 120)
