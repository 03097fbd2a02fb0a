"""A law out of Akoma Ntoso 3.0: its structure is stated, so no grammar is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from huiyin.law.eid import name_units, tell_foreign, written_eid
from huiyin.law.model import (
    Furniture,
    FurnitureName,
    Kind,
    Law,
    Problem,
    ProblemCode,
    Provision,
    Span,
    UnreadableLaw,
)
from huiyin.law.source.safe import parse_xml
from huiyin.text import detect_language

_KINDS = {kind.value: kind for kind in Kind}
_KINDS |= {
    "title": Kind.PART, "book": Kind.PART, "tome": Kind.PART, "division": Kind.SUBPART, "subdivision": Kind.SUBPART, "subchapter": Kind.SECTION,
    "subsection": Kind.SUBSECTION, "clause": Kind.ARTICLE, "rule": Kind.ARTICLE, "alinea": Kind.SUBPARAGRAPH, "sublist": Kind.SUBPOINT,
    "list": Kind.PARAGRAPH, "subtitle": Kind.SUBPART, "proviso": Kind.CLOSING, "transitional": Kind.ARTICLE, "level": Kind.POINT,
    "crossheading": Kind.SECTION, "subclause": Kind.SUBSECTION, "subrule": Kind.SUBSECTION,
}  # fmt: skip
#: The attribute that says whether white space is text.
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: White space that indents XML; U+3000 is text.
_INDENTATION = re.compile(r"[ \t\r\n]+")
_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*+[\r\n]\s*+")
_OPENING = {"lenticular": "【】", "wide-brackets": "（）", "brackets": "()"}
_FURNITURE = {name.value: name for name in FurnitureName}
#: The parts of a document that hold its words, and what their loose text is.
_LOOSE = {
    "coverPage": FurnitureName.NOTE, "preface": FurnitureName.TITLE, "preamble": FurnitureName.PREAMBLE,
    "conclusions": FurnitureName.SIGNATURE,
}  # fmt: skip
_BODIES = (
    "body",
    "mainBody",
    "debateBody",
    "judgmentBody",
    "amendmentBody",
    "portionBody",
    "collectionBody",
)


def read_akoma_ntoso(data: bytes, name: str, *, language: str | None = None) -> Law:
    """The law in an Akoma Ntoso document of any type. Raises ``UnreadableLaw`` where it is other XML."""
    root = parse_xml(data, name)
    if etree.QName(root).localname != "akomaNtoso" or not len(root):
        raise UnreadableLaw("other_xml", file=name, root=etree.QName(root).localname)
    return _Reader(root, language).read()


class _Reader:
    """Builds the source as it goes: each node's words are laid down, and its span is where they lie."""

    def __init__(self, root: etree._Element, language: str | None) -> None:
        self.root = root
        self.language = language
        self.text: list[str] = []
        self.at = 0
        self.furniture: list[Furniture] = []
        self.problems: list[Problem] = []
        self.is_changed = any(True for _ in root.iter("{*}del", "{*}ins"))

    def read(self) -> Law:
        provisions: list[Provision] = []
        document = next((e for e in self.root if isinstance(e.tag, str)), self.root)
        for part in document:
            tag = _tag(part)
            if tag in _LOOSE:
                provisions += self._loose(part, _LOOSE[tag])
            elif tag in _BODIES or tag in ("attachments", "components"):
                provisions += self._children(part)
        source = "".join(self.text)
        title = next((f.text for f in self.furniture if f.name is FurnitureName.TITLE), "")
        if not title:
            alias = next((e.get("value", "") for e in self.root.iter("{*}FRBRalias")), "")
            title = alias
        if self.is_changed:
            self.problems.append(Problem(1, ProblemCode.HIDDEN_CHANGES))
        if not provisions:
            self.problems.append(Problem(1, ProblemCode.NO_PROVISIONS))
        law = Law(
            title=title.split("\n")[0],
            language=self.language or detect_language(source),
            source=source,
            provisions=name_units(provisions),
            furniture=tuple(self.furniture),
            problems=tuple(self.problems),
        )
        return tell_foreign(law)

    def _lay(self, words: str, after: str = "\n") -> Span:
        start = self.at
        self.text.append(words + after)
        self.at += len(words) + len(after)
        return Span(start, start + len(words))

    def _note(self, words: str, name: FurnitureName) -> None:
        if words.strip():
            self.furniture.append(Furniture(name, words, self._lay(words)))

    def _loose(self, part: etree._Element, default: FurnitureName) -> list[Provision]:
        """The lines of a preface, preamble or conclusions; recitals in it are provisions."""
        found: list[Provision] = []
        titled = any(f.name is FurnitureName.TITLE for f in self.furniture)
        for element in part:
            tag = _tag(element)
            if tag == "recitals":
                for recital in element:
                    if _tag(recital) == "recital":
                        found.append(self._provision(recital, Kind.RECITAL))
                    else:
                        self._note(_words(recital), FurnitureName.PREAMBLE)
            elif tag == "recital":
                found.append(self._provision(element, Kind.RECITAL))
            elif tag:
                name = _FURNITURE.get(element.get("class", ""))
                if name is None and tag == "formula":
                    name = FurnitureName.FORMULA
                if name is None and tag in ("longTitle", "docTitle") and not titled:
                    name, titled = FurnitureName.TITLE, True
                if name is None:
                    name = (
                        FurnitureName.PREAMBLE
                        if default is FurnitureName.TITLE and titled
                        else default
                    )
                    titled = titled or name is FurnitureName.TITLE
                self._note(_words(element), name)
            if element.tail and element.tail.strip():
                self._note(element.tail.strip(), default)
        return found

    def _children(self, parent: etree._Element) -> list[Provision]:
        found: list[Provision] = []
        for element in parent:
            tag = _tag(element)
            if not tag or (self.is_changed and _is_gone(element)):
                continue
            if tag == "hcontainer" and element.get("name") == "furniture":
                for line in element.iter("{*}p"):
                    self._note(
                        _words(line), _FURNITURE.get(line.get("class", ""), FurnitureName.NOTE)
                    )
            elif tag in ("attachment", "component"):
                found += self._attachment(element)
            elif tag in (
                "intro",
                "content",
                "num",
                "heading",
                "subheading",
                "wrapUp",
                "p",
                "block",
                "blockList",
                "table",
            ):
                words = _words(element)
                if words:
                    self._note(words, FurnitureName.STRAY)
            else:
                found.append(self._provision(element, _kind(element)))
        return found

    def _attachment(self, element: etree._Element) -> list[Provision]:
        """An attached document: an annex that holds its body's provisions."""
        heading = " ".join(_words(e) for e in element if _tag(e) in ("heading", "subheading"))
        bodies = [e for e in element.iter() if _tag(e) in _BODIES]
        eid = _called(element)
        span = self._lay(heading) if heading else Span(self.at, self.at)
        children: list[Provision] = []
        for body in bodies:
            children += self._children(body)
        return [Provision(eid, Kind.ANNEX, "", heading, "", span, tuple(children))]

    def _provision(self, element: etree._Element, kind: Kind) -> Provision:
        eid = _called(element)
        printed, num = _number(element)
        headings = [e for e in element if _tag(e) in ("heading", "subheading")]
        heading = " ".join(_words(e) for e in headings)
        brackets = _OPENING.get(headings[0].get("class", ""), "") if headings else ""
        shown = f"{brackets[0]}{heading}{brackets[1]}" if brackets else heading
        start = self.at
        own_lines = []
        for part in element:
            if _tag(part) in ("intro", "content"):
                lists = list(part.iter("{*}blockList"))
                own_lines += _lines(part, without=lists)
            elif _tag(part) in ("p", "block") and kind is Kind.RECITAL:
                own_lines += _lines(part, without=[])
        head = " ".join(part for part in (printed, shown) if part)
        text = "\n".join(line for line in own_lines if line)
        laid = (
            "\n".join(part for part in (head, text) if part)
            if shown
            else " ".join(part for part in (head, text) if part)
        )
        span = self._lay(laid) if laid else Span(start, start)
        children: list[Provision] = []
        for part in element:
            tag = "" if self.is_changed and _is_gone(part) else _tag(part)
            if tag in ("", "num", "heading", "subheading") or (
                tag in ("p", "block") and kind is Kind.RECITAL
            ):
                continue
            if tag in ("intro", "content"):
                for block in part.iter("{*}blockList"):
                    if not any(
                        True
                        for above in block.iterancestors("{*}blockList")
                        if part in above.iterancestors()
                    ):
                        children += self._block_list(block)
            elif tag == "wrapUp":
                words = "\n".join(_lines(part, without=[]))
                own = _called(part)
                children.append(Provision(own, Kind.CLOSING, "", "", words, self._lay(words)))
            elif tag == "hcontainer" and part.get("name") == "furniture":
                for line in part.iter("{*}p"):
                    self._note(
                        _words(line), _FURNITURE.get(line.get("class", ""), FurnitureName.NOTE)
                    )
            elif tag in ("p", "block", "blockList", "table", "componentRef"):
                words = _words(part)
                if words:
                    children.append(
                        Provision(
                            "",
                            Kind.CLOSING,
                            "",
                            "",
                            words,
                            self._lay(words),
                        )
                    )
            else:
                children.append(self._provision(part, _kind(part)))
        return Provision(eid, kind, num, heading, text, span, tuple(children))

    def _block_list(self, block: etree._Element) -> list[Provision]:
        found = []
        for item in block:
            if _tag(item) != "item":
                words = _words(item)
                if words:
                    found.append(
                        Provision(
                            "",
                            Kind.CLOSING,
                            "",
                            "",
                            words,
                            self._lay(words),
                        )
                    )
                continue
            num = " ".join(_words(e) for e in item if _tag(e) == "num")
            lines = [
                line
                for e in item
                if _tag(e) not in ("num", "blockList", "")
                for line in _lines(e, without=[])
            ]
            text = "\n".join(lines)
            eid = _called(item)
            span = self._lay(" ".join(part for part in (num, text) if part))
            inner = [p for e in item if _tag(e) == "blockList" for p in self._block_list(e)]
            found.append(Provision(eid, Kind.POINT, num, "", text, span, tuple(inner)))
        return found


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _called(element: etree._Element) -> str:
    """What the file calls a unit; it gets its eId when all are read."""
    return written_eid(element.get("eId") or element.get("id"))


