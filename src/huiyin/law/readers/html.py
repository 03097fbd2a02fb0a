"""Extract a law from a web page: the text that a browser shows, block by block, including list numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree
from lxml import html as lxml_html

from huiyin.files.decode import decode_text
from huiyin.files.problems import UnreadableLaw
from huiyin.files.untrusted_files import check_size
from huiyin.files.word.numbering import write_number
from huiyin.law.grammar.marks import MarkRole
from huiyin.law.model import Problem, ProblemCode
from huiyin.law.readers.extracted_text import (
    ExtractedText,
    TextBuilder,
    encoding_problems,
    is_one_line,
)

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
))  # fmt: skip
#: Elements whose contents a browser does not show as text.
_UNSEEN = frozenset((
    "head", "script", "style", "noscript", "template", "iframe", "object", "audio", "video",
    "canvas", "textarea", "select", "svg",
))  # fmt: skip
_FURNITURE = {
    "nav": MarkRole.PAGE,
    "footer": MarkRole.PAGE,
    "button": MarkRole.PAGE,
    "aside": MarkRole.NOTE,
}
_LANDMARKS = {
    "navigation": MarkRole.PAGE,
    "contentinfo": MarkRole.PAGE,
    "complementary": MarkRole.NOTE,
}
#: Blocks marked as footnotes, by their class or the roles of DPUB-ARIA 1.1.
_NOTE_CLASS = re.compile(r"(?:[\w-]{1,20}-)?(?:foot|end)notes?(?:-[\w-]{1,20})?|oj-note", re.I)
_NOTE_ROLES = frozenset(("doc-footnote", "doc-endnote", "doc-endnotes"))
#: The text of a link to a footnote: (1), [2], a star, or a bare superscript number.
_NOTE_LINK = re.compile(r"\s*+(?:[(\[]\s*+\d{1,3}\s*+[)\]]|[*†‡]{1,3})\s*+")
_RAISED = re.compile(r"\s*+\d{1,3}\s*+")
_HEADINGS = {f"h{level}": MarkRole(f"h{level}") for level in range(1, 7)}
#: Formatting that may be removed from a page in which it is nested endlessly.
_FORMATTING = re.compile(
    r"</?(?:font|span|b|i|u|a|em|strong|small|big|tt|o:p|st1:\w+)\b[^<>]*>", re.I
)
_CHARSET = re.compile(rb"<meta\b[^<>]*?charset\s*+=\s*+[\"']?+\s*+([\w.:-]+)", re.I)
_XML_CHARSET = re.compile(rb"^\s*<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_XML_PROLOGUE = re.compile(r"^\s*<\?xml\b[^>]*\?>", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff\u2018-\u201d"
#: A line end between two wide characters is not a space (CSS Text 3, 4.1.3).
_WIDE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_OWN_NUMBER = re.compile(
    r"\s*+(?:(?:[(（\[〔]\s*+)?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6}|[一二三四五六七八九十百]{1,4})\s*+[)）\]〕.．、]"
    r"|第.{1,8}[条條款項项章节節]|(?:Article|Section)\b|[§—–•·])"
)
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LIST_STYLES = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand", "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.I)


def extract_html(data: bytes, name: str) -> ExtractedText:
    """Extract the visible text of an HTML page.

    Menus and footers are furniture. So is hidden text (``hidden``, ``display: none``) and struck-through text
    (``<del>``, ``line-through``), which follows its paragraph. A table row becomes a line with tabs between cells,
    unless a cell has several lines.

    Style sheets are only searched for classes that strike through. Raises :class:`UnreadableLaw`.
    """
    page, odd = _walk_page(data, name)
    drawn = page.drawing.finish()
    return ExtractedText(drawn.text, drawn.marks, (*odd, *drawn.problems))


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell of a page: its lines, and its column and row span."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1


_LIST_TAGS = ("ol", "ul", "menu", "dir")
_TABLE_TAGS = ("table", "tr", "td", "th")

#: The rows of a table.
PageTable = list[tuple[PageCell, ...]]


@dataclass(frozen=True, slots=True)
class PageTables:
    """The tables of a page in the order in which they begin; the text of a nested table is in both.

    ``beside``: the lines outside tables, each with the number of tables above it. ``unseen``: hidden rows.
    ``is_changed``: text was struck out.
    """

    tables: tuple[PageTable, ...]
    beside: tuple[tuple[int, str], ...]
    unseen: tuple[str, ...]
    is_changed: bool


def read_page_tables(data: bytes, name: str) -> PageTables:
    """Read the tables of an HTML page, without hidden or struck-out text. Raises :class:`UnreadableLaw`."""
    page, _ = _walk_page(data, name)
    return PageTables(tuple(page.tables), tuple(page.beside), tuple(page.unseen), page.is_changed)


def _walk_page(data: bytes, name: str) -> tuple[_Page, Iterable[Problem]]:
    check_size(data, name)
    said = _CHARSET.search(data[:4096]) or _XML_CHARSET.match(data[:200])
    declared = said[1].decode("ascii", "replace") if said else ""
    decoded = decode_text(data, name, declared=declared)
    text = _XML_PROLOGUE.sub("", decoded.text)
    page = _Page(name)
    page.walk(_parse_html(text, name))
    return page, encoding_problems(decoded.encoding, sure=decoded.sure, bad=decoded.bad)


def _parse_html(text: str, name: str) -> etree._Element:
    for attempt in (text, _FORMATTING.sub("", text)):
        # huge_tree raises the depth limit from 256 to 2048; the size is already limited.
        parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True)
        try:
            root = lxml_html.document_fromstring(attempt.encode("utf-8"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
            raise UnreadableLaw("no_text", file=name) from error
        # Beyond its depth limit the parser drops the rest and reports an error.
        if not any("depth" in entry.message for entry in parser.error_log):
            return root
    raise UnreadableLaw("damaged", file=name)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    role: MarkRole | None


@dataclass
class _List:
    form: str
    next: int
    step: int


@dataclass
class _Row:
    cells: list[list[_Line]] = field(default_factory=list)
    covers: list[tuple[int, int]] = field(default_factory=list)  # column span, row span


def _join_cells(texts: Sequence[Sequence[str]]) -> list[_Line]:
    """Join the cells of a row, each of at most one line, into one line."""
    joined = "\t".join(cell[0] if cell else "" for cell in texts).strip("\t")
    return [_Line(joined, None)] if joined else []


class _Page:
    """Walks the tree iteratively, because pages may be nested deeply."""

    def __init__(self, name: str) -> None:
        self.drawing = TextBuilder(name)
        self._pieces: list[str] = []
        self._hidden: list[str] = []
        self._unseen = self._hides = self._keeps_space = 0
        self._furniture: list[MarkRole] = []
        self._heading: MarkRole | None = None
        self._lists: list[_List] = []
        self._marker = ""
        self._rows: list[_Row] = []
        self.tables: list[PageTable] = []
        self.beside: list[tuple[int, str]] = []
        self._open_tables: list[PageTable] = []
        self.unseen: list[str] = []
        self._is_shown: list[bool] = []  # for each open table
        self._unseen_from = 0
        self.is_changed = False
        self._struck: frozenset[str] = frozenset()  # classes whose text is struck through
        self._noted: set[str] = set()  # the targets of footnote links so far
        self._is_note = False

    def walk(self, root: etree._Element) -> None:
        self._struck = _struck_classes(root)
        for event, node in etree.iterwalk(root, events=("start", "end")):
            tag = node.tag if isinstance(node.tag, str) else ""
            if event == "start":
                self._start(tag, node)
                self._text(node.text)
            else:
                self._end(tag, node)
                self._text(node.tail)
        self._end_line()
        while self._rows:
            self._end_row()

    def _start(self, tag: str, node: etree._Element) -> None:
        self._begin_hiding(tag, node)
        self._see_note(tag, node)
        furniture = _find_furniture_role(tag, node)
        if furniture is not None:
            self._furniture.append(furniture)
        elif tag in _TABLE_TAGS:
            self._open_table_part(tag, node)
        else:
            self._open_text_part(tag, node)

    def _begin_hiding(self, tag: str, node: etree._Element) -> None:
        """End the line where a block begins; hidden or struck-through text is collected separately from there on."""
        self._unseen += tag in _UNSEEN
        is_struck = _is_struck(tag, node, self._struck)
        self._hides += is_struck or _is_hidden(node)
        if tag in _BLOCKS and not self._hides:
            self._end_line()
        elif tag in _BLOCKS:
            self._hidden.append("\n")
        if is_struck and not self._unseen and not self.is_changed:
            self.is_changed = True
            self.drawing.problem(ProblemCode.HIDDEN_CHANGES, number="1")

    def _open_text_part(self, tag: str, node: etree._Element) -> None:
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "pre":
            self._keeps_space += 1
        elif tag in _LIST_TAGS:
            self._lists.append(_make_list(tag, node))
        elif tag == "li" and self._lists:
            self._begin_item(node)

    def _open_table_part(self, tag: str, node: etree._Element) -> None:
        if tag == "table":
            self.tables.append([])
            self._open_tables.append(self.tables[-1])
            self._is_shown.append(not self._hides)
        elif tag == "tr":
            self._unseen_from = len(self._hidden)
            self._rows.append(_Row())
        elif self._rows:
            covers = (_parse_span(node, "colspan"), _parse_span(node, "rowspan"))
            self._rows[-1].cells.append([])
            self._rows[-1].covers.append(covers)

    def _end(self, tag: str, node: etree._Element) -> None:
        self._end_hiding(tag, node)
        if _find_furniture_role(tag, node) is not None:
            self._furniture.pop()
        elif tag in _TABLE_TAGS:
            self._close_table_part(tag)
        else:
            self._close_text_part(tag)

    def _end_hiding(self, tag: str, node: etree._Element) -> None:
        if tag in _BLOCKS and not self._hides and tag != "br":
            self._end_line()
        self._unseen -= tag in _UNSEEN
        if tag == "tr" and self._hides and self._is_shown and self._is_shown[-1]:
            self._note_unseen_row()
        if _is_struck(tag, node, self._struck) or _is_hidden(node):
            self._hides -= 1
            self._hidden.append("\n")

    def _close_text_part(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._heading = None
        elif tag == "pre":
            self._keeps_space -= 1
        elif tag in _LIST_TAGS:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""

    def _close_table_part(self, tag: str) -> None:
        if tag == "tr" and self._rows:
            self._end_row()
        elif tag == "table":
            self._open_tables.pop()
            self._is_shown.pop()

    def _note_unseen_row(self) -> None:
        words = " ".join("".join(self._hidden[self._unseen_from :]).split())
        if words:
            self.unseen.append(words)

    def _see_note(self, tag: str, node: etree._Element) -> None:
        """Recognise a link to a footnote, or the footnote itself: the line that a link led to and that links back."""
        if tag != "a":
            return
        leads = node.get("href", "")
        called = {node.get("id", ""), node.get("name", "")} - {""}
        begins = not "".join(self._pieces).strip()
        if leads.startswith("#") and called & self._noted and begins:
            self._is_note = True
        elif leads.startswith("#") and _is_note_link(node):
            self._noted.add(leads[1:])

    def _text(self, text: str | None) -> None:
        if not text or self._unseen:
            return
        if self._hides:
            self._hidden.append(_SPACE.sub(" ", text))
        elif self._keeps_space:
            lines = text.split("\n")
            for at, line in enumerate(lines):
                if at:
                    self._end_line()
                self._pieces.append(line.replace("\r", ""))
        else:
            self._pieces.append(text)

    def _begin_item(self, node: etree._Element) -> None:
        its_list = self._lists[-1]
        if not its_list.form:
            return
        value = node.get("value", "")
        if re.fullmatch(r"-?\d{1,6}", value):
            its_list.next = int(value)
        self._marker = write_number(max(its_list.next, 0), its_list.form) + "."
        its_list.next += its_list.step

    def _end_line(self) -> None:
        text = self._take_line()
        hidden = "".join(self._hidden)
        if text:
            self._hidden.clear()
            if self._marker and not _OWN_NUMBER.match(text):
                text = f"{self._marker} {text}"
            self._marker = ""
            self._put(_Line(text, self._find_role()))
            self._is_note = False
            self._put_hidden(hidden)
        elif hidden.strip() and not self._hides:
            self._hidden.clear()
            self._put_hidden(hidden)

    def _take_line(self) -> str:
        """Return the text of the line and start a new one."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if not self._keeps_space:
            text = _SPACE.sub(" ", _WIDE_BREAK.sub("", text))
        return text.strip(" \t\r\n\f")

    def _find_role(self) -> MarkRole | None:
        """Return the role of the line, by the elements around it: furniture, a heading or a note."""
        role = self._furniture[-1] if self._furniture else self._heading
        return role or (MarkRole.NOTE if self._is_note else None)

    def _put_hidden(self, words: str) -> None:
        if words.strip():
            self._put(_Line(words, MarkRole.HIDDEN))

    def _put(self, line: _Line) -> None:
        if self._rows:
            row = self._rows[-1]
            if not row.cells:
                row.cells.append([])
                row.covers.append((1, 1))
            row.cells[-1].append(line)
        else:
            self.drawing.add(line.text, line.role)
            if not self._open_tables and line.role is not MarkRole.HIDDEN:
                self.beside.append((len(self.tables), line.text))

    def _end_row(self) -> None:
        row = self._rows.pop()
        if self._open_tables:
            self._open_tables[-1].append(tuple(map(_page_cell, row.cells, row.covers)))
        lines = list(chain.from_iterable(row.cells))
        texts = [[line.text for line in cell] for cell in row.cells]
        if is_one_line(texts) and all(line.role is None for line in lines):
            lines = _join_cells(texts)
        for line in lines:
            self._put(line)


