#!/usr/bin/env python3
"""What a reader, a search engine and a reader aloud are given by the public site, page by page: ``make site-check``.

    python tools/site_check.py http://127.0.0.1:8000            # every page that is reached, and in a browser one of each kind
    python tools/site_check.py http://127.0.0.1:8000 --each 0   # every page in the browser too (an hour for the example)
    python tools/site_check.py http://127.0.0.1:8000 --no-browser

Begins with the sitemap and the first page of each language and follows what leads on within the site. Of every page it
asks what Lighthouse asks that can be read from the page (a title and a description of its own, one first heading and
none left out, words for pictures, links, buttons and fields, ``lang``, viewport, canonical, alternates that name each
other and stand in the sitemap alike), and besides: no cookie, nothing from elsewhere, a strict policy, compressed.
In a browser: what comes over the wire in how many requests for who comes first, from whom, and what axe finds at both
widths, in light and dark.

Two addresses are of one kind where the same view answers them (an editor's pages: where they are the same sort). Prints
one line for each thing that is wrong, then what was looked at; exits 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import time
import urllib.error
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

LANGUAGES = ("zh-hans", "en")
#: Over the wire, for who comes first, and in how many requests.
MOST_BYTES, MOST_REQUESTS = 100_000, 12
#: Characters: an engine shows about so many of a title and a description; more is cut, which is no fault of the page
#: where a law's name is long.
LONGEST_TITLE, LONGEST_DESCRIPTION = 200, 400
WIDTHS = ((1280, 900), (390, 844))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
#: What belongs to somebody, does something, or is searched for: engines are told to leave it, and nothing leads on there.
_LEFT = re.compile(r"/(?:accounts?|cms|join|mails|speak|follow|following|api|search)(?:/|$)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for an address; ``headers`` by small letters, ``body`` unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: int = 0


Fetch = Callable[[str], Answer]


@dataclass(slots=True)
class Report:
    """What was looked at and what was wrong with it: ``wrong`` has address and words."""

    pages: dict[str, str] = field(default_factory=dict)  # address → its kind
    wrong: list[tuple[str, str]] = field(default_factory=list)
    weights: dict[str, tuple[int, int]] = field(default_factory=dict)  # address → bytes, requests

    def say(self, address: str, words: str) -> None:
        """Note something that is wrong."""
        self.wrong.append((address, words))


def fetch_over_http(url: str) -> Answer:
    """As a browser without cookies asks."""
    asked = urllib.request.Request(
        url, headers={"Accept": "text/html,*/*", "Accept-Encoding": "gzip"}
    )
    for _ in range(60):
        try:
            got = urllib.request.build_opener(_Stay).open(asked, timeout=60)
        except urllib.error.HTTPError as error:
            got = error
        if got.status not in (429, 503):
            break
        time.sleep(int(got.headers.get("Retry-After") or 1))
    headers = {name.lower(): value for name, value in got.headers.items()}
    body = got.read()
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return Answer(got.status, headers, body, len(got.headers.get_all("Set-Cookie") or ()))


class _Stay(urllib.request.HTTPRedirectHandler):
    """Where an address leads is its own answer."""

    def redirect_request(self, *_: Any) -> None:
        return None


# ---- reading pages -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself."""

    title: str
    description: str
    canonical: str
    alternates: Mapping[str, str]


def read_head(tree: Any) -> Head:
    """From the head of a page."""
    named = {
        one.get("hreflang"): one.get("href")
        for one in tree.xpath("//link[@rel='alternate'][@hreflang]")
    }
    named.pop("x-default", None)
    return Head(
        " ".join("".join(tree.xpath("//head/title//text()")).split()),
        "".join(tree.xpath("//meta[@name='description']/@content")).strip(),
        "".join(tree.xpath("//link[@rel='canonical']/@href")),
        named,
    )


def list_faults(tree: Any, address: str, answer: Answer) -> Iterator[str]:
    """What is wrong with one page by itself."""
    yield from _list_head_faults(tree, address)
    yield from _list_heading_faults(tree)
    yield from _list_unnamed(tree)
    yield from _list_header_faults(answer)
    host = urlsplit(address).netloc
    for source in tree.xpath(
        "//img/@src | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //source/@srcset"
    ):
        for one in str(source).split(","):
            if urlsplit(urljoin(address, one.split()[0])).netloc not in (host, ""):
                yield f"loads from elsewhere: {one.split()[0]}"
    ids = Counter(tree.xpath("//@id"))
    yield from (f"id twice: {name}" for name, times in sorted(ids.items()) if times > 1)


