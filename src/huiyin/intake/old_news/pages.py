"""Read one page of an earlier site, in HTML or Markdown: text, date, author and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from huiyin.files.decode import decode_text
from huiyin.files.problems import UnreadableLaw
from huiyin.files.untrusted_files import check_size
from huiyin.intake.old_news.clean_html import CleanText, clean_body
from huiyin.intake.old_news.days import find_day
from huiyin.intake.old_news.front_matter import split_front_matter
from huiyin.intake.old_news.model import OldPage, OldPicture, PageRefusal, PageRefusalCode
from huiyin.text import detect_language

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_HTML = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
#: The maximum size of a page; a larger file is not a page and would slow the import down.
_MOST = 8 * 1024 * 1024
_CHARSET = re.compile(rb"<meta\b[^<>]{0,400}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]+)", re.I)
#: How site builders mark the element with the text, the most certain first.
_TEXT = (
    "[@itemprop='articleBody']", "[contains(@class,'entry-content')]", "[contains(@class,'post-content')]",
    "[contains(@class,'post-body')]", "[contains(@class,'article-content')]", "[contains(@class,'article-body')]",
    "[contains(@class,'arc_content')]", "[@id='zoom']", "[contains(@class,'TRS_Editor')]", "[@id='artibody']",
    "[@id='content']", "[contains(@class,'content')]",
)  # fmt: skip
#: The least words of a text, so that a teaser is not taken for it.
_LEAST = 20
_AUTHOR = re.compile(
    r"(?:作者|撰文|文)\s*[：:]\s*([^\s|｜/，,;；\d]{1,30})|(?:^|\s)[Bb]y\s+([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3})"
)
_TOLD_LINE = re.compile(
    r"(?:(?:发布|发表|更新)?(?:时间|日期)|作者|来源|撰文|编辑|浏览|点击|阅读)\s*[：:].{0,120}"
)
_DATED_NAME = re.compile(r"((?:19|20)\d\d)[-_/](\d\d?)[-_/](\d\d?)(?:[-_/]|$)")
_LANGUAGES = {"zh": "zh", "en": "en", "cn": "zh", "chinese": "zh", "english": "en"}
_LONGEST_LEAD = 600
_PLAIN_SLUG = re.compile(r"[^a-z0-9]+")
#: File names that a server returns for a folder.
_INDEX = ("index", "default")


def is_old_page(name: str) -> bool:
    return name.casefold().endswith(_MARKDOWN + _HTML)


def read_old_page(data: bytes, name: str) -> OldPage | PageRefusal:
    """Read the page in ``data``; ``name`` is its path in the site's folder. Return the reason if it is not news."""
    try:
        check_size(data, name, limit=_MOST)
        if name.casefold().endswith(_MARKDOWN):
            return _read_markdown(decode_text(data, name).text, name)
        declared = _CHARSET.search(data[:4096])
        text = decode_text(data, name, declared=declared[1].decode() if declared else "").text
        return _read_html(text, name)
    except UnreadableLaw as error:
        return PageRefusal(name, PageRefusalCode.UNREADABLE, error.code)


