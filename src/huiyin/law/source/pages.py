"""Lines of printed pages back into paragraphs: which are running heads, which go on in the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

#: Share of the page's height, at top and foot, in which heads and page numbers stand.
_EDGE = 0.13
_PAGE_NUMBER = re.compile(
    r"[-–—·•\s(（\[]*+(?:第\s*+)?(?:\d{1,4}|[ivxlc]{1,7}|[一二三四五六七八九十百〇]{1,5})(?:\s*+[页頁])?"
    r"(?:\s*+(?:[/,，、]\s*+)?(?:(?:共|of)\s*+)?\d{1,4}(?:\s*+[页頁])?)?[-–—·•\s)）\]]*+"
    r"|page\s*+\d{1,4}(?:\s*+(?:of|/)\s*+\d{1,4})?",
    re.I,
)
#: What may begin a unit of a law, so that a line before it that happens to be full is whole.
_BEGINS = re.compile(
    r"第\s*[\d〇○零一二三四五六七八九十百千]+\s*(?:[编編章节節条條]|分[编編])|[（(]\s*[\da-zA-Z一二三四五六七八九十]{1,4}\s*[）)]"
    r"|\d{1,3}\s*[.．、)]\s|[一二三四五六七八九十百]{1,4}、|附\s*[件则則录錄表]|目\s*[录錄次]$"
    r"|(?:Article|Section|Chapter|Part|Title|Annex|Schedule|Whereas)\b|[–—•§]",
    re.I,
)
_ENDS = re.compile(r"[。；：！？.;:!?][”’」』）)]*$")
_WIDE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’—…\U00020000-\U0003ffff]"
)
_HYPHENS = "-‐\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: where it begins and ends (points from the left), the height of its base
    as a share of the page's from the top, in points as well, and the size of its characters."""

    text: str
    page: int
    left: float
    right: float
    base: float
    share: float
    size: float


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph put together, and the furniture of the pages it runs over."""

    text: str
    furniture: tuple[str, ...] = ()


def paragraphs(lines: Sequence[PrintedLine]) -> Iterator[PrintedParagraph]:
    """The lines, in reading order, as paragraphs."""
    pages = len({line.page for line in lines})
    furniture = _page_furniture(lines, pages)
    body = [line for at, line in enumerate(lines) if at not in furniture]
    layout = _Layout(body)
    known = Counter(
        word.lower() for line in body for word in _WORD.findall(line.text.rstrip(_HYPHENS))
    )
    open_lines: list[PrintedLine] = []
    text = ""
    asides: list[str] = []
    for at, line in enumerate(lines):
        if at in furniture:
            asides.append(line.text)
            continue
        if open_lines and layout.goes_on(open_lines, line):
            text = _join(text, line.text, known)
            open_lines.append(line)
            continue
        if open_lines:
            # Furniture met since the last line of the paragraph stands between it and the next.
            yield PrintedParagraph(text, tuple(asides))
            asides = []
        elif asides:
            yield PrintedParagraph("", tuple(asides))
            asides = []
        open_lines, text = [line], line.text
    yield PrintedParagraph(text, tuple(asides))


def _page_furniture(lines: Sequence[PrintedLine], pages: int) -> set[int]:
    """Which lines are running heads or page numbers: at a page's edge, and a number, or the same
    (up to digits) on a third of the pages, or at a height where nearly all pages have a line set
    apart from the text."""
    by_page: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(at)
    candidates: list[tuple[int, str]] = []  # place, edge
    apart: Counter[tuple[str, int]] = Counter()
    lone: dict[int, tuple[str, int]] = {}
    for places in by_page.values():
        downwards = sorted(places, key=lambda at: lines[at].share)
        for edge, ordered in (("top", downwards), ("foot", downwards[::-1])):
            for at in ordered[:3]:
                share = lines[at].share
                if (share if edge == "top" else 1 - share) <= _EDGE:
                    candidates.append((at, edge))
            if len(ordered) > 2 and (ordered[0], edge) in candidates:
                first, second = lines[ordered[0]], lines[ordered[1]]
                if abs(first.base - second.base) > 2.2 * max(first.size, second.size, 1):
                    lone[ordered[0]] = (edge, round(first.base / 3))
                    apart[lone[ordered[0]]] += 1
    alike = Counter((edge, _folded(lines[at].text)) for at, edge in candidates)
    found = set()
    for at, edge in candidates:
        count = alike[edge, _folded(lines[at].text)]
        if (
            _PAGE_NUMBER.fullmatch(lines[at].text.strip())
            or (count >= 2 and count * 3 >= pages)
            or (pages >= 3 and at in lone and apart[lone[at]] * 5 >= pages * 4)
        ):
            found.add(at)
    # A page number alone makes no page: a document of numbers only is a document all the same.
    return found if len(found) < len(lines) else set()


def _folded(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", text))


class _Layout:
    """The measures of a document: its margins, the size of its text, the distance of its lines."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        sizes = Counter(round(line.size, 1) for line in lines for _ in range(len(line.text)))
        self._size = sizes.most_common(1)[0][0] if sizes else 10.0
        self._right: dict[int, float] = {}
        self._left: dict[int, float] = {}
        by_page: dict[int, list[PrintedLine]] = {}
        for line in lines:
            by_page.setdefault(line.page, []).append(line)
        rights = sorted(line.right for line in lines)
        overall = rights[min(int(len(rights) * 0.95), len(rights) - 1)] if rights else 0.0
        for page, its_lines in by_page.items():
            ends = sorted(line.right for line in its_lines)
            own = ends[min(int(len(ends) * 0.9), len(ends) - 1)]
            self._right[page] = own if len(ends) >= 8 else max(own, overall)
            self._left[page] = min(line.left for line in its_lines)
        gaps = [
            before.base - line.base
            for before, line in pairwise(lines)
            if before.page == line.page and 0 < before.base - line.base < 5 * self._size
        ]
        self._pitch = median(gaps) if gaps else 1.5 * self._size

    def goes_on(self, paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether ``line`` continues ``paragraph``."""
        before = paragraph[-1]
        if abs(line.size - before.size) > 0.15 * max(line.size, before.size):
            return False
        if line.page == before.page and before.base - line.base > 1.6 * self._pitch:
            return False
        if not self._is_full(before, line):
            return False
        em = max(line.size, 1.0)
        begins = _BEGINS.match(line.text)
        if begins and _ENDS.search(before.text):
            return False
        indent = line.left - self._left[line.page]
        if line.page == before.page or len(paragraph) > 1:
            deeper = (line.left - self._left[line.page]) - (before.left - self._left[before.page])
            if deeper > 1.2 * em:
                # Deeper than the line before: a new paragraph, or a hanging indent's second line.
                return len(paragraph) == 1 and bool(_BEGINS.match(before.text)) and not begins
        elif indent > 1.2 * em and _ENDS.search(before.text):
            return False
        return True

    def _is_full(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether the next line's first word would not have found room at the end of this one."""
        width = (before.right - before.left) / max(len(before.text.strip()), 1)
        first = line.text[:1]
        if _WIDE.match(first):
            # Marks that may not begin a line take the character before them along.
            needed = 2.1 * line.size
        else:
            word = re.match(r"\S+", line.text)
            needed = (len(word.group()) + 1.5) * width if word else 0.0
        return before.right + needed >= self._right[before.page]


def _join(text: str, line: str, known: Counter[str]) -> str:
    if text[-1:] in _HYPHENS and text[-2:-1].isalpha() and line[:1].isalpha():
        before = _WORD.findall(text.rstrip(_HYPHENS))[-1]
        after_match = _WORD.match(line)
        after = after_match.group() if after_match else ""
        whole, parted = (before + after).lower(), f"{before}-{after}".lower()
        # A hyphen is the printer's unless the text elsewhere writes the word with it.
        if text[-1] == "\u00ad" or (line[0].islower() and known[parted] <= known[whole]):
            return text[:-1] + line
        return text + line
    if _WIDE.match(text[-1:]) and _WIDE.match(line[:1]):
        return text + line
    return f"{text} {line}"
