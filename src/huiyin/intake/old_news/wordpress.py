"""Read the export of WordPress (WXR): published posts with dates, texts, pictures and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from huiyin.files.untrusted_files import parse_xml
from huiyin.intake.old_news.clean_html import clean_body
from huiyin.intake.old_news.days import find_day
from huiyin.intake.old_news.model import OldPage, OldPicture, PageRefusal, PageRefusalCode
from huiyin.intake.old_news.pages import (
    choose_language,
    clean_tags,
    list_paths,
    make_slug,
    parse_fragment,
)
from huiyin.text import collapse_whitespace

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_EXCERPT = re.compile(r"\{http://wordpress\.org/export/[\d.]+/excerpt/\}encoded")
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_SHORTCODE = re.compile(r"\[(/?)([a-z_-]{2,30})((?:\s[^\[\]]{0,500})?)/?\]")
#: Shortcodes whose contents are shown without their effect.
_KEPT = frozenset(("caption", "wp_caption"))
_EMBED = re.compile(r"\[embed[^\[\]]{0,200}\]\s*+(https?://[^\s\"'<>\[\]]{4,300})\s*+\[/embed\]")
#: An address alone on a line, which WordPress replaces by an embed.
_BARE_ADDRESS = re.compile(r"^[ \t]*(https?://[^\s\"'<>]{4,300})[ \t]*$", re.M)
_SERIES = ("series", "post_series")


def read_wordpress(data: bytes, name: str) -> tuple[OldPage | PageRefusal, ...]:
    """Return every post of the export; pages, menus and attachments are skipped. Raises ``UnreadableLaw``."""
    root = parse_xml(data, name)
    items = list(root.iter("item"))
    files = dict(_list_files(items))
    return tuple(
        _read_post(item, name, files) for item in items if _find(item, "post_type") == "post"
    )


def _find(item: etree._Element, name: str) -> str:
    """Return a WordPress value, whatever version of the export it is from."""
    for child in item:
        if isinstance(child.tag, str) and etree.QName(child).localname == name:
            return (child.text or "").strip()
    return ""


def _list_files(items: list[etree._Element]) -> Iterator[tuple[str, OldPicture]]:
    """Yield the attachments by number."""
    for item in items:
        if _find(item, "post_type") == "attachment" and _find(item, "attachment_url"):
            title = collapse_whitespace(_find_meta(item, "_wp_attachment_image_alt"))
            yield _find(item, "post_id"), OldPicture(_find(item, "attachment_url"), title)


def _find_meta(item: etree._Element, key: str) -> str:
    for child in item:
        if (
            isinstance(child.tag, str)
            and etree.QName(child).localname == "postmeta"
            and _find(child, "meta_key") == key
        ):
            return _find(child, "meta_value")
    return ""


def _read_post(
    item: etree._Element, name: str, files: dict[str, OldPicture]
) -> OldPage | PageRefusal:
    number = _find(item, "post_id")
    source = f"{name}#{number}"
    if _find(item, "status") != "publish" or _find(item, "post_password"):
        return PageRefusal(source, PageRefusalCode.NOT_PUBLISHED)
    title = collapse_whitespace(item.findtext("title") or "").strip()
    if not title:
        return PageRefusal(source, PageRefusalCode.NO_TITLE)
    addresses = list_paths(
        [item.findtext("link") or "", item.findtext("guid") or "", f"/?p={number}"]
    )
    body = clean_body(
        parse_fragment(_open_blocks(item.findtext(_CONTENT) or ""), source), addresses[0]
    )
    if len(body.words) < 2:
        return PageRefusal(source, PageRefusalCode.NO_WORDS)
    day = find_day(_find(item, "post_date")) or find_day(item.findtext("pubDate") or "")
    if day is None:
        return PageRefusal(source, PageRefusalCode.NO_DAY)
    first = files.get(_find_meta(item, "_thumbnail_id"))
    pictures = tuple(dict.fromkeys(((first,) if first else ()) + body.pictures))
    terms = [
        (one.get("domain", ""), one.get("nicename", ""), (one.text or "").strip())
        for one in item.iter("category")
    ]
    said = next((short for domain, short, _ in terms if domain == "language"), "")
    return OldPage(
        source, addresses, title[:255], day, choose_language(body.words, said, ""), body.html,
        slug=make_slug(unquote(_find(item, "post_name")) + ".html"), lead=_find_excerpt(item)[:600],
        byline=(item.findtext(_CREATOR) or "").strip()[:120],
        tags=clean_tags([words for domain, _, words in terms if domain == "post_tag"]),
        series=next((words for domain, _, words in terms if domain in _SERIES), "")[:255],
        pair=next((short for domain, short, _ in terms if domain == "post_translations"), source),
        pictures=pictures, remarks=body.remarks,
    )  # fmt: skip


def _find_excerpt(item: etree._Element) -> str:
    for child in item:
        if isinstance(child.tag, str) and _EXCERPT.fullmatch(child.tag):
            return collapse_whitespace(child.text or "").strip()
    return ""


def _open_blocks(written: str) -> str:
    """Return the text as the site showed it: an empty line begins a paragraph, and shortcodes have no effect."""
    text = _EMBED.sub(r"\n\n\1\n\n", written)
    text = _SHORTCODE.sub(_drop_code, text.replace("\r\n", "\n"))
    text = _BARE_ADDRESS.sub(r'<iframe src="\1"></iframe>', text)
    if re.search(r"<p[\s>]", text):
        return text
    parts = [part.strip() for part in re.split(r"\n\s*\n", text)]
    return "".join(f"<div>{part}</div>" for part in parts if part)


def _drop_code(found: re.Match[str]) -> str:
    """Keep the text of a caption, and the address in a video shortcode."""
    if found[2] in _KEPT or found[1]:
        return ""
    address = re.search(r"https?://[^\s\"'\]]{4,300}", found[3])
    return f'<iframe src="{address[0]}"></iframe>' if address else ""
