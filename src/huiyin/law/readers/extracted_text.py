"""What a format's reader passes to the grammar: text, marks and problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from huiyin.files.problems import UnreadableLaw
from huiyin.law.grammar.marks import Mark, MarkRole
from huiyin.law.model import Problem, ProblemCode, Span

#: The most characters of a law; the longest statute books have fewer than a million.
MAX_TEXT = 5_000_000


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """``text`` becomes ``Law.source``; ``marks`` and ``problems`` refer to its positions and lines."""

    text: str
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class TextBuilder:
    """Builds a text line by line.

    A node of the law is one continuous range of text, so anything beside a paragraph (a footnote, a page number)
    must come after it. ``aside`` keeps it until the paragraph ends.
    """

    name: str
    _lines: list[str] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)
    _asides: list[tuple[str, MarkRole]] = field(default_factory=list)
    _length: int = 0

    @property
    def line_number(self) -> int:
        """The number of the next line, from 1."""
        return len(self._lines) + 1

    def add(self, text: str, role: MarkRole | None = None) -> None:
        """Add a paragraph, followed by what was set aside. White space alone is ignored."""
        self._add(text, role)
        asides, self._asides = self._asides, []
        for aside, its_role in asides:
            self._add(aside, its_role)

    def aside(self, text: str, role: MarkRole) -> None:
        """Set furniture aside, to follow the current paragraph."""
        self._asides.append((text, role))

    def problem(self, code: ProblemCode, **details: str) -> None:
        """Report a problem in the next line."""
        self._problems.append(Problem(self.line_number, code, tuple(sorted(details.items()))))

    def finish(self) -> ExtractedText:
        """Return the text; raise :class:`UnreadableLaw` ``no_text`` if there is none."""
        for aside, role in self._asides:
            self._add(aside, role)
        self._asides = []
        if not self._lines:
            raise UnreadableLaw("no_text", file=self.name)
        return ExtractedText("\n".join(self._lines), tuple(self._marks), tuple(self._problems))

    def _add(self, text: str, role: MarkRole | None) -> None:
        lines = [line.rstrip() for line in text.split("\n")]
        lines = [line for line in lines if line.strip()]
        if not lines:
            return
        whole = "\n".join(lines)
        start = self._length
        if role is not None:
            self._marks.append(Mark(Span(start, start + len(whole)), role))
        self._lines += lines
        self._length += len(whole) + 1
        check_length(self._length, self.name)


_UNIT = re.compile(
    r"\s*(?:第\s*[\d〇零一二三四五六七八九十百千]+\s*[编編章节節条條]|(?:Article|Section|Chapter)\s+\S)",
    re.I,
)


def is_one_line(cells: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table row can be read as one line with tabs between cells.

    No cell may have several lines, and only the first may begin a unit; otherwise it may be a table of two versions
    side by side.
    """
    if any(len(cell) > 1 or any("\n" in line.strip() for line in cell) for cell in cells):
        return False
    return not any(_UNIT.match(line) for cell in cells[1:] for line in cell)


def check_length(length: int, name: str) -> None:
    """Raise ``too_long`` for a text of more than :data:`MAX_TEXT` characters."""
    if length > MAX_TEXT:
        raise UnreadableLaw("too_long", file=name, limit=f"{MAX_TEXT:,}")


def encoding_problems(encoding: str, *, sure: bool, bad: int) -> Iterable[Problem]:
    """Yield the problems of decoding a file, at its first line."""
    if not sure:
        yield Problem(1, ProblemCode.UNSURE_ENCODING, (("encoding", encoding),))
    if bad:
        yield Problem(1, ProblemCode.BAD_CHARACTERS, (("encoding", encoding), ("number", str(bad))))