def parse_fragment(text: str, name: str) -> etree._Element:
    """Parse HTML. Raises ``UnreadableLaw``."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(
            (text.strip() or "<p></p>").encode("utf-8"), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableLaw("no_text", file=name) from error


# ---- HTML ----------------------------------------------------------------------------------------------


def _read_html(text: str, name: str) -> OldPage | PageRefusal:
    root = parse_fragment(text, name)
    title = _find_title(root)
    if not title:
        return PageRefusal(name, PageRefusalCode.NO_TITLE)
    addresses = _list_addresses(root, name)
    holder = _find_text(root)
    told = _find_told_lines(holder)
    body = clean_body(holder, addresses[0], skip=frozenset((title, *told)))
    if len(body.words) < 2:
        return PageRefusal(name, PageRefusalCode.NO_WORDS)
    day = _find_html_day(root, told, name)
    if day is None:
        return PageRefusal(name, PageRefusalCode.NO_DAY)
    lead = _read_meta(root, "description", "og:description")
    return OldPage(
        name, addresses, title, day, choose_language(body.words, root.get("lang", ""), name), body.html,
        slug=make_slug(name), lead="" if lead in body.words else lead[:_LONGEST_LEAD],
        byline=_find_author(root, told)[:120], tags=_list_tags(root), pair=make_pair(name),
        pictures=body.pictures or _list_shared(root), remarks=body.remarks,
    )  # fmt: skip


def _select(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path)
    listed = found if isinstance(found, list) else []
    return [one for one in listed if isinstance(one, etree._Element)]


def _find_title(root: etree._Element) -> str:
    """Return the main heading, or the title without the name of the site after it."""
    headings = [_read(one) for one in root.iter("h1") if _read(one)]
    shared = _read_meta(root, "og:title")
    whole = _read(root.find(".//title"))
    for heading in headings:
        if heading in whole or heading == shared or len(headings) == 1:
            return heading[:255]
    return (shared or re.split(r" [|–—»·-] |_", whole)[0].strip())[:255]


def _read(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return " ".join("".join(map(str, element.itertext())).split())


def _read_meta(root: etree._Element, *names: str) -> str:
    for name in names:
        for key in ("name", "property", "itemprop"):
            for one in root.iter("meta"):
                if one.get(key, "").casefold() == name and (
                    said := " ".join(one.get("content", "").split())
                ):
                    return said
    return ""


def _find_text(root: etree._Element) -> etree._Element:
    for named in _TEXT:
        found = [
            one for one in _select(root, f"//*{named}") if one.tag not in ("html", "body", "meta")
        ]
        for one in found:
            if len(_read(one)) >= _LEAST:
                return one
    for tag in ("article", "main"):
        held = root.find(f".//{tag}")
        if held is not None and len(_read(held)) >= _LEAST:
            return held
    body = root.find(".//body")
    return _find_densest(root if body is None else body)


def _find_densest(body: etree._Element) -> etree._Element:
    """Return the element that directly has most paragraphs, if they are nearly the whole page; otherwise the page."""
    best, most = body, 0
    for one in body.iter("div", "td", "section", "center"):
        words = sum(len(_read(child)) for child in one if child.tag == "p")
        if words > most:
            best, most = one, words
    return best if 2 * most > len(_read(body)) else body


def _find_told_lines(holder: etree._Element) -> tuple[str, ...]:
    """Return lines that only state date and author, in the text or just above it."""
    near = holder.getparent()
    found: dict[str, None] = {}
    for place in (holder, near if near is not None else holder):
        for one in place.iter("p", "div", "span", "li", "td", "time", "h4", "h5", "h6"):
            line = _read(one)
            if len(line) <= 200 and (
                _TOLD_LINE.match(line) or _is_day_alone(line) or _is_author_alone(line)
            ):
                found[line] = None
    return tuple(found)


def _is_day_alone(line: str) -> bool:
    return len(line) <= 30 and find_day(line) is not None


def _is_author_alone(line: str) -> bool:
    found = _AUTHOR.match(line)
    return (
        len(line) <= 60
        and found is not None
        and (found.end() == len(line) or find_day(line) is not None)
    )


def _find_html_day(root: etree._Element, told: tuple[str, ...], name: str) -> date | None:
    named = (
        "article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dc.date.issued",
        "og:published_time", "publish_time",
    )  # fmt: skip
    said = [_read_meta(root, one) for one in named]
    said += [one.get("datetime") or _read(one) for one in root.iter("time")]
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            found = re.search(r'"datePublished"\s*:\s*"([^"]{8,40})"', script.text or "")
            said.append(found[1] if found else "")
    said += told
    return next((day for one in said if one and (day := find_day(one))), None) or find_named_day(
        name
    )


def find_named_day(name: str) -> date | None:
    """Return the date in a path: ``2015/03/02/birds.html``, ``2015-03-02-birds.md``."""
    found = _DATED_NAME.search(name)
    return find_day("-".join(found.groups())) if found else None


def _find_author(root: etree._Element, told: tuple[str, ...]) -> str:
    said = _read_meta(root, "author", "article:author", "dc.creator")
    if said and not said.startswith("http"):
        return said
    for one in _select(
        root, "//*[@rel='author' or contains(@class,'author') or contains(@class,'byline')]"
    ):
        words = _read(one)
        found = _AUTHOR.search(words)
        if words and len(words) <= 60:
            return (found[1] or found[2]) if found else words
    for line in told:
        found = _AUTHOR.search(line)
        if found is not None:
            return str(found[1] or found[2])
    return ""


def _list_tags(root: etree._Element) -> tuple[str, ...]:
    said = [
        one.get("content", "") for one in root.iter("meta") if one.get("property") == "article:tag"
    ]
    said += [_read(one) for one in _select(root, "//a[@rel='tag']")]
    if not said:
        said = re.split(r"[,，;；、]", _read_meta(root, "keywords"))
    return clean_tags(said)


def clean_tags(said: list[str]) -> tuple[str, ...]:
    named = (" ".join(one.split()).strip("# ") for one in said)
    return tuple(dict.fromkeys(one for one in named if one and len(one) <= 60))[:12]


def _list_shared(root: etree._Element) -> tuple[OldPicture, ...]:
    shared = _read_meta(root, "og:image")
    return (OldPicture(shared),) if shared else ()


def _list_addresses(root: etree._Element, name: str) -> tuple[str, ...]:
    said = [one.get("href", "") for one in root.iter("link") if one.get("rel") == "canonical"]
    said.append(_read_meta(root, "og:url"))
    return list_paths([*said, *list_file_paths(name)])


# ---- Markdown ------------------------------------------------------------------------------------------


def _read_markdown(text: str, name: str) -> OldPage | PageRefusal:
    told, below = split_front_matter(text)

    def told_as(*names: str) -> str:
        return next((told[one][0] for one in names if told.get(one)), "")

    if told_as("draft").casefold() == "true" or told_as("published").casefold() == "false":
        return PageRefusal(name, PageRefusalCode.NOT_PUBLISHED)
    root = parse_fragment(_render_markdown(below), name)
    title = told_as("title") or _find_title(root)
    if not title:
        return PageRefusal(name, PageRefusalCode.NO_TITLE)
    addresses = list_paths(
        [told_as("permalink", "url"), *(_list_site_paths(name)), *told.get("aliases", []), *told.get("redirect_from", [])]
    )  # fmt: skip
    body: CleanText = clean_body(root, addresses[0], skip=frozenset((title,)))
    if len(body.words) < 2:
        return PageRefusal(name, PageRefusalCode.NO_WORDS)
    day = find_day(told_as("date", "published_at", "publishdate", "created")) or find_named_day(
        name
    )
    if day is None:
        return PageRefusal(name, PageRefusalCode.NO_DAY)
    cover = told_as("cover", "image", "thumbnail", "featured_image")
    pictures = (
        (OldPicture(cover, told_as("cover_alt", "image_alt")),) if cover else ()
    ) + body.pictures
    part = told_as("part", "series_order", "series_weight")
    return OldPage(
        name, addresses, title[:255], day, choose_language(body.words, told_as("lang", "language", "locale"), name), body.html,
        slug=make_slug(told_as("slug") or name), lead=told_as("description", "summary", "excerpt", "subtitle")[:_LONGEST_LEAD],
        byline=told_as("author", "authors")[:120], tags=clean_tags(told.get("tags", []) or told.get("categories", [])),
        series=told_as("series")[:255], part=int(part) if part.isdecimal() and len(part) < 4 else 0,
        pair=told_as("translationkey", "ref", "lang-ref") or make_pair(name), pictures=pictures, remarks=body.remarks,
    )  # fmt: skip


def _render_markdown(text: str) -> str:
    """Render as HTML, which is cleaned like a page's, because Markdown may contain any HTML."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").enable("table").render(text))