def _page_cell(lines: list[_Line], covers: tuple[int, int]) -> PageCell:
    shown = tuple(line.text for line in lines if line.role is not MarkRole.HIDDEN)
    return PageCell(shown, *covers)


#: The largest span of a cell (HTML Standard, 4.9.11: 1000 columns).
_MOST_COVERED = 1000


def _parse_span(node: etree._Element, name: str) -> int:
    said = node.get(name, "1").strip()
    return max(1, min(int(said), _MOST_COVERED)) if said.isdecimal() and len(said) < 9 else 1


#: A class in a CSS selector.
_CLASS = re.compile(r"\s*+[\w-]*+\.([\w-]{1,80}+)\s*+")


def _struck_classes(root: etree._Element) -> frozenset[str]:
    """Return the classes that the style sheets strike through, as word processors write them: ``.c3 {…}``."""
    struck: set[str] = set()
    for sheet in root.iter("style"):
        for rule in "".join(map(str, sheet.itertext())).split("}"):
            before, _, style = rule.rpartition("{")
            if _strikes_through(style):
                selectors = before.rpartition("{")[2].split(",")
                struck.update(c[1] for one in selectors if (c := _CLASS.fullmatch(one)))
    return frozenset(struck)


def _strikes_through(style: str) -> bool:
    """Tell whether a style strikes text through (``text-decoration``), ignoring other decorations."""
    return any(
        "line-through" in value.lower()
        for name, _, value in (one.partition(":") for one in style.split(";"))
        if name.strip().lower() in ("text-decoration", "text-decoration-line")
    )


