"""The text of a Word file (WordprocessingML, ECMA-376-1 part 17) as paragraphs of runs.

The walk goes through everything a reader sees, in reading order: body, tables cell by cell, text
boxes below the paragraph they hang on, with the numbers Word counts itself. Runs say by whom they
were inserted or deleted and which margin comments are pinned to them, so that a law can be read as
if all changes were accepted and a member's markup can be read as what it suggests.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from lxml import etree

from huiyin.law.model import UnreadableLaw
from huiyin.law.source.numbering import Label, Numbering, Pointer, W, pointer
from huiyin.law.source.safe import open_zip, parse_xml, read_member

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.I)
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header1", "footer1")
_OFF = ("0", "false", "off", "none")


class Place(StrEnum):
    """Where a paragraph stands."""

    BODY = "body"
    CONTENTS = "contents"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change: an insertion (or a move's end), or a deletion (or a move's beginning).
    ``date`` is as written in the file, ISO 8601 as a rule, empty where the file holds none."""

    is_insertion: bool
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share their revisions (outermost first) and margin comments (their ids)."""

    text: str
    revisions: tuple[Revision, ...] = ()
    comments: tuple[str, ...] = ()
    is_hidden: bool = False

    @property
    def is_deleted(self) -> bool:
        return any(not revision.is_insertion for revision in self.revisions)

    @property
    def is_inserted(self) -> bool:
        return any(revision.is_insertion for revision in self.revisions)


@dataclass(frozen=True, slots=True)
class Cell:
    """Which table (from 0, in reading order), row and column a paragraph stands in."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``label`` is the number Word prints; ``end`` the revision of the paragraph's own end: a
    deleted end joins it to the next. ``level`` is that of a heading, from 1. ``notes`` are the
    footnotes and endnotes referred to, as keys of :attr:`WordText.notes`."""

    runs: tuple[Run, ...]
    label: Label | None = None
    style: str = ""
    level: int | None = None
    place: Place = Place.BODY
    cell: Cell | None = None
    end: Revision | None = None
    notes: tuple[str, ...] = ()

    @property
    def accepted(self) -> str:
        """The words, without the number, with all changes accepted; hidden ones left out."""
        return "".join(r.text for r in self.runs if not r.is_deleted and not r.is_hidden)

    @property
    def original(self) -> str:
        """The words, without the number, with all changes rejected; hidden ones left out."""
        return "".join(r.text for r in self.runs if not r.is_inserted and not r.is_hidden)


@dataclass(frozen=True, slots=True)
class MarginComment:
    """A comment in the margin; ``answers`` is the id of the one it replies to, or empty."""

    id: str
    author: str
    date: str
    text: str
    answers: str = ""


@dataclass(frozen=True, slots=True)
class WordText:
    """All a reader of the file sees. ``pages``: headers and footers, each text once."""

    paragraphs: tuple[Paragraph, ...]
    pages: tuple[Paragraph, ...]
    notes: Mapping[str, tuple[Paragraph, ...]]
    comments: tuple[MarginComment, ...]


def read_word(data: bytes, name: str, *, accept: bool = True) -> WordText:
    """The text of a DOCX. Automatic numbers count the paragraphs that are left once all changes
    are accepted, or those that were there before them where ``accept`` is false.

    Raises :class:`UnreadableLaw`: ``encrypted``, ``damaged``, ``zip_bomb``, ``xml_entities`` …
    """
    archive = open_zip(data, name)
    parts = _Parts(archive, name)
    document = parts.root
    styles = _Styles(parts.related("styles"))
    numbering = Numbering(parts.related("numbering"), styles.lists)
    body = document.find(f"{W}body")
    walk = _Walk(styles, numbering, accept=accept)
    walk.blocks(body if body is not None else document)
    pages = []
    seen: set[str] = set()
    for kind, place in (("header", Place.HEADER), ("footer", Place.FOOTER)):
        for part in parts.all_related(kind):
            aside = _Walk(styles, None, place=place, accept=accept)
            aside.blocks(part)
            for paragraph in aside.found:
                if paragraph.accepted.strip() not in seen:
                    seen.add(paragraph.accepted.strip())
                    pages.append(paragraph)
    notes: dict[str, tuple[Paragraph, ...]] = {}
    for kind in ("footnote", "endnote"):
        kept = parts.related(f"{kind}s")
        for note in kept.iterchildren(f"{W}{kind}") if kept is not None else ():
            if note.get(f"{W}type", "normal") == "normal":
                aside = _Walk(styles, None, place=Place.NOTE, accept=accept)
                aside.blocks(note)
                notes[f"{kind} {note.get(f'{W}id', '')}"] = tuple(aside.found)
    comments = _comments(parts.related("comments"), parts.related("commentsExtended"), styles)
    return WordText(tuple(walk.found), tuple(pages), notes, comments)


class _Parts:
    """The parts of the package, found by their relations to the main one."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        targets = self._relations("_rels/.rels", "")
        main = next((t for kind, t in targets if kind == "officeDocument"), "word/document.xml")
        root = self._parse(main)
        if root is None and main != "word/document.xml":
            main = "word/document.xml"
            root = self._parse(main)
        if root is None:
            raise UnreadableLaw("damaged", file=name)
        self.root = root
        folder, base = posixpath.split(main)
        self._targets = self._relations(f"{folder}/_rels/{base}.rels", folder)
        if not self._targets:  # programs that write no relations keep to Word's own names
            self._targets = [(kind, f"{folder}/{kind}.xml") for kind in _PARTS]

    def _parse(self, member: str) -> etree._Element | None:
        data = read_member(self._archive, member, self._name)
        if not data:
            return None
        return parse_xml(data.replace(_STRICT, _TRANSITIONAL), self._name)

    def _relations(self, member: str, folder: str) -> list[tuple[str, str]]:
        data = read_member(self._archive, member, self._name)
        if not data:
            return []
        found = []
        for relation in parse_xml(data, self._name).iter(_RELATION):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append((relation.get("Type", "").rpartition("/")[2], posixpath.normpath(path)))
        return found

    def related(self, kind: str) -> etree._Element | None:
        return next(iter(self.all_related(kind)), None)

    def all_related(self, kind: str) -> Iterator[etree._Element]:
        for its_kind, target in self._targets:
            if its_kind.rstrip("1") == kind:
                part = self._parse(target)
                if part is not None:
                    yield part


