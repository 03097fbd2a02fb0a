"""The public site: its first page, series, feeds, what engines ask for, search, addresses of before."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from lxml import etree, html
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, PageViewRestriction

from huiyin.desk.accounts.permissions import InitiativeState, Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core import style_roles
from huiyin.desk.initiatives.api import goals
from huiyin.desk.initiatives.api.initiatives import begin_initiative
from huiyin.desk.initiatives.data import GoalInput, InitiativeInput, InitiativeKind
from huiyin.desk.networks.models import Network
from huiyin.desk.pages import frame
from huiyin.desk.pages.api import prepare_pages, publish_scheduled
from huiyin.desk.pages.models import (
    COLOURS,
    Article,
    HomePage,
    InfoPage,
    PageText,
    Picture,
    PictureFile,
    Section,
    Series,
)
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say, use_language
from tests.desk.standing import *  # noqa: F403
from tests.desk.standing import Standing

# The pages are Wagtail's, which is tried on both elsewhere; what is asked here in SQL is asked through the ORM.
pytestmark = pytest.mark.one_database

SITE = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site_kept(standing: Standing, django_db_blocker: Any) -> int:
    """The number of the first page of :func:`site`, made once for all tests; each finds it as it was made."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        patched.setenv("HUIYIN_LANG", "en")
        use_language(None)
        return _write_site(
            Consultation.objects.get(pk=standing.consultation),
            Network.objects.get(pk=standing.network),
        )


@pytest.fixture
def site(site_kept: int, db: None) -> Iterator[HomePage]:
    """A site with an article in both languages, an interview in two parts in Chinese, and one that is open to nobody."""
    frame.forget_frame()
    yield HomePage.objects.get(pk=site_kept)
    frame.keep_frames({}, 3600)


def _write_site(consultation: Consultation, network: Network) -> int:
    prepare_pages()
    frame.forget_frame()
    news = Section.objects.get(locale__language_code="zh-hans")
    first = _add(news, Article(title="湿地的鸟回来了", slug="birds", dated=date(2026, 3, 2), byline="陈静", lead="三年之后", body="<p>白鹭在城西湿地过冬。</p>", network=network, consultation=consultation))  # fmt: skip
    first.tags.add("wetland")
    first.save_revision().publish()
    translated = first.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.slug, translated.title, translated.body = "birds", "The birds are back", "<p>Egrets winter here.</p>"  # fmt: skip
    translated.save_revision().publish()
    series = _add(news, Series(title="访谈：守湖人", slug="keeper", lead="两次谈话"))
    for n in (1, 2):
        _add(series, Article(title=f"守湖人（{n}）", slug=f"part-{n}", dated=date(2026, 4, n), body=f"<p>第{n}次谈话</p>"))  # fmt: skip
    return int(HomePage.objects.get(locale__language_code="zh-hans").pk)


def _add(parent: Any, page: Any) -> Any:
    page.locale = parent.locale
    type(parent).objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def get(address: str, **more: Any) -> str:
    answer = Client(**more).get(address)
    assert answer.status_code == 200, (address, answer.status_code, answer.get("Location"))
    return answer.content.decode()


def test_the_first_page_shows_records_as_they_stand_and_sets_no_cookie(
    site: HomePage, consultation: Consultation
) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(stage=Stage.COMMENTING.value)
    client = Client()
    page = client.get("/zh-hans/").content.decode()
    assert not client.cookies
    for words in (
        "湿地的鸟回来了",
        say("pages.block.open", "zh"),
        f'href="/zh-hans/c/{consultation.slug}/overview/"',
    ):
        assert words in page, words
    Consultation.objects.filter(pk=consultation.pk).update(stage=Stage.PREPARING.value)
    assert f"/c/{consultation.slug}/" not in get("/zh-hans/")
    told = json.loads(
        html.fromstring(page).xpath('//script[@type="application/ld+json"]/text()')[0]
    )
    assert told["@type"] == "NGO"


def test_what_the_first_page_says_of_the_network_stands_on_every_page(site: HomePage) -> None:
    site.site_name, site.footer, site.member_of = "回音网络", "由 <b>大家</b> 共建", "民间气候联盟"
    site.address, site.latitude, site.longitude = "湖滨路一号", 30.25, 120.15
    site.save_revision().publish()
    page = get("/zh-hans/privacy/")
    assert "回音网络</span></a>" in page and "由 &lt;b&gt;大家&lt;/b&gt; 共建" in page
    assert "回音网络" not in get("/en/privacy/")
    about = get("/zh-hans/about/")
    assert "湖滨路一号" in about and 'href="geo:30.25000,120.15000"' in about
    assert json.loads(get("/zh-hans/manifest.webmanifest"))["name"] == "回音网络"
    assert '"memberOf"' in get("/zh-hans/")


