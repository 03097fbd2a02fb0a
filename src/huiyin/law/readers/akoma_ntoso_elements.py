"""Akoma Ntoso as plain elements, and the lines that their words make.

Documents by other software nest everything that the schema allows, and more: notes and quoted articles inside
sentences, lists inside paragraphs, tables anywhere. :func:`take_elements` copies a document once, without metadata
and deleted text. :class:`LineFlow` then gives the text of any part of it, each word once and in order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from huiyin.law.readers.extracted_text import is_one_line

#: The attribute that says whether white space is significant.
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: White space used to indent XML; U+3000 is text.
_INDENTATION = re.compile(r"[ \t\r\n]+")
_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*+[\r\n]\s*+")
#: A character of a space-separated script.
_SPELT = re.compile(r"[0-9A-Za-z\u00c0-\u1fff]")
#: The placeholder of deleted elements; their text is set aside.
GONE = "(gone)"
#: Attributes with which LEOS marks elements touched by tracked changes, in older and newer files.
_CHANGE = "softaction"
_ACTIONS = ("leos:softaction", "leos:action")
#: And values for elements that were deleted or moved away.
_LEOS_GONE = frozenset(("del", "delete", "move_to"))

#: Units of a law, with a number, a heading and text.
UNITS = frozenset((
    "alinea", "article", "book", "chapter", "clause", "crossHeading", "crossheading", "division", "hcontainer", "indent",
    "item", "level", "list", "paragraph", "part", "point", "proviso", "recital", "rule", "section", "subchapter",
    "subclause", "subdivision", "sublist", "subparagraph", "subpart", "subrule", "subsection", "subtitle", "title", "tome",
    "transitional",
))  # fmt: skip
#: Elements that begin a new line.
_BLOCKS = UNITS | frozenset((
    "address", "adjournment", "administrationOfOath", "amendmentContent", "amendmentHeading", "amendmentJustification",
    "amendmentReference", "answer", "arguments", "attachment", "attachments", "background", "block", "blockContainer",
    "blockList", "blockquote", "body", "caption", "citation", "citations", "communication", "component", "components",
    "componentRef", "conclusions", "container", "content", "coverPage", "debateSection", "decision", "declarationOfVote",
    "div", "documentRef", "dd", "dl", "dt", "formula", "from", "header", "heading", "intro", "interstitial", "introduction",
    "judgmentBody", "li", "listConclusion", "listIntroduction", "listWrapUp", "longTitle", "mainBody", "ministerialStatements", "motivation",
    "narrative", "nationalInterest", "noticesOfMotion", "num", "ol", "oralStatements", "other", "p", "papers", "personalStatements",
    "petitions", "pointOfOrder", "prayers", "preamble", "preface", "proceduralMotions", "question", "questions", "recitals",
    "remedies", "resolutions", "rollCall", "speech", "speechGroup", "subheading", "summary", "table", "tblock", "tbody", "td",
    "tfoot", "th", "thead", "toc", "tocItem", "tr", "ul", "wrapUp", "writtenStatements",
))  # fmt: skip
#: Inline elements: words continue across their boundaries.
_INLINE = frozenset((
    "a", "abbr", "affectedDocument", "b", "change", "concept", "courtType", "date", "decoration", "def", "docAuthority",
    "docCommittee", "docDate", "docIntroducer", "docJurisdiction", "docNumber", "docProponent", "docPurpose", "docStage",
    "docStatus", "docTitle", "docType", "docketNumber", "entity", "event", "extractText", "fillIn", "font", "fractionNum",
    "i", "img", "inline", "ins", "judge", "lawyer", "legislature", "location", "mark", "marker", "mod", "mref", "neutralCitation",
    "noteRef", "object", "omissis", "opinion", "ops", "organization", "outcome", "party", "person", "placeholder", "process",
    "quantity", "ref", "relatedDocument", "remark", "rmod", "role", "rref", "scene", "session", "shortTitle", "signature",
    "span", "sub", "sup", "term", "time", "tocLabel", "u", "vote",
))  # fmt: skip
_MATHEMATICS = "http://www.w3.org/1998/Math/MathML"
#: Table-like parts of a formula, which separate their contents.
_ENTRIES = frozenset(("mtr", "mlabeledtr", "mtd"))
#: Elements that are beside the sentence in which they are marked.
NOTES = frozenset(("authorialNote", "note"))
#: Text of another document, whose quotation marks may be in attributes.
_QUOTATIONS = frozenset(("quotedStructure", "quotedText", "embeddedStructure", "embeddedText"))
#: Blocks of text in which units are quoted ones.
_WORDED = NOTES | frozenset((
    "block", "blockquote", "caption", "citation", "dd", "dl", "dt", "foreign", "formula", "heading", "li", "listIntroduction",
    "listWrapUp", "longTitle", "num", "ol", "p", "signature", "subheading", "table", "td", "th", "toc", "tocItem", "tr", "ul",
))  # fmt: skip
_BREAKS = frozenset(("eol", "br", "eop"))


#: The attributes that are used; the rest are dropped.
_KEPT = frozenset(("alt", "class", "eId", "endQuote", "id", "name", "startQuote", SPACE))


@dataclass(slots=True, eq=False)
class Element:
    """An element with its local name; ``content`` is its text and elements in order. ``holds_units``: it contains a
    unit. ``changes``: how many tracked changes it contains.
    """

    tag: str
    namespace: str
    attributes: dict[str, str]
    content: list[str | Element] = field(default_factory=list)
    holds_units: bool = False
    changes: int = 0

    def get(self, name: str) -> str:
        """Return an attribute, or an empty string."""
        return self.attributes.get(name, "")

    @property
    def elements(self) -> Iterator[Element]:
        return (part for part in self.content if isinstance(part, Element))

    @property
    def is_change(self) -> bool:
        """Whether a tracked change inserted it."""
        return self.tag == "ins" or _CHANGE in self.attributes

    @property
    def description(self) -> str:
        """The alternative text of an image."""
        return fold_xml_space(self.get("alt")) if self.tag == "img" else ""

    @property
    def is_blank(self) -> bool:
        """Whether it shows no text at all."""
        return self.tag == GONE or (
            not self.description
            and all(is_blank(p) if isinstance(p, str) else p.is_blank for p in self.content)
        )

    def find_all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements with these names in it, only the outermost of each branch."""
        for part in self.elements:
            if part.tag in tags:
                yield part
            else:
                yield from part.find_all(*tags)


