"""A joint proposal as a Word file: a letter, the list of suggestions, and a table comparing draft and requests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from huiyin.desk.outcomes.papers.model import Dissent, PaperItem, ProposalPaper
from huiyin.i18n import say, say_date
from huiyin.law import WordChange
from huiyin.law.compare.word_changes import WordOp


def to_word(paper: ProposalPaper) -> bytes:
    """``paper`` as DOCX, with headings in the current language."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    _set_fonts(document)
    document.add_heading(paper.title, 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in (paper.letter.salutation, paper.letter.letter, paper.letter.closing):
        for line in words.splitlines():
            document.add_paragraph(line)
    _add_signatures(document, paper)
    document.add_heading(say("submit.paper.list"), 1)
    for item in paper.items:
        _add_item(document, item)
    if paper.dissents:
        document.add_heading(say("submit.paper.minority"), 1)
        _add_dissents(document, paper.dissents)
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(say("submit.paper.table"), 1)
    _add_table(document, paper.items)
    _add_page_numbers(document, paper.title, paper.foot)
    written = io.BytesIO()
    document.core_properties.title = paper.title[:250]
    document.core_properties.author = ""
    document.save(written)
    return written.getvalue()


def _set_fonts(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, font in (
        ("Normal", "仿宋"), ("Heading 1", "黑体"), ("Heading 2", "黑体"), ("Title", "黑体"),
    ):  # fmt: skip
        style = document.styles[name]
        style.font.name = "Times New Roman"
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    document.styles["Normal"].font.size = Pt(12)


def _add_signatures(document: Any, paper: ProposalPaper) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if paper.signed:
        document.add_heading(say("submit.paper.signed"), 1)
        for name in paper.signed:
            document.add_paragraph(name, style="List Bullet")
    document.add_paragraph(say_date(paper.day)).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_item(document: Any, item: PaperItem) -> None:
    document.add_heading(f"{item.key} · {item.heading}", 2)
    if item.marked:
        document.add_paragraph().add_run(item.marked).italic = True
    if item.wording:
        said = document.add_paragraph(say("submit.paper.wording", words=item.wording))
        _mark_language(said, item.language)
    if item.text:
        _mark_language(document.add_paragraph(item.text), item.languages["text"])
    if item.reason:
        said = document.add_paragraph(say("submit.paper.reason", words=item.reason))
        _mark_language(said, item.languages["reason"])
    if item.rests:
        document.add_paragraph(item.rests)
    if item.divergence:
        said = document.add_paragraph(say("submit.paper.divergence", words=item.divergence))
        _mark_language(said, item.languages["divergence"])
    _add_dissents(document, item.dissents, say("submit.paper.dissent"))


def _add_dissents(document: Any, dissents: Sequence[Dissent], before: str = "") -> None:
    for one in dissents:
        words = say("submit.paper.said", who=one.who, words=one.text)
        document.add_paragraph(f"{before} {words}".strip())


def _add_table(document: Any, items: Sequence[PaperItem]) -> None:
    from docx.oxml import OxmlElement

    names = ("number", "place", "draft", "asked", "reason")
    heads = [say(f"submit.paper.head.{name}") for name in names]
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.text = words
        for run in cell.paragraphs[0].runs:
            run.bold = True
    # Repeat the header row on every page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for item in items:
        number, place, draft, asked, reason = table.add_row().cells
        number.text, place.text, reason.text = item.key, item.place, item.reason
        _fill_cell(draft, item.draft)
        _fill_cell(asked, item.asked)
        for cell in (draft, asked):
            _mark_language(cell.paragraphs[0], item.language)
        _mark_language(reason.paragraphs[0], item.languages["reason"])


def _mark_language(paragraph: Any, language: str) -> None:
    """Set the language of a paragraph, for spelling, hyphenation and screen readers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for run in paragraph.runs:
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), "en-GB")
        mark.set(qn("w:eastAsia"), "zh-CN")
        if language == "zh":
            mark.set(qn("w:val"), "zh-CN")
        run._r.get_or_add_rPr().append(mark)


def _fill_cell(cell: Any, changes: Sequence[WordChange]) -> None:
    paragraph = cell.paragraphs[0]
    for change in changes:
        run = paragraph.add_run(change.text)
        run.font.strike = change.op is WordOp.DELETE or None
        run.font.underline = run.bold = change.op is WordOp.INSERT or None


def _add_page_numbers(document: Any, title: str, words: str) -> None:
    """The title as the header, page number and ``words`` as the footer; Word computes the number."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    first = document.sections[0]
    first.header.paragraphs[0].text = title
    foot = first.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
    if words:
        below = first.footer.add_paragraph()
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        below.add_run(words).font.size = Pt(6.5)