def _kind(element: etree._Element) -> Kind:
    tag = _tag(element)
    if tag == "hcontainer":
        return _KINDS.get(element.get("name", ""), Kind.ITEM)
    return _KINDS.get(tag, Kind.ITEM)


def fold(words: str) -> str:
    """``words`` as XML without ``xml:space`` tells them: white space is one space, none at the ends."""
    return _INDENTATION.sub(" ", words).strip()


_SEPARATOR = re.compile(r"^separator-([1-9])$")


def _number(element: etree._Element) -> tuple[str, str]:
    """A unit's number as printed, and without the signs after it that our writer marks (附件：)."""
    found = [e for e in element if _tag(e) == "num"]
    printed = " ".join(_words(e) for e in found)
    marked = _SEPARATOR.match(found[-1].get("class", "")) if found else None
    return printed, printed[: -int(marked[1])] if marked else printed


def _told(element: etree._Element) -> Iterator[str]:
    """The words in ``element``, tracked changes read as accepted: without what is marked as deleted."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and _tag(child) != "del":
            yield from _told(child)
        if child.tail:
            yield child.tail


def _is_gone(element: etree._Element) -> bool:
    """Whether changes have deleted all that ``element`` says."""
    return next(element.iter("{*}del"), None) is not None and not "".join(_told(element)).strip()


def _words(element: etree._Element) -> str:
    words = "".join(_told(element))
    if element.get(SPACE) == "preserve":
        return _LINE_BREAK.sub(" ", words).strip()
    return fold(words)


def _lines(part: etree._Element, without: list[etree._Element]) -> list[str]:
    """A line for each innermost block; block lists are read apart."""
    found: list[str] = []
    skip = {id(e) for block in without for e in block.iter()}
    blocks = [
        e
        for e in part.iter(
            "{*}p", "{*}block", "{*}li", "{*}td", "{*}th", "{*}listIntroduction", "{*}listWrapUp"
        )
        if id(e) not in skip
    ]
    if not blocks:
        words = " ".join(
            t
            for e in part.iter()
            if id(e) not in skip and _tag(e) != "del"
            for t in (e.text or "",)
            if t.strip()
        )
        return [" ".join(words.split())] if words.strip() else []
    for block in blocks:
        if any(
            id(inner) != id(block) and inner in blocks for inner in block.iter("{*}p", "{*}block")
        ):
            continue
        words = _words(block)
        if words:
            found.append(words)
    return found