def take_elements(root: etree._Element) -> Element:
    """Copy ``root`` and everything below it as plain elements, with tracked changes accepted.

    Text in ``del`` is left out, and so is an element whose text is all deleted. A placeholder for each remains
    (:data:`GONE`); it contains what LEOS strikes through, which is visible to its users, to be set aside.
    """
    taken = _take_alone(root)
    if taken.tag == "del":
        return Element(GONE, "", {}, changes=1)
    taken.changes = int(taken.is_change)
    _take_text(taken, root.text)
    for child in root:
        if isinstance(child.tag, str):
            _take_below(taken, take_elements(child))
        elif isinstance(child, etree._Entity):
            _take_text(taken, html.unescape(child.text or ""))
        _take_text(taken, child.tail)
    is_emptied = any(below.tag == GONE for below in taken.elements) and taken.is_blank
    if is_emptied or taken.get(_CHANGE) in _LEOS_GONE:
        return Element(GONE, "", {}, taken.content, changes=taken.changes)
    return taken


def _take_alone(element: etree._Element) -> Element:
    """Copy an element without its contents. An undeclared prefix becomes part of the name."""
    space, _, local = str(element.tag).rpartition("}")
    kept: dict[str, str] = {}
    for key, value in element.attrib.items():
        if key in _KEPT:
            kept[str(key)] = str(value)
        elif str(key).replace("{urn:eu:europa:ec:leos}", "leos:") in _ACTIONS:
            kept[_CHANGE] = str(value)
    return Element(local.rpartition(":")[2], space[1:], kept)