def test_parts_of_a_series_lead_to_each_other_and_stand_on_one_page(site: HomePage) -> None:
    at = "/zh-hans/news/keeper/"
    first, second = get(f"{at}part-1/"), get(f"{at}part-2/")
    assert f'rel="next" href="{at}part-2/"' in first and 'rel="prev"' not in first
    assert f'rel="prev" href="{at}part-1/"' in second and 'rel="next"' not in second
    assert say("pages.part", "zh", number=1, total=2) in first
    whole = get(f"{at}?whole")
    assert whole.index("第1次谈话") < whole.index("第2次谈话")
    assert "第1次谈话" not in get(at)


def test_head_and_sitemap_name_the_same_languages_and_each_names_the_other(site: HomePage) -> None:
    tree = etree.fromstring(get("/sitemap.xml").encode())
    spaces = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    told = {
        url.findtext("s:loc", namespaces=spaces): {
            one.get("hreflang"): one.get("href") for one in url.findall("x:link", spaces)
        }
        for url in tree.findall("s:url", spaces)
    }
    both = {"zh-hans": f"{SITE}/zh-hans/news/birds/", "en": f"{SITE}/en/news/birds/"}
    assert told[both["zh-hans"]] == told[both["en"]] == both
    assert told[f"{SITE}/zh-hans/news/keeper/part-1/"] == {}
    assert f"{SITE}/en/c/wetlands/overview/" in told
    for address, languages in told.items():
        assert all(told[other] == languages for other in languages.values()), address
    for address in (*both.values(), f"{SITE}/zh-hans/news/keeper/part-1/", f"{SITE}/zh-hans/"):
        head = html.fromstring(get(address.removeprefix(SITE)))
        assert head.xpath("//link[@rel='canonical']/@href") == [address]
        named = {one.get("hreflang"): one.get("href") for one in head.xpath("//link[@hreflang]")}
        named.pop("x-default", None)
        assert named == (told[address] or {"zh-hans": address}), address


def test_an_article_says_to_machines_what_it_is_and_what_it_was_translated_from(
    site: HomePage,
) -> None:
    HomePage.objects.get(pk=site.pk)
    Article.objects.filter(slug="birds").update(lead="</script><script>alert(1)</script>")
    page = get("/en/news/birds/")
    assert "<script>alert(1)" not in page
    told = json.loads(
        html.fromstring(page).xpath('//script[@type="application/ld+json"]/text()')[0]
    )
    assert told["@type"] == "NewsArticle" and told["inLanguage"] == "en"
    assert told["translationOfWork"] == {"@id": f"{SITE}/zh-hans/news/birds/"}
    assert 'property="og:title" content="The birds are back"' in page


def test_feeds_are_of_one_language_and_say_where_an_entry_is_in_the_other(site: HomePage) -> None:
    feed = etree.fromstring(get("/en/feeds/news.atom").encode())
    entries = {
        one.findtext(f"{ATOM}title"): one.get("{http://www.w3.org/XML/1998/namespace}lang")
        for one in feed.findall(f"{ATOM}entry")
    }
    assert entries == {
        "The birds are back": "en",
        "守湖人（1）": "zh-hans",
        "守湖人（2）": "zh-hans",
    }
    rss = get("/en/feeds/news.rss")
    assert "[zh-hans] 守湖人（1）" in rss and "<language>en</language>" in rss
    answer = Client().get("/zh-hans/feeds/news.json")
    assert answer["Content-Type"].startswith("application/feed+json")
    told = json.loads(answer.content)
    assert told["language"] == "zh-hans" and told["version"].endswith("/1.1")
    assert told["feed_url"] == f"{SITE}/zh-hans/feeds/news.json"
    assert {one["url"] for one in told["items"]} >= {f"{SITE}/zh-hans/news/birds/"}
    for narrowed in (
        "section/news",
        "series/keeper",
        "tag/wetland",
        "network/water",
        "consultation/wetlands",
    ):
        at = f"/zh-hans/feeds/{narrowed}.atom"
        if narrowed.startswith("network/"):
            at = f"/zh-hans/feeds/network/{Network.objects.get().slug}.atom"
        assert etree.fromstring(get(at).encode()).findall(f"{ATOM}entry"), narrowed
    for wrong in ("news.pdf", "nothing.atom", "tag.atom", "news/x.atom", "section/nowhere.atom"):
        assert Client().get(f"/en/feeds/{wrong}").status_code == 404, wrong
    opml = etree.fromstring(get("/en/feeds/all.opml").encode())
    for address in opml.xpath("//outline/@xmlUrl"):
        assert Client().get(address.removeprefix(SITE)).status_code == 200, address


