"""A law out of a PDF's text layer (PDFium)."""

from __future__ import annotations

import re
from collections import Counter

from huiyin.law.grammar.marks import Role
from huiyin.law.model import UnreadableLaw
from huiyin.law.source.drawn import Drawing, Drawn
from huiyin.law.source.safe import check_size

_MAX_PAGES = 5_000
_PAGE_NUMBER = re.compile(
    r"^[\s—–\-·]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*页|\s*/\s*\d{1,4})?[\s—–\-·]*$|^page\s+\d+(?:\s+of\s+\d+)?$",
    re.I,
)
#: What can begin a unit, so that the line before it is whole.
_BEGINS = re.compile(
    r"^\s*(?:第\s*[\d〇零一二三四五六七八九十百千两]+\s*[编編章节節条條]|[（(]\s*[\d一二三四五六七八九十]{1,4}\s*[）)]|\d{1,3}\s*[.．、]"
    r"|[一二三四五六七八九十]{1,4}、|附\s*[件则則录錄表]|目\s*[录錄次]|(?:Article|Section|CHAPTER|Chapter|PART|Part|ANNEX|Annex|SCHEDULE|Schedule)\b|\([a-z]{1,4}\)|[–—•]\s)"
)
_WHOLE = re.compile(r"[。；：！？.;:!?”」）)]\s*$")


def draw_pdf(data: bytes, name: str) -> Drawn:
    """The text of a PDF with a text layer. Running heads and page numbers are furniture, set after the text; lines
    that the page's width broke are joined. Raises ``UnreadableLaw``: ``encrypted``, ``damaged``, ``scanned``."""
    import pypdfium2

    check_size(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "encrypted" if "password" in str(error).lower() or b"/Encrypt" in data else "damaged"
        raise UnreadableLaw(code, file=name) from error
    try:
        pages = []
        for number in range(min(len(document), _MAX_PAGES)):
            try:
                page = document[number]
                pages.append(page.get_textpage().get_text_bounded())
            except pypdfium2.PdfiumError:
                pages.append("")
    finally:
        document.close()
    lines = [_clean(page) for page in pages]
    if not any(line for page in lines for line in page):
        raise UnreadableLaw("scanned", file=name)
    body, aside = _apart(lines)
    drawing = Drawing(name)
    for line in _join(body):
        drawing.add(line)
    for line in aside:
        drawing.add(line, Role.PAGE)
    return drawing.finish()


def _clean(page: str) -> list[str]:
    page = (
        page.replace("\ufffe", "-").replace("\x02", "-").replace("\x00", "").replace("\ufffd", "")
    )
    page = re.sub(r"[\ud800-\udfff]", "", page)
    return [line.strip() for line in re.split(r"[\r\n]+", page) if line.strip()]


def _apart(pages: list[list[str]]) -> tuple[list[str], list[str]]:
    """Body lines, and the lines that stand at the top or foot of most pages or are page numbers."""
    ends = Counter(line for page in pages for line in {*page[:1], *page[-1:]})
    running = {line for line, count in ends.items() if count >= 3 and count * 2 > len(pages)}
    body: list[str] = []
    aside: list[str] = []
    for page in pages:
        for at, line in enumerate(page):
            is_edge = at in (0, len(page) - 1)
            furniture = is_edge and (line in running or _PAGE_NUMBER.match(line))
            (aside if furniture else body).append(line)
    return body, aside


def _join(lines: list[str]) -> list[str]:
    """A line that fills its page's width goes on in the next, unless that begins a unit."""
    if not lines:
        return []
    widths = sorted(map(len, lines))
    full = widths[int(len(widths) * 0.9)] * 0.8
    joined = [lines[0]]
    before = lines[0]
    for line in lines[1:]:
        if len(before) >= full and not _WHOLE.search(before) and not _BEGINS.match(line):
            if before.endswith("-") and before[-2:-1].isalpha() and line[:1].islower():
                joined[-1] = joined[-1] + line
            else:
                spaced = joined[-1][-1:].isascii() and line[:1].isascii()
                joined[-1] += (" " if spaced else "") + line
        else:
            joined.append(line)
        before = line
    return joined
