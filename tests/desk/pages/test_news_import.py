"""News of a site of before comes in once, whole and harmless, and goes out again."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from typer.testing import CliRunner
from wagtail.contrib.redirects.models import Redirect

from huiyin.cli.app import build_program
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.core.isolated_process import be_patient
from huiyin.desk.pages import frame, news_import
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.models import Article, NewsImport, Picture, Series
from huiyin.i18n import say
from tests.desk.pages.old_pages import make_picture, write_old_site

# Everything is asked through the ORM, and files are drawn once.
pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def old_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old-site")
    write_old_site(folder)
    return folder


@pytest.fixture(scope="module")
def plan(old_site: Path, django_db_setup: None, django_db_blocker: Any) -> news_import.ImportPlan:
    """Read once: fifty pages through a process apart."""
    with django_db_blocker.unblock():
        be_patient()
        return news_import.plan_import(old_site)


@pytest.fixture
def desk(db: None) -> Iterator[None]:
    prepare_pages()
    frame.forget_frame()
    yield
    frame.keep_frames({}, 3600)


def test_fifty_pages_of_several_makers_are_understood_or_refused_by_name(
    plan: news_import.ImportPlan, old_site: Path
) -> None:
    assert len([one for one in old_site.rglob("*") if one.suffix in (".html", ".htm", ".md")]) == 50
    assert len(plan.pages) == 45 and not plan.there
    assert {one.source: one.code for one in plan.refused} == {
        "none/undated.html": "no_day",
        "none/empty.html": "no_words",
        "none/untitled.html": "no_title",
        "none/draft.md": "not_published",
        "none/noise.html": "unreadable",
    }
    by_source = {one.page.source: one.page for one in plan.pages}
    dede = by_source["a/xinwen/2013/0312/3.html"]
    assert (dede.title, dede.dated, dede.byline) == (
        "第3次水质公开日举行",
        date(2013, 3, 12),
        "王芳",
    )
    assert "大家一起看了水样" in dede.body and "点击" not in dede.body and "氨氮 | 3.2" in dede.body
    hand = by_source["news/n4.htm"]
    assert (hand.title, hand.dated, hand.language) == ("湖边大扫除（4月）", date(2009, 4, 2), "zh")
    saved = by_source["2015/02/bird-count-2/index.html"]
    assert saved.addresses[0] == "/2015/02/bird-count-2/" and saved.tags == ("观鸟",)
    assert (
        "分享到" not in saved.body and "<blockquote>水好了，鸟就来了。</blockquote>" in saved.body
    )
    walk = by_source["_posts/2014-03-03-reed-walk-3.md"]
    assert walk.addresses[:2] == ("/2014/03/03/reed-walk-3.html", "/2014/03/03/reed-walk-3/")
    assert "/old/walk3.html" in walk.addresses and walk.byline == "Ann Reed"
    assert "<ul><li>boots</li><li>maps</li></ul>" in walk.body
    parts = [by_source[f"talks/keeper-{n}.html"] for n in (1, 2, 3)]
    assert [(one.series, one.part) for one in parts] == [("守湖人访谈", n) for n in (1, 2, 3)]


def test_they_come_in_with_days_series_translations_pictures_and_old_addresses(
    desk: None, plan: news_import.ImportPlan, old_site: Path
) -> None:
    done = news_import.apply_import(plan)
    assert (done.articles, done.series) == (45, 1)
    assert [name for name, _ in done.bad_pictures] == ["fake.png"]
    assert done.pictures == 16  # ten, four, the reeds, and one boat that three pages show
    lesson = Article.objects.get(slug="lesson-2", locale__language_code="en")
    chinese = Article.objects.get(slug="lesson-2", locale__language_code="zh-hans")
    assert lesson.translation_key == chinese.translation_key and chinese.title == "湿地学校第20课"
    shown = lesson.pictures.get().picture
    assert (shown.alt_zh, shown.alt_en) == ("湿地学校第20课", "Wetland school, lesson 20")
    series = Series.objects.get()
    parts = [one.specific for one in series.get_children().order_by("path")]
    assert [one.dated for one in parts] == [date(2016, 5, n) for n in (1, 2, 3)]
    assert parts[1].pictures.get().caption == "第2次谈话时的船"
    for old, slug in (
        ("/2015/02/bird-count-2/", "bird-count-2"),
        ("/2015/02/bird-count-2/index.html", "bird-count-2"),
        ("/old/walk3.html", "reed-walk-3"),
        ("/a/xinwen/2013/0312/3.html", None),
        ("/news/n4.htm", None),
    ):
        answer = Client().get(old)
        assert answer.status_code == 301, old
        at = answer["Location"]
        assert (slug or "") in at and Client().get(at).status_code == 200, at
    page = Client().get("/zh-hans/news/bird-count-2/").content.decode()
    assert (
        'alt="湖边的夜鹭"' in page
        and "image/avif" in page
        and '<time datetime="2015-02-09"' in page
    )
    assert "bird-count-2" in Client().get("/zh-hans/news/?year=2015").content.decode()
    years = {one.dated.year for one in Article.objects.live()}
    assert years == {2009, 2013, 2014, 2015, 2016, 2017, 2018}
    entry = AuditEntry.objects.get(verb="news.import")
    assert entry.details["pages"] == 45


def test_a_second_run_doubles_nothing_and_a_run_is_taken_out_but_what_was_edited(
    desk: None, tmp_path: Path
) -> None:
    page = "---\ntitle: {0} (Part {1})\ndate: 2020-01-0{1}\n---\n![{0}]({2})\n\nWhat was said of the {0} that day.\n"
    for name, n in (("lake", 1), ("lake", 2), ("bay", 3), ("lone", 4)):
        picture = "a.png" if name == "lake" else f"{name}.png"
        (tmp_path / picture).write_bytes(make_picture(picture, kind="PNG"))
        (tmp_path / f"{name}-{n}.md").write_text(page.format(name.title(), n, picture))
    done = news_import.apply_import(news_import.plan_import(tmp_path))
    assert (done.articles, done.series, done.pictures) == (4, 1, 3)
    again = news_import.plan_import(tmp_path)
    assert (again.pages, len(again.there)) == ((), 4)
    assert news_import.apply_import(again).number == 0
    assert Article.objects.count() == 4 and NewsImport.objects.count() == 1
    Article.objects.get(slug="lone-4").delete()  # an editor does not want it
    assert not news_import.plan_import(tmp_path).pages

    edited = Article.objects.get(slug="bay-3")
    edited.title = "The bay"
    edited.save_revision().publish()
    undone = news_import.undo_import(done.number)
    assert undone.articles == 2 and len(undone.kept) == 1 and undone.pictures == 1
    assert [one.slug for one in Article.objects.all()] == ["bay-3"] and not Series.objects.exists()
    assert {one.redirect_page.slug for one in Redirect.objects.all()} == {"bay-3"}
    assert AuditEntry.objects.get(verb="news.import_undo").details["pages"] == 2
    with pytest.raises(news_import.UnknownImport):
        news_import.undo_import(done.number + 1)


def test_nothing_of_ill_will_comes_in(plan: news_import.ImportPlan) -> None:
    by_source = {one.page.source: one for one in plan.pages}
    ill = by_source["ill/script.html"]
    assert ill.page.title == "A page of ill will"
    for bad in (
        "steal",
        "script",
        "onclick",
        "style",
        "embedtype",
        "linktype",
        "evil.example",
        "data:",
        "<img",
        "<svg",
    ):
        assert bad not in ill.page.body, bad
    assert 'href="https://video.example.org/v/1"' in ill.page.body
    assert ill.pictures == () and set(ill.missing) == {"x", "../../../../../../etc/passwd"}
    assert dict(ill.page.remarks)["links"] >= 4
    marked = by_source["ill/markup.md"].page
    assert "<p>Markdown may hold anything" in marked.body
    for bad in ("<script", "onclick", 'href="javascript'):
        assert bad not in marked.body, (
            bad
        )  # a link that Markdown takes for none stands as the words that it is


def test_pictures_are_drawn_anew_with_nothing_that_their_files_held(
    desk: None, tmp_path: Path
) -> None:
    (tmp_path / "p.jpg").write_bytes(make_picture("large", (1800, 1200)))
    (tmp_path / "a.html").write_text(
        '<h1>大图</h1><time datetime="2020-01-02"></time><p>这一页有一张很大的图片，在湖边拍的。</p><img src="p.jpg" alt="湖">'
    )
    done = news_import.apply_import(news_import.plan_import(tmp_path))
    assert done.without_alt == 1  # nobody said in English what it shows
    picture = Picture.objects.get()
    forms = {(one.form, one.width, one.ending) for one in picture.forms.all()}
    assert forms == {
        *(("whole", width, ending) for width in (480, 960, 1600) for ending in ("avif", "webp")),
        *(("card", width, ending) for width in (480, 960) for ending in ("avif", "webp")),
    }
    for one in picture.forms.all():
        with one.file.open("rb") as file:
            data = file.read()
        assert b"secret nest" not in data
        with Image.open(io.BytesIO(data)) as opened:
            assert opened.size == (one.width, one.height) and not opened.getexif()
    shown = picture.forms.get(form="card", width=480, ending="webp")
    answer = Client().get(f"/pictures/{shown.pk}/card-480.webp")
    assert answer.status_code == 200 and answer["Content-Type"] == "image/webp"
    assert len(answer.getvalue()) == shown.size
    assert "immutable" in answer["Cache-Control"]
    Article.objects.get().unpublish()
    assert Client().get(f"/pictures/{shown.pk}/card-480.webp").status_code == 404


WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>湖畔守望</title>
<item><title>湖水清了</title><link>https://lake.example.org/2016/07/%E6%B9%96%E6%B0%B4/</link><pubDate>Fri, 01 Jul 2016 02:00:00 +0000</pubDate><dc:creator>chenjing</dc:creator>
<guid isPermaLink="false">https://lake.example.org/?p=7</guid><content:encoded><![CDATA[[caption id="a"]<img src="https://lake.example.org/wp-content/uploads/clear.jpg" alt="清水" /> 湖心[/caption]

湖水清了，能看见两米深。

[embed]https://video.example.org/v/2[/embed]<script>steal()</script>]]></content:encoded><excerpt:encoded><![CDATA[两米深的清水。]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2016-07-01 10:00:00</wp:post_date><wp:post_name>%e6%b9%96%e6%b0%b4</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password></wp:post_password>
<category domain="post_tag" nicename="water">水</category><category domain="language" nicename="zh">中文</category><category domain="post_translations" nicename="pll_1">pll_1</category></item>
<item><title>The lake is clear</title><link>https://lake.example.org/en/clear/</link><content:encoded><![CDATA[<!-- wp:paragraph --><p>The lake is clear: one sees two metres down.</p>]]></content:encoded>
<wp:post_id>8</wp:post_id><wp:post_date>2016-07-02 10:00:00</wp:post_date><wp:post_name>clear</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_translations" nicename="pll_1">pll_1</category></item>
<item><title>Draft</title><content:encoded>x</content:encoded><wp:post_id>9</wp:post_id><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>About</title><content:encoded>x</content:encoded><wp:post_id>10</wp:post_id><wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item>
</channel></rss>"""


