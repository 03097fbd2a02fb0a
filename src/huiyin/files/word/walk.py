"""Walk through one part of a Word file in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from lxml import etree

from huiyin.files.word.data import Paragraph, ParagraphPlace, Revision, Run, TableCell
from huiyin.files.word.drawings import (
    BETWEEN_PARTS,
    choose_alternative,
    find_boxes,
    find_diagrams,
    is_of_formula,
    local_name,
    words_of_diagram,
    write_form_field,
    write_symbol,
)
from huiyin.files.word.numbering import ListPointer, Numbering, W, read_pointer
from huiyin.files.word.styles import WordStyles

_REVISIONS = ("ins", "moveTo", "del", "moveFrom")
#: Elements that hold properties and no text.
_PROPERTIES = frozenset((
    "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "customXmlPr",
    "smartTagPr", "bodyPr", "lstStyle", "endParaRPr", "ctrlPr",
))  # fmt: skip
#: Inline content. If it occurs outside a paragraph, it is read as one.
_INLINE = frozenset(("r", "t", "hyperlink", "fldSimple", "oMath", "oMathPara", "bdo", "dir"))
#: Embedded files that Word displays in their place.
_FOREIGN = frozenset(("altChunk", "subDoc"))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: Limits: margin comments attached to the same text, and nested fields (Word allows 20).
_MOST_RANGES, _MOST_FIELDS = 100, 100
#: The most columns of a table.
_MOST_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class _ParagraphProperties:
    """A paragraph's properties. ``outline``: its heading level. ``end``: the revision of its paragraph mark."""

    style: str
    own_list: ListPointer | None = None
    outline: etree._Element | None = None
    end: Revision | None = None


def _read_paragraph_properties(
    properties: etree._Element | None, default_style: str
) -> _ParagraphProperties:
    if properties is None:
        return _ParagraphProperties(default_style)
    style = properties.find(f"{W}pStyle")
    return _ParagraphProperties(
        style.get(f"{W}val", default_style) if style is not None else default_style,
        read_pointer(properties.find(f"{W}numPr")),
        properties.find(f"{W}outlineLvl"),
        _end_revision(properties),
    )


def _is_of_contents(style: str) -> bool:
    """Tell whether a style belongs to an entry of a table of contents."""
    return style.lower().startswith("toc") or style.startswith(("目录", "目錄"))


@dataclass
class _OpenParagraph:
    """A paragraph that is being walked."""

    style: str = ""
    runs: list[Run] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def close(self) -> Paragraph:
        """Return the finished paragraph."""
        return Paragraph(
            runs=tuple(self.runs),
            notes=tuple(self.notes),
            remarks=tuple(dict.fromkeys(self.remarks)),
            unread=tuple(self.unread),
        )


@dataclass(frozen=True, slots=True)
class _RunFormat:
    """The formatting of a run."""

    is_hidden: bool = False
    is_struck: bool = False
    is_underlined: bool = False


_PLAIN = _RunFormat()


