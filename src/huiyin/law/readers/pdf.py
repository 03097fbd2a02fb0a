"""Extract a law from the text layer of a PDF with PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from huiyin.files.problems import UnreadableLaw
from huiyin.files.untrusted_files import check_size
from huiyin.law.grammar.marks import MarkRole
from huiyin.law.model import ProblemCode
from huiyin.law.readers.extracted_text import MAX_TEXT, ExtractedText, TextBuilder, check_length
from huiyin.law.readers.pdf_lines import AsideReason, LinePiece, PrintedLine
from huiyin.law.readers.pdf_notes import LOWERED, RAISED
from huiyin.law.readers.pdf_pages import build_paragraphs

_MAX_PAGES = 5_000
#: PDFium returns U+FFFE or U+0002 for a hyphen at a line end.
_HYPHEN = dict.fromkeys((0x02, 0xFFFE), "-")
_BREAKS = frozenset((*_HYPHEN, 0xAD))
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\uffff\ud800-\udfff]")
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
_PASSWORD_ERROR = 4
#: Words further apart than this share of their size are separate pieces.
_APART = 1.0
_SMALLEST = 4.0
_WORDS = re.compile(r"\S+")
#: A footnote mark in the text, its maximum size relative to its line, and the least height above the line.
_MARKS = frozenset("0123456789*†‡")
_RAISED_SIZE, _RISE = 0.85, 0.15


def extract_pdf(data: bytes, name: str) -> ExtractedText:
    """Extract the text of a PDF in paragraphs.

    Running heads and page numbers become furniture after the paragraph that continues over the page. Words
    hyphenated at a line end are joined.

    Raises :class:`UnreadableLaw`: ``encrypted``, ``damaged``, ``scanned`` if pages have no text, ``garbled`` if
    fonts do not identify their characters.
    """
    check_size(data, name)
    lines = list(_read_lines(data, name))
    seen = "".join(line.text for line in lines)
    if not seen.strip():
        raise UnreadableLaw("scanned", file=name)
    if len(_UNKNOWN.findall(seen)) > 0.3 * len(seen):
        raise UnreadableLaw("garbled", file=name)
    drawing = TextBuilder(name)
    for paragraph in build_paragraphs(lines):
        for words, aside in paragraph.furniture:
            drawing.aside(words, MarkRole.NOTE if aside is AsideReason.NOTE else MarkRole.PAGE)
        if paragraph.is_second_text:
            drawing.problem(ProblemCode.TWO_TEXTS)
        drawing.add(paragraph.text)
    return drawing.finish()


def _read_lines(data: bytes, name: str) -> Iterator[PrintedLine]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = raw.FPDF_GetLastError() == _PASSWORD_ERROR or "assword" in str(error)
        raise UnreadableLaw("encrypted" if is_locked else "damaged", file=name) from error
    length = 0
    try:
        count = len(document)
        if count == 0:
            raise UnreadableLaw("damaged", file=name)
        if count > _MAX_PAGES:
            raise UnreadableLaw("too_long", file=name, limit=f"{MAX_TEXT:,}")
        for number in range(count):
            # Close each object before its parent, which PDFium frees unconditionally.
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                continue  # a damaged page: the others can still be read
            try:
                height = max(page.get_height(), 1.0)
                text_page = page.get_textpage()
            except pypdfium2.PdfiumError:
                page.close()
                continue
            try:
                for line in _page_lines(raw, text_page.raw, number, height):
                    length += len(line.text)
                    check_length(length, name)
                    yield line
            finally:
                text_page.close()
                page.close()
    finally:
        document.close()


def _page_lines(raw: Any, text_page: Any, number: int, height: float) -> Iterator[PrintedLine]:
    """Yield the lines of one page in the order in which the file has them."""
    count = raw.FPDFText_CountChars(text_page)
    characters: list[str] = []
    places: list[int] = []

    def lines() -> Iterator[PrintedLine]:
        text = _CONTROL.sub("", "".join(characters)).strip()
        words = [i for c, i in zip(characters, places, strict=True) if not c.isspace()]
        if text and words:
            line = _make_line(raw, text_page, text, (words[0], words[-1]), (number, height))
            shown = _wrap_raised(raw, text_page, characters, places, line)
            text = "".join(shown).replace(LOWERED + RAISED, "").strip()
            pieces = _split_pieces(raw, text_page, characters, shown, places, line)
            yield replace(line, text=text, pieces=pieces)
        characters.clear()
        places.clear()

    for page_index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, page_index)
        if code in (0x0A, 0x0D):
            yield from lines()
        elif code:
            character = _HYPHEN.get(code) or chr(code)
            # PDFium treats digits below each other, and text below the last word of a page, as one line.
            if (
                characters
                and not character.isspace()
                and _is_off(raw, text_page, places[0], page_index)
            ):
                yield from lines()
            characters.append(character)
            places.append(page_index)
            # It puts no line end after the hyphen of a broken word.
            if code in _BREAKS and _turns(raw, text_page, page_index, count):
                yield from lines()
    yield from lines()


def _wrap_raised(
    raw: Any, text_page: Any, characters: Sequence[str], places: Sequence[int], line: PrintedLine
) -> list[str]:
    """Return the text of each character, with markers around those raised above the preceding text."""
    shown = [_CONTROL.sub("", character) for character in characters]
    begun = False
    for number, (character, at) in enumerate(zip(characters, places, strict=True)):
        if begun and character in _MARKS and _is_raised(raw, text_page, character, at, line):
            shown[number] = f"{RAISED}{character}{LOWERED}"
        begun = begun or not character.isspace()
    return shown


def _is_raised(raw: Any, text_page: Any, character: str, at: int, line: PrintedLine) -> bool:
    """Tell whether a character is higher than its line.

    For a digit the ink decides, because it may be a superscript glyph of the font. A star is always high, so it
    must be small as well.
    """
    least = line.base + _RISE * line.size
    if character.isdecimal():
        return _find_foot(raw, text_page, at) >= least
    is_small = raw.FPDFText_GetFontSize(text_page, at) <= _RAISED_SIZE * line.size
    return bool(is_small and _origin(raw, text_page, at)[1] >= least)


def _find_foot(raw: Any, text_page: Any, at: int) -> float:
    """Return how low the ink of a character reaches."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, at, left, right, bottom, top)
    return bottom.value