def test_an_export_of_wordpress_comes_in_by_the_command_and_goes_out_again(
    desk: None, tmp_path: Path
) -> None:
    export = tmp_path / "export.xml"
    export.write_text(WXR, "utf-8")
    uploads = tmp_path / "files/wp-content/uploads"
    uploads.mkdir(parents=True)
    (uploads / "clear.jpg").write_bytes(make_picture("clear"))

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(build_program(), ["desk", "import-news", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result.exit_code, result.output

    code, told = run(str(export), "--pictures", str(tmp_path / "files"), "--preview")
    assert code == 1 and say("operate.import_news.previewed") in told and "export.xml#9" in told
    assert not Article.objects.exists()
    code, told = run(str(export), "--pictures", str(tmp_path / "files"), "--json")
    given = json.loads(told)
    assert (
        code == 1
        and given["done"]["articles"] == 2
        and given["refused"][0]["code"] == "not_published"
    )
    page = Client().get("/?p=7", follow=True, HTTP_ACCEPT="text/html")
    english = Article.objects.get(locale__language_code="en")
    chinese = Article.objects.get(locale__language_code="zh-hans")
    assert (
        english.slug == chinese.slug == "clear"
        and english.translation_key == chinese.translation_key
    )
    assert chinese.lead == "两米深的清水。" and "steal" not in chinese.body
    assert 'href="https://video.example.org/v/2"' in chinese.body and page.status_code == 200
    assert Client().get("/2016/07/湖水/")["Location"] == "/zh-hans/news/clear/"
    assert chinese.pictures.get().picture.alt_zh == "清水"
    code, told = run("--undo", str(given["done"]["number"]))
    assert code == 0 and not Article.objects.exists() and not Picture.objects.exists()
    assert run("--undo", "77")[0] != 0 and run()[0] != 0 and run(str(tmp_path / "nothing"))[0] != 0
