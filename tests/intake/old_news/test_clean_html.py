"""The text of an old page, built anew of a few elements."""

from __future__ import annotations

import pytest
from lxml import html

from huiyin.intake.old_news.clean_html import CleanText, clean_body
from huiyin.intake.old_news.model import OldPicture, PageRemarkCode


def clean(written: str, **options: frozenset[str]) -> CleanText:
    return clean_body(
        html.fragment_fromstring(written, create_parent="div"), "/news/1.html", **options
    )


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("<p class='x' onclick='y()'>One <b>two</b></p>", "<p>One <b>two</b></p>"),
        ("<h1>Head</h1><h5>Below</h5>words", "<h2>Head</h2><h3>Below</h3><p>words</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<ul><li><p>one</p><p>two</p></li><li></li></ul>", "<ul><li>one<br/>two</li></ul>"),
        ("<p><br><br>a &lt; b<br></p>", "<p>a &lt; b</p>"),
        ("<p>&nbsp;</p><p>a</p>", "<p>a</p>"),
        ("<div class='post share'>Share</div><p>a</p><div style='display: none'>b</div>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_a_few_elements_stay_and_nothing_else(written: str, made: str) -> None:
    assert clean(written).html == made


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("2.html", '<a href="/news/2.html">x</a>'), ("/a?b=1&c=2", '<a href="/a?b=1&amp;c=2">x</a>'),
        ("https://example.org/", '<a href="https://example.org/">x</a>'), ("javascript:alert(1)", "x"),
        ("java\nscript:alert(1)", "x"), ("//example.org/", "x"), ("data:text/html,x", "x"), ("#", "x"),
    ],
)  # fmt: skip
def test_a_link_leads_where_it_may_be_followed_or_is_words(address: str, made: str) -> None:
    found = clean(f"<p><a href='{address}'>x</a></p>")
    assert found.html == f"<p>{made}</p>"
    told = dict(found.remarks).get(PageRemarkCode.LINKS, 0)
    assert told == (made == "x" and address != "#")


def test_what_was_left_out_or_put_otherwise_is_counted() -> None:
    found = clean(
        "<script>a()</script><form>x</form><iframe src='https://example.org/v'></iframe>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table><p>w<img src='p.png' alt='P'></p>"
    )
    assert found.html == (
        '<p><a href="https://example.org/v">https://example.org/v</a></p><p>a | b</p><p>c | d</p><p>w</p>'
    )
    assert dict(found.remarks) == {
        PageRemarkCode.SCRIPTS: 2,
        PageRemarkCode.EMBEDS: 1,
        PageRemarkCode.TABLES: 1,
        PageRemarkCode.PICTURES: 1,
    }
    assert found.pictures == (OldPicture("p.png", "P"),)
    assert found.words == "https://example.org/v\na | b\nc | d\nw"


def test_a_picture_bears_the_caption_below_it_and_a_title_is_not_said_twice() -> None:
    found = clean(
        "<p>Title</p><figure><img src='a.png'><figcaption> A  bed </figcaption></figure><p>w</p>",
        skip=frozenset({"Title"}),
    )
    assert (found.html, found.pictures) == ("<p>w</p>", (OldPicture("a.png", "", "A bed"),))