def _is_off(raw: Any, text_page: Any, first: int, at: int) -> bool:
    """Tell whether a character is further off its line than a footnote number."""
    height = abs(_origin(raw, text_page, first)[1] - _origin(raw, text_page, at)[1])
    return bool(height > 1.5 * max(raw.FPDFText_GetFontSize(text_page, at), _SMALLEST))


def _turns(raw: Any, text_page: Any, at: int, count: int) -> bool:
    """Tell whether the next character is on another line."""
    if at + 1 >= count:
        return False
    (x, y), (next_x, next_y) = _origin(raw, text_page, at), _origin(raw, text_page, at + 1)
    return next_x < x or abs(next_y - y) > 0.5 * raw.FPDFText_GetFontSize(text_page, at)


def _split_pieces(
    raw: Any,
    text_page: Any,
    characters: Sequence[str],
    shown: Sequence[str],
    places: Sequence[int],
    line: PrintedLine,
) -> tuple[LinePiece, ...]:
    """Split ``shown`` at wide gaps; only the ends of words are measured."""
    pieces: list[LinePiece] = []
    text = "".join(characters)
    # Some programs set characters of one point and scale them up; then the width shows the size.
    em = line.size if line.size >= _SMALLEST else 1.2 * (line.right - line.left) / len(text)
    begins = 0
    for word in _WORDS.finditer(text):
        left = _origin(raw, text_page, places[word.start()])[0]
        right = _end(raw, text_page, places[word.end() - 1])
        if pieces and left - pieces[-1].right <= _APART * em:
            left = pieces.pop().left
        else:
            begins = word.start()
        words = "".join(shown[begins : word.end()]).replace(LOWERED + RAISED, "").strip()
        pieces.append(LinePiece(words, left, right))
    return tuple(piece for piece in pieces if piece.text)


def _make_line(
    raw: Any, text_page: Any, text: str, ends: tuple[int, int], page: tuple[int, float]
) -> PrintedLine:
    """``ends``: the indices of its first and last character. ``page``: page number and height."""
    number, height = page
    left, base = _origin(raw, text_page, ends[0])
    # A footnote number is higher than the line, so it must not set the baseline.
    base = min(base, _origin(raw, text_page, ends[1])[1])
    return PrintedLine(
        text=text,
        page=number,
        left=left,
        right=_end(raw, text_page, ends[1]),
        base=base,
        share=min(max(1 - base / height, 0.0), 1.0),
        size=max(raw.FPDFText_GetFontSize(text_page, end) for end in ends),
    )


def _origin(raw: Any, text_page: Any, at: int) -> tuple[float, float]:
    """Return the origin of a character on its baseline; its ink may begin further right or lower."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, at, x, y)
    return x.value, y.value


def _end(raw: Any, text_page: Any, at: int) -> float:
    """Return where the advance width of a character ends; the ink of a full stop ends before that."""
    box = raw.FS_RECTF()
    if raw.FPDFText_GetLooseCharBox(text_page, at, box) and box.right > box.left:
        return float(box.right)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, at, left, right, bottom, top)
    return right.value
