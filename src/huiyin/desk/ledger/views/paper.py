"""A joint proposal on paper: a letter, the list of suggestions, a table of the draft beside what is asked for."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from huiyin.desk.consultations.api import laws
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.proposals.models import Edition, MinorityOpinion, Signature, Suggestion
from huiyin.law import Law
from huiyin.report.sections.names import name_provision
from huiyin.words import current_language, either, say, say_date, say_number, use_language

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def papers(consultation: Consultation, edition: Edition, day: date) -> dict[str, bytes]:
    """File name → content: the proposal in each language of the draft, and the draft itself in Akoma Ntoso."""
    from huiyin.law.write.akoma_ntoso import to_akoma_ntoso

    before = current_language()
    files: dict[str, bytes] = {}
    try:
        for language, law in laws.laws_of(consultation.draft).items():
            use_language(language)
            files[f"proposal.{language}.docx"] = _letter(consultation, edition, law, day)
            files[f"draft.{language}.akn.xml"] = to_akoma_ntoso(law)
    finally:
        use_language(before)
    return files


def _letter(consultation: Consultation, edition: Edition, law: Law, day: date) -> bytes:
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    suggestions = list(edition.suggestions.all())
    signatures = list(edition.signatures.select_related("organisation"))
    title = str(edition.proposal)
    document = Document()
    _set_fonts(document)
    heading = document.add_heading(_clean(say("submit.paper.title", title=title)), 0)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(_clean(say("submit.paper.to", authority=consultation.authority.name)))
    opening = either(edition.letter_zh, edition.letter_en) or say(
        "submit.paper.letter",
        n=len(signatures),
        law=law.title,
        suggestions=say_number(len(suggestions)),
    )
    for line in opening.splitlines():
        document.add_paragraph(_clean(line))
    document.add_heading(say("submit.paper.list"), 1)
    for number, one in enumerate(suggestions, 1):
        _add_suggestion(document, number, one, law)
    _add_minority(document, list(edition.minority_opinions.select_related("organisation")))
    _add_signatures(document, signatures, day)
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(say("submit.paper.table"), 1)
    _add_table(document, suggestions, law)
    written = io.BytesIO()
    document.core_properties.title = _clean(title)[:250]
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


def _place(one: Suggestion, law: Law) -> str:
    return name_provision(law, one.eid) if one.eid in law.by_eid else one.target


def _asks(one: Suggestion, law: Law) -> str:
    return say(f"run.action.{one.action}", place=_place(one, law) or say("run.uptake.whole_law"))


def _add_suggestion(document: Any, number: int, one: Suggestion, law: Law) -> None:
    document.add_heading(_clean(f"{number}. {_asks(one, law)}"), 2)
    if one.wording:
        document.add_paragraph(_clean(say("submit.paper.wording", words=one.wording)))
    if one.text:
        document.add_paragraph(_clean(one.text))
    if one.reason:
        document.add_paragraph(_clean(say("submit.paper.reason", words=one.reason)))
    if one.divergence:
        document.add_paragraph(_clean(say("submit.paper.divergence", words=one.divergence)))


def _add_minority(document: Any, opinions: Sequence[MinorityOpinion]) -> None:
    if not opinions:
        return
    document.add_heading(say("submit.paper.minority"), 1)
    for one in opinions:
        document.add_paragraph(_clean(f"{one.organisation.name}: {one.text}"))


def _add_signatures(document: Any, signatures: Sequence[Signature], day: date) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document.add_heading(say("submit.paper.signed"), 1)
    for one in signatures:
        document.add_paragraph(_clean(one.organisation.name), style="List Bullet")
    document.add_paragraph(say_date(day)).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_table(document: Any, suggestions: Sequence[Suggestion], law: Law) -> None:
    heads = [say(f"submit.paper.head.{name}") for name in ("place", "draft", "asked", "reason")]
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.text = words
        for run in cell.paragraphs[0].runs:
            run.bold = True
    for one in suggestions:
        provision = law.by_eid.get(one.eid)
        asked = one.wording or one.text
        if one.action in ("delete", "keep") and not one.wording:
            asked = f"{_asks(one, law)}\n{one.text}".strip()
        cells = (_place(one, law), provision.full_text if provision else "", asked, one.reason)
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = _clean(words)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
