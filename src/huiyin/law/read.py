"""Read a law from a file of any of the formats that laws are sent in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from huiyin.law.grammar import parse
from huiyin.law.model import Law, UnreadableLaw
from huiyin.law.source.drawn import Drawn, check_length
from huiyin.law.source.safe import MAX_FILE
from huiyin.law.source.sniff import Format, sniff


def read(path: Path, *, language: str | None = None) -> Law:
    """The law in the file at ``path``: text, Markdown, DOCX, HTML, PDF with a text layer, Akoma
    Ntoso 3.0, or the JSON that ``huiyin read --json`` writes. What the file holds decides, not its
    name. ``language`` is a BCP 47 tag; without it the characters tell.

    Raises :class:`UnreadableLaw`; its ``code`` is one of those documented at
    ``docs/methods/reading-laws.md`` and its ``details`` hold at least ``file``.
    """
    name = path.name
    if path.is_dir():
        raise UnreadableLaw("folder", file=name)
    try:
        with path.open("rb") as handle:
            data = handle.read(MAX_FILE + 1)
    except OSError as error:
        raise UnreadableLaw("cannot_open", file=name, reason=error.strerror or "") from error
    return read_bytes(data, name, language=language)


def read_bytes(data: bytes, name: str, *, language: str | None = None) -> Law:
    """The law in ``data``, the contents of a file called ``name``; otherwise as :func:`read`."""
    form = sniff(data, name)
    # Each reader is imported when a file needs it: a text file must not wait for PDF or Word.
    if form is Format.AKOMA_NTOSO:
        from huiyin.law.source.akoma_ntoso import read_akoma_ntoso

        return read_akoma_ntoso(data, name, language=language)
    if form is Format.JSON:
        from huiyin.law.source.structured import read_json

        return read_json(data, name, language=language)
    drawn = draw(data, name, form)
    check_length(len(drawn.text), name)
    law = parse(drawn.text, language=language, marks=drawn.marks)
    if not drawn.problems:
        return law
    problems = sorted((*law.problems, *drawn.problems), key=lambda p: (p.line, p.code))
    return replace(law, problems=tuple(problems))


def draw(data: bytes, name: str, form: Format | None = None) -> Drawn:
    """The text of a file in reading order, whether it is a law or not; not for Akoma Ntoso and JSON.

    Raises :class:`UnreadableLaw`.
    """
    form = form or sniff(data, name)
    if form is Format.PDF:
        from huiyin.law.source.pdf import draw_pdf

        return draw_pdf(data, name)
    if form is Format.DOCX:
        from huiyin.law.source.docx import draw_docx

        return draw_docx(data, name)
    if form is Format.HTML:
        from huiyin.law.source.html import draw_html

        return draw_html(data, name)
    from huiyin.law.source.plain import draw_markdown, draw_text

    return (draw_markdown if form is Format.MARKDOWN else draw_text)(data, name)
