"""A law out of a Word file: paragraphs and tables in reading order, automatic numbers written out, tracked
changes as if accepted, headers, footers, notes and text boxes kept."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from huiyin.law.grammar.marks import Role
from huiyin.law.model import ProblemCode, UnreadableLaw
from huiyin.law.source.drawn import Drawing, Drawn
from huiyin.law.source.numbering import Numbering, W
from huiyin.law.source.safe import open_zip, parse_xml, read_member

_ASIDE = (f"{W}footnote", f"{W}endnote")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    role: Role | None


def draw_docx(data: bytes, name: str) -> Drawn:
    """The text of a DOCX. Raises ``UnreadableLaw``."""
    archive = open_zip(data, name)
    document = _part(archive, "word/document.xml", name)
    if document is None:
        raise UnreadableLaw("damaged", file=name)
    numbering = Numbering.read(
        _part(archive, "word/numbering.xml", name), _part(archive, "word/styles.xml", name)
    )
    drawing = Drawing(name)
    if any(True for _ in document.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")):
        drawing.problem(ProblemCode.HIDDEN_CHANGES)
    for line in _lines(document, numbering):
        drawing.add(line.text, line.role)
    for member in sorted(archive.namelist()):
        aside = (
            Role.PAGE
            if member.startswith(("word/header", "word/footer")) and member.endswith(".xml")
            else Role.NOTE
            if member in ("word/footnotes.xml", "word/endnotes.xml")
            else None
        )
        part = _part(archive, member, name) if aside is not None else None
        for line in _lines(part, None) if part is not None else ():
            drawing.add(line.text, aside)
    return drawing.finish()


def _part(archive: zipfile.ZipFile, member: str, name: str) -> etree._Element | None:
    data = read_member(archive, member, name)
    return parse_xml(data, name) if data else None


def _lines(part: etree._Element, numbering: Numbering | None) -> Iterator[_Line]:
    for paragraph in part.iter(f"{W}p"):
        text = text_of(paragraph)
        number = numbering.of(paragraph) if numbering is not None else ""
        role = _role(paragraph)
        for at, line in enumerate(text.split("\n")):
            whole = (number if not at else "") + line
            if whole.strip():
                yield _Line(whole, role)


def _role(paragraph: etree._Element) -> Role | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val", "").casefold().replace(" ", "") if style is not None else ""
    if name == "title":
        return Role.TITLE
    if name.startswith("toc"):
        return Role.CONTENTS
    if name.startswith("heading") and name[7:].isdigit() and 1 <= int(name[7:]) <= 6:
        return Role(f"h{name[7:]}")
    return None


def text_of(paragraph: etree._Element) -> str:
    """The words of a paragraph as Word shows them with all changes accepted; a break is a line's end. What
    stands in a text box within it belongs to the box's own paragraphs."""
    parts = []
    for node in paragraph.iter():
        tag = node.tag
        if tag == f"{W}t":
            if _is_own(node, paragraph):
                parts.append(node.text or "")
        elif tag in (f"{W}br", f"{W}cr"):
            if _is_own(node, paragraph):
                parts.append("\n")
        elif tag == f"{W}tab":
            above = node.getparent()  # tab stops are defined by an element of the same name
            if above is not None and above.tag == f"{W}r" and _is_own(node, paragraph):
                parts.append("\t")
        elif tag == f"{W}noBreakHyphen" and _is_own(node, paragraph):
            parts.append("-")
    return "".join(parts)


def _is_own(node: etree._Element, paragraph: etree._Element) -> bool:
    for above in node.iterancestors():
        if above is paragraph:
            return True
        if above.tag in (f"{W}p", f"{W}del", f"{W}moveFrom") or above.tag.endswith("}Fallback"):
            return False
    return False
