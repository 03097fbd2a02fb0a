"""The export of WordPress: what is published, and nothing else."""

from __future__ import annotations

from datetime import date

from huiyin.intake.old_news.model import OldPage, OldPicture, PageRefusal, PageRefusalCode
from huiyin.intake.old_news.wordpress import read_wordpress

HEAD = (
    '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel>'
)


def item(
    number: int, title: str = "A garden opens", words: str = "The garden is open to all.", **of: str
) -> str:
    kind, status, more = of.get("kind", "post"), of.get("status", "publish"), of.get("more", "")
    return (
        f"<item><title>{title}</title><link>https://example.org/2019/{number}/</link><dc:creator>Li</dc:creator>"
        f"<content:encoded><![CDATA[{words}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>2019-03-05 10:00:00</wp:post_date><wp:post_type>{kind}</wp:post_type>"
        f"<wp:status>{status}</wp:status><wp:post_name>garden</wp:post_name>{more}</item>"
    )


def read(*items: str) -> tuple[OldPage | PageRefusal, ...]:
    return read_wordpress(f"{HEAD}{''.join(items)}</channel></rss>".encode(), "export.xml")


def test_a_post_comes_with_its_day_words_tags_and_picture() -> None:
    meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>"
    terms = '<category domain="post_tag">data</category><category domain="language" nicename="en">English</category>'
    page, *others = read(
        item(1, words="First.\n\nSecond [gallery ids=1] line.", more=meta + terms),
        item(
            9,
            kind="attachment",
            more="<wp:attachment_url>https://example.org/p.png</wp:attachment_url>",
        ),
        item(3, kind="page"),
    )
    assert others == []
    assert isinstance(page, OldPage)
    assert (page.source, page.title, page.dated) == (
        "export.xml#1",
        "A garden opens",
        date(2019, 3, 5),
    )
    assert page.body == "<p>First.</p><p>Second line.</p>"
    assert (page.language, page.byline, page.tags) == ("en", "Li", ("data",))
    assert page.pictures == (OldPicture("https://example.org/p.png"),)
    assert page.addresses[0] == "/2019/1/"


def test_what_is_no_published_news_is_refused_with_why() -> None:
    found = read(
        item(1, status="draft"),
        item(2, more="<wp:post_password>secret</wp:post_password>"),
        item(3, title=" "),
        item(4, words="[gallery]"),
    )
    assert [(one.source, one.code) for one in found if isinstance(one, PageRefusal)] == [
        ("export.xml#1", PageRefusalCode.NOT_PUBLISHED),
        ("export.xml#2", PageRefusalCode.NOT_PUBLISHED),
        ("export.xml#3", PageRefusalCode.NO_TITLE),
        ("export.xml#4", PageRefusalCode.NO_WORDS),
    ]


def test_the_address_of_a_video_stays_as_a_link() -> None:
    (page,) = read(
        item(1, words="See this.\n\n[embed]https://example.org/video[/embed]\n\nAnd that.")
    )
    assert isinstance(page, OldPage)
    assert '<a href="https://example.org/video">' in page.body