def _take_text(element: Element, text: str | None) -> None:
    if text:
        element.content.append(text)


def _take_below(element: Element, below: Element) -> None:
    element.content.append(below)
    element.changes += below.changes
    element.holds_units = element.holds_units or below.holds_units or below.tag in UNITS


def is_blank(words: str) -> bool:
    """Tell whether text is only white space that indents XML."""
    return not words.strip(" \t\r\n")


def fold_xml_space(words: str) -> str:
    """Fold white space as XML does without ``xml:space``: runs become one space, none at the ends."""
    return _INDENTATION.sub(" ", words).strip()


class LineFlow:
    """The lines that consecutive parts of a document form. Notes beside them are kept in ``notes``."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.notes: list[str] = []
        self.changes = 0
        self._pieces: list[str] = []
        #: What separates the next text from the previous: nothing, a space or a line end.
        self._edge = ""
        #: Overrides it: a space after a number, nothing next to a quotation mark.
        self._joint: str | None = None
        #: Whether a note was marked after the last words.
        self._is_noted = False
        self._keeps_space = 0
        self._is_kept = False

    def tell(self, part: str | Element) -> None:
        """Append the text of a part."""
        if isinstance(part, str):
            self._write(part)
        elif part.tag == GONE:
            self._set_aside(part)
            self.changes += 1
        else:
            self._tell_element(part)

    def finish(self) -> list[str]:
        """Return the lines, after ending the last one."""
        self._end_line()
        return self.lines

    def _tell_element(self, element: Element) -> None:
        self.changes += element.is_change
        if element.tag in NOTES:
            self._set_aside(element)
        elif element.tag in _QUOTATIONS:
            self._quote(element)
        elif element.tag == "table":
            self._set_apart("\n")
            self._tell_rows(element)
        elif element.tag == "num":
            self._tell_number(element)
        else:
            self._describe(element)
            edge = _get_edge_sign(element)
            self._set_apart(edge)
            self._tell_below(element)
            self._set_apart(edge, is_end=True)

    def _tell_below(self, element: Element) -> None:
        keeps = element.get(SPACE) == "preserve"
        self._keeps_space += keeps
        for part in element.content:
            self.tell(part)
        self._keeps_space -= keeps

    def _describe(self, element: Element) -> None:
        """Put the alternative text of an image beside the line, like a note."""
        if element.description:
            self.notes.append(element.description)
            self._is_noted = True

    def _tell_number(self, element: Element) -> None:
        """Add a number on the line of the text that it numbers."""
        self._set_apart("\n")
        if not element.is_blank:
            self._tell_below(element)
            self._joint = " "

    def _set_aside(self, element: Element) -> None:
        aside = LineFlow()
        aside._tell_below(element)
        lines = self._take_over(aside)
        if lines:
            self.notes.append("\n".join(lines))
        self._is_noted = True

    def _take_over(self, other: LineFlow) -> list[str]:
        """Return the lines of a separate flow; its notes are added to this one's."""
        lines = other.finish()
        self.notes += other.notes
        self.changes += other.changes
        return lines

    def _quote(self, element: Element) -> None:
        """Add quoted text, with the quotation marks from attributes if the text has none."""
        opening, closing = element.get("startQuote"), element.get("endQuote")
        edge = "\n" if element.tag.endswith("Structure") else ""
        self._set_apart(edge)
        if opening and not _starts_with_mark(element, opening):
            self._write(opening)
            self._joint = ""
        self._tell_below(element)
        if closing and not _ends_with_mark(element, closing):
            self._joint = ""
            self._write(closing)
        elif not closing:
            self._set_apart(edge, is_end=True)

    def _tell_rows(self, part: Element) -> None:
        """Add a table: a row becomes a line with tabs between cells, unless a cell has several lines."""
        for child in part.content:
            if isinstance(child, Element) and child.tag == "tr":
                self._tell_row(child)
            elif isinstance(child, Element) and child.tag in ("thead", "tbody", "tfoot"):
                self._tell_rows(child)
            else:
                self.tell(child)
        self._end_line()

    def _tell_row(self, row: Element) -> None:
        self._end_line()
        self.changes += row.is_change
        cells = []
        for part in row.content:
            cell = LineFlow()
            cell.tell(part)
            lines = self._take_over(cell)
            if lines or isinstance(part, Element):
                cells.append(lines)
        if is_one_line(cells):
            joined = "\t".join(cell[0] if cell else "" for cell in cells).strip("\t")
            cells = [[joined] if joined else []]
        for lines in cells:
            self.lines += lines

    def _set_apart(self, edge: str, *, is_end: bool = False) -> None:
        """Separate the next text by a line end or a space; a line end takes precedence.

        ``is_end``: what a number or mark referred to ends here.
        """
        if is_end and edge:
            self._joint = None
        if edge == "\n" or not self._edge:
            self._edge = edge

    def _write(self, text: str) -> None:
        if not text or (is_blank(text) and (self._edge or self._joint is not None)):
            return
        if self._joint is not None:
            text = self._joint + text.lstrip(" \t\r\n")
        elif self._edge == "\n":
            self._end_line()
        else:
            self._pieces.append(self._edge or self._around_note(text))
        self._edge, self._joint, self._is_noted = "", None, False
        self._is_kept = self._is_kept or self._keeps_space > 0
        self._pieces.append(text)

    def _around_note(self, text: str) -> str:
        """Add a space where a note was marked between two words, or between a word and the note's printed number."""
        before = self._pieces[-1] if self._is_noted and self._pieces else ""
        return " " if _SPELT.search(before[-1:]) and _SPELT.match(text) else ""

    def _end_line(self) -> None:
        words = "".join(self._pieces)
        line = _LINE_BREAK.sub(" ", words).strip() if self._is_kept else fold_xml_space(words)
        if line:
            self.lines.append(line)
        self._pieces.clear()
        self._edge, self._joint = "", None
        self._is_noted = self._is_kept = False


