"""The source as lines with their positions; markup is masked and furniture set apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from huiyin.law.grammar.marks import HEADINGS, Mark, MarkRole
from huiyin.law.model import Furniture, FurnitureName, Span

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
#: The indent of a paragraph: two Chinese characters or eight spaces.
_DEEPEST_INDENT = 8
_FURNITURE = {
    MarkRole.TITLE: FurnitureName.TITLE,
    MarkRole.CONTENTS: FurnitureName.CONTENTS,
    MarkRole.PAGE: FurnitureName.PAGE,
    MarkRole.NOTE: FurnitureName.NOTE,
    MarkRole.HIDDEN: FurnitureName.NOTE,
}


def cut_page_number(words: str, leaders: str) -> str:
    """Remove the page number and its leader dots from the end of an entry of a table of contents."""
    end = len(words.rstrip())
    while end and words[end - 1].isdecimal():
        end -= 1
    while end and (words[end - 1].isspace() or words[end - 1] in leaders):
        end -= 1
    return words[:end]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A non-blank line: ``[start, end)`` of the source, without white space at its ends. ``masked`` is the same
    text with markup blanked out.
    """

    start: int
    end: int
    masked: str
    is_heading: bool = False


class _Spans:
    """Spans for fast lookup of a position by binary search; add them in roughly ascending order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._measure()

    def _measure(self) -> None:
        self._starts = [span.start for span in self._spans]
        #: The furthest end of the spans up to each position.
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def add(self, span: Span) -> None:
        if self._spans and span < self._spans[-1]:
            insort(self._spans, span)
            self._measure()
            return
        self._spans.append(span)
        self._starts.append(span.start)
        self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def is_clear(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before == 0 or self._reach[before - 1] <= start

    def touching(self, start: int, end: int) -> list[Span]:
        return self._spans[bisect_right(self._reach, start) : bisect_left(self._starts, end)]


def _list_spans(marks: Sequence[Mark], roles: Collection[MarkRole]) -> list[Span]:
    return [mark.span for mark in marks if mark.role in roles]


def _list_furniture(text: str, marks: Sequence[Mark]) -> list[Furniture]:
    """Return what the file format marks as furniture, if it contains words."""
    found = []
    for mark in marks:
        words = text[mark.span.start : mark.span.end].strip()
        if mark.role in _FURNITURE and words:
            found.append(Furniture(_FURNITURE[mark.role], words, mark.span))
    return found


def _blank_markup(text: str, spans: Sequence[Span]) -> str:
    """Replace the markup in a text by NUL characters."""
    if not spans:
        return text
    characters = list(text)
    for span in spans:
        for at in range(span.start, min(span.end, len(text))):
            if not characters[at].isspace():
                characters[at] = "\0"
    return "".join(characters)


def _blank_furniture(text: str, spans: Sequence[Span]) -> str:
    """Replace the furniture in a text by line ends."""
    if not spans:
        return text
    characters = list(text)
    for span in spans:
        for at in range(span.start, min(span.end, len(text))):
            characters[at] = "\r" if characters[at] == "\r" else "\n"
    return "".join(characters)


class LinedText:
    """A text being parsed: its characters, which of them are markup, and its lines."""

    def __init__(self, text: str, marks: Sequence[Mark] = ()) -> None:
        self.text = text
        self.furniture = _list_furniture(text, marks)
        taken = [piece.span for piece in self.furniture]
        self._clean = _blank_markup(text, _list_spans(marks, frozenset((MarkRole.MARKUP,))))
        blanked = _blank_furniture(self._clean.replace("\0", " "), taken)
        self._marked, self._taken = _Spans(taken), _Spans([])
        self._furniture_starts = sorted(span.start for span in taken)
        self._line_starts = [0, *(at + 1 for at, c in enumerate(text) if c == "\n")]
        headings = _list_spans(marks, HEADINGS)
        heads = {at for span in headings for at in range(span.start, span.end)}
        self.lines = tuple(self._lines(blanked, heads))

    def _lines(self, blanked: str, heads: set[int]) -> Iterator[SourceLine]:
        for line_match in _LINE.finditer(blanked):
            words = line_match.group()
            if not words.strip():
                if not self.text[line_match.start() : line_match.end()].strip():
                    continue
                if not self.is_clear(*line_match.span()):
                    continue
            # Use the source's line ends, so that markup at the end of a line is inside its span.
            raw = self.text[line_match.start() : line_match.end()]
            start = line_match.start() + len(raw) - len(raw.lstrip())
            end = line_match.end() - (len(raw) - len(raw.rstrip()))
            yield SourceLine(
                start, end, blanked[start:end], line_match.start() in heads or start in heads
            )

    def is_clear(self, start: int, end: int) -> bool:
        """Tell whether no furniture marked by the format lies between two positions, so that a node may span them."""
        return self._marked.is_clear(start, end) and self._taken.is_clear(start, end)

    def has_furniture(self, start: int, end: int) -> bool:
        """Tell whether furniture marked by the format begins between two positions."""
        at = bisect_left(self._furniture_starts, start)
        return at < len(self._furniture_starts) and self._furniture_starts[at] < end

    def is_set_apart(self, at: int) -> bool:
        """Tell whether a line is visually separate in the source.

        It is separated by an empty line where most lines have none, or indented more deeply than a paragraph, as
        centred text is.
        """
        line = self.lines[at]
        begins = self.text.rfind("\n", 0, line.start) + 1
        indent = sum(2 if c == "\u3000" else 1 for c in self.text[begins : line.start])
        if indent > _DEEPEST_INDENT:
            return True
        if at == 0:
            return False
        return not self._is_spaced and self._is_empty_between(self.lines[at - 1], line)

    def _is_empty_between(self, before: SourceLine, after: SourceLine) -> bool:
        return self.text.count("\n", before.end, after.start) > 1

    @cached_property
    def _is_spaced(self) -> bool:
        """Tell whether there are empty lines between most lines of this text."""
        spaced = sum(self._is_empty_between(a, b) for a, b in pairwise(self.lines))
        return 2 * spaced >= len(self.lines)

    def line_number(self, offset: int) -> int:
        """Return the line, from 1, that contains the character at ``offset``."""
        return bisect_right(self._line_starts, offset)

    def take(self, span: Span) -> None:
        """Treat ``span`` as furniture from here on; no node may reach over it."""
        self._taken.add(span)

    def pieces(self, first: int, last: int) -> list[Span]:
        """Return the range between two positions without the furniture in it."""
        cut_pieces, position = [], first
        touched = [*self._marked.touching(first, last), *self._taken.touching(first, last)]
        for span in sorted(touched):
            if position < span.end and span.start < last:
                cut_pieces.append(Span(position, max(position, span.start)))
                position = span.end
        cut_pieces.append(Span(position, max(position, last)))
        return [span for span in cut_pieces if self.text[span.start : span.end].strip()]

    def end_before(self, start: int, end: int) -> int:
        """Return where the contents of ``[start, end)`` end, counting markup but not white space."""
        return start + len(self.text[start:end].rstrip())

    def words(self, start: int, end: int) -> str:
        """Return the text between two positions without markup, trailing white space and blank lines, with lines
        joined by ``\\n``.
        """
        lines = _LINE.findall(self._clean[start:end].replace("\0", ""))
        return "\n".join(filter(None, (line.strip() for line in lines)))