class _Styles:
    """What styles say of the paragraphs that use them; a style stands on another."""

    def __init__(self, part: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self.default = ""
        for style in part.iterchildren(f"{W}style") if part is not None else ():
            own = style.get(f"{W}styleId", "")
            self._elements[own] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default = own
        self.names = {own: _name(style) for own, style in self._elements.items()}
        self.lists: dict[str, Pointer] = {}
        for own in self._elements:
            said = self._first(own, f"{W}pPr/{W}numPr")
            found = pointer(said)
            if found is not None:
                self.lists[own] = found

    def _first(self, style: str, path: str) -> etree._Element | None:
        """The nearest thing at ``path`` in a style and those it is based on."""
        seen: set[str] = set()
        while style in self._elements and style not in seen:
            seen.add(style)
            found = self._elements[style].find(path)
            if found is not None:
                return found
            based = self._elements[style].find(f"{W}basedOn")
            style = based.get(f"{W}val", "") if based is not None else ""
        return None

    def level(self, style: str, own: etree._Element | None) -> int | None:
        """The level of a heading, from 1: by the style's name, else by the outline level."""
        named = _HEADING_NAME.match(self.names.get(style, ""))
        if named:
            return int(named[1])
        said = own if own is not None else self._first(style, f"{W}pPr/{W}outlineLvl")
        value = said.get(f"{W}val", "9") if said is not None else "9"
        return int(value) + 1 if value in tuple("012345678") else None

    def hides(self, style: str) -> bool:
        return _is_on(self._first(style, f"{W}rPr/{W}vanish"))


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return name.get(f"{W}val", "") if name is not None else ""


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "1") not in _OFF


@dataclass
class _Open:
    """A paragraph being walked."""

    runs: list[Run] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    hides: bool = False