def test_a_calendar_holds_the_days_of_consultations_with_lasting_names(
    site: HomePage, consultation: Consultation, network: Network
) -> None:
    day = timezone.localdate() + timedelta(days=5)
    Consultation.objects.filter(pk=consultation.pk).update(closes=day, network=network)
    for address in ("/zh-hans/calendar.ics", f"/zh-hans/calendar/{network.slug}.ics"):
        events = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
        assert [(str(one["uid"]), one["dtstart"].dt) for one in events] == [
            (f"closes-{consultation.slug}@127.0.0.1", day)
        ]
    assert Client().get("/zh-hans/calendar/nowhere.ics").status_code == 404


def test_one_search_finds_everything_by_one_character_traditional_ones_and_initials(
    site: HomePage,
) -> None:
    Organisation.objects.create(
        slug="egret", name_zh="白鹭自然保护中心", name_en="Egret Centre", kind="member"
    )
    for words, hit in (
        ("鸟", "湿地的鸟回来了"),
        ("白鷺", "湿地的鸟回来了"),
        ("egr", "The birds are back"),
    ):
        assert hit in get(f"/zh-hans/search/?words={words}"), words
    for words in ("bl", "blzr", "白鹭自然", "egret cen"):
        assert '/zh-hans/directory/egret/"' in get(f"/zh-hans/search/?words={words}"), words
    narrowed = get("/zh-hans/search/?words=鸟&language=en&year=2026&kind=page")
    assert "湿地的鸟回来了" not in narrowed and say("site_search.nothing", "zh") in narrowed
    assert "湿地的鸟回来了" in get("/zh-hans/search/?words=鸟&language=zh&year=2026")
    for odd in ("%00", "'", "%", "a" * 300, ""):
        assert (
            Client().get("/zh-hans/search/", {"words": odd, "year": "x", "kind": "no"}).status_code
            == 200
        )


def test_what_is_closed_or_taken_down_is_found_nowhere(site: HomePage) -> None:
    birds = Article.objects.get(slug="birds", locale__language_code="zh-hans")
    kept = PageViewRestriction.objects.create(page=birds, restriction_type="login")
    for address in (
        "/zh-hans/search/?words=鸟",
        "/zh-hans/feeds/news.atom",
        "/zh-hans/",
        "/sitemap.xml",
        "/zh-hans/news/",
    ):
        assert "湿地的鸟" not in get(address) and "zh-hans/news/birds/" not in get(address), address
    kept.delete()
    assert "湿地的鸟" in get("/zh-hans/search/?words=鸟")
    birds.unpublish()
    assert "湿地的鸟" not in get("/zh-hans/search/?words=鸟")
    assert not PageText.objects.filter(page_id=birds.pk).exists()


def test_what_is_due_is_published_by_the_desk_itself(site: HomePage) -> None:
    part = Article.objects.get(slug="part-2")
    part.unpublish()
    part = Article.objects.get(slug="part-2")
    part.go_live_at = timezone.now() + timedelta(minutes=5)
    part.save_revision().publish()
    assert Client().get("/zh-hans/news/keeper/part-2/").status_code == 404
    revision, past = part.latest_revision, timezone.now() - timedelta(minutes=1)  # time passes
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    publish_scheduled()
    assert "第2次谈话" in get("/zh-hans/news/keeper/part-2/")
    assert "第2次" in get("/zh-hans/search/?words=第2次")


def test_old_addresses_lead_on_for_good(site: HomePage) -> None:
    birds = Article.objects.get(slug="birds", locale__language_code="zh-hans")
    Redirect.add_redirect("/2015/03/birds.html?id=7", birds)
    for old, new in (
        ("/2015/03/birds.html?id=7", "/zh-hans/news/birds/"),
        ("/en/2015/03/birds.html?id=7", "/zh-hans/news/birds/"),
        ("/pages/birds/", "/news/birds/"),
        ("/en/pages/birds/?page=2", "/en/news/birds/?page=2"),
        ("/pages/", "/news/"),
    ):
        answer = Client().get(old)
        assert (answer.status_code, answer["Location"]) == (301, new), old
    assert Client().get("/2015/03/other.html").status_code == 404


