"""Parts that say themselves which part they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from huiyin.intake.old_news.model import OldPage
from huiyin.intake.old_news.series import group_series, split_part


@pytest.mark.parametrize(
    ("title", "common", "part"),
    [
        ("社区花园（上）", "社区花园", 1), ("社区花园（下）", "社区花园", 3), ("社区花园（第二篇）", "社区花园", 2),
        ("社区花园之三", "社区花园", 3), ("社区花园（12）", "社区花园", 12), ("A garden, part two", "A garden", 2),
        ("A garden (Part 4)", "A garden", 4), ("A garden – Part 1", "A garden", 1),
        ("A garden party", "A garden party", 0), ("（上）", "（上）", 0), ("第二条", "第二条", 0), ("", "", 0),
    ],
)  # fmt: skip
def test_a_title_is_split_into_what_parts_share_and_which_one_it_is(
    title: str, common: str, part: int
) -> None:
    assert split_part(title) == (common, part)


def _page(title: str, language: str = "zh", **about: str) -> OldPage:
    page = OldPage(
        f"{title}.{language}.html", (f"/{title}",), title, date(2019, 3, 5), language, "<p>x</p>"
    )
    return replace(page, **about)  # type: ignore[arg-type]


def test_two_parts_of_one_title_are_a_series_counted_from_one() -> None:
    pages = [
        _page("花园（下）"),
        _page("花园（上）"),
        _page("别的（上）"),
        _page("花园（上）", "en"),
    ]
    assert [(page.series, page.part) for page in group_series(pages)] == [
        ("花园", 2),
        ("花园", 1),
        ("", 0),  # no second part
        ("", 0),  # none in its language
    ]


def test_of_two_that_say_the_same_part_nobody_knows_which_it_is() -> None:
    first = _page("花园（上）")
    pages = [first, replace(first, source="again.html"), _page("花园（下）")]
    assert group_series(pages) == pages


def test_what_a_page_says_of_its_series_stays() -> None:
    pages = [_page("花园（上）", series="四季"), _page("花园（下）")]
    assert group_series(pages) == pages