class PartWalk:
    """Walks through one part and collects paragraphs in ``found``."""

    def __init__(
        self,
        styles: WordStyles,
        numbering: Numbering | None,
        *,
        place: ParagraphPlace = ParagraphPlace.BODY,
        accept: bool,
        called: Callable[[str], etree._Element | None] = lambda _id: None,
    ) -> None:
        """``called``: returns the part for a relationship id."""
        self.found: list[Paragraph] = []
        self._styles, self._numbering, self._place = styles, numbering, place
        self._accept, self._called = accept, called
        self._tables = 0
        self._cell: TableCell | None = None
        self._revisions: tuple[Revision, ...] = ()
        self._comments: tuple[str, ...] = ()
        self._fields: list[_Field] = []
        self._in_contents = self._in_prompt = self._in_gloss = 0
        self._is_open = (
            False  # whether the previous paragraph has text and its paragraph mark is deleted
        )

    def read_blocks(self, container: etree._Element) -> None:
        """Read everything in ``container`` that holds paragraphs; text outside a paragraph becomes one."""
        loose = _OpenParagraph(self._styles.default)
        for element in container.iterchildren("*"):
            tag = local_name(element)
            if tag in _INLINE:
                self._inline_element(element, tag, loose)
                continue
            loose = self._end_loose(loose)
            self._block(element, tag)
        self._end_loose(loose)

    def _end_loose(self, loose: _OpenParagraph) -> _OpenParagraph:
        if loose == _OpenParagraph(self._styles.default):
            return loose
        self._put(loose.close(), loose)
        return _OpenParagraph(self._styles.default)

    def _block(self, element: etree._Element, tag: str) -> None:
        if tag == "p":
            self._paragraph(element)
        elif tag == "tbl":
            self._table(element)
        elif tag == "textpath":
            self._put(Paragraph((Run(element.get("string", "")),)), _OpenParagraph())
        elif tag in _FOREIGN:
            self._put(Paragraph((), unread=(tag,)), _OpenParagraph())
        elif tag not in _PROPERTIES:
            with self._within(element, tag) as inner:
                if inner is not None:
                    self.read_blocks(inner)

    @contextmanager
    def _within(self, element: etree._Element, tag: str) -> Iterator[etree._Element | None]:
        """Yield the children to visit of an element that is neither a paragraph nor a table, applying its
        properties to all of them.
        """
        outer = self._revisions
        contents = tag == "sdt" and _is_contents(element)
        prompt = tag == "sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        if tag in ("commentRangeStart", "commentRangeEnd"):
            self._range(element, tag)
        elif tag in _REVISIONS:
            self._revisions = (*outer, _read_revision(element, tag))
        self._in_contents += contents
        self._in_prompt += prompt
        self._in_gloss += tag == "rt"
        yield choose_alternative(element) if tag == "AlternateContent" else element
        self._in_contents -= contents
        self._in_prompt -= prompt
        self._in_gloss -= tag == "rt"
        self._revisions = outer

    def _table(self, table: etree._Element) -> None:
        number, self._tables = self._tables, self._tables + 1
        outer = self._cell
        for row_index, row in enumerate(self._parts(table, "tr")):
            properties = row.find(f"{W}trPr")
            column = _read_width(properties, "gridBefore", 0)
            with self._marked(properties, ("ins", "del")):
                for cell in self._parts(row, "tc"):
                    own = cell.find(f"{W}tcPr")
                    span = _read_width(own, "gridSpan", 1)
                    self._cell = TableCell(
                        number, row_index, column, span, _is_continued(own), outer
                    )
                    self._read_cell(cell, own)
                    column += span
                    self._cell = outer

    def _read_cell(self, cell: etree._Element, properties: etree._Element | None) -> None:
        before = len(self.found)
        self._is_open = False
        with self._marked(properties, ("cellIns", "cellDel")):
            self.read_blocks(cell)
        if len(self.found) == before:  # a cell without a paragraph still needs one
            self._put(Paragraph(()), _OpenParagraph())

    @contextmanager
    def _marked(self, properties: etree._Element | None, marks: tuple[str, str]) -> Iterator[None]:
        """Apply the revision of a row or cell that was inserted or deleted as a whole."""
        outer = self._revisions
        for mark, tag in zip(marks, ("ins", "del"), strict=True):
            found = properties.find(f"{W}{mark}") if properties is not None else None
            if found is not None:
                self._revisions = (*self._revisions, _read_revision(found, tag))
        yield
        self._revisions = outer

    def _parts(self, container: etree._Element, wanted: str) -> Iterator[etree._Element]:
        """Yield the rows of a table or cells of a row, direct or inside content controls, revisions or other
        wrappers.
        """
        for element in container.iterchildren("*"):
            tag = local_name(element)
            if tag == wanted:
                yield element
            elif tag in ("p", "tbl", "tr", "tc") or tag in _INLINE:
                self._misplaced(element, tag)
            elif tag not in _PROPERTIES:
                with self._within(element, tag) as inner:
                    if inner is not None:
                        yield from self._parts(inner, wanted)

    def _misplaced(self, element: etree._Element, tag: str) -> None:
        """Read a block, or text, in a place where it is not allowed."""
        if tag in _INLINE:
            loose = _OpenParagraph(self._styles.default)
            self._inline_element(element, tag, loose)
            self._end_loose(loose)
        else:
            self._block(element, tag)

    def _range(self, element: etree._Element, tag: str) -> None:
        own = element.get(f"{W}id", "")
        if tag == "commentRangeStart":
            if own not in self._comments:
                self._comments = (*self._comments, own)[-_MOST_RANGES:]
        else:
            self._comments = tuple(c for c in self._comments if c != own)

    def _paragraph(self, element: etree._Element) -> None:
        said = _read_paragraph_properties(element.find(f"{W}pPr"), self._styles.default)
        in_contents = self._in_contents > 0 or self._in_contents_field()
        state = _OpenParagraph(said.style)
        self._inline(element, state)
        in_contents = in_contents or self._in_contents_field()
        for open_field in self._fields:
            # A field instruction that never ends must not swallow the rest of the document.
            open_field.is_instruction = False
        name = self._styles.names.get(said.style, "") or said.style
        in_contents = in_contents or _is_of_contents(name)
        is_body = self._place is ParagraphPlace.BODY
        paragraph = replace(
            state.close(),
            style=name,
            level=self._styles.level(said.style, said.outline),
            place=ParagraphPlace.CONTENTS if in_contents and is_body else self._place,
            end=said.end,
        )
        if self._numbering is not None and self._begins_line(paragraph):
            paragraph = replace(paragraph, label=self._numbering.of(said.own_list, said.style))
        self._put(paragraph, state)

    def _put(self, paragraph: Paragraph, state: _OpenParagraph) -> None:
        """Add a paragraph, followed by the text boxes anchored to it."""
        place = paragraph.place if paragraph.place is ParagraphPlace.CONTENTS else self._place
        self.found.append(replace(paragraph, cell=self._cell, place=place))
        outer = self._place
        if outer is ParagraphPlace.BODY and state.boxes:
            self._place = ParagraphPlace.BOX
        for box in state.boxes:
            if local_name(box) in ("p", "tbl", "textpath"):
                self._block(box, local_name(box))
            else:
                self.read_blocks(box)
        self._place = outer

    def _begins_line(self, paragraph: Paragraph) -> bool:
        """Tell whether Word numbers the paragraph.

        It does not if the paragraph is deleted, not yet inserted, or continues the line of the previous one.
        """
        says = bool((paragraph.accepted if self._accept else paragraph.original).strip())
        stays = paragraph.end is None or paragraph.end.is_insertion == self._accept
        begins = (says or stays) and not self._is_open
        self._is_open = not stays and (says or self._is_open)
        return begins

    def _in_contents_field(self) -> bool:
        return any(one.is_contents for one in self._fields)

    def _inline(self, container: etree._Element, state: _OpenParagraph) -> None:
        for element in container.iterchildren("*"):
            self._inline_element(element, local_name(element), state)

    def _inline_element(self, element: etree._Element, tag: str, state: _OpenParagraph) -> None:
        if tag == "r":
            self._run(element, state)
        elif tag == "t":  # in a formula: m:r is a run too, matched by its local name
            self._text(element.text or "", state, _PLAIN)
        elif tag == "br":
            self._text("\n", state, _PLAIN)
        elif is_of_formula(element) and tag in ("f", "sSup", "sSub", "d", "nary"):
            self._formula(element, tag, state)
        elif tag in ("p", "tbl"):  # misplaced: read after the paragraph
            state.boxes.append(element)
        elif tag not in _PROPERTIES:
            with self._within(element, tag) as inner:
                if inner is not None:
                    self._inline(inner, state)

    def _formula(self, element: etree._Element, tag: str, state: _OpenParagraph) -> None:
        """Read a formula, with the operators printed between its parts: 1/2, not 12."""
        if tag in BETWEEN_PARTS:
            first, between, second = BETWEEN_PARTS[tag]
            for part in element.iterchildren("{*}" + first):
                self._inline(part, state)
            self._text(between, state, _PLAIN)
            for part in element.iterchildren("{*}" + second):
                self._inline(part, state)
            return
        signs = {local_name(one): _math_value(one) for one in element.iterfind("{*}*/{*}*")}
        if tag == "nary":
            self._text(signs.get("chr", "∫"), state, _PLAIN)
            self._inline(element, state)
            return
        self._text(signs.get("begChr", "("), state, _PLAIN)
        for at, part in enumerate(element.iterchildren("{*}e")):
            self._text(signs.get("sepChr", "|") if at else "", state, _PLAIN)
            self._inline(part, state)
        self._text(signs.get("endChr", ")"), state, _PLAIN)

    def _run(self, run: etree._Element, state: _OpenParagraph) -> None:
        look = self._look(run.find(f"{W}rPr"), state.style)
        for element in run.iterchildren("*"):
            self._piece(element, local_name(element), state, look)

    def _look(self, properties: etree._Element | None, style: str) -> _RunFormat:
        said = properties.find(f"{W}rStyle") if properties is not None else None
        name = said.get(f"{W}val", "") if said is not None else ""
        underline = properties.find(f"{W}u") if properties is not None else None
        return _RunFormat(
            is_hidden=self._in_gloss > 0
            or self._styles.is_on("vanish", style, properties, name)
            or (self._in_prompt > 0 and self._styles.is_prompt(name)),
            is_struck=self._styles.is_on("strike", style, properties, name)
            or self._styles.is_on("dstrike", style, properties, name),
            is_underlined=underline is not None and underline.get(f"{W}val", "none") != "none",
        )

    def _piece(
        self, element: etree._Element, tag: str, state: _OpenParagraph, look: _RunFormat
    ) -> None:
        words = _find_words(element, tag)
        if words is not None:
            self._text(words, state, look)
        elif tag == "fldChar":
            self._field(element, state, look)
        elif tag == "instrText" and self._fields:
            self._fields[-1].instruction += element.text or ""
        elif tag in ("footnoteReference", "endnoteReference"):
            state.notes.append(f"{tag[:-9]} {element.get(f'{W}id', '')}")
        elif tag == "commentReference":
            state.remarks.append(element.get(f"{W}id", ""))
        else:
            self._open_piece(element, tag, state, look)

    def _open_piece(
        self, element: etree._Element, tag: str, state: _OpenParagraph, look: _RunFormat
    ) -> None:
        """Read a piece of a run that contains others."""
        if tag == "AlternateContent":
            chosen = choose_alternative(element)
            for inner in chosen.iterchildren("*") if chosen is not None else ():
                self._piece(inner, local_name(inner), state, look)
        elif tag in ("drawing", "pict", "object"):
            self._drawing(element, state)
        elif tag == "ruby":
            self._inline(element, state)
        else:  # a text box without a drawing around it
            state.boxes += find_boxes(element)

    def _drawing(self, element: etree._Element, state: _OpenParagraph) -> None:
        state.boxes += find_boxes(element)
        for own in find_diagrams(element):
            state.boxes += words_of_diagram(self._called(own))
        if next(element.iter("{*}chart"), None) is not None:
            state.unread.append("chart")

    def _field(self, element: etree._Element, state: _OpenParagraph, look: _RunFormat) -> None:
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin" and len(self._fields) < _MOST_FIELDS:
            self._fields.append(_Field(write_form_field(element)))
        elif kind == "separate" and self._fields:
            self._fields[-1].is_instruction = False
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.has_result:
                self._text(ended.shown, state, look)

    def _text(self, text: str, state: _OpenParagraph, look: _RunFormat) -> None:
        if not text or any(one.is_instruction for one in self._fields):
            return
        for one in self._fields:
            one.has_result = True
        run = Run(
            text,
            self._revisions,
            self._comments,
            look.is_hidden,
            look.is_struck,
            look.is_underlined,
        )
        last = state.runs[-1] if state.runs else None
        if last is not None and replace(last, text=text) == run:
            state.runs[-1] = replace(last, text=last.text + text)
        else:
            state.runs.append(run)


