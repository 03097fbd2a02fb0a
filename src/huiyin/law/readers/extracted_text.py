"""What a reader of a format hands to the grammar: a text, what the format says of it, what is odd."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from huiyin.files.problems import UnreadableLaw
from huiyin.law.grammar.marks import Mark, MarkRole
from huiyin.law.model import Problem, ProblemCode, Span

#: More characters are no law: the longest statute books stay below a million.
MAX_TEXT = 5_000_000


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """``text`` is ``Law.source``; ``marks`` and ``problems`` speak of its places and lines."""

    text: str
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class TextBuilder:
    """A text being drawn, line by line.

    What stands aside of a paragraph (a footnote, a page's number) is set below it, for a node of
    the law is one stretch of the text: ``aside`` keeps it until the paragraph ends.
    """

    name: str
    _lines: list[str] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)
    _asides: list[tuple[str, MarkRole]] = field(default_factory=list)
    _length: int = 0

    @property
    def line_number(self) -> int:
        """The number of the line that comes next, from 1."""
        return len(self._lines) + 1

    def add(self, text: str, role: MarkRole | None = None) -> None:
        """A paragraph; what stood aside of it comes below. White space alone is left out."""
        self._add(text, role)
        asides, self._asides = self._asides, []
        for aside, its_role in asides:
            self._add(aside, its_role)

    def aside(self, text: str, role: MarkRole) -> None:
        """Furniture to set below the paragraph that is being drawn."""
        self._asides.append((text, role))

    def problem(self, code: ProblemCode, **details: str) -> None:
        """Something odd in the line that comes next."""
        self._problems.append(Problem(self.line_number, code, tuple(sorted(details.items()))))

    def finish(self) -> ExtractedText:
        """The text drawn; raises :class:`UnreadableLaw` ``no_text`` where there is none."""
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
    """Whether a table's row reads as one line, its cells set apart by tabs: no cell holds several
    lines, and none but the first begins a unit, as in a table of two versions side by side."""
    if any(len(cell) > 1 or any("\n" in line.strip() for line in cell) for cell in cells):
        return False
    return not any(_UNIT.match(line) for cell in cells[1:] for line in cell)


def check_length(length: int, name: str) -> None:
    """Raise ``too_long`` for a text of more than :data:`MAX_TEXT` characters."""
    if length > MAX_TEXT:
        raise UnreadableLaw("too_long", file=name, limit=f"{MAX_TEXT:,}")


def encoding_problems(encoding: str, *, sure: bool, bad: int) -> Iterable[Problem]:
    """What decoding a file has to say, at its first line."""
    if not sure:
        yield Problem(1, ProblemCode.UNSURE_ENCODING, (("encoding", encoding),))
    if bad:
        yield Problem(1, ProblemCode.BAD_CHARACTERS, (("encoding", encoding), ("number", str(bad))))
