"""What stands above the text of a Markdown page."""

from __future__ import annotations

import pytest

from huiyin.intake.old_news.front_matter import split_front_matter


def test_names_have_their_values_and_the_text_is_below() -> None:
    told, text = split_front_matter(
        "---\nTitle: \"A garden: opened\" \ntags: [data, 'time']\ndate: 2019-03-05 # the day\nauthors:\n  - Li\n"
        "  - River\nlayout: ~\n---\nWords.\n"
    )
    assert told == {
        "title": ["A garden: opened"],
        "tags": ["data", "time"],
        "date": ["2019-03-05"],
        "authors": ["Li", "River"],
        "layout": [],
    }
    assert text == "Words.\n"


def test_toml_is_read_with_what_stands_in_its_taxonomies() -> None:
    told, text = split_front_matter(
        '+++\ntitle = "花园"\ndate = 2019-03-05\ndraft = false\n[taxonomies]\ntags = ["数据", "时间"]\n+++\n正文'
    )
    assert (told["title"], told["date"], told["tags"]) == (
        ["花园"],
        ["2019-03-05"],
        ["数据", "时间"],
    )
    assert (told["draft"], text) == (["False"], "正文")


@pytest.mark.parametrize(
    "text", ["Words.\n", "--- a line\nWords.\n", "---\ntitle: never closed\n", ""]
)
def test_a_text_without_it_is_the_text(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_toml_that_cannot_be_read_says_nothing_and_costs_no_word() -> None:
    assert split_front_matter("+++\ntitle = \n+++\nWords.\n") == ({}, "Words.\n")
