"""Rebuild the text of an old page as HTML with a few elements.

None of the page's own markup is kept, so nothing in it can be executed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml import etree

from huiyin.intake.old_news.model import OldPicture, PageRemarkCode

_BLOCKS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3", "blockquote": "blockquote"}  # fmt: skip
_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i"}
#: Blocks that only begin a new paragraph.
_BREAKS = frozenset((
    "p", "div", "section", "article", "main", "header", "center", "address", "dl", "dt", "dd", "figure", "fieldset",
    "details", "summary", "pre", "td", "th", "caption", "body", "html",
))  # fmt: skip
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "form", "button", "input", "select", "textarea", "nav", "aside", "footer",
    "svg", "canvas", "head", "link", "meta", "title", "map", "area",
))  # fmt: skip
_TOLD = frozenset(("script", "style", "form"))
_EMBEDS = frozenset(("iframe", "embed", "object", "video", "audio", "frame"))
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_LONGEST_ADDRESS = 1000
#: Elements inside the text that are not part of it.
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|comments?|related|sidebar|breadcrumbs?|pagination|pager|post-nav(?:igation)?|"
    r"navigation|tags?-?links|meta|toolbar|copyright|prev-?next|bshare|jiathis)(?:$|[\s_-])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class CleanText:
    html: str
    words: str
    pictures: tuple[OldPicture, ...]
    remarks: tuple[tuple[PageRemarkCode, int], ...]


def clean_body(
    root: etree._Element, address: str = "", *, skip: frozenset[str] = frozenset()
) -> CleanText:
    """Return the text below ``root``. ``address``: the path of the page, to resolve links. ``skip``: lines shown
    elsewhere, such as the title.
    """
    writer = _Writer(address, skip)
    writer.write_children(root)
    writer.end_block()
    told = tuple(sorted((code, count) for code, count in writer.remarks.items() if count))
    return CleanText("".join(writer.blocks), "\n".join(writer.lines), tuple(writer.pictures), told)


class _Writer:
    """Walks a tree and writes paragraphs. ``piece``: the HTML of the current paragraph."""

    def __init__(self, address: str, skip: frozenset[str]) -> None:
        self._address, self._skip = address, skip
        self.blocks: list[str] = []
        self.lines: list[str] = []
        self.pictures: list[OldPicture] = []
        self.remarks: Counter[PageRemarkCode] = Counter()
        self._piece: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._wrap = "p"

    def write_children(self, element: etree._Element) -> None:
        self._write_text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._write(child, etree.QName(child).localname.casefold())
            self._write_text(child.tail)

    def _write_text(self, text: str | None) -> None:
        if text:
            plain = _SPACES.sub(" ", text)
            self._piece.append(escape(plain, quote=False))
            self._words.append(plain)

    def _write(self, element: etree._Element, tag: str) -> None:
        if tag in _DROPPED or _is_beside(element):
            self.remarks[PageRemarkCode.SCRIPTS] += tag in _TOLD
        elif tag in _BLOCKS:
            self.end_block()
            before, self._wrap = self._wrap, _BLOCKS[tag]
            self.write_children(element)
            self.end_block()
            self._wrap = before
        elif tag in ("ul", "ol"):
            self._write_list(element, tag)
        elif tag == "table":
            self._write_table(element)
        elif tag == "img":
            self._note_picture(element)
        elif tag in _EMBEDS:
            self._write_embed(element)
        elif tag == "hr":
            self.end_block()
            self.blocks.append("<hr/>")
        elif tag == "br":
            self._piece.append("<br/>")
            self._words.append("\n")
        elif tag == "figcaption":
            self._note_caption(element)
        else:
            self._write_rest(element, tag)

    def _write_rest(self, element: etree._Element, tag: str) -> None:
        if tag in _INLINE:
            self._write_around(element, _INLINE[tag], f"<{_INLINE[tag]}>")
        elif tag == "a":
            self._write_link(element)
        elif tag in _BREAKS or tag == "li":
            self.end_block()
            self.write_children(element)
            self.end_block()
        else:
            self.write_children(element)

    def _write_around(self, element: etree._Element, tag: str, begin: str) -> None:
        """Only without a block inside, which would close what it did not open."""
        if any(_is_block(child) for child in element.iter()) or tag in self._open:
            self.write_children(element)
            return
        self._piece.append(begin)
        self._open.append(tag)
        self.write_children(element)
        self._open.remove(tag)
        self._piece.append(f"</{tag}>")

    def _write_link(self, element: etree._Element) -> None:
        address = self.find_address(element.get("href"))
        if not address:
            self.remarks[PageRemarkCode.LINKS] += bool(element.get("href", "").strip("# "))
            self.write_children(element)
            return
        self._write_around(element, "a", f'<a href="{escape(address)}">')

    def find_address(self, written: str | None) -> str:
        """Return the target of a link; empty if it must not be followed."""
        given = _SPACES.sub("", written or "")
        if not given or given.startswith("#") or len(given) > _LONGEST_ADDRESS:
            return ""
        try:
            there = urljoin(self._address, given)
            parts = urlsplit(there)
        except ValueError:
            return ""
        if parts.scheme:
            return there if parts.scheme in _SCHEMES else ""
        return there if there.startswith("/") and not there.startswith("//") else ""

    def _write_list(self, element: etree._Element, tag: str) -> None:
        self.end_block()
        items = []
        for child in element:
            inner = _Writer(self._address, self._skip)
            if isinstance(child.tag, str):
                inner.write_children(child)
            line = inner.take_line()
            self.pictures += inner.pictures
            self.remarks += inner.remarks
            if line[0]:
                items.append(f"<li>{line[0]}</li>")
                self.lines.append(line[1])
        if items:
            self.blocks.append(f"<{tag}>{''.join(items)}</{tag}>")

    def take_line(self) -> tuple[str, str]:
        """Return everything written as one line, for a list item or cell, whatever blocks it was in."""
        self._wrap = ""
        self.end_block()
        return "<br/>".join(_UNWRAPPED.sub("", one) for one in self.blocks), " ".join(self.lines)

    def _write_table(self, element: etree._Element) -> None:
        """A layout table has long cells, whose blocks are kept; rows of other tables become lines."""
        self.end_block()
        cells = list(element.iter("td", "th"))
        rows = list(element.iter("tr"))
        if len(rows) <= 1 or len(cells) <= len(rows) or any(_is_layout(cell) for cell in cells):
            self.write_children(element)
            self.end_block()
            return
        self.remarks[PageRemarkCode.TABLES] += 1
        for row in rows:
            told = []
            for cell in row:
                inner = _Writer(self._address, self._skip)
                if isinstance(cell.tag, str):
                    inner.write_children(cell)
                told.append(inner.take_line())
                self.pictures += inner.pictures
            line = [one for one in told if one[0]]
            if line:
                self.blocks.append(f"<p>{' | '.join(html for html, _ in line)}</p>")
                self.lines.append(" | ".join(words for _, words in line))

    def _note_picture(self, element: etree._Element) -> None:
        source = element.get("data-original") or element.get("data-src") or element.get("src") or ""
        if source.startswith("data:") or not source.strip():
            return
        alt = " ".join((element.get("alt") or element.get("title") or "").split())
        if (self._words and "".join(self._words).strip()) or self.blocks:
            self.remarks[PageRemarkCode.PICTURES] += 1
        self.pictures.append(OldPicture(source.strip(), alt))

    def _note_caption(self, element: etree._Element) -> None:
        words = " ".join("".join(map(str, element.itertext())).split())
        if self.pictures and words:
            last = self.pictures[-1]
            self.pictures[-1] = OldPicture(last.source, last.alt, words)
        elif words:
            self.end_block()
            self._write_text(words)
            self.end_block()

    def _write_embed(self, element: etree._Element) -> None:
        source = self.find_address(element.get("src") or element.get("data"))
        self.remarks[PageRemarkCode.EMBEDS] += 1
        self.end_block()
        if source.startswith(("http://", "https://")):
            self.blocks.append(f'<p><a href="{escape(source)}">{escape(source)}</a></p>')
            self.lines.append(source)

    def end_block(self) -> None:
        """End the current paragraph."""
        html, words = "".join(self._piece).strip(), "".join(self._words).strip()
        self._piece, self._words = [], []
        # What is still open was begun before an inner block: close it here without reopening it.
        html = _strip_breaks(html)
        if not words.replace("\xa0", "").strip() or _SPACES.sub(" ", words) in self._skip:
            return
        tag = self._wrap
        self.blocks.append(f"<{tag}>{html}</{tag}>" if tag else html)
        self.lines.append(words)


_LEADING_BREAKS = re.compile(r"(?:<br/>\s*+)*+")
_UNWRAPPED = re.compile(r"</?(?:p|h2|h3|blockquote|ul|ol|li)>|<hr/>")


def _strip_breaks(html: str) -> str:
    """Remove line breaks at both ends."""
    begin, end = _LEADING_BREAKS.match(html).end(), len(html)  # type: ignore[union-attr]
    while end > begin and html.endswith("<br/>", begin, end):
        end -= len("<br/>")
        while end > begin and html[end - 1].isspace():
            end -= 1
    return html[begin:end].strip()


def _is_block(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    tag = etree.QName(element).localname.casefold()
    return (
        tag in _BLOCKS
        or tag in _BREAKS
        or tag in ("ul", "ol", "li", "table", "hr")
        or tag in _EMBEDS
    )


def _is_layout(cell: etree._Element) -> bool:
    return next(cell.iter("p", "div", "table", "img", "h1", "h2"), None) is not None


def _is_beside(element: etree._Element) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_BESIDE.search(named)) or "display:none" in element.get("style", "").replace(
        " ", ""
    )