def test_a_page_cannot_stand_where_the_desk_has_one(site: HomePage) -> None:
    from django.core.exceptions import ValidationError

    for slug, is_free in (
        ("research", False),
        ("c", True),
        ("ledger", False),
        ("partners", True),
        ("伙伴", False),
    ):
        page = InfoPage(title="x", slug=slug, locale=site.locale)
        try:
            HomePage.objects.get(pk=site.pk).add_child(instance=page)
            assert is_free, slug
        except ValidationError:
            assert not is_free, slug


def test_engines_are_told_what_to_leave(site: HomePage) -> None:
    robots = get("/robots.txt")
    assert "Disallow: /cms/" in robots and f"Sitemap: {SITE}/sitemap.xml" in robots
    Article.objects.filter(slug="birds").update(dated=timezone.localdate())
    news = get("/sitemap-news.xml")
    assert news.count("<news:news>") == 2 and "<news:language>zh-cn</news:language>" in news


def test_editors_see_a_desk_of_before_put_below_the_first_page(db: None) -> None:
    """Where the news section stood at the top, with copies in English that nobody had translated."""
    from wagtail.models import Page, Site

    Page.get_root_nodes().delete()  # what the other tests begin with
    chinese, _ = Locale.objects.get_or_create(language_code="zh-hans")
    english, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.add_root(instance=Page(title="Root", slug="root", locale=chinese))
    old = root.add_child(instance=Section(title="新闻", slug="news", locale=chinese))
    copy = old.copy_for_translation(english)
    copy.save_revision().publish()
    article = Section.objects.get(pk=old.pk).add_child(
        instance=Article(title="旧闻", slug="old", locale=chinese)
    )
    article.copy_for_translation(english, alias=True)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", is_default_site=True, root_page=old)
    prepare_pages()
    assert "旧闻" in get("/zh-hans/news/old/")
    assert Article.objects.get().get_parent().specific.get_parent().specific_class is HomePage
    assert Client().get("/en/news/old/").status_code == 302


def test_a_network_has_its_own_mark_colours_and_words(site: HomePage, network: Network) -> None:
    mark = Picture.objects.create(name="m.png", file="pictures/m.png", sha256="0" * 64)
    file = PictureFile.objects.create(
        picture=mark,
        form="whole",
        width=64,
        height=64,
        ending="webp",
        size=1,
        file="pictures/m.webp",
    )
    before = get("/zh-hans/ledger/")
    assert "社会组织" in before and "data-colours" not in before
    site.logo, site.colours, site.civil_society = mark, "plum", "民间团体"
    site.save_revision().publish()
    after = get("/zh-hans/ledger/")
    assert 'data-colours="plum"' in after and f'src="/pictures/{file.pk}/whole-64.webp"' in after
    assert "民间团体" in after and "社会组织" not in after
    english = get("/en/ledger/")
    assert "civil society" in english.casefold() and "data-colours" not in english
    sheet = (style_roles.SHEET).read_text("utf-8")
    for code, _ in COLOURS[1:]:
        light, dark = re.findall(rf"\[data-colours={code}\] {{([^}}]*)}}", sheet)
        for rules, base in ((light, "light"), (dark, "dark")):
            roles = {one.name: getattr(one, base) for one in style_roles.read_colour_roles()}
            roles |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", rules))
            for front, back in (("accent", "paper"), ("accent", "card"), ("accent", "accent-tint"), ("on-accent", "accent"), ("on-band", "band"), ("ink", "accent-tint"), ("soft", "accent-tint")):  # fmt: skip
                measured = style_roles.measure_contrast(roles[front], roles[back])
                assert measured >= 4.5, (code, base, front, back, measured)