def _list_head_faults(tree: Any, address: str) -> Iterator[str]:
    head = read_head(tree)
    language = urlsplit(address).path.split("/")[1]
    if tree.get("lang") != language:
        yield f"lang is {tree.get('lang')}"
    if not 3 <= len(head.title) <= LONGEST_TITLE:
        yield f"title of {len(head.title)} characters"
    if not 3 <= len(head.description) <= LONGEST_DESCRIPTION:
        yield f"description of {len(head.description)} characters"
    for name, path in (
        ("viewport", "//meta[@name='viewport'][contains(@content, 'width=device-width')]"),
        ("charset", "//meta[@charset]"),
        ("title", "//head/title"),
        ("canonical", "//link[@rel='canonical']"),
        ("main", "//main"),
    ):
        if (times := len(tree.xpath(path))) != 1:
            yield f"{name}: {times} of it"
    if tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]"):
        yield "kept from engines"


def _list_heading_faults(tree: Any) -> Iterator[str]:
    levels = [int(one.tag[1]) for one in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of the first level"
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"h{level} follows h{before}"
            break
    for one in tree.xpath("//h1|//h2|//h3|//h4"):
        if not _name(one):
            yield f"an empty {one.tag}"


def _name(one: Any) -> str:
    """What a reader aloud calls it, near enough: its label, its words, those of pictures in it, its title."""
    words = one.get("aria-label") or "".join(one.itertext()) + "".join(one.xpath(".//img/@alt"))
    if not words.strip() and one.get("aria-labelledby"):
        wanted = one.get("aria-labelledby").split()
        words = "".join(
            "".join(at.itertext()) for at in one.xpath("//*[@id]") if at.get("id") in wanted
        )
    return words.strip() or (one.get("title") or "").strip()


def _list_unnamed(tree: Any) -> Iterator[str]:
    yield from (
        f"a picture without alt: {one.get('src')}" for one in tree.xpath("//img[not(@alt)]")
    )
    yield from (
        f"a link without a name: {one.get('href')}"
        for one in tree.xpath("//a[@href]")
        if not _name(one)
    )
    yield from ("a button without a name" for one in tree.xpath("//button") if not _name(one))
    labelled = set(tree.xpath("//label/@for"))
    for one in tree.xpath(
        "//select | //textarea | //input[not(@type='hidden' or @type='submit' or @type='button')]"
    ):
        if not (one.get("id") in labelled or one.xpath("ancestor::label") or _name(one)):
            yield f"a field without a label: {one.get('name')}"


def _list_header_faults(answer: Answer) -> Iterator[str]:
    # A page with something to send carries a token against forgery, and so a cookie: none other does.
    if answer.cookies and b'method="post"' not in answer.body:
        yield "sets a cookie"
    policy = answer.headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"policy: {policy or 'none'}"
    if answer.headers.get("x-content-type-options") != "nosniff":
        yield "no nosniff"
    if len(answer.body) > 1000 and answer.headers.get("content-encoding") != "gzip":
        yield "sent as it is, not compressed"


# ---- all pages together ------------------------------------------------------------------------------


def read_sitemap(body: bytes) -> dict[str, dict[str, str]]:
    """Of every address its alternates."""
    tree = etree.fromstring(body)
    return {
        str(url.findtext("s:loc", namespaces=_SPACES)): {
            one.get("hreflang", ""): one.get("href", "") for one in url.findall("x:link", _SPACES)
        }
        for url in tree.findall("s:url", _SPACES)
    }


def look_at_site(
    site: str, fetch: Fetch, kind_of: Callable[[str, Any], str], most: int = 0
) -> Report:
    """Every page that is reached from ``site`` (its address without a slash at the end); of each kind at most ``most``
    in each language, 0 for all."""
    report = Report()
    own = urlsplit(site).netloc
    answer = fetch(f"{site}/sitemap.xml")
    mapped = {
        _on(site, one): {code: _on(site, other) for code, other in others.items()}
        for one, others in read_sitemap(answer.body).items()
    }
    waiting = [*(f"{site}/{code}/" for code in LANGUAGES), *mapped]
    seen, heads, from_where = set(waiting), {}, {}
    times: Counter[tuple[str, str]] = Counter()
    while waiting:
        address = waiting.pop(0)
        language = urlsplit(address).path.split("/")[1]
        kind = kind_of(address, None)
        if most and times[kind, language] >= most:
            continue
        answer = fetch(address)
        if answer.status in (301, 302, 303, 307, 308):
            leads = urldefrag(urljoin(address, answer.headers["location"])).url
            if address in mapped:
                report.say(address, f"stands in the sitemap and leads to {leads}")
            if leads not in seen and _is_page(leads, own):
                seen.add(leads)
                waiting.append(leads)
            continue
        if answer.status != 200:
            report.say(
                address,
                f"answers {answer.status}, led to from {from_where.get(address, 'the sitemap')}",
            )
            continue
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        tree = html.document_fromstring(answer.body)
        kind = kind_of(address, tree)
        times[kind_of(address, None), language] += 1
        report.pages[address] = kind
        heads[address] = read_head(tree)
        for words in list_faults(tree, address, answer):
            report.say(address, words)
        for link in tree.xpath("//a[@href][not(@download)]/@href"):
            other = urldefrag(urljoin(address, link)).url
            # What narrows or turns a list stands at the list's own address: looked at once.
            if other not in seen and _is_page(other, own) and not urlsplit(other).query:
                seen.add(other)
                from_where[other] = address
                waiting.append(other)
    _compare_heads(report, heads, mapped, site, is_whole=not most)
    return report


def _on(site: str, url: str) -> str:
    """The address on the machine that is looked at, which may know itself by another name."""
    return site + urlsplit(url).path


def _is_page(url: str, own: str) -> bool:
    parts = urlsplit(url)
    return (
        parts.netloc == own and parts.path.split("/")[1] in LANGUAGES and parts.path.endswith("/")
        and not _LEFT.search(parts.path)
    )  # fmt: skip


def _compare_heads(
    report: Report,
    heads: Mapping[str, Head],
    mapped: Mapping[str, Mapping[str, str]],
    site: str,
    *,
    is_whole: bool,
) -> None:
    """Titles that differ, canonical addresses that are there, alternates that name each other."""
    titles: dict[tuple[str, str], list[str]] = defaultdict(list)
    described: dict[tuple[str, str], list[str]] = defaultdict(list)
    for address, head in heads.items():
        canonical = _on(site, head.canonical)
        alternates = {code: _on(site, other) for code, other in head.alternates.items()}
        if canonical == address:
            language = urlsplit(address).path.split("/")[1]
            titles[language, head.title].append(address)
            described[language, head.description].append(address)
            if address not in alternates.values():
                report.say(
                    address, f"is not among its own alternates {sorted(alternates.values())}"
                )
        elif canonical in heads and _on(site, heads[canonical].canonical) != canonical:
            report.say(address, f"canonical {canonical} names another")
        for other in alternates.values():
            if other in heads and {
                _on(site, one) for one in heads[other].alternates.values()
            } != set(alternates.values()):
                report.say(address, f"{other} does not name the same languages")
            if is_whole and other not in heads:
                report.say(address, f"names {other}, which is no page")
        if (
            address in mapped
            and canonical == address
            and len(alternates) > 1
            and dict(mapped[address]) != alternates
        ):
            report.say(address, "the sitemap names other languages")
    for (_, words), pages in titles.items():
        if len(pages) > 1:
            report.say(
                pages[0], f"{len(pages)} pages are called {words!r}: {', '.join(pages[1:4])}"
            )
    for (_, words), pages in described.items():
        if words and len(pages) > 1:
            report.say(
                pages[0],
                f"{len(pages)} pages are described as {words[:40]!r}: {', '.join(pages[1:4])}",
            )


# ---- in a browser ------------------------------------------------------------------------------------


def weigh_page(context: Any, address: str) -> tuple[int, int, list[str]]:
    """Bytes over the wire, requests, and what is wrong with them, for who comes first. ``context``: one of Playwright's
    that has seen nothing yet."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    asked: list[str] = []
    wrong: list[str] = []
    wire.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.on("request", lambda one: asked.append(one.url))
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on(
        "console",
        lambda said: wrong.append(f"console: {said.text}") if said.type == "error" else None,
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    own = urlsplit(address).netloc
    wrong += [
        f"asks {url}"
        for url in asked
        if urlsplit(url).netloc != own and not url.startswith("data:")
    ]
    if context.cookies() and not page.locator("form[method=post]").count():
        wrong.append("leaves a cookie")
    page.close()
    return int(sum(sizes)), len(asked), wrong


def _look_in_browser(report: Report, addresses: Iterable[str]) -> None:
    import shutil

    from axe_playwright_python.base import AXE_SCRIPT
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    program = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        for address in addresses:
            context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
            size, asked, wrong = weigh_page(context, address)
            report.weights[address] = (size, asked)
            if size >= MOST_BYTES:
                wrong.append(f"{size:,} bytes over the wire")
            if asked >= MOST_REQUESTS:
                wrong.append(f"{asked} requests")
            page = context.new_page()
            page.goto(address)
            # What is not drawn until it is scrolled to has no size yet that axe could measure.
            page.add_style_tag(content="* { content-visibility: visible !important; }")
            for width, height in WIDTHS:
                page.set_viewport_size({"width": width, "height": height})
                if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                    wrong.append(f"{wide} wide on a screen of {width}")
                for scheme, rules in (
                    ("light", RULES),
                    ("dark", {"type": "rule", "values": ["color-contrast"]}),
                ):
                    page.emulate_media(color_scheme=scheme)
                    axe = Axe("" if page.evaluate("'axe' in window") else AXE_SCRIPT)
                    found = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
                    wrong += [
                        f"axe, {scheme}, {width}: {one['id']} {one['nodes'][0]['html'][:120]}"
                        for one in found.response["violations"]
                    ]
            context.close()
            for words in dict.fromkeys(wrong):
                report.say(address, words)
        browser.close()


def choose_of_each_kind(pages: Mapping[str, str], most: int) -> list[str]:
    """At most ``most`` of each kind in each language, 0 for all."""
    times: Counter[tuple[str, str]] = Counter()
    chosen = []
    for address, kind in pages.items():
        key = (kind, urlsplit(address).path.split("/")[1])
        times[key] += 1
        if not most or times[key] <= most:
            chosen.append(address)
    return chosen


def name_kind(address: str, tree: Any) -> str:
    """The name of the address's pattern; of an editor's page what it tells engines that it is."""
    from django.urls import Resolver404, resolve

    parts = urlsplit(address).path.split("/", 2)
    try:
        name = str(resolve(f"/{parts[2]}").url_name)
    except Resolver404:
        return "none"
    if name != "wagtail_serve":
        return name
    if tree is None:
        return f"page {parts[2].count('/')} {parts[2].split('/')[0]}"
    sort = "article" if tree.xpath("//article//time") else "page"
    return f"{sort} {parts[2].count('/')}"


def main() -> int:
    """Look, print, and say whether anything was wrong."""
    parser = argparse.ArgumentParser(description="Look at every public page of a desk that runs.")
    parser.add_argument("site", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument(
        "--each",
        type=int,
        default=1,
        help="pages of each kind and language that a browser opens; 0: all",
    )
    parser.add_argument(
        "--most", type=int, default=0, help="pages of each kind and language that are read; 0: all"
    )
    parser.add_argument("--no-browser", action="store_true", help="read the pages alone")
    given = parser.parse_args()

    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.mypy_settings")
    django.setup()
    report = look_at_site(given.site.rstrip("/"), fetch_over_http, name_kind, given.most)
    chosen = choose_of_each_kind(report.pages, given.each)
    if not given.no_browser:
        _look_in_browser(report, chosen)
    print_report(report)
    return 1 if report.wrong else 0


def print_report(report: Report) -> None:
    """What was wrong, then what was looked at."""
    for address, words in report.wrong:
        print(f"{urlsplit(address).path}: {words}")
    kinds = Counter(report.pages.values())
    print(
        f"\n{len(report.pages)} pages of {len(kinds)} kinds read, {len(report.weights)} of them in a browser; {len(report.wrong)} things wrong"
    )
    for address, (size, asked) in sorted(report.weights.items(), key=lambda one: -one[1][0]):
        print(f"  {size:>8,} bytes {asked:>3} requests  {urlsplit(address).path}")


if __name__ == "__main__":
    sys.exit(main())