def _list_site_paths(name: str) -> Iterator[str]:
    """Yield the addresses that site generators give such a file: Jekyll by date, Hugo and Hexo by folder."""
    path = PurePosixPath(name)
    parts = [part for part in path.parent.parts if part not in ("_posts", "content", "source", ".")]
    found = _DATED_NAME.match(path.name)
    if found is not None:
        year, month, day = found.groups()
        rest = path.stem[found.end() :]
        yield f"/{'/'.join([*parts, year, f'{int(month):02}', f'{int(day):02}', rest])}.html"
        yield f"/{'/'.join([*parts, year, f'{int(month):02}', f'{int(day):02}', rest])}/"
        return
    stem = path.stem if path.stem not in ("index", "_index") else ""
    where = "/".join([*parts, *([stem] if stem else [])])
    yield f"/{where}/"
    yield f"/{where}.html"


# ---- both ----------------------------------------------------------------------------------------------


def list_file_paths(name: str) -> list[str]:
    path = PurePosixPath(name)
    given = [f"/{name}"]
    if path.stem in _INDEX:
        folder = path.parent.as_posix()
        given.append("/" if folder == "." else f"/{folder}/")
    return given


def list_paths(said: list[str]) -> tuple[str, ...]:
    """Return distinct paths with queries from addresses, without that of the front page."""
    paths: dict[str, None] = {}
    for one in said:
        try:
            parts = urlsplit(one.strip())
        except ValueError:
            continue
        path = unquote(parts.path)
        if not path.startswith("/"):
            path = f"/{path}"
        if path != "/" or parts.query:
            paths[f"{path}?{parts.query}" if parts.query else path] = None
    return tuple(paths) or ("/",)


def choose_language(words: str, said: str, name: str) -> str:
    """Return ``zh`` or ``en``: the language of the text, because declarations are unreliable; for short texts, the
    declared one.
    """
    told = detect_language(words)
    by_words = "zh" if told.startswith("zh") else "en" if told == "en" else ""
    if by_words and len(words) >= _LEAST:
        return by_words
    parts = [said[:2].casefold(), *PurePosixPath(name).parts, *PurePosixPath(name).suffixes]
    named = (_LANGUAGES.get(part.strip(".").casefold()) for part in parts)
    return next((one for one in named if one), by_words or "zh")


def make_pair(name: str) -> str:
    """Return what a page and its translation share if only the language in their paths differs: ``en/birds.html``
    and ``zh/birds.html``, ``birds.en.md`` and ``birds.zh.md``.
    """
    path = PurePosixPath(name)
    parts = [part for part in path.parts[:-1] if part.casefold() not in _LANGUAGES]
    stem, _, language = path.stem.rpartition(".")
    bare = stem if language.casefold() in _LANGUAGES and stem else path.stem
    return "/".join([*parts, bare])


def make_slug(name: str) -> str:
    """Return the last part of the new address, from that of the old one; empty without Latin letters."""
    path = PurePosixPath(unquote(name))
    stem = path.stem if path.stem not in (*_INDEX, "_index") else path.parent.name
    stem = _DATED_NAME.sub("", stem)
    stem = (
        stem.rpartition(".")[0]
        if stem.rpartition(".")[2].casefold() in _LANGUAGES and "." in stem
        else stem
    )
    made = _PLAIN_SLUG.sub("-", stem.casefold()).strip("-")[:60].strip("-")
    return made if re.search(r"[a-z]{2}", made) else ""
