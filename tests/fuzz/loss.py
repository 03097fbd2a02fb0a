"""Whether a reader loses a word in silence, or tells one twice: the words that a file shows are in provisions, furniture or problems.

What a file shows is told here by rules of each format's own, by other parsers than the readers' where there are others. A
format is added with one function in :data:`SHOWN`.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from xml.parsers import expat

from lxml import etree

from benchmarks.law_foreign import (
    count_words,
    find_parted,
    kept_words,
    show_words,
    told_words,
)
from huiyin.law import Law

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What Word shows no words of: what revisions deleted or moved away, and the second of two drawings.
_UNSHOWN = frozenset((f"{_WORD}del", f"{_WORD}moveFrom", _FALLBACK))


def lost_words(name: str, data: bytes, law: Law) -> Counter[str]:
    """The words that the file called ``name`` shows and nothing of ``law`` repeats.

    A word that was parted is not lost: a number from what is printed right behind it. Akoma Ntoso says where words end, so
    there two must not have become one either; in other formats it is the characters that count.
    """
    shown, tells_ends = SHOWN[name[name.rfind(".") :]]
    words, kept = shown(data, law), kept_words(law) + told_words(law)
    lost, more = words - kept, kept - words
    is_parted = not _letters(lost) - _letters(more)
    is_joined = any(word in whole for word in lost for whole in more)
    return Counter() if is_parted and not (tells_ends and is_joined) else lost


def doubled_words(name: str, data: bytes, law: Law) -> Counter[str]:
    """The words that stand in ``law`` more often than the Akoma Ntoso file called ``name`` shows them, deleted ones and
    those of metadata counted as shown."""
    if not name.endswith(".xml"):
        return Counter()
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=False))
        shown = show_words(data)
    except (etree.XMLSyntaxError, expat.ExpatError):
        return Counter()
    there = shown.words + shown.deleted
    for meta in root.iter("{*}meta"):
        there += count_words("\n".join(str(text) for text in meta.itertext()))
    for marked in root.iter():
        there += count_words(f"{marked.get('startQuote', '')}\n{marked.get('endQuote', '')}")
    more = kept_words(law) - there
    # A number that is printed right before a word may have become one with it; then no letter is told twice.
    return more if _letters(kept_words(law)) - _letters(there) else Counter()


def parted_paragraphs(name: str, data: bytes, law: Law) -> list[str]:
    """The paragraphs of the Akoma Ntoso file called ``name`` that do not stand whole in one node of ``law``."""
    if not name.endswith(".xml"):
        return []
    try:
        return find_parted(data, law)
    except expat.ExpatError:
        return []


def _letters(words: Counter[str]) -> Counter[str]:
    return Counter("".join(words.elements()))


def _of_akoma_ntoso(data: bytes, law: Law) -> Counter[str]:
    try:
        shown = show_words(data)
    except expat.ExpatError:  # the reader mended characters that XML forbids
        return Counter()
    is_told = any(problem.code == "hidden_changes" for problem in law.problems)
    return shown.words if is_told else shown.words + shown.deleted


def _of_text(data: bytes, law: Law) -> Counter[str]:
    return count_words(data.decode())


class _Page(HTMLParser):
    """The words of a page, those that are hidden among them; not those of scripts, styles and the like."""

    UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "iframe", "object", "audio", "video", "canvas"))  # fmt: skip
    INLINE = frozenset(("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
        "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"))  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in self.UNSEEN
        self._edge(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._edge(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in self.UNSEEN
        self._edge(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(data)

    def _edge(self, tag: str) -> None:
        if tag not in self.INLINE:
            self.said.append("\n")


def _of_page(data: bytes, law: Law) -> Counter[str]:
    page = _Page()
    page.feed(data.decode())
    page.close()
    return count_words("".join(page.said))


def _of_word(data: bytes, law: Law) -> Counter[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    said: list[str] = []

    def tell(element: etree._Element) -> None:
        if element.tag in _UNSHOWN:
            return
        if element.tag == f"{_WORD}t":
            said.append(element.text or "")
        elif element.tag in (f"{_WORD}p", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            said.append("\n")
        for child in element:
            tell(child)
        if element.tag == f"{_WORD}p":
            said.append("\n")

    tell(root)
    return count_words("".join(said))


#: What a file of each format shows; whether the format says where words end.
SHOWN: dict[str, tuple[Callable[[bytes, Law], Counter[str]], bool]] = {
    ".xml": (_of_akoma_ntoso, True),
    ".html": (_of_page, False),
    ".txt": (_of_text, False),
    ".md": (_of_text, False),
    ".docx": (_of_word, False),
}