class _Walk:
    """Goes through one part; ``found`` is what it found."""

    def __init__(
        self,
        styles: _Styles,
        numbering: Numbering | None,
        *,
        place: Place = Place.BODY,
        accept: bool,
    ) -> None:
        self.found: list[Paragraph] = []
        self._styles, self._numbering, self._place = styles, numbering, place
        self._accept = accept
        self._tables = 0
        self._cell: Cell | None = None
        self._revisions: tuple[Revision, ...] = ()
        self._comments: tuple[str, ...] = ()
        self._fields: list[_Field] = []
        self._in_contents = 0

    def blocks(self, container: etree._Element) -> None:
        """Everything in ``container`` that holds paragraphs."""
        for element in container.iterchildren("*"):
            tag = _local(element)
            if tag == "p":
                self._paragraph(element)
            elif tag == "tbl":
                self._table(element)
            elif tag == "sdt":
                gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                is_contents = gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
                self._in_contents += is_contents
                for content in element.iterchildren(f"{W}sdtContent"):
                    self.blocks(content)
                self._in_contents -= is_contents
            elif tag in ("commentRangeStart", "commentRangeEnd"):
                self._range(element, tag)
            elif tag in ("ins", "moveTo", "del", "moveFrom"):
                with_revision = self._revisions
                self._revisions = (*with_revision, _revision(element, tag))
                self.blocks(element)
                self._revisions = with_revision
            elif tag == "AlternateContent":
                chosen = _chosen(element)
                if chosen is not None:
                    self.blocks(chosen)
            elif tag in ("customXml", "smartTag", "hdr", "ftr"):
                self.blocks(element)

    def _table(self, table: etree._Element) -> None:
        number, self._tables = self._tables, self._tables + 1
        outer = self._cell
        for at, row in enumerate(_within(table, "tr")):
            for column, cell in enumerate(_within(row, "tc")):
                self._cell = Cell(number, at, column)
                self.blocks(cell)
        self._cell = outer

    def _range(self, element: etree._Element, tag: str) -> None:
        own = element.get(f"{W}id", "")
        if tag == "commentRangeStart":
            if own not in self._comments:
                self._comments = (*self._comments, own)
        else:
            self._comments = tuple(c for c in self._comments if c != own)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{W}pPr")
        style, own_list, outline, end = self._styles.default, None, None, None
        if properties is not None:
            said = properties.find(f"{W}pStyle")
            style = said.get(f"{W}val", style) if said is not None else style
            own_list = pointer(properties.find(f"{W}numPr"))
            outline = properties.find(f"{W}outlineLvl")
            end = _end_revision(properties)
        in_contents = self._in_contents > 0 or self._in_contents_field()
        state = _Open(hides=self._styles.hides(style))
        self._inline(element, state)
        in_contents = in_contents or self._in_contents_field()
        for one in self._fields:
            one.is_instruction = False  # an instruction that never ends must not eat the document
        name = self._styles.names.get(style, "") or style
        if name.lower().startswith("toc") or name.startswith(("目录", "目錄")):
            in_contents = True
        paragraph = Paragraph(
            runs=tuple(state.runs),
            style=name,
            level=self._styles.level(style, outline),
            place=Place.CONTENTS if in_contents and self._place is Place.BODY else self._place,
            cell=self._cell,
            end=end,
            notes=tuple(state.notes),
        )
        if self._numbering is not None and self._counts(paragraph):
            paragraph = replace(paragraph, label=self._numbering.of(own_list, style))
        self.found.append(paragraph)
        for box in state.boxes:
            outer, self._place = (
                self._place,
                (Place.BOX if self._place is Place.BODY else self._place),
            )
            self.blocks(box)
            self._place = outer

    def _counts(self, paragraph: Paragraph) -> bool:
        """Whether Word would number the paragraph: not where it is gone, or not yet there."""
        if paragraph.end is None or paragraph.end.is_insertion == self._accept:
            return True
        return bool((paragraph.accepted if self._accept else paragraph.original).strip())

    def _in_contents_field(self) -> bool:
        return any(one.is_contents for one in self._fields)

    def _inline(self, container: etree._Element, state: _Open) -> None:
        for element in container.iterchildren("*"):
            tag = _local(element)
            if tag == "r":
                self._run(element, state)
            elif tag in ("commentRangeStart", "commentRangeEnd"):
                self._range(element, tag)
            elif tag in ("ins", "moveTo", "del", "moveFrom"):
                outer = self._revisions
                self._revisions = (*outer, _revision(element, tag))
                self._inline(element, state)
                self._revisions = outer
            elif tag == "AlternateContent":
                chosen = _chosen(element)
                if chosen is not None:
                    self._inline(chosen, state)
            elif tag == "t":  # of a formula: m:r is a run as well, found by its local name
                self._text(element.text or "", state)
            elif tag not in ("pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr"):
                self._inline(element, state)

    def _run(self, run: etree._Element, state: _Open) -> None:
        hidden = state.hides
        properties = run.find(f"{W}rPr")
        if properties is not None:
            vanish = properties.find(f"{W}vanish")
            style = properties.find(f"{W}rStyle")
            if vanish is not None:
                hidden = _is_on(vanish)
            elif style is not None:
                hidden = hidden or self._styles.hides(style.get(f"{W}val", ""))
        for element in run.iterchildren("*"):
            self._piece(element, state, hidden=hidden)

    def _piece(self, element: etree._Element, state: _Open, *, hidden: bool) -> None:
        tag = _local(element)
        if tag in ("t", "delText"):
            self._text(element.text or "", state, hidden=hidden)
        elif tag in ("tab", "ptab"):
            self._text("\t", state, hidden=hidden)
        elif tag in ("br", "cr"):
            self._text("\n", state, hidden=hidden)
        elif tag == "noBreakHyphen":
            self._text("-", state, hidden=hidden)
        elif tag == "sym":
            self._text(_symbol(element), state, hidden=hidden)
        elif tag == "fldChar":
            self._field(element.get(f"{W}fldCharType", ""))
        elif tag == "instrText" and self._fields:
            self._fields[-1].instruction += element.text or ""
        elif tag in ("footnoteReference", "endnoteReference"):
            state.notes.append(f"{tag[:-9]} {element.get(f'{W}id', '')}")
        elif tag == "AlternateContent":
            chosen = _chosen(element)
            for inner in chosen.iterchildren("*") if chosen is not None else ():
                self._piece(inner, state, hidden=hidden)
        elif tag in ("drawing", "pict", "object"):
            state.boxes += _boxes(element)
        elif tag == "ruby":
            for part in ("rubyBase", "rt"):
                for inner in element.iterchildren(f"{W}{part}"):
                    self._inline(inner, state)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_instruction = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _text(self, text: str, state: _Open, *, hidden: bool = False) -> None:
        if not text or any(one.is_instruction for one in self._fields):
            return
        run = Run(text, self._revisions, self._comments, hidden)
        last = state.runs[-1] if state.runs else None
        if last is not None and replace(last, text=text) == run:
            state.runs[-1] = replace(last, text=last.text + text)
        else:
            state.runs.append(run)


