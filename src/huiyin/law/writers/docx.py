"""A law as a Word file, in Word's own heading styles."""

from __future__ import annotations

import io
from typing import Any

from huiyin.law.model import Furniture, FurnitureName, Law, Provision, ProvisionKind
from huiyin.law.writers.plain_text import list_in_order
from huiyin.text import as_xml

_LEVELS = {
    ProvisionKind.PART: 1,
    ProvisionKind.SUBPART: 2,
    ProvisionKind.CHAPTER: 2,
    ProvisionKind.SECTION: 3,
    ProvisionKind.ANNEX: 1,
    ProvisionKind.SCHEDULE: 1,
}
_DEPTH = {
    ProvisionKind.POINT: 1,
    ProvisionKind.SUBPOINT: 2,
    ProvisionKind.INDENT: 2,
    ProvisionKind.SUBSECTION: 0,
    ProvisionKind.SUBPARAGRAPH: 1,
}


def to_docx(law: Law) -> bytes:
    """Write A4 with a centred title, bold article numbers, indented lists, and fonts for Chinese."""
    from docx import Document

    document = Document()
    _set_fonts(document)
    chinese = law.language.startswith("zh")
    body = DocumentBody(document)
    for piece in list_in_order(law):
        if isinstance(piece, Furniture):
            _write_furniture(body, piece)
        else:
            _write_provision(body, piece, chinese=chinese)
    body.close()
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_fonts(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, font in (
        ("Normal", "仿宋"),
        ("Heading 1", "黑体"),
        ("Heading 2", "黑体"),
        ("Heading 3", "黑体"),
        ("Title", "黑体"),
    ):
        style = document.styles[name]
        style.font.name = "Times New Roman"
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    document.styles["Normal"].font.size = Pt(12)


_CENTRED = (
    FurnitureName.TITLE,
    FurnitureName.ADOPTION,
    FurnitureName.ORDER,
    FurnitureName.CONTENTS,
)


def _write_furniture(body: DocumentBody, piece: Furniture) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for line in piece.text.split("\n"):
        paragraph = body.add(as_xml(line), "Title" if piece.name is FurnitureName.TITLE else "")
        if piece.name in _CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _write_provision(body: DocumentBody, piece: Provision, *, chinese: bool) -> None:
    lines = [as_xml(line) for line in piece.text.split("\n")] if piece.text else []
    is_unit = piece.kind is ProvisionKind.ARTICLE or (
        piece.kind is ProvisionKind.SECTION and not chinese and bool(lines or piece.children)
    )
    if piece.kind in _LEVELS and not is_unit:
        body.add(_join_head(piece), f"Heading {_LEVELS[piece.kind]}")
    else:
        lines = _write_first_lines(body, piece, lines, is_unit=is_unit, chinese=chinese)
    for line in lines:
        _indent_first_line(body.add(line), chinese=chinese)


def _join_head(piece: Provision) -> str:
    return as_xml(" ".join(part for part in (piece.num, piece.heading) if part))


def _indent_first_line(paragraph: Any, *, chinese: bool) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.first_line_indent = Pt(24) if chinese else Pt(0)


def _write_first_lines(
    body: DocumentBody, piece: Provision, lines: list[str], *, is_unit: bool, chinese: bool
) -> list[str]:
    """Write number, heading and first line of a provision; return the remaining lines."""
    from docx.shared import Pt

    paragraph = body.add()
    _indent_first_line(paragraph, chinese=chinese)
    paragraph.paragraph_format.left_indent = Pt(18 * _DEPTH.get(piece.kind, 0))
    first = lines[:1]
    if is_unit and piece.heading and not chinese:
        _write_heads(body, paragraph, piece)
        for line in first:
            body.add(line)
        return lines[1:]
    head = _join_head(piece)
    if head:
        apart = "　" if chinese and is_unit else " " if lines else ""
        paragraph.add_run(head + apart).bold = is_unit
    for line in first:
        paragraph.add_run(line)
    return lines[1:]


def _write_heads(body: DocumentBody, paragraph: Any, piece: Provision) -> None:
    """Write number and heading; an article heading on its own line stays there."""
    heads = [as_xml(piece.num), as_xml(piece.heading)]
    if piece.kind is not ProvisionKind.ARTICLE:
        heads = [as_xml(" ".join(part for part in (piece.num, piece.heading) if part))]
    for line in heads[:-1]:
        paragraph.add_run(line).bold = True
        paragraph = body.add()
    paragraph.add_run(heads[-1]).bold = True


class DocumentBody:
    """The body of a python-docx document, to which paragraphs are added in constant time.

    python-docx's own ``add_paragraph`` searches all paragraphs for the section's end each time. Call ``close``
    before saving.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self._body = document.element.body
        self._end = self._body.sectPr
        self._body.remove(self._end)
        self._names: dict[str, str] = {}

    def add(self, text: str = "", style: str = "") -> Any:
        """Add a paragraph at the end."""
        from docx.oxml import OxmlElement
        from docx.text.paragraph import Paragraph

        element = OxmlElement("w:p")
        self._body.append(element)
        paragraph = Paragraph(element, self._document)
        if text:
            paragraph.add_run(text)
        if style:
            element.style = self._name(style)
        return paragraph

    def _name(self, style: str) -> str:
        """Return the document's name for ``style``, looked up once."""
        if style not in self._names:
            self._names[style] = self._document.styles[style].style_id
        return self._names[style]

    def close(self) -> None:
        self._body.append(self._end)