@dataclass
class _Field:
    """A complex field. Its instruction is not shown; its result is. ``shown``: what it displays without a result."""

    shown: str = ""
    instruction: str = ""
    is_instruction: bool = True
    has_result: bool = False

    @property
    def is_contents(self) -> bool:
        return self.instruction.strip().upper().startswith("TOC")


def _is_contents(control: etree._Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _find_words(element: etree._Element, tag: str) -> str | None:
    """Return the text that a piece of a run prints; None if it is not text."""
    if tag in ("t", "delText"):
        return element.text or ""
    if tag == "sym":
        return write_symbol(element)
    return _SIGNS.get(tag)


def _read_width(properties: etree._Element | None, name: str, default: int) -> int:
    """Read a number of grid columns."""
    said = properties.find(f"{W}{name}") if properties is not None else None
    value = said.get(f"{W}val", "") if said is not None else ""
    if not (value.isdecimal() and len(value) <= 9):
        return default
    return max(default, min(int(value), _MOST_COLUMNS))


def _is_continued(properties: etree._Element | None) -> bool:
    """Tell whether a cell continues the one above (17.4.84): a vMerge element without a value means that it does."""
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    return merge is not None and merge.get(f"{W}val", "continue") != "restart"


def _math_value(element: etree._Element) -> str:
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith("}val")), ""
    )


def _read_revision(element: etree._Element, tag: str) -> Revision:
    author, date = element.get(f"{W}author", ""), element.get(f"{W}date", "")
    return Revision(tag in ("ins", "moveTo"), author, date)


def _end_revision(properties: etree._Element) -> Revision | None:
    run = properties.find(f"{W}rPr")
    for tag in ("del", "moveFrom", "ins", "moveTo"):
        found = run.find(f"{W}{tag}") if run is not None else None
        if found is not None:
            return _read_revision(found, tag)
    return None
