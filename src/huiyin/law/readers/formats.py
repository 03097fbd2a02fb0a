"""Read a law from a file of any supported format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from huiyin.files.problems import UnreadableLaw
from huiyin.files.sniff import FileFormat, sniff_format
from huiyin.files.untrusted_files import MAX_FILE
from huiyin.law.grammar import parse_law
from huiyin.law.model import Law
from huiyin.law.readers.extracted_text import ExtractedText, check_length


def read_law(path: Path, *, language: str | None = None) -> Law:
    """Read the law in the file at ``path``.

    Supported are text, Markdown, DOCX, HTML, PDF with a text layer, Akoma Ntoso 3.0, and the JSON of ``huiyin read
    --json``. The format is detected from the contents, not from the name. ``language`` is a BCP 47 tag, detected
    from the characters if missing.

    Raises :class:`UnreadableLaw`; its ``code`` is one of those documented in ``docs/methods/reading-laws.md``, and
    its ``details`` contain at least ``file``.
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
    """Read the law in ``data``, the contents of a file called ``name``; otherwise like :func:`read_law`."""
    form = sniff_format(data, name)
    # Import each reader only when needed: a text file must not wait for the PDF or Word libraries.
    if form is FileFormat.AKOMA_NTOSO:
        from huiyin.law.readers.akoma_ntoso import read_akoma_ntoso

        return read_akoma_ntoso(data, name, language=language)
    if form is FileFormat.JSON:
        from huiyin.law.readers.json_document import read_json

        return read_json(data, name, language=language)
    drawn = extract_text(data, name, form)
    check_length(len(drawn.text), name)
    law = parse_law(drawn.text, language=language, marks=drawn.marks)
    if not drawn.problems:
        return law
    problems = sorted((*law.problems, *drawn.problems), key=lambda p: (p.line, p.code))
    return replace(law, problems=tuple(problems))


def extract_text(data: bytes, name: str, form: FileFormat | None = None) -> ExtractedText:
    """Extract the text of a file in reading order, whether it is a law or not; not for Akoma Ntoso and JSON.

    Raises :class:`UnreadableLaw`.
    """
    form = form or sniff_format(data, name)
    if form is FileFormat.PDF:
        from huiyin.law.readers.pdf import extract_pdf

        return extract_pdf(data, name)
    if form is FileFormat.DOCX:
        from huiyin.law.readers.docx import extract_docx

        return extract_docx(data, name)
    if form is FileFormat.HTML:
        from huiyin.law.readers.html import extract_html

        return extract_html(data, name)
    from huiyin.law.readers.plain_text import extract_markdown, extract_plain

    return (extract_markdown if form is FileFormat.MARKDOWN else extract_plain)(data, name)
