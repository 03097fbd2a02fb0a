"""The source as lines with their places, markup masked and what is marked as furniture set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huiyin.law.grammar.marks import HEADINGS, Mark, Role
from huiyin.law.model import Furniture, FurnitureName, Span

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_FURNITURE = {
    Role.TITLE: FurnitureName.TITLE,
    Role.CONTENTS: FurnitureName.CONTENTS,
    Role.PAGE: FurnitureName.PAGE,
    Role.NOTE: FurnitureName.NOTE,
    Role.HIDDEN: FurnitureName.NOTE,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words on it: ``[start, end)`` of the source, from its first to its last
    character that is not white space. ``masked`` is that stretch with markup blanked out."""

    start: int
    end: int
    masked: str
    is_heading: bool = False


class Source:
    """A text being read: its characters, which of them are markup, and its lines."""

    def __init__(self, text: str, marks: Sequence[Mark] = ()) -> None:
        self.text = text
        self.furniture: list[Furniture] = []
        characters: list[str] | None = None
        headings: list[Span] = []
        taken: list[Span] = []
        for mark in marks:
            if mark.role is Role.MARKUP:
                characters = characters or list(text)
                for at in range(mark.span.start, min(mark.span.end, len(text))):
                    if not characters[at].isspace():
                        characters[at] = "\0"
            elif mark.role in HEADINGS:
                headings.append(mark.span)
            elif text[mark.span.start : mark.span.end].strip():
                taken.append(mark.span)
                name = _FURNITURE[mark.role]
                self.furniture.append(
                    Furniture(name, text[mark.span.start : mark.span.end].strip(), mark.span)
                )
        self._clean = text if characters is None else "".join(characters)
        blanked = self._clean.replace("\0", " ")
        for span in taken:
            gap = "".join(c if c in "\r\n" else "\n" for c in blanked[span.start : span.end])
            blanked = blanked[: span.start] + gap + blanked[span.end :]
        self._taken = taken
        heads = {at for span in headings for at in range(span.start, span.end)}
        self.lines = tuple(self._lines(blanked, heads))

    def _lines(self, blanked: str, heads: set[int]) -> Iterator[Line]:
        for found in _LINE.finditer(blanked):
            words = found.group()
            if not words.strip():
                if not self.text[found.start() : found.end()].strip():
                    continue
                if any(s.start < found.end() and found.start() < s.end for s in self._taken):
                    continue
            # The ends are those of the source, so that markup at a line's ends lies in its span.
            raw = self.text[found.start() : found.end()]
            start = found.start() + len(raw) - len(raw.lstrip())
            end = found.end() - (len(raw) - len(raw.rstrip()))
            yield Line(start, end, blanked[start:end], found.start() in heads or start in heads)

    def is_clear(self, start: int, end: int) -> bool:
        """Whether no furniture that the file's format named lies between two places, so that a node
        may reach from one to the other."""
        return not any(span.start < end and start < span.end for span in self._taken)

    def take(self, span: Span) -> None:
        """From here on, ``span`` counts as furniture that no node may reach over."""
        self._taken.append(span)

    def pieces(self, first: int, last: int) -> list[Span]:
        """The stretch between two places, without the furniture in it."""
        found, at = [], first
        for span in sorted(self._taken):
            if at < span.end and span.start < last:
                found.append(Span(at, max(at, span.start)))
                at = span.end
        found.append(Span(at, max(at, last)))
        return [span for span in found if self.text[span.start : span.end].strip()]

    def end_before(self, start: int, end: int) -> int:
        """Where what stands in ``[start, end)`` ends, markup counted, white space not."""
        return start + len(self.text[start:end].rstrip())

    def words(self, start: int, end: int) -> str:
        """The words between two places: markup taken out, no white space at the ends of a line, no
        blank lines, lines parted by ``\\n`` however the source parts them."""
        lines = _LINE.findall(self._clean[start:end].replace("\0", ""))
        return "\n".join(filter(None, (line.strip() for line in lines)))