def _get_edge_sign(element: Element) -> str:
    """Return what separates an element's text from that beside it."""
    if element.tag in _INLINE:
        return ""
    if element.tag in _BLOCKS or element.tag in _BREAKS:
        return "\n"
    return "" if element.namespace == _MATHEMATICS and element.tag not in _ENTRIES else " "


def is_block(element: Element) -> bool:
    """Tell whether an element's text is on lines of its own."""
    return _get_edge_sign(element) != "" or element.tag in NOTES


def has_words(element: Element) -> bool:
    """Tell whether text occurs in an element, whatever else does: a line, a table, a quotation."""
    return element.tag in _WORDED or element.tag in _INLINE or element.tag in _QUOTATIONS


def _starts_with_mark(element: Element, mark: str) -> bool:
    """Tell whether an element's text begins with ``mark``; also true without text."""
    first = next((w for w in _list_words(element, 1) if not is_blank(w)), mark)
    return first.lstrip().startswith(mark)


def _ends_with_mark(element: Element, mark: str) -> bool:
    last = next((w for w in _list_words(element, -1) if not is_blank(w)), mark)
    return last.rstrip().endswith(mark)


def _list_words(element: Element, step: int) -> Iterator[str]:
    """Yield the text in an element without notes, from its beginning (1) or its end (-1)."""
    for part in element.content[::step]:
        if isinstance(part, str):
            yield part
        elif part.tag not in NOTES:
            yield from _list_words(part, step)