def test_who_has_a_page_already_is_told_so_and_others_get_it(site: HomePage) -> None:
    for address in ("/zh-hans/", "/en/news/birds/", "/en/feeds/news.atom", "/zh-hans/results/"):
        first = Client().get(address)
        again = Client().get(address, headers={"if-none-match": first["ETag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b""), address
        assert first["Cache-Control"].startswith("public")
        assert ("Cookie" in first.get("Vary", "")) == (
            ".atom" not in address
        )  # a feed knows nobody
        packed = Client().get(address, headers={"accept-encoding": "gzip"})["ETag"]
        assert Client().get(address, headers={"if-none-match": packed}).status_code == 304
    tag = Client().get("/en/news/birds/")["ETag"]
    Article.objects.filter(title="The birds are back").update(title="The birds stayed")
    changed = Client().get("/en/news/birds/", headers={"if-none-match": tag})
    assert changed.status_code == 200 and changed["ETag"] != tag
    bare = Client().get("/feeds/news.atom")
    assert "ETag" not in bare and {"Accept-Language", "Cookie"} <= set(bare["Vary"].split(", "))


def test_machines_are_told_of_a_language_only_where_somebody_wrote_in_it(
    site: HomePage, consultation: Consultation
) -> None:
    at = f"/c/{consultation.slug}/overview/"

    def read(language: str) -> tuple[list[str], list[str], list[dict[str, Any]]]:
        head = html.fromstring(get(f"/{language}{at}"))
        told = json.loads(head.xpath('//script[@type="application/ld+json"]/text()')[0])
        return (
            head.xpath("//link[@rel='canonical']/@href"),
            sorted(head.xpath("//link[@rel='alternate'][@hreflang]/@hreflang")),
            told,
        )

    Consultation.objects.filter(pk=consultation.pk).update(title_zh="湿地", title_en="Wetlands")
    canonical, languages, told = read("en")
    assert canonical == [f"{SITE}/en{at}"] and languages == ["en", "x-default", "zh-hans"]
    event, law = told
    assert (event["@type"], law["@type"]) == ("Event", "Legislation")
    assert event["about"]["@id"] == law["@id"] and law["legislationLegalForce"] == "NotInForce"
    Consultation.objects.filter(pk=consultation.pk).update(title_en="")
    canonical, languages, _ = read("en")
    assert canonical == [f"{SITE}/zh-hans{at}"] and languages == ["zh-hans"]


def test_blocks_show_campaigns_goals_and_how_many_suggestions_were_taken_up(
    site: HomePage, network: Network, people: Any
) -> None:
    given = InitiativeInput(
        InitiativeKind.CAMPAIGN, InitiativeState.RUNNING, {"zh": "清河行动"}, is_public=True
    )
    campaign = begin_initiative(given, people[Role.SECRETARIAT])
    goal = goals.save_goal(
        None, GoalInput({"zh": "河流可游泳"}, network=network.pk), people[Role.SECRETARIAT]
    )
    more = {"heading": "", "most": 3}
    site.body = [("taken", more), ("campaigns", more), ("goals", more)]
    site.save_revision().publish()
    page = get("/zh-hans/")
    assert f'href="/zh-hans/initiatives/{campaign.slug}/"' in page and "清河行动" in page
    assert f'href="/zh-hans/goals/{goal.pk}/"' in page and "河流可游泳" in page
    assert say("results.empty", "zh") in page
    Article.objects.filter(slug="birds").update(initiative=campaign)
    assert "清河行动" in get("/zh-hans/news/birds/")


def test_a_tag_with_a_chinese_name_has_a_feed_too(site: HomePage) -> None:
    birds = Article.objects.get(slug="birds", locale__language_code="zh-hans")
    birds.tags.add("湿地")
    birds.save_revision().publish()
    feed = etree.fromstring(get("/zh-hans/feeds/tag/湿地.atom").encode())
    assert feed.findall(f"{ATOM}entry") and "湿地" in feed.findtext(f"{ATOM}title")
    assert quote("/feeds/tag/湿地.atom") in get("/zh-hans/news/?tag=湿地")
    assert Client().get("/zh-hans/feeds/tag/没有.atom").status_code == 404


def test_a_page_that_is_shared_has_a_card_with_its_title(site: HomePage) -> None:
    birds = Article.objects.get(slug="birds", locale__language_code="zh-hans")
    head = html.fromstring(get("/zh-hans/news/birds/"))
    (address,) = head.xpath("//meta[@property='og:image']/@content")
    assert address.startswith(f"{SITE}/cards/{birds.pk}/")
    card = Client().get(address.removeprefix(SITE))
    assert card["Content-Type"] == "image/png" and "immutable" in card["Cache-Control"]
    with Image.open(io.BytesIO(card.content)) as drawn:
        assert drawn.size == (1200, 630)
        assert len(drawn.convert("L").getcolors() or ()) > 20  # letters stand on it
    assert Client().get(address.removeprefix(SITE)).content == card.content  # kept
    Article.objects.filter(pk=birds.pk).update(title="湿地的鸟" * 30)
    assert Client().get(address.removeprefix(SITE)).status_code == 404
    (other,) = html.fromstring(get("/zh-hans/news/birds/")).xpath(
        "//meta[@property='og:image']/@content"
    )
    assert other != address and Client().get(other.removeprefix(SITE)).status_code == 200