@dataclass
class _Field:
    """A complex field: its instruction is not seen, its result is."""

    instruction: str = ""
    is_instruction: bool = True

    @property
    def is_contents(self) -> bool:
        return self.instruction.strip().upper().startswith("TOC")


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _within(container: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table, cells of a row: direct, or inside content controls and revisions."""
    for element in container.iterchildren("*"):
        tag = _local(element)
        if tag == wanted:
            yield element
        elif tag in ("sdt", "sdtContent", "customXml", "ins", "del"):
            yield from _within(element, wanted)


def _chosen(alternatives: etree._Element) -> etree._Element | None:
    """The alternative to read: the first; the fallback says the same once more."""
    for wanted in ("Choice", "Fallback"):
        for element in alternatives.iterchildren("*"):
            if _local(element) == wanted and len(element):
                return element
    return None


def _boxes(drawing: etree._Element) -> list[etree._Element]:
    """The text boxes of a drawing that do not lie in another or in a fallback."""
    found = []
    for box in drawing.iter(f"{W}txbxContent"):
        above = []
        for ancestor in box.iterancestors():
            if ancestor is drawing:
                break
            above.append(_local(ancestor))
        if "txbxContent" in above:
            continue
        if "Fallback" in above and "Choice" not in above and _has_choice(box, drawing):
            continue
        found.append(box)
    return found


def _has_choice(box: etree._Element, drawing: etree._Element) -> bool:
    for ancestor in box.iterancestors():
        if _local(ancestor) == "AlternateContent":
            chosen = _chosen(ancestor)
            return chosen is not None and _local(chosen) == "Choice"
        if ancestor is drawing:
            break
    return False


def _revision(element: etree._Element, tag: str) -> Revision:
    author, date = element.get(f"{W}author", ""), element.get(f"{W}date", "")
    return Revision(tag in ("ins", "moveTo"), author, date)


def _end_revision(properties: etree._Element) -> Revision | None:
    run = properties.find(f"{W}rPr")
    for tag in ("del", "moveFrom", "ins", "moveTo"):
        found = run.find(f"{W}{tag}") if run is not None else None
        if found is not None:
            return _revision(found, tag)
    return None


def _symbol(element: etree._Element) -> str:
    """A sign of a symbol font; those of forms become the signs that Unicode has for them."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if element.get(f"{W}font", "").startswith("Wingdings"):
        sign = {0xA8: "☐", 0x6F: "☐", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0x6C: "●"}.get(code & 0xFF)
        if sign:
            return sign
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0xFFFD:
        return ""
    return chr(code)


def _comments(
    part: etree._Element | None, extended: etree._Element | None, styles: _Styles
) -> tuple[MarginComment, ...]:
    if part is None:
        return ()
    above: dict[str, str] = {}
    for entry in extended.iterchildren("*") if extended is not None else ():
        parent = entry.get(f"{_W15}paraIdParent")
        if parent:
            above[entry.get(f"{_W15}paraId", "")] = parent
    found, own_paragraphs = [], {}
    for comment in part.iterchildren(f"{W}comment"):
        walk = _Walk(styles, None, place=Place.NOTE, accept=True)
        walk.blocks(comment)
        own = comment.get(f"{W}id", "")
        for paragraph in comment.iter(f"{W}p"):
            own_paragraphs[paragraph.get(f"{_W14}paraId", "")] = own
        last = [p.get(f"{_W14}paraId", "") for p in comment.iter(f"{W}p")][-1:]
        text = "\n".join(p.accepted for p in walk.found).strip()
        author, date = comment.get(f"{W}author", ""), comment.get(f"{W}date", "")
        found.append((MarginComment(own, author, date, text), above.get(last[0]) if last else None))
    return tuple(
        replace(comment, answers=own_paragraphs.get(parent, "")) if parent else comment
        for comment, parent in found
    )