def _is_struck(tag: str, node: etree._Element, classes: frozenset[str]) -> bool:
    if tag in ("del", "s", "strike") or _strikes_through(node.get("style", "")):
        return True
    return bool(classes) and not classes.isdisjoint(node.get("class", "").split())


def _is_hidden(node: etree._Element) -> bool:
    if node.get("hidden") is not None:
        return True
    style = node.get("style", "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _is_note_link(node: etree._Element) -> bool:
    words = "".join(str(part) for part in node.itertext())
    parent = node.getparent()
    is_raised = node.find(".//sup") is not None or (parent is not None and parent.tag == "sup")
    return bool(_NOTE_LINK.fullmatch(words) or (is_raised and _RAISED.fullmatch(words)))


def _find_furniture_role(tag: str, node: etree._Element) -> MarkRole | None:
    if tag in _BLOCKS and (
        node.get("role", "") in _NOTE_ROLES or _NOTE_CLASS.fullmatch(node.get("class", ""))
    ):
        return MarkRole.NOTE
    return _LANDMARKS.get(node.get("role", "")) or _FURNITURE.get(tag)


def _make_list(tag: str, node: etree._Element) -> _List:
    """Return how a list numbers its items; ``form`` is empty if it does not."""
    style = _LIST_STYLE.search(node.get("style", ""))
    words = style[1].lower().split() if style else []
    if tag != "ol" or "none" in words:
        return _List("", 1, 1)
    form = next((_LIST_STYLES[w] for w in words if w in _LIST_STYLES), "")
    form = form or _LIST_TYPES.get(node.get("type", ""), "decimal")
    items = sum(1 for _ in node.iterchildren("li"))
    is_reversed = node.get("reversed") is not None
    start = node.get("start", "")
    first = int(start) if re.fullmatch(r"-?\d{1,6}", start) else items if is_reversed else 1
    return _List(form, first, -1 if is_reversed else 1)
